import { join } from 'node:path';
import { createGrowthSignal, type GrowthSignal } from '../growth-signal.js';
import type { EventStore } from '../port.js';
import { inspectLogFile, type LogFile } from './log-file.js';
import { logPages } from './log-pages.js';
import { createLogReader } from './log-reader.js';
import { storeError } from './sqlite-errors.js';

/** The name of the log in a data directory. */
const LOG_FILE = 'log.sqlite';

/** Reads the log from its beginning; no other function of a store. */
export type LogForReading = Pick<EventStore, 'readAll'> & { close(): Promise<void> };

/** The log as far as its writer has acknowledged it, for a follower in another thread. */
export interface LogForFollowing extends Pick<
  EventStore,
  'readAll' | 'readStreams' | 'follow' | 'at' | 'health'
> {
  /** Called by the writer: everything up to this position is durable. */
  grownTo(position: bigint): void;
  close(): Promise<void>;
}

/**
 * Opens the log of a folder without taking its lock, beside a running writer. Such a connection changes no byte.
 * @throws LogDamagedError, StoreUnavailableError
 */
export function openLogForReading(folder: string): LogForReading {
  return openLogFileForReading(join(folder, LOG_FILE));
}

/**
 * Like {@link openLogForReading}, for a log under any name, such as a backup.
 * @throws LogDamagedError, StoreUnavailableError
 */
export function openLogFileForReading(file: string): LogForReading {
  const { lastPosition, pages, close } = openBeside(file);
  return { readAll: pages(lastPosition, createGrowthSignal()).readAll, close };
}

/**
 * Like {@link openLogForReading}, but follows the log as it grows.
 * @param acknowledged the last position that the writer has acknowledged
 * @throws LogDamagedError, StoreUnavailableError
 */
export function openLogForFollowing(folder: string, acknowledged: bigint): LogForFollowing {
  const { pages, close } = openBeside(join(folder, LOG_FILE));
  const news = createGrowthSignal();
  let end = Number(acknowledged);
  return {
    ...pages(() => end, news),
    health: () => Promise.resolve({ writable: true, position: BigInt(end) }),
    grownTo(position) {
      end = Number(position);
      news.announce();
    },
    close,
  };
}

function openBeside(file: string) {
  let log: LogFile;
  try {
    log = inspectLogFile(file);
  } catch (error) {
    throw storeError(error, file);
  }
  const reader = createLogReader(log);
  return {
    lastPosition: log.lastPosition,
    pages: (lastPosition: () => number, news: GrowthSignal) =>
      logPages({
        file,
        read: (question) => {
          try {
            return question(reader);
          } catch (error) {
            throw storeError(error, file);
          }
        },
        lastPosition,
        news,
        assertOpen: () => undefined,
      }),
    close: (): Promise<void> => {
      log.close();
      return Promise.resolve();
    },
  };
}
