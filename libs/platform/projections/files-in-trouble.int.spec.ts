import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { counting, noise, paid } from './counting.fixture.js';
import { testLog, type TestLog } from './log.fixture.js';
import type { Projection } from './projection.js';
import { openProjections } from './runner.js';
import { failingTable, healthOf, newFolder, opened, paidTo } from './runner.fixture.js';

describe('a batch that cannot be written completely', () => {
  it('leaves the file unchanged: neither rows nor the position of half a batch', async () => {
    const log = testLog();
    await log.write([paid('melli', '100')]);
    const folder = newFolder();
    let broken = false;
    const whole = counting();
    const projection: Projection = {
      ...whole,
      tables: { ...whole.tables, last: failingTable(() => broken) },
    };
    const runner = await openProjections({ folder, store: log.store, projections: [projection] });
    await runner.catchUp();

    broken = true;
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    expect(await healthOf(runner, 'counting')).toMatchObject({
      position: 0n,
      state: 'stopped',
      stop: { message: expect.stringContaining('the disk is gone') as string },
    });
    expect(paidTo(runner, 'melli')).toBe('100');
    await runner.close();

    broken = false;
    const again = await openProjections({ folder, store: log.store, projections: [projection] });
    await again.catchUp();
    expect(paidTo(again, 'melli')).toBe('101');
    await again.close();
  });
});

describe('a disk that is full for a while', () => {
  /** More rows than are collected before a flush. */
  const MANY = 10_000;
  const many = (amount: string) => Array.from({ length: MANY }, (_, n) => paid(`bank-${String(n)}`, amount));

  async function openedOnDisk(log: TestLog) {
    const disk = { full: false };
    const whole = counting();
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    const tables = { ...whole.tables, last: failingTable(() => disk.full, full) };
    const { runner, notes } = await opened(log.store, newFolder(), { ...whole, tables });
    return { runner, notes, disk };
  }

  it('loses no event for read models that follow, at whatever point the full disk is noticed', async () => {
    const log = testLog();
    const { runner, notes, disk } = await openedOnDisk(log);
    const stop = new AbortController();
    const following = runner.follow(stop.signal);
    await runner.waitFor(await log.write(many('1')), 5_000);
    disk.full = true;
    // Enough rows for a flush before it is due, and some more after that flush failed.
    await log.write(many('10'));
    const end = await log.write([paid('bank-0', '100')]);
    expect(await runner.waitFor(end, 500)).toBe(false);
    expect(notes).toEqual(['counting waits for room: the disk is full']);
    disk.full = false;
    expect(await runner.waitFor(end, 10_000)).toBe(true);
    expect([paidTo(runner, 'bank-0'), paidTo(runner, 'bank-9999')]).toEqual(['111', '11']);
    stop.abort();
    await following;
    const [verified] = await runner.verify(['counting']);
    expect(verified?.comparison?.differing).toBe(0);
    await runner.close();
  });

  it('loses no event either when a catch-up runs beside a follower', async () => {
    const log = testLog();
    const disk = { full: false };
    const whole = counting();
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    const tables = { ...whole.tables, last: failingTable(() => disk.full, full) };
    const held = new AbortController();
    let begun = 0;
    let beforeSecond = (): Promise<void> => Promise.resolve();
    const store: EventStore = {
      ...log.store,
      async *readAll(after) {
        for await (const page of log.store.readAll(after))
          for (const [index, event] of page.entries()) {
            if (index === 1) await beforeSecond();
            yield [event];
          }
      },
      async *follow(after, signal) {
        begun += 1;
        if (!held.signal.aborted) await once(AbortSignal.any([held.signal, signal]), 'abort');
        yield* log.store.follow(after, signal);
      },
    };
    const { runner } = await opened(store, newFolder(), { ...whole, tables });
    const end = await log.write([paid('melli', '1'), paid('melli', '20'), paid('melli', '300')]);
    const stop = new AbortController();
    const following = runner.follow(stop.signal);
    beforeSecond = async () => {
      disk.full = true;
      const again = begun + 1;
      await runner.waitFor(0n, 100, ['counting']);
      disk.full = false;
      while (begun < again) await wait(10);
    };
    await runner.catchUp();
    held.abort();
    expect(await runner.waitFor(end, 5_000)).toBe(true);
    expect(paidTo(runner, 'melli')).toBe('321');
    stop.abort();
    await following;
    await runner.close();
  });

  it('serves no half file that was built aside meanwhile', async () => {
    const log = testLog();
    const { runner, disk } = await openedOnDisk(log);
    await log.write(many('1'));
    await runner.catchUp();
    disk.full = true;
    const [rebuilt] = await runner.rebuild(['counting']);
    expect(rebuilt).toMatchObject({
      swapped: false,
      stop: { message: expect.stringContaining('disk is full') as string },
    });
    disk.full = false;
    expect(paidTo(runner, 'bank-9999')).toBe('1');
    await runner.close();
  });
});

describe('a file that cannot be trusted', () => {
  const written = async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), noise]);
    const { runner, folder } = await opened(log.store);
    await runner.catchUp();
    await runner.close();
    return { log, folder };
  };

  it('of another schema version is rebuilt', async () => {
    const { log, folder } = await written();
    const { runner, notes } = await opened(log.store, folder, counting('counting', 2));
    expect(runner.reader('counting').position()).toBe(-1n);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(notes).toEqual([expect.stringContaining('counting is made anew')]);
    await runner.close();
  });

  it.each([
    ['that is no database', 'this is a letter and no database, '.repeat(300)],
    ['of which nothing is left', ''],
  ])('%s is rebuilt', async (_what, content) => {
    const { log, folder } = await written();
    writeFileSync(join(folder, 'counting.sqlite'), content);
    const { runner } = await opened(log.store, folder);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('100');
    await runner.close();
  });

  it('with overwritten pages is rebuilt', async () => {
    const { log, folder } = await written();
    const file = join(folder, 'counting.sqlite');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 4096));
    const { runner, notes } = await opened(log.store, folder);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(notes.join()).toContain('counting is made anew');
    await runner.close();
  });

  it('made from another log is rebuilt', async () => {
    const { folder } = await written();
    const other = testLog(undefined, 7);
    await other.write([paid('mellat', '5'), noise, noise]);
    const { runner, notes } = await opened(other.store, folder);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('nothing');
    expect(paidTo(runner, 'mellat')).toBe('5');
    expect(notes).toContain('counting was made of another log and is made anew');
    await runner.close();
  });

  it('is kept while the log cannot give its end', async () => {
    const { log, folder } = await written();
    const away = { writable: false, position: -1n, problem: 'nobody answers' };
    const { runner, notes } = await opened({ ...log.store, health: () => Promise.resolve(away) }, folder);
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(notes).toEqual([]);
    await runner.close();
  });

  it('that is ahead of the log is rebuilt', async () => {
    const { folder } = await written();
    const shorter = testLog();
    await shorter.write([paid('melli', '100')]);
    const { runner } = await opened(shorter.store, folder);
    expect(runner.reader('counting').position()).toBe(-1n);
    await runner.catchUp();
    expect(runner.reader('counting').position()).toBe(0n);
    await runner.close();
  });
});
