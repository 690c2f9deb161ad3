import { ExportFailedError } from './exports/kept-export.js';
import { until } from '@misaq/platform/scheduling/contract.js';
import { createInProcessScheduler } from '@misaq/platform/scheduling/in-process.js';
import { clock, exportNode, LABOUR, tableOf } from './export-tasks.fixture.js';
import type { FindTable } from './export-tasks.js';

const ASKED = { path: '/api/v1/jobs', form: 'csv' } as const;
const ROWS = 5_000;

let node: ReturnType<typeof exportNode>;
beforeEach(() => {
  node = exportNode();
});
afterEach(async () => {
  await node.end();
  node.remove();
});

async function started(find?: FindTable) {
  const opened = node.process(createInProcessScheduler({ clock }));
  await opened.scheduler.start();
  if (find !== undefined) opened.tasks.start(find);
  return opened;
}
type Started = Awaited<ReturnType<typeof started>>;

const stateOf = ({ tasks, exports }: Started, exportId: string) => {
  const found = exports.find(exportId);
  return found === undefined ? undefined : tasks.standing(found);
};
const reaches = (process: Started, exportId: string, state: string) =>
  until(() => Promise.resolve(stateOf(process, exportId)?.state === state));
const forgotten = ({ scheduler }: Started, exportId: string) =>
  until(async () => (await scheduler.task('export-a', exportId)) === undefined);

describe('An accepted export', () => {
  it('is made as a task, which reports progress and is forgotten when it is done', async () => {
    const table = tableOf(ROWS);
    table.holdAt(ROWS / 2);
    const process = await started(table.find);
    const { exportId } = await process.tasks.accept(LABOUR, ASKED);
    expect(stateOf(process, exportId)).toEqual({ state: 'waiting' });
    await until(async () => (await process.scheduler.task('export-a', exportId))?.progress === 50);
    expect(stateOf(process, exportId)).toEqual({ state: 'running', rows: ROWS / 2, total: ROWS });
    table.letGo();
    await reaches(process, exportId, 'done');
    await forgotten(process, exportId);
    expect(process.exports.find(exportId)?.outcome).toMatchObject({
      kind: 'done',
      name: 'rows.csv',
      type: 'text/csv',
      rows: ROWS,
      position: '17',
      bytes: table.text.length,
    });
    expect(node.fileOf(exportId)).toBe(table.text);
    expect(process.logged).toEqual([`made the export ${exportId}: 5,000 rows`]);
  });

  it('is made once, however often its task runs', async () => {
    const table = tableOf(ROWS);
    table.holdAt(1);
    const process = await started(table.find);
    const { exportId } = await process.tasks.accept(LABOUR, ASKED);
    await reaches(process, exportId, 'running');
    table.letGo();
    for (let time = 0; time < 5; time += 1) {
      await process.scheduler.schedule({ id: exportId, kind: 'export-a', dueAtMs: clock.now() });
      await forgotten(process, exportId);
    }
    expect(table.begun()).toBe(1);
  });

  it('waits until the server can answer questions', async () => {
    const table = tableOf(10);
    const process = await started();
    const { exportId } = await process.tasks.accept(LABOUR, ASKED);
    await until(async () => (await process.scheduler.task('export-a', exportId))?.state === 'running');
    expect(stateOf(process, exportId)).toEqual({ state: 'waiting' });
    process.tasks.start(table.find);
    await reaches(process, exportId, 'done');
  });

  it('is aborted when the process stops, and made from its beginning by the next process', async () => {
    const table = tableOf(ROWS);
    table.holdAt(ROWS / 2);
    const first = await started(table.find);
    const { exportId } = await first.tasks.accept(LABOUR, ASKED);
    await reaches(first, exportId, 'running');
    const ending = node.end();
    table.letGo();
    await ending;
    expect(node.files()).toEqual([`${exportId}.json`]);
    const second = await started(tableOf(7).find);
    await reaches(second, exportId, 'done');
    expect(node.fileOf(exportId)).toBe(tableOf(7).text);
  });

  it('fails when its asker may no longer see the table, and is not retried', async () => {
    let asked = 0;
    const refusal = { name: 'role_revoked', figures: { role: 'labour' } };
    const process = await started(() => {
      asked += 1;
      return Promise.reject(new ExportFailedError(refusal, false));
    });
    const { exportId } = await process.tasks.accept(LABOUR, ASKED);
    await reaches(process, exportId, 'failed');
    await forgotten(process, exportId);
    expect(process.exports.find(exportId)?.outcome).toMatchObject({ kind: 'failed', refusal });
    expect([asked, await process.scheduler.failed()]).toEqual([1, []]);
  });

  it('is retried after a fault, then listed as failed, and made when an operator requests it', async () => {
    const table = tableOf(ROWS);
    let trouble = true;
    const refusal = { name: 'read_models_stopped', figures: {} };
    const process = await started((wanted) =>
      trouble ? Promise.reject(new ExportFailedError(refusal, true)) : table.find(wanted),
    );
    const { exportId } = await process.tasks.accept(LABOUR, ASKED);
    await until(async () => (await process.scheduler.failed()).length === 1);
    expect(await process.scheduler.failed()).toMatchObject([
      {
        id: exportId,
        kind: 'export-a',
        attempts: 2,
        problem: expect.stringContaining('read_models_stopped') as string,
      },
    ]);
    expect(stateOf(process, exportId)).toEqual({ state: 'failed' });
    expect(process.exports.find(exportId)?.outcome).toMatchObject({ refusal });
    trouble = false;
    expect(await process.scheduler.retry('export-a', exportId)).toBe(true);
    await reaches(process, exportId, 'done');
    expect(node.fileOf(exportId)).toBe(table.text);
  });

  it('that failed leaves the list when it is deleted', async () => {
    const process = await started(() => Promise.reject(new Error('a mistake')));
    const { exportId } = await process.tasks.accept(LABOUR, ASKED);
    await until(async () => (await process.scheduler.failed()).length === 1);
    expect(process.exports.find(exportId)?.outcome).toMatchObject({ refusal: { name: 'internal_error' } });
    await process.tasks.remove(exportId);
    expect([await process.scheduler.failed(), node.files()]).toEqual([[], []]);
  });

  it('ends when it is deleted during its making, and others continue', async () => {
    const table = tableOf(ROWS);
    table.holdAt(ROWS / 2);
    const process = await started(table.find);
    const { exportId } = await process.tasks.accept(LABOUR, ASKED);
    const other = await process.tasks.accept(LABOUR, ASKED);
    await reaches(process, other.exportId, 'running');
    const removed = process.tasks.remove(exportId);
    expect(process.tasks.find(LABOUR, exportId)).toBeUndefined();
    table.letGo();
    await removed;
    await reaches(process, other.exportId, 'done');
    await forgotten(process, exportId);
    expect(node.files()).toEqual([`${other.exportId}.file`, `${other.exportId}.json`]);
  });

  it('waits for its turn: two run at a time', async () => {
    const table = tableOf(ROWS);
    table.holdAt(0);
    const process = await started(table.find);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await process.tasks.accept(LABOUR, ASKED)).exportId);
    await until(() => Promise.resolve(table.begun() === 2));
    expect(ids.map((id) => stateOf(process, id)?.state)).toEqual([
      'running',
      'running',
      'waiting',
      'waiting',
      'waiting',
    ]);
    table.letGo();
    for (const id of ids) await reaches(process, id, 'done');
  });
});
