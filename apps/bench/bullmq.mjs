/**
 * Measures due reviews through BullMQ on a Redis of its own (`redis-server` on the path, append-only file, loopback):
 *
 *     node apps/bench/bullmq.mjs [--reviews 3000] [--rounds 3] [--concurrency 32]
 *
 * Each round has as many pools with a lot whose time is up as there are reviews. One process schedules one job a pool
 * through the port of `libs/platform/scheduling`, due at once, and its handler requests the review, which is recorded durably
 * in an embedded log. The time is from the first call of `schedule` until the last job is done; then the log is read,
 * and every pool must have exactly one review. Beside it stands the same with handlers that do nothing: what BullMQ and
 * Redis cost by themselves. Prints JSON; `perSec` is the median of the rounds.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { buildWhenStale } from '../../tools/build.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({
  options: {
    reviews: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '32' },
  },
});
const reviews = Number(values.reviews);
const rounds = Number(values.rounds);
const concurrency = Number(values.concurrency);

buildWhenStale();
const built = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { ALL_SUBJECTS } = await built('libs/subjects.js');
const { openSystem } = await built('libs/platform/assembly/system.js');
const { commandIdOf } = await built('libs/platform/commands/command-id.js');
const { SYSTEM_ACTOR } = await built('libs/platform/commands/installation.js');
const { openBullMqScheduler } = await built('libs/platform/scheduling/bullmq/bullmq-scheduler.js');

const PROVINCE = 'bench';
const AGENCY = 'agency-1';
const LABOUR = { id: 'labour-1', name: 'labour-1', role: 'labour' };
/** Long after the twentieth working day of a lot of spring 2022. */
const TODAY = '2023-01-10';
const clock = { now: () => Date.parse(`${TODAY}T09:00:00Z`) };

const folder = mkdtempSync(join(tmpdir(), 'misaq-bench-bullmq-'));
const redis = await startRedis(folder);
try {
  const empty = [];
  const real = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await through(`empty-${round}`, () => Promise.resolve()));
    real.push(await reviewed(round));
  }
  process.stdout.write(
    `${JSON.stringify({ reviews, concurrency, rounds, dueReviewsPerSec: summary(real), emptyJobsPerSec: summary(empty) })}\n`,
  );
} finally {
  redis.process.kill('SIGTERM');
  await once(redis.process, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

async function startRedis(dir) {
  const port = await freePort();
  const words = ['--bind', '127.0.0.1', '--port', String(port), '--dir', dir];
  const settings = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'];
  const child = spawn('redis-server', [...words, ...settings], { stdio: 'ignore' });
  child.on('error', () => {
    process.stderr.write('There is no redis-server on the path.\n');
    process.exit(1);
  });
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
  return { url, process: child };
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Jobs a second, scheduled and run; one for each number below `reviews`. */
async function through(prefix, handle) {
  const scheduler = await openBullMqScheduler({ url: redis.url, clock: { now: () => Date.now() }, prefix });
  let done = 0;
  let finished;
  const all = new Promise((resolve) => (finished = resolve));
  scheduler.handle(
    'due-review',
    async ({ data }) => {
      await handle(data.pool);
      if ((done += 1) === reviews) finished();
    },
    { concurrency },
  );
  await scheduler.start();
  const started = performance.now();
  const inFlight = 64;
  await Promise.all(
    Array.from({ length: inFlight }, async (_, lane) => {
      for (let pool = lane; pool < reviews; pool += inFlight)
        await scheduler.schedule({
          id: `pool-${pool}`,
          kind: 'due-review',
          dueAtMs: Date.now(),
          data: { pool },
        });
    }),
  );
  await all;
  const perSec = (reviews * 1_000) / (performance.now() - started);
  await scheduler.close();
  return perSec;
}

/** The same with a review behind each job. */
async function reviewed(round) {
  const data = join(folder, `data-${round}`);
  const system = await openSystem(ALL_SUBJECTS, data, clock, {
    MISAQ_PERSON_KEY: 'a key of the bench and of nothing else',
  });
  const poolOf = (pool) => `${PROVINCE}-1401-p${pool}`;
  let commands = 0;
  const send = async (sent, envelope) => {
    const result = await system.router.send(sent, envelope, 'due-work');
    if (result.kind === 'refused') throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  };
  const envelope = () => ({ commandId: commandIdOf(`${round} ${(commands += 1)}`), actor: LABOUR });
  await send(
    {
      command: {
        type: 'RegisterOrganisation',
        province: PROVINCE,
        kind: 'agency',
        id: AGENCY,
        name: 'Agency',
        activeFrom: '2016-03-20',
      },
    },
    envelope(),
  );
  await inLanes(64, reviews, (pool) =>
    send(
      {
        pool: poolOf(pool),
        command: {
          type: 'AllocateCredit',
          allocationId: 'lot-1',
          agency: AGENCY,
          amountRial: 1_000_000_000n,
          notifiedOn: '2022-04-10',
        },
      },
      envelope(),
    ),
  );
  const perSec = await through(`real-${round}`, (pool) =>
    send(
      { pool: poolOf(pool), command: { type: 'ReviewPool', asOf: TODAY, onlyWhenDue: true } },
      { commandId: commandIdOf(`due review of ${poolOf(pool)} on ${TODAY}`), actor: SYSTEM_ACTOR },
    ),
  );
  let recorded = 0;
  const pools = new Set();
  for await (const page of system.store.readAll(-1n))
    for (const { type, stream } of page)
      if (type === 'PoolReviewed') {
        recorded += 1;
        pools.add(stream);
      }
  await system.close();
  if (recorded !== reviews || pools.size !== reviews)
    throw new Error(`${reviews} reviews were asked for, ${recorded} of ${pools.size} pools are on record`);
  return perSec;
}

async function inLanes(lanes, count, work) {
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let n = lane; n < count; n += lanes) await work(n);
    }),
  );
}

function summary(figures) {
  const sorted = figures.map(Math.round).sort((a, b) => a - b);
  return { perSec: sorted[Math.floor(sorted.length / 2)], rounds: figures.map(Math.round) };
}
