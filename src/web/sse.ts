import type { ServerResponse } from 'node:http';

/** Server-sent events to one client (WHATWG HTML §9.2). */
export interface EventStream {
  send(event: string, data: unknown): void;
  /** Ends it from our side. */
  end(): void;
  /** Something that a proxy or a lost client notices; clients ignore it. */
  beat(): void;
}

/** Begins the answer. A client that reads so slowly that a megabyte waits for it is cut off: it reads the home anew when it comes back. */
export function openEventStream(response: ServerResponse, headers: Readonly<Record<string, string>>): EventStream {
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  const write = (text: string): void => {
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    if (response.writableLength > mostWaitingBytes) response.destroy();
  };
  write('retry: 2000\n\n');
  return {
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => write(': \n\n'),
    end: () => response.end(),
  };
}

const mostWaitingBytes = 1_000_000;
