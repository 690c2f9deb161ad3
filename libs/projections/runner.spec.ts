import Database from 'better-sqlite3';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { openSqliteEventStore } from '@misaq/event-store/sqlite/sqlite-event-store.js';
import { LOG_START, type EventStore } from '@misaq/event-store/port.js';
import { buildAside } from './aside.js';
import { compareFiles } from './compare.js';
import { counting, everything, noise, paid, poison } from './counting.fixture.js';
import { temporaryFolders, testLog, type Happened, type TestLog } from './log.fixture.js';
import type { Projection } from './projection.js';
import type { Elsewhere } from './rebuild.js';
import { joinRials } from './rials.js';
import { openProjections, type ProjectionRunner } from './runner.js';
import type { TableDefinition } from './table.js';

const newFolder = temporaryFolders();

async function opened(store: EventStore, folder = newFolder(), projection = counting()) {
  const notes: string[] = [];
  const projections = [projection, everything];
  const runner = await openProjections({ folder, store, projections, log: (note) => notes.push(note) });
  return { runner, folder, notes };
}

function paidTo(runner: ProjectionRunner, bank: string, pool = 'p1'): string {
  const [row] = runner
    .reader('counting')
    .all<{ high: number; low: number }>(
      'SELECT paidRialHigh AS high, paidRialLow AS low FROM banks WHERE pool = ? AND bank = ?',
      pool,
      bank,
    );
  return row === undefined ? 'nothing' : joinRials(row.high, row.low).toString();
}

function eventsSeen(runner: ProjectionRunner): number {
  return runner
    .reader('everything')
    .all<{ events: number }>('SELECT events FROM types')
    .reduce((sum, { events }) => sum + events, 0);
}

async function healthOf(runner: ProjectionRunner, name: string) {
  const health = (await runner.health()).find((each) => each.name === name);
  if (health === undefined) throw new Error(`no ${name}`);
  return health;
}

describe('projections that catch up', () => {
  it('tell a version that stays while the answers do, and changes with rows written and files exchanged', async () => {
    const log = testLog();
    const { runner } = await opened(log.store);
    const version = () => runner.reader('counting').version();
    const versions = [version()];
    await log.write([paid('melli', '100')]);
    await runner.catchUp();
    versions.push(version());

    await log.write([noise]);
    await runner.catchUp();
    expect(runner.reader('counting').position()).toBe(1n);
    expect(version()).toBe(versions[1]);

    await runner.rebuild(['counting']);
    versions.push(version());
    expect(new Set(versions).size).toBe(3);
    await runner.close();
  });

  it('show the log up to its end, and what is recorded later when they are asked again', async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), noise, paid('melli', '-30')]);
    const { runner } = await opened(log.store);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('70');
    expect(eventsSeen(runner)).toBe(3);

    await log.write([paid('melli', '5'), paid('mellat', '1')]);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('75');
    expect(runner.reader('counting').position()).toBe(4n);
    await runner.close();
  });

  it('add up amounts that no number of JavaScript or SQLite holds', async () => {
    const log = testLog();
    const most = '1000000000000000000';
    await log.write(Array.from({ length: 30 }, () => paid('melli', most)));
    await log.write([paid('melli', '-1')]);
    const { runner } = await opened(log.store);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('29999999999999999999');
    await runner.close();
  });

  it('keep the sum over all pools beside each of them', async () => {
    const log = testLog();
    await log.write([paid('melli', '7', 'p1'), paid('melli', '5', 'p2'), paid('mellat', '1', 'p2')]);
    const { runner } = await opened(log.store);
    await runner.catchUp();
    expect(paidTo(runner, 'melli', 'p2')).toBe('5');
    expect(paidTo(runner, 'melli', '*')).toBe('12');
    await runner.close();
  });

  it('go on where they stopped after a restart, without counting anything twice', async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), noise, noise]);
    const { runner, folder } = await opened(log.store);
    await runner.catchUp();
    await runner.close();

    await log.write([paid('melli', '1')]);
    const again = await opened(log.store, folder);
    expect(again.runner.reader('counting').position()).toBe(2n);
    await again.runner.catchUp();
    expect(paidTo(again.runner, 'melli')).toBe('101');
    expect(eventsSeen(again.runner)).toBe(4);
    expect(again.notes).toEqual([]);
    await again.runner.close();
  });
});

describe('projections that follow', () => {
  it('show what is recorded while they follow, and whoever waits for a position is told', async () => {
    const log = testLog();
    const { runner } = await opened(log.store);
    const stop = new AbortController();
    const following = runner.follow(stop.signal);
    const position = await log.write([paid('melli', '100'), noise]);
    expect(await runner.waitFor(position, 5_000)).toBe(true);
    expect(paidTo(runner, 'melli')).toBe('100');

    const waiting = runner.waitFor(position + 1n, 5_000);
    await log.write([paid('melli', '1')]);
    expect(await waiting).toBe(true);
    expect(paidTo(runner, 'melli')).toBe('101');
    stop.abort();
    await following;
    await runner.close();
  });

  it.each([
    ['', undefined],
    [', while somebody waits for what is not there', 1_000_000n],
  ])('show what comes in one after the other together%s', async (_, awaited) => {
    const log = testLog();
    const WRITES = 300;
    let shown = 0;
    let applied = 0;
    const showing = new Map<number, () => void>();
    const runner = await openProjections({
      folder: newFolder(),
      store: log.store,
      projections: [counting()],
      watcher: {
        applied: (events) => {
          applied += events.length;
        },
        shown: () => {
          shown += 1;
          showing.get(applied)?.();
        },
      },
    });
    const stop = new AbortController();
    const following = runner.follow(stop.signal);
    const lastShown = new Promise<void>((resolve) => showing.set(WRITES, resolve));
    if (awaited !== undefined) void runner.waitFor(awaited, 60_000);
    for (let n = 0; n < WRITES; n += 1) await log.write([paid('melli', '1')]);
    await lastShown;
    expect(paidTo(runner, 'melli')).toBe(String(WRITES));
    expect(shown).toBeLessThan(WRITES / 2);
    stop.abort();
    await following;
    await runner.close();
  });

  it('tell that a position was not reached in time', async () => {
    const { runner } = await opened(testLog().store);
    expect(await runner.waitFor(10n, 1)).toBe(false);
    await runner.close();
  });
});

describe('an event that cannot be applied', () => {
  it('stops its projection in front of it, loudly, and no other', async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), noise, poison, paid('melli', '1'), noise]);
    const { runner, notes } = await opened(log.store);
    await runner.catchUp();

    expect(await healthOf(runner, 'counting')).toEqual({
      name: 'counting',
      position: 1n,
      lag: 3n,
      state: 'stopped',
      stop: { position: 2n, eventType: 'Paid', message: expect.stringContaining('a lot') as string },
    });
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(await healthOf(runner, 'everything')).toEqual({
      name: 'everything',
      position: 4n,
      lag: 0n,
      state: 'running',
    });
    expect(eventsSeen(runner)).toBe(5);
    expect(notes.join()).toContain('counting has stopped at position 2 (Paid)');
    await runner.close();
  });

  it('is not passed over by a restart, and nobody waits for it for ever', async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), poison, paid('melli', '1')]);
    const { runner, folder } = await opened(log.store);
    await runner.catchUp();
    expect(await runner.waitFor(2n, 60_000)).toBe(false);
    await runner.close();

    const again = await opened(log.store, folder);
    await again.runner.catchUp();
    expect((await healthOf(again.runner, 'counting')).stop?.position).toBe(1n);
    expect(paidTo(again.runner, 'melli')).toBe('100');
    await again.runner.close();
  });

  it('leaves nothing of itself behind when it fails half way', async () => {
    const log = testLog();
    const half: Happened = {
      stream: 'pool-p1',
      event: { type: 'Paid', data: { pool: 'p1', amountRial: '9' } },
    };
    await log.write([paid('melli', '100'), half]);
    const { runner } = await opened(log.store);
    await runner.catchUp();
    expect((await healthOf(runner, 'counting')).stop?.message).toContain('lacks a part of a key');
    expect(runner.reader('counting').all('SELECT * FROM banks')).toHaveLength(2);
    await runner.close();
  });
});

describe('a batch that cannot be written to its end', () => {
  it('leaves the file as it was: neither rows nor the position of half a batch', async () => {
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
  /** More rows than are collected before they are written. */
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

  it('takes nothing away from read models that follow, in whatever cut it was noticed', async () => {
    const log = testLog();
    const { runner, notes, disk } = await openedOnDisk(log);
    const stop = new AbortController();
    const following = runner.follow(stop.signal);
    await runner.waitFor(await log.write(many('1')), 5_000);
    disk.full = true;
    // So much that it is written before it is time to be shown, and some more after that was not possible.
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

  it('takes nothing away either when somebody catches up beside who follows', async () => {
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

  it('lets no half file serve that was built aside meanwhile', async () => {
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

/** The last table of a projection to be written, after the others have been. */
function failingTable(isBroken: () => boolean, error = new Error('the disk is gone')): TableDefinition {
  return {
    sqlTables: () => [],
    open: () => ({
      pending: () => 0,
      flush() {
        if (isBroken()) throw error;
      },
      forget: () => undefined,
    }),
  };
}

describe('a file that cannot be trusted', () => {
  const written = async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), noise]);
    const { runner, folder } = await opened(log.store);
    await runner.catchUp();
    await runner.close();
    return { log, folder };
  };

  it('of another schema version is made anew', async () => {
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
  ])('%s is made anew', async (_what, content) => {
    const { log, folder } = await written();
    writeFileSync(join(folder, 'counting.sqlite'), content);
    const { runner } = await opened(log.store, folder);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('100');
    await runner.close();
  });

  it('whose pages were overwritten is made anew', async () => {
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

  it('made of another log is made anew', async () => {
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

  it('is kept while the log does not say where it ends', async () => {
    const { log, folder } = await written();
    const away = { writable: false, position: -1n, problem: 'nobody answers' };
    const { runner, notes } = await opened({ ...log.store, health: () => Promise.resolve(away) }, folder);
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(notes).toEqual([]);
    await runner.close();
  });

  it('that goes further than the log is made anew', async () => {
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

describe('rebuilding', () => {
  it('finds no difference in tables nobody touched, and lets the new ones serve', async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), noise, paid('mellat', '3')]);
    const { runner, folder } = await opened(log.store);
    await runner.catchUp();
    const rebuilt = await runner.rebuild();
    expect(rebuilt).toEqual([
      { name: 'counting', position: 2n, comparison: { differing: 0, examples: [] }, swapped: true },
      { name: 'everything', position: 2n, comparison: { differing: 0, examples: [] }, swapped: true },
    ]);
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('101');
    await runner.close();
    expect(readdirSync(folder).sort()).toEqual(['counting.sqlite', 'everything.sqlite']);
  });

  it('is done one after the other when it is asked for twice at a time', async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), noise, paid('mellat', '3')]);
    const { runner } = await opened(log.store);
    await runner.catchUp();
    const all = await Promise.all([runner.verify(), runner.rebuild(), runner.verify(['counting'])]);
    for (const rebuilt of all)
      for (const each of rebuilt)
        expect(each).toMatchObject({ position: 2n, comparison: { differing: 0, examples: [] } });
    expect(paidTo(runner, 'melli')).toBe('100');
    await runner.close();
  });

  it('reports the rows in which somebody changed the served tables, and puts them right', async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), paid('mellat', '3')]);
    const { runner, folder } = await opened(log.store);
    await runner.catchUp();
    tamper(folder, "UPDATE banks SET paidRialLow = 999 WHERE bank = 'melli' AND pool = 'p1'");

    const [verified] = await runner.verify(['counting']);
    expect(verified).toMatchObject({ swapped: false, comparison: { differing: 2 } });
    expect(paidTo(runner, 'melli')).toBe('999');

    const [rebuilt] = await runner.rebuild(['counting']);
    expect(rebuilt?.swapped).toBe(true);
    expect(rebuilt?.comparison?.examples.map(({ in: file, row }) => [file, row.paidRialLow])).toEqual([
      ['served', 999],
      ['rebuilt', 100],
    ]);
    expect(paidTo(runner, 'melli')).toBe('100');
    await runner.close();
  });

  it('takes along what is recorded meanwhile, and both are compared at one position', async () => {
    const log = testLog();
    await log.write([paid('melli', '100')]);
    const { runner } = await opened(log.store);
    const stop = new AbortController();
    const following = runner.follow(stop.signal);
    const rebuilding = runner.rebuild();
    const position = await log.write(Array.from({ length: 50 }, () => paid('melli', '1')));
    const rebuilt = await rebuilding;
    expect(rebuilt.map(({ comparison, swapped }) => [comparison?.differing, swapped])).toEqual([
      [0, true],
      [0, true],
    ]);
    expect(await runner.waitFor(position, 5_000)).toBe(true);
    expect(paidTo(runner, 'melli')).toBe('150');
    stop.abort();
    await following;
    await runner.close();
  });

  it('of one that stood still misses nothing of what is recorded meanwhile', async () => {
    const log = testLog();
    const disk = { gone: false };
    const whole = counting();
    const tables = { ...whole.tables, last: failingTable(() => disk.gone) };
    let meanwhile = (): Promise<void> => Promise.resolve();
    const store: EventStore = {
      ...log.store,
      async *readAll(after) {
        yield* log.store.readAll(after);
        await meanwhile();
      },
    };
    const { runner } = await opened(store, newFolder(), { ...whole, tables });
    const stop = new AbortController();
    const following = runner.follow(stop.signal);
    disk.gone = true;
    expect(await runner.waitFor(await log.write([paid('melli', '100')]), 5_000)).toBe(false);
    expect((await healthOf(runner, 'counting')).state).toBe('stopped');
    disk.gone = false;
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      // The one that goes on is beyond the new file before that begins to serve.
      expect(await runner.waitFor(await log.write([paid('melli', '20')]), 5_000, ['everything'])).toBe(true);
    };
    expect(await runner.rebuild(['counting'])).toMatchObject([{ swapped: true }]);
    expect(await runner.waitFor(await log.write([paid('melli', '3')]), 5_000)).toBe(true);
    expect(paidTo(runner, 'melli')).toBe('123');
    stop.abort();
    await following;
    await runner.close();
  });

  it('that died in the middle leaves the old tables, and its remains are removed', async () => {
    const log = testLog();
    await log.write([paid('melli', '100')]);
    const { runner, folder } = await opened(log.store);
    await runner.catchUp();
    await runner.close();
    writeFileSync(join(folder, 'counting.new.sqlite'), 'half a file');
    writeFileSync(join(folder, 'counting.new.sqlite-journal'), 'half a journal');
    const again = await opened(log.store, folder);
    expect(existsSync(join(folder, 'counting.new.sqlite'))).toBe(false);
    expect(existsSync(join(folder, 'counting.new.sqlite-journal'))).toBe(false);
    expect(paidTo(again.runner, 'melli')).toBe('100');
    await again.runner.close();
  });

  it('keeps the old tables when the new ones cannot be finished', async () => {
    const log = testLog();
    await log.write([paid('melli', '100'), poison, paid('melli', '1')]);
    const { runner } = await opened(log.store);
    await runner.catchUp();
    const [rebuilt] = await runner.rebuild(['counting']);
    expect(rebuilt).toMatchObject({ swapped: false, stop: { position: 1n } });
    expect(paidTo(runner, 'melli')).toBe('100');
    await runner.close();
  });
});

describe('a head start from elsewhere', () => {
  const logOf = async (events: number) => {
    const log = testLog();
    await log.write(Array.from({ length: events }, () => paid('melli', '1')));
    const readFrom: bigint[] = [];
    const store: EventStore = {
      ...log.store,
      readAll(after) {
        readFrom.push(after);
        return log.store.readAll(after);
      },
    };
    return { store, readFrom };
  };

  async function* upTo(store: EventStore, last: bigint) {
    for await (const page of store.readAll(LOG_START)) yield page.filter(({ position }) => position <= last);
  }

  const only = (
    build: Elsewhere['build'],
    compare: Elsewhere['compare'] = () => Promise.resolve(undefined),
  ): Elsewhere => ({ build, compare });

  async function rebuiltWith(store: EventStore, build: Elsewhere['build'], folder: string) {
    const projections = [counting(), everything];
    const runner = await openProjections({ folder, store, projections, elsewhere: only(build) });
    await runner.catchUp();
    const rebuilt = await runner.rebuild();
    const paidThen = paidTo(runner, 'melli');
    await runner.close();
    expect(
      rebuilt.map(({ position, comparison, swapped }) => [position, comparison?.differing, swapped]),
    ).toEqual([
      [29n, 0, true],
      [29n, 0, true],
    ]);
    expect(paidThen).toBe('30');
    expect(readdirSync(folder).sort()).toEqual(['counting.sqlite', 'everything.sqlite']);
  }

  it.each([
    ['all', 29n],
    ['a part', 11n],
  ])('goes on from %s of what was built there', async (_, reached) => {
    const { store, readFrom } = await logOf(30);
    const folder = newFolder();
    await rebuiltWith(
      store,
      async (names, end) => {
        expect([names, end]).toEqual([['counting', 'everything'], 29n]);
        await buildAside(folder, [counting(), everything], upTo(store, reached));
        readFrom.length = 0;
        return true;
      },
      folder,
    );
    expect(readFrom.every((after) => after >= reached)).toBe(true);
  });

  it('builds what was left undone there', async () => {
    const { store } = await logOf(30);
    const folder = newFolder();
    await rebuiltWith(
      store,
      async () => {
        await buildAside(folder, [everything], upTo(store, 29n));
        return true;
      },
      folder,
    );
  });

  it('trusts nothing of what failed there', async () => {
    const { store } = await logOf(30);
    const folder = newFolder();
    await rebuiltWith(
      store,
      () => {
        writeFileSync(join(folder, 'counting.new.sqlite'), 'half a file');
        return Promise.resolve(false);
      },
      folder,
    );
  });

  it('meets the event that stopped it there', async () => {
    const log = testLog();
    await log.write([paid('melli', '1'), poison]);
    const folder = newFolder();
    const runner = await openProjections({
      folder,
      store: log.store,
      projections: [counting()],
      elsewhere: only(async () => {
        await buildAside(folder, [counting()], log.store.readAll(LOG_START));
        return true;
      }),
    });
    await runner.catchUp();
    expect(await runner.rebuild()).toMatchObject([{ swapped: false, stop: { position: 1n } }]);
    await runner.close();
  });

  it('is taken by read models that begin, and by none that has begun', async () => {
    const { store, readFrom } = await logOf(30);
    const folder = newFolder();
    const asked: (readonly string[])[] = [];
    const open = (projections: readonly Projection[]) =>
      openProjections({
        folder,
        store,
        projections,
        elsewhere: only(async (names) => {
          asked.push(names);
          await buildAside(
            folder,
            projections.filter(({ name }) => names.includes(name)),
            upTo(store, 11n),
          );
          readFrom.length = 0;
          return true;
        }),
      });
    const first = await open([counting()]);
    await first.catchUp();
    expect(readFrom).toEqual([11n]);
    await first.catchUp();
    await first.close();
    const second = await open([counting(), everything]);
    await second.catchUp();
    expect(asked).toEqual([['counting'], ['everything']]);
    expect([paidTo(second, 'melli'), eventsSeen(second)]).toEqual(['30', 30]);
    await second.close();
    expect(readdirSync(folder).sort()).toEqual(['counting.sqlite', 'everything.sqlite']);
  });

  it('leaves comparing to it, and compares what it did not', async () => {
    const { store } = await logOf(30);
    const asked: string[][] = [];
    const found = { differing: 7, examples: [] };
    const runner = await openProjections({
      folder: newFolder(),
      store,
      projections: [counting(), everything],
      elsewhere: only(
        () => Promise.resolve(false),
        (served, rebuilt, tables) => {
          asked.push([basename(served), basename(rebuilt), ...tables.map(({ name }) => name)]);
          return Promise.resolve(served.includes('everything') ? found : undefined);
        },
      ),
    });
    await runner.catchUp();
    const verified = await runner.verify();
    expect(verified.map(({ comparison }) => comparison?.differing)).toEqual([0, 7]);
    expect(asked[1]).toEqual(['everything.sqlite', 'everything.new.sqlite', 'types']);
    await runner.close();
  });

  it('is given up when the read models are closed', async () => {
    const { store } = await logOf(30);
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const runner = await openProjections({
      folder: newFolder(),
      store,
      projections: [counting()],
      elsewhere: only(async (_names, _upTo, _onPosition, signal) => {
        begin();
        await once(signal, 'abort');
        return false;
      }),
    });
    const rebuilding = runner.rebuild();
    await begun;
    await Promise.all([expect(rebuilding).rejects.toThrow('were closed before'), runner.close()]);
  });
});

function tamper(folder: string, sql: string): void {
  const db = new Database(join(folder, 'counting.sqlite'));
  db.exec(sql);
  db.close();
}

describe('whatever the batches', () => {
  const anyEvent = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('melli', 'mellat', 'sepah'),
        fc.bigInt(-(10n ** 18n), 10n ** 18n),
        fc.constantFrom('p1', 'p2'),
      )
      .map(([bank, amount, pool]) => paid(bank, amount.toString(), pool)),
    fc.constant(noise),
  );

  it('the tables are those of one pass from the beginning', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyEvent, { maxLength: 30 }), { maxLength: 8 }), async (batches) => {
        const log = testLog();
        const folder = newFolder();
        for (const batch of batches) {
          await log.write(batch);
          const { runner } = await opened(log.store, folder);
          await runner.catchUp();
          await runner.close();
        }
        const inOnePass = newFolder();
        const { runner } = await opened(log.store, inOnePass);
        await runner.catchUp();
        await runner.close();
        const cut = await opened(log.store, folder);
        await cut.runner.close();
        expect(
          compareFiles(
            join(folder, 'counting.sqlite'),
            join(inOnePass, 'counting.sqlite'),
            counting().tables,
          ),
        ).toEqual({ differing: 0, examples: [] });
      }),
      { numRuns: 25 },
    );
  });
});

describe('on the log of a file', () => {
  it('works as on one in memory', async () => {
    const store = openSqliteEventStore({ folder: newFolder() });
    const log = testLog(store);
    await log.write([paid('melli', '100'), noise, paid('melli', '1')]);
    const { runner } = await opened(store);
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('101');
    await runner.close();
    await store.close();
  });
});
