import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkAppend } from '../append-rules.js';
import { createGrowthSignal } from '../growth-signal.js';
import { StoreUnavailableError, type EventStore } from '../port.js';
import { backupLog, type Backup, type CheckCopy } from './backup.js';
import { createCheckpointKeeper } from './checkpoint-keeper.js';
import { lockDataDirectory } from './data-directory-lock.js';
import { createGroupCommit } from './group-commit.js';
import { connectToLog, type LogConnection } from './log-connection.js';
import { logPages } from './log-pages.js';
import { lookBeforeOpening } from './opening-checks.js';
import { storeError } from './sqlite-errors.js';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import { structuralProblemsIn } from './structure.js';

export interface SqliteEventStoreOptions {
  /** Contains `log.sqlite`, `log.lock` and `log.checkpoint`; created when it is missing. */
  readonly folder: string;
  /** How long the checkpoint may lag behind the log, in milliseconds. Default 5,000. */
  readonly checkpointAfterMs?: number;
  /** How a backup is checked; default: in this thread. */
  readonly checkCopy?: CheckCopy;
}

export interface SqliteEventStore extends EventStore {
  /**
   * Copies the log into a new file while appends continue, and checks the copy.
   * @throws BackupExistsError, StoreUnavailableError, LogDamagedError
   */
  backup(toFile: string): Promise<Backup>;
  /** Resolves when the log has grown or was closed, or the signal is aborted; see {@link GrowthSignal.next}. */
  readonly grown: (signal: AbortSignal) => Promise<void>;
  /**
   * Structural faults of the file according to SQLite; empty when there are none. Reads the whole file in one turn.
   */
  structuralProblems(): readonly string[];
  /**
   * Accepts no more appends, finishes accepted ones, writes the checkpoint and unlocks the folder. May be called again.
   */
  close(): Promise<void>;
}

/**
 * Opens the log of a folder, or creates one in an empty folder. Checks an existing log first and repairs nothing.
 *
 * @throws DataDirectoryInUseError when another process uses the folder, StoreUnavailableError when it cannot be
 * written, LogDamagedError when the log is damaged.
 */
export function openSqliteEventStore({
  folder: path,
  checkpointAfterMs = 5_000,
  checkCopy,
}: SqliteEventStoreOptions): SqliteEventStore {
  const folder = resolve(path);
  const file = join(folder, 'log.sqlite');
  const checkpointFile = join(folder, 'log.checkpoint');
  makeDataDirectory(folder);
  const lock = lockDataDirectory(folder);
  let log: LogConnection;
  try {
    lookBeforeOpening(file, checkpointFile);
    log = connectToLog(file);
  } catch (error) {
    lock.release();
    throw storeError(error, file);
  }
  const news = createGrowthSignal();
  const checkpoints = createCheckpointKeeper(checkpointFile, log, checkpointAfterMs);
  const backups = new Set<Promise<Backup>>();
  let closing: Promise<void> | undefined;

  const group = createGroupCommit(
    (appends) => {
      const before = log.lastPosition();
      const outcomes = log.commit(appends);
      if (log.lastPosition() > before) {
        checkpoints.logGrew();
        news.announce();
      }
      return outcomes;
    },
    (error) => !(error instanceof StoreUnavailableError),
  );

  function assertOpen(): void {
    if (closing !== undefined) throw new StoreUnavailableError(`${file} was closed`);
  }

  const { readAll, readStreams, follow, at } = logPages({
    file,
    read: log.read,
    lastPosition: log.lastPosition,
    news,
    assertOpen,
  });

  async function finish(): Promise<void> {
    group.drain();
    await Promise.allSettled(backups);
    checkpoints.close();
    log.close();
    lock.release();
    // Wakes the followers, which then find the log closed.
    news.announce();
  }

  return {
    append(stream, expectedRevision, events) {
      const append = { stream, expectedRevision, events };
      try {
        assertOpen();
        checkAppend(append);
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
      return group.append(append);
    },
    async *read(stream, from = 0) {
      for (let next = from; ;) {
        if (next !== from) await nextTurn();
        assertOpen();
        const { events, more } = log.read((reader) => reader.streamPage(stream, next));
        const last = events.at(-1);
        if (last === undefined) return;
        yield events;
        if (!more) return;
        next = last.revision + 1;
      }
    },
    readAll,
    readStreams,
    follow,
    at,
    grown: news.next,
    health() {
      const problem = closing === undefined ? log.problem() : { problem: `${file} was closed` };
      const position = BigInt(log.lastPosition());
      return Promise.resolve(
        problem === undefined ? { writable: true, position } : { writable: false, position, ...problem },
      );
    },
    async backup(toFile) {
      assertOpen();
      const running = log.use(({ db }) => backupLog(db, toFile, checkCopy));
      backups.add(running);
      try {
        return await running;
      } catch (error) {
        throw storeError(error, toFile);
      } finally {
        backups.delete(running);
      }
    },
    structuralProblems() {
      assertOpen();
      return log.use(({ db }) => structuralProblemsIn(db));
    },
    close() {
      closing ??= finish();
      return closing;
    },
  };
}

function makeDataDirectory(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    const told = storeError(error, folder);
    throw told instanceof StoreUnavailableError
      ? told
      : new StoreUnavailableError(`${folder} cannot be made: ${String(error)}`, { cause: error });
  }
}
