import { openBullMqScheduler } from '@misaq/platform/scheduling/bullmq/bullmq-scheduler.js';
import {
  describeWithOwnRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import { until } from '@misaq/platform/scheduling/contract.js';
import { clock, exportNode, LABOUR, tableOf } from './export-tasks.fixture.js';

const ASKED = { path: '/api/v1/jobs', form: 'csv' } as const;
const ROWS = 5_000;
/** Factor by which intervals are shortened: half a minute takes a tenth of a second. */
const FASTER = 300;

describeWithOwnRedis('Exports as tasks on Redis', () => {
  let redis: TestRedis;
  let node: ReturnType<typeof exportNode>;

  beforeEach(async () => {
    node = exportNode();
    redis = await startRedis();
  });
  afterEach(async () => {
    await node.end();
    node.remove();
    await redis.stop();
  });

  const process = async (name = 'a') =>
    node.process(await openBullMqScheduler({ url: redis.url, clock }), name, FASTER);
  type Process = Awaited<ReturnType<typeof process>>;

  const stateOf = ({ tasks, exports }: Process, exportId: string) => {
    const found = exports.find(exportId);
    return found === undefined ? undefined : tasks.standing(found).state;
  };
  const reaches = (of: Process, exportId: string, state: string) =>
    until(() => Promise.resolve(stateOf(of, exportId) === state));

  it('run on the node that keeps the exports, and on no other', async () => {
    const other = exportNode();
    const stranger = other.process(await openBullMqScheduler({ url: redis.url, clock }), 'b', FASTER);
    try {
      const table = tableOf(ROWS);
      const mine = await process();
      await stranger.scheduler.start();
      stranger.tasks.start(() => Promise.reject(new Error('it is not mine')));
      const { exportId } = await mine.tasks.accept(LABOUR, ASKED);
      await until(async () => (await stranger.scheduler.health()).waiting === 1);
      await mine.scheduler.start();
      mine.tasks.start(table.find);
      await reaches(mine, exportId, 'done');
      expect([node.fileOf(exportId), other.files()]).toEqual([table.text, []]);
    } finally {
      await other.end();
      other.remove();
    }
  });

  it('are derived again when Redis is emptied before they begin', async () => {
    const table = tableOf(ROWS);
    const mine = await process();
    const { exportId } = await mine.tasks.accept(LABOUR, ASKED);
    await until(async () => (await mine.scheduler.task('export-a', exportId)) !== undefined);
    await redis.flush();
    await mine.scheduler.start();
    mine.tasks.start(table.find);
    await reaches(mine, exportId, 'done');
    expect(node.fileOf(exportId)).toBe(table.text);
  });

  it.each([
    ['emptied', () => redis.flush()],
    ['killed for good', () => redis.kill()],
  ])('are made once when Redis is %s during the work', async (_what, disturb) => {
    const table = tableOf(ROWS);
    table.holdAt(ROWS / 2);
    const mine = await process();
    await mine.scheduler.start();
    mine.tasks.start(table.find);
    const { exportId } = await mine.tasks.accept(LABOUR, ASKED);
    await reaches(mine, exportId, 'running');
    await disturb();
    table.letGo();
    await reaches(mine, exportId, 'done');
    expect([node.fileOf(exportId), table.begun()]).toEqual([table.text, 1]);
  });

  it('are made without a Redis, two at a time', async () => {
    const table = tableOf(ROWS);
    table.holdAt(0);
    const mine = await process();
    await mine.scheduler.start();
    mine.tasks.start(table.find);
    await redis.kill();
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push((await mine.tasks.accept(LABOUR, ASKED)).exportId);
    await until(() => Promise.resolve(table.begun() === 2));
    expect(ids.map((id) => stateOf(mine, id)).toSorted()).toEqual([
      'running',
      'running',
      'waiting',
      'waiting',
    ]);
    table.letGo();
    for (const id of ids) await reaches(mine, id, 'done');
    expect(mine.logged.join('\n')).toContain('an export is made without its task');
  });
});
