/** The program of the worker that the tabs of a browser share: it holds the one stream of them all. */
import { createHub, type FeedMessage, type Hear } from './hub.js';
import type { ToHub } from './feed.js';

const hub = createHub();

(globalThis as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = ({ ports: [port] }) => {
  if (port === undefined) return;
  const hear: Hear = (message: FeedMessage) => {
    port.postMessage(message);
  };
  port.onmessage = ({ data }: MessageEvent<ToHub>) => {
    if (data === 'leave') hub.leave(hear);
    else hub.join(hear, data);
  };
};
