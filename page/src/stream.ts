/** One server-sent event (WHATWG HTML §9.2). */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads the events of an answer to a POST, which `EventSource` cannot ask for. Events whose data is no JSON are left out. */
export async function* eventsOf(response: Response): AsyncGenerator<StreamEvent> {
  // A browser forgets a body that is read only as a stream; whoever looks on with its developer tools, or drives the page through them, could not read it.
  response
    .clone()
    .text()
    .catch(() => undefined);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let waiting = '';
  for (;;) {
    const { done, value } = await reader.read();
    waiting = (waiting + (value ?? '')).replaceAll('\r\n', '\n');
    const blocks = waiting.split('\n\n');
    waiting = done ? '' : (blocks.pop() ?? '');
    for (const block of blocks) {
      const event = parseBlock(block);
      if (event) yield event;
    }
    if (done) return;
  }
}

function parseBlock(block: string): StreamEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  if (data.length === 0) return undefined;
  try {
    return { event, data: JSON.parse(data.join('\n')) };
  } catch {
    return undefined;
  }
}
