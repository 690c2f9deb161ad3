/**
 * Loaded into a server before it starts (`--import`), to look into it from outside: tells its parent when anything that
 * every object inherits has changed after an answer, and how much memory it holds when it is asked.
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

// It is loaded into the threads of the server too, which have no parent to tell.
if (isMainThread) {
  process.on('message', (message) => {
    if (message !== 'memory') return;
    globalThis.gc();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send({ heapUsed, external, rss });
  });
  // A parent that listens does not keep the server from ending.
  process.channel.unref();
}
