/**
 * Loaded into a server before it starts (`--import`) to observe it. Reports to its parent when an answer has changed
 * anything that every object inherits. On request it reports how much memory the server uses.
 */
import { subscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';

const WATCHED = { Object, Array, Function, String };

const look = () =>
  Object.entries(WATCHED).flatMap(([name, { prototype }]) =>
    Reflect.ownKeys(prototype).map((key) => `${name}.prototype.${String(key)}`),
  );

const atFirst = new Set(look());

subscribe('http.server.response.finish', ({ request }) => {
  const added = look().filter((each) => !atFirst.has(each));
  if (added.length > 0) process.send({ polluted: added, by: `${request.method} ${request.url}` });
});

// It is also loaded into the threads of the server, which have no parent process.
if (isMainThread) {
  process.on('message', (message) => {
    if (message !== 'memory') return;
    globalThis.gc();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send({ heapUsed, external, rss });
  });
  // The channel to the parent does not keep the server alive.
  process.channel.unref();
}
