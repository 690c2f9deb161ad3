import { Database } from '@misaq/platform/sqlite/database.js';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LogDamagedError } from '../log-damaged.js';
import { NO_STREAM, StoreUnavailableError } from '../port.js';
import { verifyLog } from '../verify.js';
import { DataDirectoryInUseError } from '../data-directory-in-use.js';
import { openSqliteEventStore } from './sqlite-event-store.js';
import {
  chained,
  makeStoreFolder,
  notedPosition,
  readLog,
  thrownBy,
  writeStream,
  type StoreFolder,
} from './store-folder.fixture.js';
import { buildWriter, startWriter, type Writer } from './writer-process.fixture.js';

const isRoot = process.getuid?.() === 0;
/** A user without rights, for tests that run as root, because no permission stops root. */
const NOBODY = 65_534;

describe('a data directory that cannot be used', () => {
  const writers: Writer[] = [];
  const start = (run: number, userId?: number) => {
    const writer = startWriter(program, here.folder, run, userId);
    writers.push(writer);
    return writer;
  };
  let here: StoreFolder;
  let programFolder: string;
  let program: string;

  beforeAll(() => {
    programFolder = mkdtempSync(join(tmpdir(), 'misaq-writer-'));
    chmodSync(programFolder, 0o755);
    program = buildWriter(programFolder);
  });
  afterAll(() => {
    rmSync(programFolder, { recursive: true });
  });
  beforeEach(() => {
    here = makeStoreFolder();
  });
  afterEach(async () => {
    for (const writer of writers.splice(0)) {
      writer.kill();
      await writer.ended;
    }
    await here.remove();
  });

  it('is refused to a second store of the same process, and the first continues', async () => {
    const first = here.open();
    const error = thrownBy(() => here.open());
    expect(error).toBeInstanceOf(DataDirectoryInUseError);
    expect(error.message).toContain(here.folder);
    expect(error.message).toContain(`process ${String(process.pid)}`);
    await writeStream(first, 'pool', 3);
    expect(thrownBy(() => here.open())).toBeInstanceOf(DataDirectoryInUseError);
  });

  it('is refused while another process writes, naming it, and is free as soon as that process is killed', async () => {
    const writer = start(1);
    await writer.ready;
    const error = thrownBy(() => here.open());
    expect(error).toMatchObject({ name: 'DataDirectoryInUseError', folder: here.folder, holder: writer.pid });
    expect(error.message).toContain('MISAQ_DATA_DIR');
    const second = await start(2).ended;
    expect(second).toMatchObject({ name: 'DataDirectoryInUseError' });
    writer.kill();
    await writer.ended;
    await here.using(async (store) => {
      expect((await readLog(store)).length).toBeGreaterThanOrEqual(writer.acknowledged.length);
    });
  });

  it('is free again after it was closed, and after it could not be opened', async () => {
    await here.using((store) => writeStream(store, 'pool', 1));
    writeFileSync(here.logFile, 'no database');
    expect(thrownBy(() => here.open())).toBeInstanceOf(LogDamagedError);
    expect(thrownBy(() => here.open())).toBeInstanceOf(LogDamagedError);
  });

  it.each([
    ['a folder in which nothing may be written', 0o755, 'log.lock'],
    ['a log that may not be written', 0o777, 'log.sqlite'],
  ])('gives the reason for %s', async (_, folderMode, named) => {
    await here.using((store) => writeStream(store, 'pool', 2));
    if (!isRoot) chmodSync(here.logFile, 0o444);
    if (named === 'log.lock') rmSync(join(here.folder, 'log.lock'));
    else chmodSync(join(here.folder, 'log.lock'), 0o666);
    chmodSync(here.folder, isRoot ? folderMode : folderMode & 0o577);
    const refused = await start(1, isRoot ? NOBODY : undefined).ended;
    chmodSync(here.folder, 0o755);
    expect(refused).toMatchObject({ name: 'StoreUnavailableError' });
    expect(refused?.message).toContain(join(here.folder, named));
    chmodSync(here.logFile, 0o644);
    await here.using(async (store) => {
      expect(await readLog(store)).toHaveLength(2);
    });
  });

  it('gives the reason for a folder that cannot be created', () => {
    const file = join(here.folder, 'a-file');
    writeFileSync(file, '');
    const error = thrownBy(() => openSqliteEventStore({ folder: join(file, 'data') }));
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toContain('cannot be made');
  });

  it('finds the end of the write-ahead log missing, which SQLite itself accepts as a shorter log', async () => {
    const writer = start(1);
    await writer.ready;
    while (writer.acknowledged.length < 500) await pause(5);
    writer.kill();
    await writer.ended;
    const wal = `${here.logFile}-wal`;
    expect(notedPosition(here.checkpointFile)).toBeGreaterThan(0);
    truncateSync(wal, Math.floor(statSync(wal).size / 20));
    const error = thrownBy(() => here.open());
    expect(error).toBeInstanceOf(LogDamagedError);
    expect(error.message).toContain(`had reached position ${String(notedPosition(here.checkpointFile))}`);
  });
});

describe('a log that was changed', () => {
  let here: StoreFolder;

  beforeEach(() => {
    here = makeStoreFolder();
  });
  afterEach(() => here.remove());

  function refusal(): string {
    const before = readFileSync(here.logFile);
    const error = thrownBy(() => here.open());
    expect(error).toBeInstanceOf(LogDamagedError);
    expect(error.message).toContain('Nothing was changed');
    // The store must not have repaired anything.
    expect(readFileSync(here.logFile).equals(before)).toBe(true);
    return error.message;
  }

  it('is refused when the file is no database', async () => {
    await here.using((store) => writeStream(store, 'pool', 1));
    writeFileSync(here.logFile, 'x'.repeat(20_000));
    expect(refusal()).toContain('not a database');
  });

  it('is refused when the file was cut', async () => {
    await here.using((store) => writeStream(store, 'pool', 500));
    truncateSync(here.logFile, Math.floor(statSync(here.logFile).size / 2));
    expect(refusal()).toContain('malformed');
  });

  it('is refused when the file is empty or gone although a checkpoint exists', async () => {
    await here.using((store) => writeStream(store, 'pool', 5));
    truncateSync(here.logFile, 0);
    expect(refusal()).toContain('it is empty');
    rmSync(here.logFile);
    expect(thrownBy(() => here.open()).message).toContain('it is gone, but it had reached position 4');
  });

  it('is refused when an older copy replaced it', async () => {
    await here.using((store) => writeStream(store, 'pool-a', 5));
    const copy = join(here.folder, 'copy');
    copyFileSync(here.logFile, copy);
    await here.using((store) => writeStream(store, 'pool-b', 5));
    copyFileSync(copy, here.logFile);
    expect(refusal()).toContain('its last event is at position 4, but it had reached position 9');
  });

  it('is refused when another log replaced it', async () => {
    const other = makeStoreFolder();
    await other.using((store) => writeStream(store, 'pool', 9, 'other'));
    await here.using((store) => writeStream(store, 'pool', 5));
    copyFileSync(other.logFile, here.logFile);
    expect(refusal()).toContain('the event at position 4 is another one');
    await other.remove();
  });

  it('is refused when the checkpoint cannot be read', async () => {
    await here.using((store) => writeStream(store, 'pool', 5));
    writeFileSync(here.checkpointFile, '{"position":');
    expect(refusal()).toContain('log.checkpoint');
  });

  it('is accepted without a checkpoint, as a backup is, and gets a new one', async () => {
    await here.using((store) => writeStream(store, 'pool', 5));
    rmSync(here.checkpointFile);
    here.open();
    expect(notedPosition(here.checkpointFile)).toBe(4);
  });

  it('is refused when the chain at its end is broken', async () => {
    await here.using(async (store) => {
      const [first, second] = chained(2);
      await store.append('pool', NO_STREAM, [first!]);
      await store.append('pool', 0, [{ ...second!, metadata: `{"prevHash":"${'0'.repeat(64)}"}` }]);
    });
    expect(refusal()).toContain('the chain of hashes is broken');
  });

  it.each([
    ['an event is missing', 'DELETE FROM events WHERE position = 3', 'no event at position 3'],
    [
      'a revision is missing',
      'UPDATE events SET revision = revision + 1 WHERE position = 4',
      'is not what was written',
    ],
    ['a stream lost its name', 'DELETE FROM streams', 'has no stream'],
    ['a table is altered', 'ALTER TABLE events ADD COLUMN extra TEXT', '"events" is missing or altered'],
    ['it is the database of another program', 'PRAGMA application_id = 1', 'another program'],
  ])('is refused when %s', async (_, sql, words) => {
    await here.using((store) => writeStream(store, 'pool', 5));
    alter(sql);
    expect(refusal()).toContain(words);
  });

  it('is left unchanged when a later version of the program wrote it', async () => {
    await here.using((store) => writeStream(store, 'pool', 1));
    alter('PRAGMA user_version = 2');
    const error = thrownBy(() => here.open());
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toContain('later version of Misaq (format 2');
  });

  it.each([
    ['in the middle of a stream', 'pool-a-150-end'],
    ['in the last event of a stream, which no later event names', 'pool-b-0-end'],
  ])('returns no event of which one byte was changed %s, and verifying names the place', async (_, text) => {
    await here.using(async (store) => {
      await writeStream(store, 'pool-a', 300);
      await writeStream(store, 'pool-b', 1);
      await writeStream(store, 'pool-c', 300);
    });
    flipByte(text);
    const store = here.open();
    const report = await verifyLog(store);
    expect(report).toMatchObject({ faultCount: 1, faults: [{ kind: 'damaged' }] });
    expect(report.faults[0]?.detail).toMatch(
      /the event at position \d+ \(pool-., revision \d+\) is not what was written/,
    );
    await expect(readLog(store)).rejects.toThrow(LogDamagedError);
    // Undamaged events can still be read, but the store accepts no appends to a log known to be damaged.
    const sound = [];
    for await (const batch of store.read('pool-c')) sound.push(...batch);
    expect(sound).toHaveLength(300);
    await expect(store.append('pool-d', NO_STREAM, chained(1))).rejects.toThrow(StoreUnavailableError);
    expect(await store.health()).toMatchObject({
      writable: false,
      problem: expect.stringContaining('damaged') as string,
    });
  });

  it('finds a damaged index, which no event shows', async () => {
    let wanted = '';
    await here.using(async (store) => {
      await writeStream(store, 'pool', 50);
      wanted = (await readLog(store))[25]!.id;
    });
    flipByte(Buffer.from(wanted, 'hex'), 'FacilityPaid');
    const store = here.open();
    expect(store.structuralProblems().length).toBeGreaterThan(0);
  });

  /** Changes the file with SQLite itself, as an attacker would. */
  function alter(sql: string): void {
    const db = new Database(here.logFile);
    db.unsafeMode();
    db.pragma('foreign_keys = OFF');
    db.pragma('writable_schema = ON');
    db.exec(sql);
    db.close();
  }

  /** Changes one bit in the middle of the first occurrence of these bytes that is not followed by others. */
  function flipByte(wanted: string | Buffer, notBefore?: string): void {
    const file = readFileSync(here.logFile);
    let at = file.indexOf(wanted);
    while (notBefore !== undefined && file.subarray(at + wanted.length).indexOf(notBefore) === 0) {
      at = file.indexOf(wanted, at + 1);
    }
    expect(at).toBeGreaterThan(0);
    file[at + wanted.length - 6] = file[at + wanted.length - 6]! ^ 0x01;
    writeFileSync(here.logFile, file);
  }
});

describe('a full disk', () => {
  // A small file system, where mounting is allowed. `log-connection.int.spec.ts` tests the same without one.
  const mount = mkdtempSync(join(tmpdir(), 'misaq-full-'));
  const mounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mount]).status === 0;
  afterAll(() => {
    if (mounted) spawnSync('umount', [mount]);
    rmSync(mount, { recursive: true, force: true });
  });

  (mounted ? it : it.skip)(
    'refuses what does not fit, keeps what was acknowledged, and goes on when there is room',
    async () => {
      const folder = join(mount, 'data');
      const ballast = join(mount, 'ballast');
      mkdirSync(folder);
      writeFileSync(ballast, Buffer.alloc(1_000_000));
      const store = openSqliteEventStore({ folder });
      const acknowledged: string[] = [];
      let refused: unknown;
      for (let index = 0; refused === undefined && index < 100_000; index += 1) {
        const events = chained(8, undefined, 'x'.repeat(500));
        const answers = await Promise.allSettled([
          store.append(`pool-${String(index)}`, NO_STREAM, events),
          store.append(`job-${String(index)}`, NO_STREAM, events),
        ]);
        for (const [at, answer] of answers.entries()) {
          if (answer.status === 'fulfilled')
            acknowledged.push(`${at === 0 ? 'pool' : 'job'}-${String(index)}`);
          else refused = answer.reason;
        }
      }
      expect(refused).toBeInstanceOf(StoreUnavailableError);
      expect(await store.health()).toMatchObject({ writable: false, problem: expect.any(String) as string });
      expect(acknowledged.length).toBeGreaterThan(10);
      expect(streamsOf(await readLog(store))).toEqual(acknowledged);

      rmSync(ballast);
      await store.append('afterwards', NO_STREAM, chained(2));
      expect((await store.health()).writable).toBe(true);
      await store.close();

      const again = openSqliteEventStore({ folder });
      const log = await readLog(again);
      expect(streamsOf(log)).toEqual([...acknowledged, 'afterwards']);
      expect(log).toHaveLength(acknowledged.length * 8 + 2);
      expect((await verifyLog(again)).faults).toEqual([]);
      await again.close();
    },
    60_000,
  );
});

function streamsOf(log: readonly { stream: string }[]): string[] {
  return [...new Set(log.map(({ stream }) => stream))];
}
