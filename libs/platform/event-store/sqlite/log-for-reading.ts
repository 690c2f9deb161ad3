import { join } from 'node:path';
import { createGrowthSignal, type GrowthSignal } from '../growth-signal.js';
import type { EventStore } from '../port.js';
import { inspectLogFile, type LogFile } from './log-file.js';
import { logPages } from './log-pages.js';
import { createLogReader } from './log-reader.js';
import { storeError } from './sqlite-errors.js';

/** Its name in a data directory. */
const LOG_FILE = 'log.sqlite';

/** The log from its beginning, and nothing else of a store. */
export type LogForReading = Pick<EventStore, 'readAll'> & { close(): Promise<void> };

/** The log as far as its writer has acknowledged it, for whoever follows it in another thread. */
export interface LogForFollowing extends Pick<
  EventStore,
  'readAll' | 'readStreams' | 'follow' | 'at' | 'health'
> {
  /** What the writer says: everything up to this position is durable. */
  grownTo(position: bigint): void;
  close(): Promise<void>;
}

/**
 * Opens the log of a folder beside whoever works in it, and without its lock: such a connection changes no byte.
 * @throws LogDamagedError, StoreUnavailableError
 */
export function openLogForReading(folder: string): LogForReading {
  return openLogFileForReading(join(folder, LOG_FILE));
}

/**
 * The same for a log under any name, such as a backup.
 * @throws LogDamagedError, StoreUnavailableError
 */
export function openLogFileForReading(file: string): LogForReading {
  const { lastPosition, pages, close } = openBeside(file);
  return { readAll: pages(lastPosition, createGrowthSignal()).readAll, close };
}

/**
 * Opens it in the same way, to follow it as it grows.
 * @param acknowledged how far its writer has come
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
