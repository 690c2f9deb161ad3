import { writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { counting, everything, paid, poison } from './counting.fixture.js';
import { testLog } from './log.fixture.js';
import { openProjections } from './runner.js';
import { newFolder, tamper } from './runner.fixture.js';
import { openServedTables, type ServedTables } from './served-tables.js';
import type { TargetState } from './target.js';

/* One runner writes. Other connections read its files and know only the states that they were told. */

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

describe('tables written by another thread', () => {
  it('show the written rows, at the position and version that they were told', async () => {
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

  it('answer all queries of one turn from one state, whatever is written meanwhile', async () => {
    const log = testLog();
    const { runner, of, folder, close } = await served(log.store);
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    const counted = of('counting');
    expect(payments(counted)).toBe(1);
    // Another connection commits within this turn, as another thread could.
    tamper(folder, "UPDATE banks SET payments = 7 WHERE bank = 'melli'");
    await Promise.resolve();
    expect(payments(counted)).toBe(1);
    await nextTurn();
    await nextTurn();
    expect(payments(counted)).toBe(7);
    await close();
  });

  it('continue with the new file after a rebuild, and make all remembered answers stale', async () => {
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
    // A reader that has not been told of the new file reads the old one, which is complete.
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

  it('stop where their writer has stopped', async () => {
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

  it('tell their writer about a broken file, and stop until it was rebuilt', async () => {
    const log = testLog();
    const { runner, of, tell, damaged, folder, close } = await served(log.store);
    await log.write([paid('melli', '1')]);
    await runner.catchUp();
    tell();
    const counted = of('counting');
    // Otherwise its rows would be read from the journal beside it.
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

  it('are stopped, but can still be read, when their writer has ended', async () => {
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
