import { writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { counting, everything, paid, poison } from './counting.fixture.js';
import { testLog } from './log.fixture.js';
import { openProjections } from './runner.js';
import { newFolder, tamper } from './runner.fixture.js';
import { openServedTables, type ServedTables } from './served-tables.js';
import type { TargetState } from './target.js';

/* One runner writes, and its files are read by connections of their own, which know of it only what they are told. */

async function served(store: EventStore) {
  const folder = newFolder();
  const tables = new Map<string, ServedTables>();
  const damaged: string[] = [];
  let latest: readonly TargetState[] = [];
  const tell = (): void => {
    for (const state of latest) {
      const found = tables.get(state.name);
      if (found !== undefined) found.told(state);
      else
        tables.set(
          state.name,
          openServedTables(state, (name) => damaged.push(name)),
        );
    }
  };
  const runner = await openProjections({
    folder,
    store,
    projections: [counting(), everything],
    onChange: (states) => {
      latest = states;
    },
  });
  tell();
  const of = (name: string): ServedTables => {
    const found = tables.get(name);
    if (found === undefined) throw new Error(`nobody told of ${name}`);
    return found;
  };
  return {
    folder,
    runner,
    damaged,
    tell,
    of,
    close: async () => {
      for (const each of tables.values()) each.close();
      await runner.close();
    },
  };
}

const payments = ({ reader }: ServedTables): number =>
  reader.all<{ payments: number }>("SELECT payments FROM banks WHERE pool = 'p1' AND bank = 'melli'")[0]
    ?.payments ?? 0;

describe('tables that somebody else writes', () => {
  it('show what was written, at the position and under the version that was told', async () => {
    const log = testLog();
    const { runner, of, tell, close } = await served(log.store);
    const counted = of('counting');
    expect([payments(counted), counted.reader.position(), counted.reader.isStopped()]).toEqual([
      0,
      -1n,
      false,
    ]);
    const before = counted.reader.version();

    await log.write([paid('melli', '1'), paid('melli', '2')]);
    await runner.catchUp();
    await nextTurn();
    expect([payments(counted), counted.reader.position(), counted.reader.version()]).toEqual([
      2,
      -1n,
      before,
    ]);
    tell();
    expect(counted.reader.position()).toBe(1n);
    const after = counted.reader.version();
    expect(after).not.toBe(before);
    tell();
    expect(counted.reader.version()).toBe(after);
    await close();
  });

  it('answer everything that is asked in one turn from one state, whatever is written meanwhile', async () => {
    const log = testLog();
    const { runner, of, folder, close } = await served(log.store);
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    const counted = of('counting');
    expect(payments(counted)).toBe(1);
    // Another connection commits within this turn, as another thread would.
    tamper(folder, "UPDATE banks SET payments = 7 WHERE bank = 'melli'");
    await Promise.resolve();
    expect(payments(counted)).toBe(1);
    await nextTurn();
    await nextTurn();
    expect(payments(counted)).toBe(7);
    await close();
  });

  it('go on from the new file when one was built anew, and are new to everybody who remembered an answer', async () => {
    const log = testLog();
    const { runner, of, tell, close, folder } = await served(log.store);
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    tell();
    tamper(folder, "UPDATE banks SET payments = 9 WHERE bank = 'melli'");
    const counted = of('counting');
    expect(payments(counted)).toBe(9);
    const before = counted.reader.version();
    await runner.rebuild();
    // Whoever has not been told of it reads the old one, which is whole.
    expect(payments(counted)).toBe(9);
    tell();
    expect(payments(counted)).toBe(1);
    expect(counted.reader.version()).not.toBe(before);
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    await nextTurn();
    expect(payments(counted)).toBe(2);
    await close();
  });

  it('are stopped where their writer has stopped', async () => {
    const log = testLog();
    const { runner, of, tell, close } = await served(log.store);
    await log.write([paid('melli', '1'), poison, paid('melli', '1')]);
    await runner.catchUp();
    tell();
    const counted = of('counting');
    expect([counted.reader.isStopped(), counted.reader.position(), payments(counted)]).toEqual([true, 0n, 1]);
    expect(counted.state().stop).toMatchObject({ position: 1n, eventType: 'Paid' });
    expect([of('everything').reader.isStopped(), of('everything').reader.position()]).toEqual([false, 2n]);
    await close();
  });

  it('tell their writer when a file is broken, and are stopped until it was made anew', async () => {
    const log = testLog();
    const { runner, of, tell, damaged, folder, close } = await served(log.store);
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    tell();
    const counted = of('counting');
    // Or its rows would be read from the journal beside it.
    tamper(folder, 'PRAGMA wal_checkpoint(TRUNCATE)');
    writeFileSync(counted.state().path, 'no database any more, and longer than its head was: '.repeat(400));
    expect(() => payments(counted)).toThrow();
    expect(damaged).toEqual(['counting']);
    expect([counted.reader.isStopped(), counted.state().stop?.message]).toEqual([
      true,
      expect.stringContaining('is damaged'),
    ]);
    runner.doubt('counting');
    await runner.catchUp();
    tell();
    expect([counted.reader.isStopped(), payments(counted)]).toEqual([false, 1]);
    await close();
  });

  it('are stopped, and still read, when nobody writes them any more', async () => {
    const log = testLog();
    const { runner, of, tell, close } = await served(log.store);
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    tell();
    const counted = of('counting');
    counted.abandoned('it was struck');
    expect([counted.reader.isStopped(), counted.state().stop?.message, payments(counted)]).toEqual([
      true,
      'it was struck',
      1,
    ]);
    tell();
    expect([counted.reader.isStopped(), payments(counted)]).toEqual([false, 1]);
    await close();
  });
});
