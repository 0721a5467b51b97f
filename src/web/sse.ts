import type { ServerResponse } from 'node:http';

/** Server-sent events to one client (WHATWG HTML §9.2). */
export interface EventStream {
  /** Sends the headers now, rather than with the first event. */
  begin(): void;
  send(event: string, data: unknown): void;
  /** Ends it from our side. */
  end(): void;
  /** Something that a proxy or a lost client notices; clients ignore it. */
  beat(): void;
}

/** The answer begins with the first event, so that an error before it can still be told as one. A client that reads so slowly that a megabyte waits for it is cut off: it reads the home anew when it comes back. */
export function openEventStream(response: ServerResponse, headers: Readonly<Record<string, string>>): EventStream {
  const write = (text: string): void => {
    if (response.writableEnded || response.destroyed) return;
    if (!response.headersSent) {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      response.write('retry: 2000\n\n');
    }
    response.write(text);
    if (response.writableLength > mostWaitingBytes) response.destroy();
  };
  return {
    begin: () => write(''),
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => write(': \n\n'),
    end: () => {
      write('');
      response.end();
    },
  };
}

const mostWaitingBytes = 1_000_000;
