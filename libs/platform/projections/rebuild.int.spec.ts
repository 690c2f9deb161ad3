import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { counting, noise, paid, poison } from './counting.fixture.js';
import { testLog } from './log.fixture.js';
import { failingTable, healthOf, newFolder, opened, paidTo, tamper } from './runner.fixture.js';

describe('rebuilding', () => {
  it('finds no difference in unchanged tables, and serves the new ones', async () => {
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

  it('runs one after the other when it is requested twice at a time', async () => {
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

  it('reports changed rows of the served tables, and corrects them', async () => {
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

  it('includes events recorded meanwhile, and compares both files at one position', async () => {
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

  it('of a stopped projection misses no event recorded meanwhile', async () => {
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
      // The running projection is ahead of the new file before that begins to serve.
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

  it('keeps the old tables when the new ones cannot be completed', async () => {
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
