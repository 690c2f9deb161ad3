import { join } from 'node:path';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import type { openEventStoreDb as openStore } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { endOfLog, type EventStore, LOG_START } from '@misaq/platform/event-store/port.js';
import type { CheckCopy } from '@misaq/platform/event-store/sqlite/backup.js';
import { lockDataDirectory } from '@misaq/platform/event-store/sqlite/data-directory-lock.js';
import {
  type LogForReading,
  openLogFileForReading,
  openLogForReading as openFileForReading,
} from '@misaq/platform/event-store/sqlite/log-for-reading.js';
import {
  openSqliteEventStore,
  type SqliteEventStore,
} from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { EmptyLogError } from './empty-log.js';
import { removeLeftoverFiles } from './leftover-files.js';
import { checkLogInThread, type LogAddress } from './log-check-in-thread.js';

/** The log of an installation, wherever it is kept. */
export interface LogStore extends EventStore {
  /** Whether other processes append to it too. */
  readonly isShared: boolean;
  /** What only a log in a file of the data directory can do; EventStoreDB is backed up by its own means. */
  readonly file?: Pick<SqliteEventStore, 'backup' | 'structuralProblems' | 'grown'>;
  close(): Promise<void>;
}

export interface LogOpening {
  /** Whether a log in which nothing is recorded may be opened. Default true. */
  readonly mayBegin?: boolean;
}

/**
 * Opens the log: in EventStoreDB where MISAQ_EVENT_STORE_URL says so, else the SQLite file of the data directory. The
 * directory is this process's own in both cases: what it keeps of a shared log are tables that can be thrown away.
 *
 * @throws EmptyLogError, DataDirectoryInUseError, StoreUnavailableError, LogDamagedError
 */
export async function openLogStore(
  folder: string,
  environment: NodeJS.ProcessEnv,
  { mayBegin = true }: LogOpening = {},
): Promise<LogStore> {
  const url = eventStoreUrlIn(environment);
  if (url === undefined) {
    const sqlite = openSqliteEventStore({ folder, checkCopy });
    return begun({ ...sqlite, isShared: false, file: sqlite }, folder, mayBegin);
  }
  // Before the directory is made: of an empty log there is nothing to keep in it.
  const shared = await begun({ ...(await openEventStoreDb({ url })), isShared: true }, folder, mayBegin);
  try {
    makeFolder(folder);
    const lock = lockDataDirectory(folder);
    return {
      ...shared,
      async close() {
        await shared.close();
        lock.release();
      },
    };
  } catch (error) {
    await shared.close();
    throw error;
  }
}

/** A copy that a backup has made, checked beside whatever else is done. */
const checkCopy: CheckCopy = async (file, position) => {
  const copy = openLogFileForReading(file);
  try {
    return await checkLogInThread(
      { address: { file }, store: copy, end: position, log: () => undefined },
      () => undefined,
    );
  } finally {
    await copy.close();
  }
};

/** The log, unless nothing is recorded in it and something should be; then it is closed again. @throws EmptyLogError */
async function begun(log: LogStore, folder: string, mayBegin: boolean): Promise<LogStore> {
  try {
    if (!mayBegin && (await endOfLog(log)) === LOG_START)
      throw new EmptyLogError(folder, log.isShared ? 'eventstoredb' : 'file');
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Where the log is in EventStoreDB; undefined when it is a file. */
export function eventStoreUrlIn({ MISAQ_EVENT_STORE_URL: url = '' }: NodeJS.ProcessEnv): string | undefined {
  return url.trim() === '' ? undefined : url.trim();
}

/** What an operator calls the log of a data directory. */
export function logName(folder: string, eventStoreUrl: string | undefined): string {
  return eventStoreUrl === undefined ? join(folder, 'log.sqlite') : 'in EventStoreDB';
}

/**
 * Opens a log by its address alone: `esdb://…` or `esdb+discover://…` is one in EventStoreDB, anything else a folder.
 * @throws DataDirectoryInUseError, StoreUnavailableError, LogDamagedError
 */
export async function openLogAt(address: string): Promise<EventStore & { close(): Promise<void> }> {
  if (/^esdb(\+discover)?:\/\//.test(address)) return openEventStoreDb({ url: address });
  const store = openSqliteEventStore({ folder: address });
  removeLeftoverFiles(address);
  return store;
}

/**
 * Opens the log of a data directory for reading alone, beside the process or thread that works there.
 * @param eventStoreUrl where it is in EventStoreDB
 * @throws LogDamagedError, StoreUnavailableError
 */
export async function openLogForReading(
  folder: string,
  eventStoreUrl: string | undefined,
): Promise<LogForReading> {
  return eventStoreUrl === undefined ? openFileForReading(folder) : openEventStoreDb({ url: eventStoreUrl });
}

/**
 * Opens a log for reading alone, wherever it is.
 * @throws LogDamagedError, StoreUnavailableError
 */
export async function openLogAtForReading(address: LogAddress): Promise<LogForReading> {
  return 'file' in address
    ? openLogFileForReading(address.file)
    : openEventStoreDb({ url: address.eventStoreUrl });
}

/** Where the log of a data directory is. */
export function logAddress(folder: string, environment: NodeJS.ProcessEnv): LogAddress {
  const eventStoreUrl = eventStoreUrlIn(environment);
  return eventStoreUrl === undefined ? { file: logName(folder, undefined) } : { eventStoreUrl };
}

/** Its client is large, and most installations have none. By its path: the build knows aliases in static imports only. */
async function openEventStoreDb(options: { readonly url: string }): ReturnType<typeof openStore> {
  const { openEventStoreDb: open } = await import('../event-store/eventstoredb/eventstoredb-event-store.js');
  return open(options);
}
