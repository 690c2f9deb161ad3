import { Database } from '@misaq/platform/sqlite/database.js';
import { existsSync, readFileSync } from 'node:fs';
import { LogDamagedError } from '../log-damaged.js';
import { LOG_START, StoreUnavailableError } from '../port.js';
import { openLogForFollowing, openLogForReading } from './log-for-reading.js';
import { makeStoreFolder, readLog, type StoreFolder, writeStream } from './store-folder.fixture.js';

describe('a log that is read beside its writer', () => {
  let here: StoreFolder;

  beforeEach(() => {
    here = makeStoreFolder();
  });
  afterEach(() => here.remove());

  async function readBeside(after = LOG_START) {
    const log = openLogForReading(here.folder);
    try {
      return await readLog(log, after);
    } finally {
      await log.close();
    }
  }

  it('shows what is committed at any time, without the lock and without a change', async () => {
    const store = here.open();
    await writeStream(store, 'pool', 1_200);
    const before = readFileSync(here.logFile);
    expect(await readBeside()).toEqual(await readLog(store));
    expect(await readBeside(1_100n)).toHaveLength(99);
    expect(readFileSync(here.logFile).equals(before)).toBe(true);
    await writeStream(store, 'other', 3);
    expect(await readBeside()).toHaveLength(1_203);
  });

  it('returns no event that was changed', async () => {
    await here.using((store) => writeStream(store, 'pool', 5));
    const db = new Database(here.logFile);
    db.exec("UPDATE events SET data = '{}' WHERE position = 3");
    db.close();
    await expect(readBeside()).rejects.toThrow(LogDamagedError);
    await expect(readBeside(3n)).resolves.toHaveLength(1);
  });

  it('does not exist when no store created it, and is not created', () => {
    expect(() => openLogForReading(here.folder)).toThrow(StoreUnavailableError);
    expect(existsSync(here.logFile)).toBe(false);
  });
});

describe('a log that is followed beside its writer', () => {
  let here: StoreFolder;

  beforeEach(() => {
    here = makeStoreFolder();
  });
  afterEach(() => here.remove());

  it('goes as far as its writer acknowledges, and no further', async () => {
    const store = here.open();
    await writeStream(store, 'pool', 700);
    const log = openLogForFollowing(here.folder, 599n);
    expect(await readLog(log)).toHaveLength(600);
    expect(await log.health()).toEqual({ writable: true, position: 599n });
    await expect(log.at([0n, 650n])).resolves.toHaveLength(2);
    await expect(log.at([700n])).rejects.toThrow(RangeError);

    const ending = new AbortController();
    const seen: bigint[] = [];
    const following = (async () => {
      for await (const page of log.follow(590n, ending.signal))
        for (const { position } of page) {
          seen.push(position);
          if (position === 599n) log.grownTo(610n);
          if (position === 610n) ending.abort();
        }
    })();
    await following;
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => 591n + BigInt(n)));
    await log.close();
  });

  it('reports damage with its place', async () => {
    await here.using((store) => writeStream(store, 'pool', 5));
    const db = new Database(here.logFile);
    db.exec("UPDATE events SET data = '{}' WHERE position = 3");
    db.close();
    const log = openLogForFollowing(here.folder, 4n);
    const following = log.follow(LOG_START, new AbortController().signal)[Symbol.asyncIterator]();
    await expect(following.next()).rejects.toThrow(LogDamagedError);
    await log.close();
  });
});
