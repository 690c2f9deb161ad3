import { join } from 'node:path';
import fc from 'fast-check';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { compareFiles } from './compare.js';
import { counting, noise, paid, poison } from './counting.fixture.js';
import { testLog, type Happened } from './log.fixture.js';
import { openProjections } from './runner.js';
import { eventsSeen, healthOf, newFolder, opened, paidTo } from './runner.fixture.js';

describe('projections that catch up', () => {
  it('keep their version while answers stay the same, and change it with written rows and replaced files', async () => {
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

  it('show the log up to its end, and later events when they catch up again', async () => {
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

  it('add up amounts beyond the numbers of JavaScript and SQLite', async () => {
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

  it('continue where they stopped after a restart, without counting anything twice', async () => {
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
  it('show new events while they follow, and wake callers that wait for a position', async () => {
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
  ])('show events that come quickly one after the other together%s', async (_, awaited) => {
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

  it('report when a position was not reached in time', async () => {
    const { runner } = await opened(testLog().store);
    expect(await runner.waitFor(10n, 1)).toBe(false);
    await runner.close();
  });
});

describe('an event that cannot be applied', () => {
  it('stops its projection before it, with an error, and no other projection', async () => {
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

  it('is not skipped by a restart, and no caller waits for it for ever', async () => {
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

  it('leaves no change when it fails half way', async () => {
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

describe('with any sequence of batches', () => {
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

  it('the tables equal those of one pass from the beginning', async () => {
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
  it('work as on one in memory', async () => {
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
