/**
 * Measures the EventStoreDB adapter against the bare client, in one run and on one double of the protocol that is a
 * process of its own (test/support/eventstoredb-double):
 *
 *     node --expose-gc apps/bench/eventstoredb.mjs [--rounds 5] [--appends 4000] [--events 200000] [--bytes 350]
 *       [--everyday 200000]
 *
 * - `append`: events a second through `EventStore.append` and through a loop over `EventStoreDBClient.appendToStream`,
 *   both on `BatchAppend`, at 1 and at 64 in flight, each writer on a stream of its own. The
 *   two take turns, round by round; the ratio is that of the medians.
 * - `follow`: events a second of `EventStore.follow` and of a loop over `subscribeToAll`, both without system events and
 *   both over the same log, and how the memory of the process stands while following (MB after a collection where
 *   `--expose-gc` allows one).
 * - `readModels`: events a second of a new node that follows the log into all its read models, and of the same loop over
 *   `subscribeToAll`, over a log of everyday commands (`--everyday 200000` events), on a double of its own.
 *
 * Prints JSON. The double keeps everything in memory and does not write to a disk: the figures say what the adapter
 * costs beside the client, not what a server can do.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { EventStoreDBClient, excludeSystemEvents, jsonEvent } from '@eventstore/db-client';
import { buildWhenStale } from '../../tools/build.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    appends: { type: 'string', default: '4000' },
    events: { type: 'string', default: '200000' },
    bytes: { type: 'string', default: '350' },
    everyday: { type: 'string', default: '200000' },
  },
});
const rounds = Number(values.rounds);
const appends = Number(values.appends);
const events = Number(values.events);
const bytes = Number(values.bytes);

buildWhenStale();
const built = (path) => import(pathToFileURL(join(root, 'dist', path)).href);

/** Starts the double; `ask` sends it an order and gives its answer. */
async function startDouble() {
  const program = join(root, 'test', 'support', 'eventstoredb-double', 'main.mjs');
  const child = spawn(process.execPath, ['--max-old-space-size=8192', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { url } = JSON.parse((await lines.next()).value);
  return {
    url,
    async ask(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      return JSON.parse((await lines.next()).value);
    },
    stop: () => child.stdin.end(),
  };
}

const data = { amountRial: '150000000', text: 'x'.repeat(Math.max(0, bytes - 40)) };
const dataText = JSON.stringify(data);
const metadata = { eventId: 'e'.repeat(32), recordedAt: '2024-05-20T08:00:00.000Z' };
const metadataText = JSON.stringify(metadata);

let ids = 0;
let streams = 0;

/** Events a second of `inFlight` writers, each with a stream of its own. */
async function appendRate(inFlight, append) {
  const each = Math.max(1, Math.floor(appends / inFlight));
  const started = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      const stream = `bench-${String((streams += 1))}`;
      for (let revision = -1; revision < each - 1; revision += 1) {
        ids += 1;
        await append(stream, revision, ids.toString(16).padStart(32, '0'));
      }
    }),
  );
  return (each * inFlight * 1_000) / (performance.now() - started);
}

async function bareFollow(client) {
  const started = performance.now();
  let seen = 0;
  const subscription = client.subscribeToAll({ filter: excludeSystemEvents() });
  for await (const resolved of subscription) if (resolved.event && (seen += 1) === total) break;
  return (seen * 1_000) / (performance.now() - started);
}

async function portFollow(store, looked = () => undefined) {
  const started = performance.now();
  let seen = 0;
  for await (const batch of store.follow(-1n, new globalThis.AbortController().signal)) {
    seen += batch.length;
    looked(seen);
    if (seen >= total) break;
  }
  return (seen * 1_000) / (performance.now() - started);
}

/** Follows once more and looks at the memory each tenth of the way; not timed, because collecting takes time. */
async function memoryOfFollowing(store) {
  const taken = [];
  await portFollow(store, (seen) => {
    if (seen >= ((taken.length + 1) * total) / 10) taken.push(megabytes());
  });
  const largest = (key) => Math.max(...taken.map((each) => each[key]));
  return { first: taken[0], last: taken.at(-1), largestHeap: largest('heap'), largestRss: largest('rss') };
}

function megabytes() {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    heap: Math.round(heapUsed / 1e6),
    external: Math.round(external / 1e6),
    rss: Math.round(rss / 1e6),
  };
}

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const whole = (figures) => figures.map(Math.round);

/** Both ways in turn, the first round of each thrown away: it finds the program cold. */
async function compare(bare, port) {
  const taken = { bare: [], port: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const figures = { bare: await bare(), port: await port() };
    if (round === 0) continue;
    taken.bare.push(figures.bare);
    taken.port.push(figures.port);
  }
  return {
    barePerSecond: Math.round(median(taken.bare)),
    portPerSecond: Math.round(median(taken.port)),
    ratio: Number((median(taken.port) / median(taken.bare)).toFixed(2)),
    rounds: { bare: whole(taken.bare), port: whole(taken.port) },
  };
}

/** Writes the events of everyday commands; gives how many. Of one stream in their order, of different ones nearly so. */
async function copyEveryday(target, folder) {
  const program = join(root, 'dist', 'apps', 'bench', 'src', 'full-log.js');
  const filled = spawnSync(process.execPath, [program, folder, 'fill', values.everyday], { stdio: 'ignore' });
  if (filled.status !== 0) throw new Error('the everyday log could not be made');
  const { openSqliteEventStore } = await built('libs/platform/event-store/sqlite/sqlite-event-store.js');
  const source = openSqliteEventStore({ folder });
  let copied = 0;
  for await (const page of source.readAll(-1n)) {
    const appends = [];
    for (const { stream, revision, id, type, data: text, metadata: about } of page) {
      const appended = target.append(stream, revision - 1, [{ id, type, data: text, metadata: about }]);
      // What everything else stands on comes first.
      if (copied === 0) await appended;
      else appends.push(appended);
    }
    await Promise.all(appends);
    copied += page.length;
  }
  await source.close();
  return copied;
}

/** A node that is new: all read models from nothing to the end of the log. */
async function nodeFollow(target, folder, end) {
  const { openReadModels } = await built('libs/platform/questions/open-read-models.js');
  const { SUBJECTS } = await built('libs/subjects.js');
  const models = await openReadModels({ subjects: SUBJECTS, folder, store: target });
  const stop = new globalThis.AbortController();
  const started = performance.now();
  const following = models.runner.follow(stop.signal);
  if (!(await models.runner.waitFor(end, 600_000))) throw new Error('the read models did not follow');
  const seconds = (performance.now() - started) / 1_000;
  stop.abort();
  await following;
  await models.runner.close();
  return seconds;
}

async function readModelsBeside() {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-bench-esdb-'));
  const server = await startDouble();
  const bare = EventStoreDBClient.connectionString(server.url);
  const target = await openEventStoreDb({ url: server.url });
  try {
    total = await copyEveryday(target, join(folder, 'data'));
    const { position } = await target.health();
    let node = 0;
    const figures = await compare(
      () => bareFollow(bare),
      async () => total / (await nodeFollow(target, join(folder, `node-${String((node += 1))}`), position)),
    );
    return { events: total, ...figures };
  } finally {
    await target.close();
    await bare.dispose();
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

let total = 0;
const { openEventStoreDb } = await built(
  'libs/platform/event-store/eventstoredb/eventstoredb-event-store.js',
);
const double = await startDouble();
const client = EventStoreDBClient.connectionString(double.url);
const store = await openEventStoreDb({ url: double.url });

const viaClient = (stream, revision, id) =>
  client.appendToStream(
    stream,
    jsonEvent({
      id: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`,
      type: 'FacilityPaid',
      data,
      metadata,
    }),
    { expectedRevision: revision < 0 ? 'no_stream' : BigInt(revision) },
  );
const viaPort = (stream, revision, id) =>
  store.append(stream, revision, [{ id, type: 'FacilityPaid', data: dataText, metadata: metadataText }]);

const append = {};
for (const inFlight of [1, 64]) {
  append[`${String(inFlight)}InFlight`] = await compare(
    () => appendRate(inFlight, viaClient),
    () => appendRate(inFlight, viaPort),
  );
}
const { appends: appendsInAll, batchAppends } = await double.ask({ do: 'counts' });
if (batchAppends !== appendsInAll) throw new Error('an append was made that is no BatchAppend');

await double.ask({ do: 'fill', events, streams: 100, bytes });
total = (await double.ask({ do: 'counts' })).events - 3;
const follow = await compare(
  () => bareFollow(client),
  () => portFollow(store),
);
const megabytesWhileFollowing = await memoryOfFollowing(store);

await store.close();
await client.dispose();
double.stop();
const followed = total;
const readModels = await readModelsBeside();
const report = {
  append,
  follow: { events: followed, ...follow, megabytes: megabytesWhileFollowing },
  readModels,
};
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
