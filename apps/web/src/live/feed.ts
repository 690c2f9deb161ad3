import { createHub, type FeedMessage, type Hear, type Joining } from './hub.js';

/**
 * Listens to the changes of the server. The tabs of a browser share one stream: the tab that holds a lock opens the stream
 * and passes each message on to the others, and when that tab is closed the lock goes to the next one. A browser gives locks
 * to pages of HTTPS and of its own machine alone; anywhere else, each tab opens a stream of its own.
 *
 * @returns a function that ends listening
 */
export function openFeed(joining: Joining, hear: Hear): () => void {
  const hub = createHub();
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks === undefined) {
    hub.join(hear, joining);
    return () => {
      hub.leave(hear);
    };
  }
  const name = `misaq-live ${joining.sessionId}`;
  const channel = new BroadcastChannel(name);
  const ending = new AbortController();
  let isLeading = false;
  let { after } = joining;
  const toOthers: Hear = (message) => {
    channel.postMessage(message);
  };
  channel.onmessage = ({ data }: MessageEvent<FeedMessage | Joining>) => {
    if (!('kind' in data)) {
      // Another tab has come.
      if (isLeading) hub.join(toOthers, data);
      return;
    }
    if (data.kind === 'changed') after = data.position;
    hear(data);
  };
  channel.postMessage(joining);
  void locks
    .request(name, { signal: ending.signal }, () => {
      isLeading = true;
      hub.join(hear, { ...joining, after });
      hub.join(toOthers, { ...joining, after });
      return new Promise<void>((resolve) => {
        ending.signal.addEventListener('abort', () => {
          resolve();
        });
      });
    })
    // A tab that is closed while it waits for the lock.
    .catch(() => undefined);
  return () => {
    ending.abort();
    hub.leave(hear);
    hub.leave(toOthers);
    channel.close();
  };
}
