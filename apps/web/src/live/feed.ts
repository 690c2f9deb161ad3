import type { Changed } from './changed.js';
import { readStream } from './stream.js';

/** What a page hears of the live stream of the server. */
export interface FeedListener {
  changed(changed: Changed): void;
  /** Whether changes arrive. */
  connected(isConnected: boolean): void;
  /** The server refused the stream: the session may have ended. */
  refused(): void;
}

type Message =
  | { readonly kind: 'changed'; readonly position: string; readonly changed: Changed }
  | { readonly kind: 'connected'; readonly isConnected: boolean }
  | { readonly kind: 'who leads?' };

const NAME = 'misaq-live';
const RETRY_MS = 3_000;

/**
 * Listens to the changes of the server. The tabs of a browser share one stream: the tab that holds a lock opens the stream
 * and passes each message on to the others, and when that tab is closed the lock goes to the next one. A browser gives locks
 * to pages of HTTPS and of its own machine alone; anywhere else, each tab opens a stream of its own.
 *
 * @param sessionId keeps tabs of two sessions apart
 * @param after the position that the page shows; changes after it are told
 * @returns a function that ends listening
 */
export function openFeed(sessionId: string, after: string, listener: FeedListener): () => void {
  let last = after;
  let isConnected = false;
  let lead: { readonly close: () => void } | undefined;
  const ending = new AbortController();
  const { locks } = navigator as { readonly locks?: LockManager };
  const channel = locks === undefined ? undefined : new BroadcastChannel(`${NAME} ${sessionId}`);
  const post = (message: Message): void => {
    channel?.postMessage(message);
  };
  const tell = (message: Message): void => {
    hear(message);
    post(message);
  };

  function hear(message: Message): void {
    switch (message.kind) {
      case 'changed':
        last = message.position;
        listener.changed(message.changed);
        return;
      case 'connected':
        ({ isConnected } = message);
        listener.connected(isConnected);
        return;
      case 'who leads?':
        if (lead !== undefined) post({ kind: 'connected', isConnected });
    }
  }

  function leads(): void {
    lead = followServer(
      () => last,
      tell,
      () => {
        listener.refused();
      },
    );
  }

  if (channel !== undefined)
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      hear(data);
    };
  if (locks === undefined) leads();
  else {
    post({ kind: 'who leads?' });
    void locks
      .request(`${NAME} ${sessionId}`, { signal: ending.signal }, () => {
        leads();
        return new Promise<void>((resolve) => {
          ending.signal.addEventListener('abort', () => {
            resolve();
          });
        });
      })
      // A tab that is closed while it waits for the lock.
      .catch(() => undefined);
  }
  return () => {
    ending.abort();
    lead?.close();
    channel?.close();
  };
}

/** Keeps a stream open. When it ends, it is asked for again; what changed meanwhile is told then. */
function followServer(
  last: () => string,
  tell: (message: Message) => void,
  refused: () => void,
): { readonly close: () => void } {
  const closing = new AbortController();
  const { signal } = closing;
  const isClosed = (): boolean => signal.aborted;

  async function follow(): Promise<void> {
    while (!isClosed()) {
      const address = `/api/v1/live?${new URLSearchParams({ after: last() }).toString()}`;
      const status = await readStream(address, {
        signal,
        opened: () => {
          tell({ kind: 'connected', isConnected: true });
        },
        event: ({ id, data }) => {
          const { changed } = JSON.parse(data) as { readonly changed: Changed };
          tell({ kind: 'changed', position: id, changed });
        },
      });
      if (isClosed()) return;
      tell({ kind: 'connected', isConnected: false });
      if (status >= 400) refused();
      await pause(RETRY_MS, signal);
    }
  }

  void follow();
  return {
    close() {
      closing.abort();
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const waiting = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(waiting);
      resolve();
    });
  });
}
