import type { Changed } from './changed.js';
import { readStream } from './stream.js';

/** What the hub tells a page. */
export type FeedMessage =
  | { readonly kind: 'changed'; readonly changed: Changed; readonly position: string }
  /** Whether changes arrive. */
  | { readonly kind: 'connected'; readonly isConnected: boolean }
  /** The server refused the stream: the session may have ended. */
  | { readonly kind: 'refused' };

/** What a page listens with. */
export interface Joining {
  readonly sessionId: string;
  /** The position that the page shows: changes after it are told. */
  readonly after: string;
}

export type Hear = (message: FeedMessage) => void;

/** Passes one stream of the server on to the pages that have joined. */
export interface Hub {
  join(page: Hear, joining: Joining): void;
  leave(page: Hear): void;
}

/** An open stream: of one session, up to the position of its last event. */
interface Stream {
  readonly sessionId: string;
  last: string;
  isConnected: boolean;
  readonly closing: AbortController;
}

const RETRY_MS = 3_000;

export function createHub(read: typeof readStream = readStream, retryMs: number = RETRY_MS): Hub {
  const pages = new Set<Hear>();
  let stream: Stream | undefined;
  const tell = (message: FeedMessage): void => {
    for (const page of pages) page(message);
  };

  /** Keeps a stream open. When it ends, it is asked for again; what changed meanwhile is told then. */
  async function follow(followed: Stream): Promise<void> {
    const { signal } = followed.closing;
    const isClosed = (): boolean => signal.aborted;
    const connected = (isConnected: boolean): void => {
      followed.isConnected = isConnected;
      tell({ kind: 'connected', isConnected });
    };
    while (!isClosed()) {
      const ended = await read(`/api/v1/live?${new URLSearchParams({ after: followed.last }).toString()}`, {
        signal,
        opened: () => {
          connected(true);
        },
        event: ({ id, data }) => {
          followed.last = id;
          const { changed } = JSON.parse(data) as { readonly changed: Changed };
          tell({ kind: 'changed', changed, position: id });
        },
      });
      if (isClosed()) return;
      connected(false);
      if (ended === 'refused') tell({ kind: 'refused' });
      await pause(retryMs, signal);
    }
  }

  return {
    join(page, { sessionId, after }) {
      pages.add(page);
      if (stream?.sessionId === sessionId) {
        page({ kind: 'connected', isConnected: stream.isConnected });
        // The page was answered before it joined. What was told to the others meanwhile may be new to it.
        if (!isAtLeast(after, stream.last))
          page({ kind: 'changed', changed: 'everything', position: stream.last });
        return;
      }
      stream?.closing.abort();
      stream = { sessionId, last: after, isConnected: false, closing: new AbortController() };
      void follow(stream);
    },
    leave(page) {
      pages.delete(page);
      if (pages.size > 0) return;
      stream?.closing.abort();
      stream = undefined;
    },
  };
}

/** Whether a position is at or behind another one. Officers are shown tokens, which cannot be compared. */
function isAtLeast(position: string, other: string): boolean {
  if (position === other) return true;
  return /^\d+$/.test(position) && /^\d+$/.test(other) && BigInt(position) >= BigInt(other);
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
