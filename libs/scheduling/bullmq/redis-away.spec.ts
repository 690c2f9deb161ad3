import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../contract.js';
import { SchedulerUnavailableError, type Scheduler } from '../port.js';
import { openBullMqScheduler } from './bullmq-scheduler.js';
import { describeWithOwnRedis, startRedis, type TestRedis } from './redis-server.fixture.js';

describeWithOwnRedis('a scheduler on a Redis that goes away', () => {
  let redis: TestRedis;
  const opened: Scheduler[] = [];
  const logged: string[] = [];
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const scheduler of opened.splice(0)) await scheduler.close();
    await redis.stop();
  });

  async function open(clock: { now(): number } = Date): Promise<Scheduler> {
    const scheduler = await openBullMqScheduler({
      url: redis.url,
      clock,
      stalledMs: 1_000,
      log: (message) => logged.push(message),
    });
    opened.push(scheduler);
    return scheduler;
  }

  it('answers soon that it cannot schedule, says since when, and goes on when it is back', async () => {
    const scheduler = await open();
    scheduler.handle('work', () => Promise.resolve());
    await scheduler.start();
    await redis.kill();
    await until(async () => !(await scheduler.health()).available);
    await expect(scheduler.schedule({ id: 'a', kind: 'work', dueAtMs: 0 })).rejects.toThrow(
      SchedulerUnavailableError,
    );
    await expect(scheduler.failed()).rejects.toThrow(SchedulerUnavailableError);
    await until(async () => (await scheduler.health()).lateMs > 0);
    expect(await scheduler.health()).toMatchObject({
      available: false,
      problem: expect.any(String) as string,
    });
    await redis.restart();
    await until(async () => (await scheduler.health()).available);
    await scheduler.schedule({ id: 'a', kind: 'work', dueAtMs: 0 });
    await until(async () => (await scheduler.job('work', 'a')) === undefined);
  });

  it('opens without it, and works once it is there', async () => {
    await redis.kill();
    const scheduler = await open();
    let runs = 0;
    scheduler.handle('work', () => {
      runs += 1;
      return Promise.resolve();
    });
    await scheduler.start();
    expect(await scheduler.health()).toMatchObject({ available: false });
    await redis.restart();
    await until(async () => (await scheduler.health()).available);
    await scheduler.schedule({ id: 'a', kind: 'work', dueAtMs: 0 });
    await until(() => runs === 1);
  });

  it('closes without it', async () => {
    const scheduler = await open();
    scheduler.handle('work', () => Promise.resolve());
    await scheduler.start();
    await redis.kill();
    await until(async () => !(await scheduler.health()).available);
    await scheduler.close();
  });

  it('closes when it goes away in the middle of closing, and leaves nothing behind that looks for it', async () => {
    const scheduler = await open();
    let running = false;
    scheduler.handle('work', async ({ signal }) => {
      running = true;
      await once(signal, 'abort');
      await redis.kill();
    });
    await scheduler.start();
    await scheduler.schedule({ id: 'a', kind: 'work', dueAtMs: 0 });
    await until(() => running);
    await scheduler.close();
    await redis.restart();
    // Longer than anything waits before it tries again.
    await sleep(2_500);
    expect(await redis.clients()).toBe(0);
  });

  it('runs everything it had been given, though it is killed in the middle of the work, twice', async () => {
    const scheduler = await open();
    const done = new Set<string>();
    scheduler.handle(
      'work',
      async ({ id }) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        done.add(id);
      },
      { concurrency: 4 },
    );
    const ids = Array.from({ length: 200 }, (_, index) => `job-${String(index)}`);
    await Promise.all(ids.map((id) => scheduler.schedule({ id, kind: 'work', dueAtMs: 0 })));
    await scheduler.start();
    for (const some of [40, 120]) {
      await until(() => done.size >= some);
      await redis.kill();
      await redis.restart();
    }
    await until(async () => {
      const { available, waiting, running } = await scheduler.health();
      return available && waiting + running === 0;
    });
    expect(done.size).toBe(200);
    expect(await scheduler.failed()).toEqual([]);
  });

  it('keeps no job that was flushed, fails at none of it, and takes each anew', async () => {
    const scheduler = await open();
    const done = new Map<string, number>();
    scheduler.handle(
      'work',
      async ({ id }) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        done.set(id, (done.get(id) ?? 0) + 1);
      },
      { concurrency: 5 },
    );
    await scheduler.start();
    const ids = Array.from({ length: 60 }, (_, index) => `job-${String(index)}`);
    const derive = () =>
      Promise.all(
        ids.filter((id) => !done.has(id)).map((id) => scheduler.schedule({ id, kind: 'work', dueAtMs: 0 })),
      );
    await derive();
    await until(() => done.size >= 10);
    await redis.flush();
    await until(async () => {
      await derive();
      return done.size === ids.length;
    });
  });

  it('lets a job wait whose clock was set back while it waited', async () => {
    let setBackMs = 0;
    const clock = { now: () => Date.now() - setBackMs };
    const scheduler = await open(clock);
    const ranAt: number[] = [];
    scheduler.handle('work', () => {
      ranAt.push(clock.now());
      return Promise.resolve();
    });
    await scheduler.start();
    const dueAtMs = clock.now() + 300;
    await scheduler.schedule({ id: 'a', kind: 'work', dueAtMs });
    setBackMs = 700;
    await until(() => ranAt.length === 1);
    expect(ranAt[0]).toBeGreaterThanOrEqual(dueAtMs);
  });

  it('tells the operator of a Redis that may forget', async () => {
    expect(logged.filter((line) => line.includes('may lose jobs'))).toEqual([]);
    const { Redis } = await import('ioredis');
    const admin = new Redis(redis.url);
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await open();
    await until(() => logged.some((line) => line.includes('its maxmemory-policy is allkeys-lru')));
    admin.disconnect();
  });
});
