import { createHub, type FeedMessage, type Hear, type Joining } from './hub.js';

/** What a page sends to the worker that holds the stream. */
export type ToHub = Joining | 'leave';

/**
 * Listens to the changes of the server. The tabs of a browser share one stream, which a shared worker holds. A browser
 * without shared workers opens a stream for each tab.
 *
 * @returns a function that ends listening
 */
export function openFeed(joining: Joining, hear: Hear): () => void {
  if (typeof SharedWorker === 'undefined') {
    const hub = createHub();
    hub.join(hear, joining);
    return () => {
      hub.leave(hear);
    };
  }
  const { port } = new SharedWorker(new URL('./shared-hub.ts', import.meta.url), {
    type: 'module',
    name: 'misaq-live',
  });
  const send = (message: ToHub): void => {
    port.postMessage(message);
  };
  const join = (): void => {
    send(joining);
  };
  // A page that the browser puts aside hears nothing; it joins again when it is taken back.
  const leave = (): void => {
    send('leave');
  };
  port.onmessage = ({ data }: MessageEvent<FeedMessage>) => {
    hear(data);
  };
  join();
  globalThis.addEventListener('pagehide', leave);
  globalThis.addEventListener('pageshow', join);
  return () => {
    globalThis.removeEventListener('pagehide', leave);
    globalThis.removeEventListener('pageshow', join);
    leave();
    port.close();
  };
}
