import { readdirSync } from 'node:fs';
import type { Imports } from '@misaq/platform/imports/imports.js';
import { openBullMqScheduler } from '@misaq/platform/scheduling/bullmq/bullmq-scheduler.js';
import {
  describeWithOwnRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import { until } from '@misaq/platform/scheduling/contract.js';
import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import { systemTimers } from '@misaq/platform/scheduling/timers.js';
import { acceptJobs, onceEach, openProvince } from './import-tasks.fixture.js';
import { createImportTasks, type ImportTasks } from './import-tasks.js';

/** Factor by which polling intervals are shortened. */
const FASTER = 300;
const timers = { after: (ms: number, call: () => void) => systemTimers.after(ms / FASTER, call) };
const clock = { now: () => Date.now() };
const ROWS = 500;

describeWithOwnRedis('Imports as tasks on Redis', () => {
  let redis: TestRedis;
  let province: Awaited<ReturnType<typeof openProvince>>;
  const open: { readonly tasks: ImportTasks; readonly scheduler: Scheduler }[] = [];

  beforeEach(async () => {
    [redis, province] = await Promise.all([startRedis(), openProvince()]);
  });
  afterEach(async () => {
    for (const each of open.splice(0)) await closeOf(each);
    await province.close();
    await redis.stop();
  });

  /** A process with its import tasks, whose scheduler does not run yet. */
  async function processOf(imports: Imports, node = 'a') {
    const scheduler = await openBullMqScheduler({ url: redis.url, clock });
    const retry = { attempts: 2, firstPauseMs: 1 };
    const tasks = createImportTasks({ imports, scheduler, node, clock, timers, retry });
    const opened = { imports, tasks, scheduler };
    open.push(opened);
    return opened;
  }

  async function closeOf({ tasks, scheduler }: (typeof open)[number]): Promise<void> {
    await tasks.close();
    await scheduler.close();
  }

  const applied = () => until(() => Promise.resolve(readdirSync(province.spoolFolder).length === 0));
  const inTheMiddle = ({ imports }: { readonly imports: Imports }, importId: string) =>
    until(() => Promise.resolve((imports.progress(importId)?.done ?? 0) > 0));

  it('run on the node that has the rows, and on no other', async () => {
    const [mine, other] = [
      await processOf(province.importsOfAProcess(), 'a'),
      await processOf(province.importsOfAProcess(), 'b'),
    ];
    await other.scheduler.start();
    const importId = await acceptJobs(mine.imports, province, ROWS);
    mine.tasks.accepted(importId);
    await until(async () => (await other.scheduler.health()).waiting === 1);
    expect((await province.effects()).jobs).toEqual([]);
    await mine.scheduler.start();
    await applied();
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });

  it('are derived again when Redis is emptied before they begin', async () => {
    const { imports, tasks, scheduler } = await processOf(province.importsOfAProcess());
    const importId = await acceptJobs(imports, province, ROWS);
    tasks.accepted(importId);
    await until(async () => (await scheduler.task('import-a', importId)) !== undefined);
    await redis.flush();
    expect(await scheduler.task('import-a', importId)).toBeUndefined();
    await scheduler.start();
    tasks.start();
    await applied();
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });

  it.each([
    ['emptied', () => redis.flush()],
    [
      'killed, and comes back empty,',
      async () => {
        await redis.kill();
        await redis.restart();
        await redis.flush();
      },
    ],
    ['killed for good', () => redis.kill()],
  ])('have one effect when Redis is %s during the work', async (_what, disturb) => {
    const process = await processOf(province.importsOfAProcess());
    await process.scheduler.start();
    process.tasks.start();
    const importId = await acceptJobs(process.imports, province, ROWS);
    process.tasks.accepted(importId);
    await inTheMiddle(process, importId);
    await disturb();
    await applied();
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });

  it('are applied without a Redis', async () => {
    const { imports, tasks, scheduler } = await processOf(province.importsOfAProcess());
    await scheduler.start();
    await redis.kill();
    await until(async () => !(await scheduler.health()).available);
    const importId = await acceptJobs(imports, province, ROWS);
    tasks.accepted(importId);
    await applied();
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });

  it('that failed are run by the next start', async () => {
    const first = await processOf(province.importsOfAProcess());
    await first.scheduler.start();
    const importId = await acceptJobs(first.imports, province, ROWS);
    province.goAwayAfter(5);
    first.tasks.accepted(importId);
    await until(async () => (await first.scheduler.failed()).length === 1);
    await closeOf(first);
    province.comeBack();

    const second = await processOf(province.importsOfAProcess());
    await second.scheduler.start();
    second.tasks.start();
    await applied();
    await until(async () => (await second.scheduler.task('import-a', importId)) === undefined);
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });
});
