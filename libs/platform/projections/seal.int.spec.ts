import { Database } from '@misaq/platform/sqlite/database.js';
import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { counting, paid } from './counting.fixture.js';
import { testLog, type TestLog } from './log.fixture.js';
import { newFolder, paidTo, tamper } from './runner.fixture.js';
import { openProjections, type ProjectionRunner } from './runner.js';

const KEY = Buffer.alloc(32, 1);

describe('the sealed file of a read model', () => {
  let log: TestLog;
  let folder: string;
  let notes: string[];

  const open = (key: Uint8Array = KEY, otherLog: 'refuse' | 'rebuild' = 'refuse', at = folder) =>
    openProjections({
      folder: at,
      store: log.store,
      projections: [counting()],
      sealing: { key },
      otherLog,
      log: (note) => notes.push(note),
    });
  const file = (): string => join(folder, 'counting.sqlite');
  const refusals = async (runner: ProjectionRunner) => (await runner.health())[0]?.refusals ?? 0;

  async function opened(): Promise<ProjectionRunner> {
    const runner = await open();
    await runner.catchUp();
    return runner;
  }

  beforeEach(async () => {
    log = testLog();
    folder = newFolder();
    notes = [];
    await log.write([paid('melli', '100')]);
    await (await opened()).close();
  });

  it('is served without reading the log again when it is unchanged', async () => {
    const runner = await open();
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(notes).toEqual([]);
    await runner.close();
    await (await open()).close();
    expect(notes).toEqual([]);
  });

  const changes: Readonly<Record<string, () => Uint8Array>> = {
    'a row was changed': () => {
      tamper(folder, 'UPDATE banks SET paidRialLow = 999');
      return KEY;
    },
    'a byte was changed': () => {
      writeFileSync(file(), readFileSync(file()).fill(9, 4_200, 4_201));
      return KEY;
    },
    'its seal is of another key': () => Buffer.alloc(32, 2),
  };

  it.each(Object.entries(changes))('is rebuilt, with a message, when %s', async (_, change) => {
    const key = change();
    const runner = await open(key);
    expect(paidTo(runner, 'melli')).toBe('nothing');
    await runner.catchUp();
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(notes).toEqual([expect.stringContaining('another hand has written to it')]);
    expect(await refusals(runner)).toBe(1);
    await runner.close();
  });

  it('without its seal is rebuilt', async () => {
    rmSync(`${file()}.seal`);
    const runner = await opened();
    expect(paidTo(runner, 'melli')).toBe('100');
    expect(notes).toEqual(['counting is made anew: its file bears no seal']);
    expect(await refusals(runner)).toBe(0);
    await runner.close();
  });

  it('is used in its sealed form after a kill, whatever was written to it since', async () => {
    const runner = await opened();
    await log.write([paid('mellat', '5')]);
    await runner.catchUp();
    const killed = newFolder();
    cpSync(folder, killed, { recursive: true });
    await runner.close();
    expect(statSync(join(killed, 'counting.sqlite-wal')).size).toBeGreaterThan(0);
    const after = await open(KEY, 'refuse', killed);
    expect([paidTo(after, 'melli'), paidTo(after, 'mellat')]).toEqual(['100', 'nothing']);
    await after.catchUp();
    expect(paidTo(after, 'mellat')).toBe('5');
    expect(notes).toEqual([]);
    await after.close();
  });

  it('is rebuilt within a second or two when another program writes to it while it is served', async () => {
    const runner = await opened();
    const stop = new AbortController();
    const following = runner.follow(stop.signal);
    tamper(folder, 'UPDATE banks SET paidRialLow = 999');
    while ((await refusals(runner)) === 0) await pause(20);
    while (paidTo(runner, 'melli') !== '100') await pause(20);
    expect(notes.join()).toContain('another program has written to');
    stop.abort();
    await following;
    await runner.close();
    expect(existsSync(`${file()}.seal`)).toBe(true);
  });

  it('does not mistake a reader for a writer', async () => {
    const runner = await opened();
    const db = new Database(file(), { readonly: true });
    expect(db.prepare("SELECT * FROM banks WHERE pool = 'p1'").all()).toHaveLength(1);
    db.close();
    await log.write([paid('mellat', '5')]);
    await runner.catchUp();
    expect(paidTo(runner, 'mellat')).toBe('5');
    expect(notes).toEqual([]);
    await runner.close();
  });

  it('is sealed again after it was rebuilt beside the served one', async () => {
    const runner = await opened();
    expect(await runner.rebuild()).toMatchObject([{ swapped: true, comparison: { differing: 0 } }]);
    const killed = newFolder();
    cpSync(folder, killed, { recursive: true });
    await runner.close();
    const after = await open(KEY, 'refuse', killed);
    expect(paidTo(after, 'melli')).toBe('100');
    expect(notes).toEqual([]);
    await after.close();
  });

  it.each([
    ['ends before what it shows', 0, 'log_ends_before'],
    ['has another event where it ends', 3, 'another_event_there'],
  ])('prevents opening a log that %s, until the file is deleted', async (_, events, problem) => {
    log = testLog(undefined, 7);
    await log.write(Array.from({ length: events }, () => paid('saman', '1')));
    await expect(open()).rejects.toMatchObject({ name: 'LogMovedError', readModel: 'counting', problem });
    await expect(open()).rejects.toThrow('misaq rebuild --discard');
    const elsewhere = await open(KEY, 'rebuild');
    await elsewhere.catchUp();
    expect(paidTo(elsewhere, 'melli')).toBe('nothing');
    await elsewhere.close();
  });
});
