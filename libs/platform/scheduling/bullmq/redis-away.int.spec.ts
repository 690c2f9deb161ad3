import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
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

  it('soon answers that it cannot schedule, reports since when, and continues when Redis is back', async () => {
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
    await until(async () => (await scheduler.task('work', 'a')) === undefined);
  });

  it('opens without it, and works once it is available', async () => {
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

  it('closes when it is lost during closing, and leaves no reconnecting client', async () => {
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
    // Longer than the longest pause before a reconnection.
    await sleep(2_500);
    expect(await redis.clients()).toBe(0);
  });

  it('runs all scheduled tasks, although Redis is killed during the work, twice', async () => {
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

  it('keeps no task that was flushed, fails at none of them, and accepts each again', async () => {
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

  it('delays a task whose clock was set back while it waited', async () => {
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

  describe('that may lose tasks', () => {
    const warned: string[] = [];
    let admin: Redis;
    beforeEach(() => {
      warned.length = 0;
      admin = new Redis(redis.url);
    });
    afterEach(() => {
      admin.disconnect();
    });

    async function openAs(user = ''): Promise<Scheduler> {
      const url = redis.url.replace('//', `//${user}`);
      const warn = (message: string): void => void warned.push(message);
      const scheduler = await openBullMqScheduler({ url, clock: Date, warn });
      opened.push(scheduler);
      return scheduler;
    }

    it.each(['allkeys-lru', 'volatile-ttl', 'allkeys-random'])(
      'is unavailable, names the remedy, and is available when an operator has applied it (%s)',
      async (policy) => {
        await admin.config('SET', 'maxmemory-policy', policy);
        const scheduler = await openAs();
        const told = `Redis may lose tasks: its maxmemory-policy is ${policy} and must be noeviction; set «maxmemory-policy noeviction»`;
        expect(scheduler.problems()).toEqual([expect.stringContaining(told)]);
        expect(warned).toEqual([expect.stringContaining(told)]);
        await scheduler.schedule({ id: 'a', kind: 'work', dueAtMs: Date.now() + 60_000 });
        // The scheduler continues meanwhile, because Redis still has most tasks.
        expect(await scheduler.health()).toMatchObject({
          available: false,
          waiting: 1,
          problem: expect.stringContaining(told) as string,
        });
        await admin.config('SET', 'maxmemory-policy', 'noeviction');
        expect(await scheduler.health()).toMatchObject({ available: true });
        expect([scheduler.problems(), warned.length]).toEqual([[], 1]);
      },
    );

    it('is checked again while it runs, and after it was away', async () => {
      const scheduler = await openAs();
      expect(scheduler.problems()).toEqual([]);
      await admin.config('SET', 'maxmemory-policy', 'allkeys-lfu');
      await until(() => scheduler.problems().length > 0);
      // A setting that was changed at run time is lost at a restart.
      await redis.kill();
      await until(() => scheduler.problems().some((problem) => problem.includes('Redis is away')));
      await redis.restart();
      await until(() => scheduler.problems().length === 0);
    });

    it('is asked with another command where one is forbidden, and its settings stay unknown where all are', async () => {
      await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
      await admin.acl('SETUSER', 'no-info', 'on', '>secret', '~*', '&*', '+@all', '-info');
      await admin.acl('SETUSER', 'no-config', 'on', '>secret', '~*', '&*', '+@all', '-config');
      await admin.acl('SETUSER', 'neither', 'on', '>secret', '~*', '&*', '+@all', '-info', '-config');
      for (const user of ['no-info', 'no-config'])
        expect((await openAs(`${user}:secret@`)).problems()).toEqual([
          expect.stringContaining('its maxmemory-policy is allkeys-lru'),
        ]);
      warned.length = 0;
      const scheduler = await openAs('neither:secret@');
      const told =
        'its maxmemory-policy is not known, because it may not be asked; make sure that it is noeviction';
      expect(scheduler.problems()).toEqual([expect.stringContaining(told)]);
      expect(warned).toEqual([expect.stringContaining(told)]);
      expect(await scheduler.health()).toMatchObject({ available: true });
    });
  });

  it('warns the operator of a Redis without an append-only file', async () => {
    expect(logged.filter((line) => line.includes('may lose tasks'))).toEqual([]);
    const admin = new Redis(redis.url);
    await admin.config('SET', 'appendonly', 'no');
    await open();
    await until(() => logged.some((line) => line.includes('it keeps no append-only file')));
    admin.disconnect();
  });
});
