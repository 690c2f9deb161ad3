import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LOG_START, NO_STREAM, StoreUnavailableError } from '../port.js';
import { verifyLog } from '../verify.js';
import { openSqliteEventStore } from './sqlite-event-store.js';
import {
  chained,
  makeStoreFolder,
  notedPosition,
  readLog,
  writeStream,
  type StoreFolder,
} from './store-folder.fixture.js';

describe('closing, backup and checkpoint', () => {
  let here: StoreFolder;

  beforeEach(() => {
    here = makeStoreFolder();
  });
  afterEach(() => here.remove());

  it('finishes accepted appends before it closes, and accepts none after', async () => {
    const store = here.open();
    const asked = Array.from({ length: 3_000 }, (_, index) =>
      store.append(`pool-${String(index)}`, NO_STREAM, chained(1)),
    );
    const closed = store.close();
    await expect(store.append('late', NO_STREAM, chained(1))).rejects.toThrow(StoreUnavailableError);
    const answers = await Promise.all(asked);
    await closed;
    expect(new Set(answers.map(({ position }) => position)).size).toBe(3_000);
    expect(await store.health()).toMatchObject({ writable: false });
    await store.close();
    await here.using(async (again) => {
      expect(await readLog(again)).toHaveLength(3_000);
    });
  });

  it('leaves one file and its checkpoint, and tells followers', async () => {
    const store = here.open();
    const following = (async () => {
      for await (const batch of store.follow(LOG_START, new AbortController().signal))
        expect(batch).not.toEqual([]);
    })();
    await writeStream(store, 'pool', 4);
    await Promise.all([store.close(), expect(following).rejects.toThrow(StoreUnavailableError)]);
    expect(existsSync(`${here.logFile}-wal`)).toBe(false);
    expect(notedPosition(here.checkpointFile)).toBe(3);
  });

  it('writes the checkpoint while the log is being written', async () => {
    const store = here.open(10);
    expect(notedPosition(here.checkpointFile)).toBe(-1);
    await writeStream(store, 'pool', 4);
    while (notedPosition(here.checkpointFile) < 3) await pause(5);
    await store.append('other', NO_STREAM, chained(2));
    while (notedPosition(here.checkpointFile) < 5) await pause(5);
  });

  it('continues when the checkpoint cannot be written', async () => {
    const store = here.open(1);
    rmSync(here.checkpointFile);
    mkdirSync(here.checkpointFile);
    await writeStream(store, 'pool', 4);
    await store.close();
    rmSync(here.checkpointFile, { recursive: true });
    await here.using(async (again) => {
      expect(await readLog(again)).toHaveLength(4);
    });
  });

  it('copies a log that is being written, and the copy is a log', async () => {
    const store = here.open();
    await store.append('long', NO_STREAM, chained(5_000));
    const target = join(here.folder, 'restored', 'log.sqlite');
    mkdirSync(join(here.folder, 'restored'));
    const backup = { runs: true };
    const writing = (async () => {
      for (let count = 0; backup.runs; count += 1)
        await store.append(`pool-${String(count)}`, NO_STREAM, chained(3));
    })();
    const made = await store.backup(target);
    backup.runs = false;
    await writing;
    expect(made).toEqual({ file: target, position: made.position, bytes: statSync(target).size });
    expect(made.position).toBeGreaterThanOrEqual(4_999n);
    expect(existsSync(`${target}-wal`)).toBe(false);

    const restored = openSqliteEventStore({ folder: join(here.folder, 'restored') });
    const log = await readLog(restored);
    expect(log.at(-1)?.position).toBe(made.position);
    expect(log).toEqual((await readLog(store)).slice(0, log.length));
    expect((await verifyLog(restored)).faults).toEqual([]);
    expect(restored.structuralProblems()).toEqual([]);
    await restored.close();
  });

  it('writes no backup over an existing file, nor into a missing folder', async () => {
    const store = here.open();
    await writeStream(store, 'pool', 1);
    const target = join(here.folder, 'backup.sqlite');
    writeFileSync(target, 'precious');
    await expect(store.backup(target)).rejects.toMatchObject({ name: 'BackupExistsError', file: target });
    await expect(store.backup(join(here.folder, 'nowhere', 'backup.sqlite'))).rejects.toBeInstanceOf(
      StoreUnavailableError,
    );
    expect(statSync(target).size).toBe('precious'.length);
  });

  it('waits for a running backup when it is closed', async () => {
    const store = here.open();
    await store.append('long', NO_STREAM, chained(5_000));
    const backup = store.backup(join(here.folder, 'backup.sqlite'));
    await store.close();
    expect((await backup).position).toBe(4_999n);
  });
});
