/** The stream of changes, as a page reads it. */

export interface StreamEvent {
  readonly id: string;
  readonly data: string;
}

/** The server gives a sign of life every four seconds; three missing ones mean that it cannot be reached. */
const SILENCE_MAX_MS = 12_000;

interface Reading {
  readonly opened: () => void;
  readonly event: (event: StreamEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Reads a stream until it breaks off, falls silent, is refused or is given up. It is an `EventSource`, because a page with
 * an open `fetch` is never idle for programs that drive a browser.
 */
export function readStream(
  address: string,
  { opened, event, signal }: Reading,
): Promise<'ended' | 'refused'> {
  return new Promise((resolve) => {
    const source = new EventSource(address);
    let silent: ReturnType<typeof setTimeout> | undefined;
    const end = (how: 'ended' | 'refused'): void => {
      clearTimeout(silent);
      source.close();
      signal.removeEventListener('abort', giveUp);
      globalThis.removeEventListener('offline', giveUp);
      resolve(how);
    };
    const giveUp = (): void => {
      end('ended');
    };
    const heard = (): void => {
      clearTimeout(silent);
      silent = setTimeout(giveUp, SILENCE_MAX_MS);
    };
    source.onopen = () => {
      heard();
      opened();
    };
    source.addEventListener('alive', heard);
    source.addEventListener('changed', ({ data, lastEventId }: MessageEvent<string>) => {
      heard();
      event({ id: lastEventId, data });
    });
    source.onerror = () => {
      // The browser itself would open a stream again that broke off. One that was refused is closed.
      end(source.readyState === EventSource.CLOSED ? 'refused' : 'ended');
    };
    signal.addEventListener('abort', giveUp);
    globalThis.addEventListener('offline', giveUp);
    heard();
  });
}
