import { plainDate, startOfTehranDay } from '@misaq/platform/calendar/plain-date.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { openBullMqScheduler } from '@misaq/platform/scheduling/bullmq/bullmq-scheduler.js';
import {
  describeWithOwnRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import { until } from '@misaq/platform/scheduling/contract.js';
import { systemTimers } from '@misaq/platform/scheduling/timers.js';
import { startReceiver, type TestReceiver } from '@misaq/platform/webhooks/receiver.fixture.js';
import { manyPools, processOn, springOf1404, written } from './due-work.fixture.js';

const newFolder = temporaryFolders();
/** Factor by which polling intervals are shortened. */
const FASTER = 50;
const timers = { after: (ms: number, call: () => void) => systemTimers.after(ms / FASTER, call) };

describeWithOwnRedis('due work of two processes on Redis', () => {
  let redis: TestRedis;
  let receiver: TestReceiver;
  beforeEach(async () => {
    [redis, receiver] = await Promise.all([startRedis(), startReceiver()]);
  });
  afterEach(async () => {
    await receiver.stop();
    await redis.stop();
  });

  const idsSent = (): ReadonlySet<string | undefined> =>
    new Set(receiver.received.map(({ headers }) => headers['webhook-id']));

  it.each([
    ['nothing happens to it', () => Promise.resolve()],
    ['it is emptied', () => redis.flush()],
    [
      'it is killed and comes back',
      async () => {
        await redis.kill();
        await redis.restart();
      },
    ],
  ])('has each effect exactly once when %s in the middle', async (_what, disturb) => {
    const pools = manyPools(25);
    const store = await springOf1404(newFolder, receiver.url(), pools);
    const startedMs = Date.now();
    // The real time, moved to noon of 20 April 2025: four days after the deadline of every lot.
    const clock = {
      now: () => startOfTehranDay(plainDate('2025-04-20')) + 43_200_000 + Date.now() - startedMs,
    };
    const open = async () =>
      processOn(store, newFolder(), {
        scheduler: await openBullMqScheduler({ url: redis.url, clock, stalledMs: 1_000 }),
        clock,
        timers,
      });
    const processes = await Promise.all([open(), open()]);
    const reviews = async () =>
      (await written(store)).filter((line) => line.startsWith('PoolReviewed')).length;
    await until(async () => (await reviews()) >= 5);
    await disturb();
    await until(() => receiver.received.length >= 5);
    await disturb();
    await until(async () => (await reviews()) === pools.length && idsSent().size === pools.length);
    await until(() =>
      processes.every(({ models }) => models.notifications.webhook('w-1')?.delivered === pools.length),
    );
    // And once more from the start, with an empty Redis.
    await redis.flush();
    const late = await open();
    await until(async () => (await late.work.health()).sweptOn === '2025-04-20');
    for (const each of [...processes, late]) await each.close();

    expect(await reviews()).toBe(pools.length);
    expect((await written(store)).filter((line) => line.startsWith('ReviewSuperseded'))).toEqual([]);
    expect(idsSent().size).toBe(pools.length);
  });
});
