import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Imports } from '@misaq/platform/imports/imports.js';
import { createInProcessScheduler } from '@misaq/platform/scheduling/in-process.js';
import { until } from '@misaq/platform/scheduling/contract.js';
import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import { systemTimers } from '@misaq/platform/scheduling/timers.js';
import { acceptJobs, onceEach, openProvince } from './import-tasks.fixture.js';
import { createImportTasks, type ImportTasks } from './import-tasks.js';
import { nodeName } from '@misaq/platform/node/node-file.js';

/** Factor by which polling intervals are shortened. */
const FASTER = 1_000;
const timers = { after: (ms: number, call: () => void) => systemTimers.after(ms / FASTER, call) };
const clock = { now: () => Date.now() };
const ROWS = 300;
/** So many rows that they are not all in flight at once. */
const MANY_ROWS = 1_500;

let province: Awaited<ReturnType<typeof openProvince>>;
const open: { readonly tasks: ImportTasks; readonly scheduler: Scheduler }[] = [];

beforeEach(async () => {
  province = await openProvince();
});
afterEach(async () => {
  for (const { tasks, scheduler } of open.splice(0)) {
    await tasks.close();
    await scheduler.close();
  }
  await province.close();
});

/** The import tasks of a process that has just started. */
async function processOf(imports: Imports, retry = { attempts: 2, firstPauseMs: 1 }) {
  const scheduler = createInProcessScheduler({ clock });
  const logged: string[] = [];
  const log = (message: string): void => void logged.push(message);
  const tasks = createImportTasks({ imports, scheduler, node: 'a', clock, timers, retry, log });
  await scheduler.start();
  const opened = { tasks, scheduler, logged };
  open.push(opened);
  return opened;
}

const spooled = (): readonly string[] => readdirSync(province.spoolFolder);

describe('an accepted import', () => {
  it('is applied as a task, which is forgotten when it is done', async () => {
    const imports = province.importsOfAProcess();
    const { tasks, scheduler, logged } = await processOf(imports);
    const importId = await acceptJobs(imports, province, ROWS);
    expect(tasks.standing(importId)).toEqual({ state: 'accepted' });
    expect((await province.effects()).jobs).toEqual([]);
    tasks.accepted(importId);
    const seen: unknown[] = [];
    await until(async () => {
      const task = await scheduler.task('import-a', importId);
      if (task !== undefined) seen.push([task.state, tasks.standing(importId).state]);
      return seen.length > 0 && task === undefined;
    });
    expect(seen).toContainEqual(['running', 'applying']);
    expect(await province.effects()).toEqual(onceEach(ROWS));
    expect(spooled()).toEqual([]);
    expect(logged).toEqual([expect.stringMatching(/^applied the import of .* \(jobs\): 300 of 300 rows$/)]);
  });

  it('has one effect when its task runs again and again', async () => {
    const imports = province.importsOfAProcess();
    const { tasks, scheduler } = await processOf(imports);
    const importId = await acceptJobs(imports, province, ROWS);
    for (let time = 0; time < 5; time += 1) {
      tasks.accepted(importId);
      await until(async () => (await scheduler.task('import-a', importId)) === undefined);
    }
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });

  it('is applied without notice, because the spool is scanned', async () => {
    const imports = province.importsOfAProcess();
    const { tasks } = await processOf(imports);
    tasks.start();
    await acceptJobs(imports, province, ROWS);
    await until(() => Promise.resolve(spooled().length === 0));
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });

  it('waits for a log that is away, and continues by itself', async () => {
    const imports = province.importsOfAProcess();
    const { tasks, scheduler } = await processOf(imports, { attempts: 1_000, firstPauseMs: 1 });
    const importId = await acceptJobs(imports, province, ROWS);
    province.goAwayAfter(5);
    tasks.accepted(importId);
    await until(async () => ((await scheduler.task('import-a', importId))?.attempts ?? 0) >= 3);
    province.comeBack();
    await until(async () => (await scheduler.task('import-a', importId)) === undefined);
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });

  it('is listed as failed when the log stays away, and an operator can retry it', async () => {
    const imports = province.importsOfAProcess();
    const { tasks, scheduler } = await processOf(imports);
    const importId = await acceptJobs(imports, province, ROWS);
    province.goAwayAfter(5);
    tasks.accepted(importId);
    await until(async () => (await scheduler.failed()).length === 1);
    expect(await scheduler.failed()).toMatchObject([
      { id: importId, kind: 'import-a', problem: expect.stringContaining('the disk is full') as string },
    ]);
    expect(tasks.standing(importId)).toEqual({ state: 'failed' });
    province.comeBack();
    expect(await scheduler.retry('import-a', importId)).toBe(true);
    await until(() => Promise.resolve(spooled().length === 0));
    expect(tasks.standing(importId)).not.toEqual({ state: 'failed' });
    expect(await province.effects()).toEqual(onceEach(ROWS));
  });

  it('ends between two rows when the process stops, and the next start continues it', async () => {
    const imports = province.importsOfAProcess();
    const first = await processOf(imports);
    const importId = await acceptJobs(imports, province, MANY_ROWS);
    first.tasks.accepted(importId);
    await until(() => Promise.resolve((imports.progress(importId)?.done ?? 0) > 0));
    await first.tasks.close();
    await first.scheduler.close();
    expect(spooled()).toHaveLength(1);
    const { jobs: before, completed } = await province.effects();
    expect(completed).toBe(0);
    expect(before.length).toBeLessThan(MANY_ROWS);

    const second = await processOf(province.importsOfAProcess());
    second.tasks.start();
    await until(() => Promise.resolve(spooled().length === 0));
    expect(await province.effects()).toEqual(onceEach(MANY_ROWS));
  });

  it('does not delay the stop of a process while it waits behind another file', async () => {
    const imports = province.importsOfAProcess();
    const { tasks, scheduler } = await processOf(imports);
    const importId = await acceptJobs(imports, province, MANY_ROWS);
    // Takes the turn, like a file that is applied within its request.
    const turn = imports.resume();
    await until(() => Promise.resolve(imports.progress(importId) !== undefined));
    tasks.accepted(importId);
    await until(async () => (await scheduler.task('import-a', importId))?.state === 'running');
    await tasks.close();
    await scheduler.close();
    expect(imports.progress(importId)?.done).toBeLessThan(MANY_ROWS);
    await turn;
    expect(await province.effects()).toEqual(onceEach(MANY_ROWS));
  });
});

describe('the name of a node', () => {
  it('is made once and kept; an invalid file counts as missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'misaq-node-'));
    try {
      let made = 0;
      const random = (bytes: number) => {
        made += 1;
        return Uint8Array.from({ length: bytes }, (_, index) => 255 - index * 7 + made);
      };
      const name = nodeName(folder, random);
      expect(name).toMatch(/^[a-z]{16}$/);
      expect(nodeName(folder, random)).toBe(name);
      writeFileSync(join(folder, 'node.name'), '');
      expect(nodeName(folder, random)).not.toBe(name);
      expect(readdirSync(folder)).toEqual(['node.name']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
