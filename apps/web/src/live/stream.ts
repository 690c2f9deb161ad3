/** A stream of server-sent events, read by `fetch`: an `EventSource` tells a page nothing of the server's signs of life. */

export interface StreamEvent {
  readonly id: string;
  readonly data: string;
}

/** Takes the text of a stream in pieces, and gives the events that are whole. Comments are signs of life alone. */
export function createEventReader(): (piece: string) => readonly StreamEvent[] {
  let rest = '';
  return (piece) => {
    const blocks = `${rest}${piece}`.split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => {
      const fields = new Map<string, string>();
      for (const line of block.split('\n')) {
        const colon = line.indexOf(': ');
        if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 2));
      }
      const data = fields.get('data');
      return data === undefined ? [] : [{ id: fields.get('id') ?? '', data }];
    });
  };
}

/** The server gives a sign of life every four seconds; three missing ones mean that it cannot be reached. */
const SILENCE_MAX_MS = 12_000;

interface Reading {
  readonly opened: () => void;
  readonly event: (event: StreamEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Reads a stream until it ends, breaks off or falls silent.
 *
 * @returns the status of the answer; 0 when no server answered
 */
export async function readStream(address: string, { opened, event, signal }: Reading): Promise<number> {
  const silence = new AbortController();
  let silent: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(silent);
    silent = setTimeout(() => {
      silence.abort();
    }, SILENCE_MAX_MS);
  };
  const giveUp = (): void => {
    silence.abort();
  };
  signal.addEventListener('abort', giveUp);
  globalThis.addEventListener('offline', giveUp);
  let status = 0;
  try {
    heard();
    const answer = await fetch(address, {
      // Listening alone does not keep an idle session alive.
      headers: { accept: 'text/event-stream', 'x-misaq-background': 'yes' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: silence.signal,
    });
    ({ status } = answer);
    if (!answer.ok || answer.body === null) return status;
    opened();
    const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const eventsIn = createEventReader();
    for (;;) {
      const { done, value } = await pieces.read();
      if (done) return status;
      heard();
      eventsIn(value).forEach(event);
    }
  } catch {
    // It broke off, fell silent or was given up.
    return status;
  } finally {
    clearTimeout(silent);
    signal.removeEventListener('abort', giveUp);
    globalThis.removeEventListener('offline', giveUp);
  }
}
