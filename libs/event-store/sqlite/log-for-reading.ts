import { join } from 'node:path';
import { createNews } from '../news.js';
import type { EventStore } from '../port.js';
import { inspectLogFile, type LogFile } from './log-file.js';
import { logPages } from './log-pages.js';
import { createLogReader } from './log-reader.js';
import { storeError } from './sqlite-errors.js';

/** The log from its beginning, and nothing else of a store. */
export type LogForReading = Pick<EventStore, 'readAll'> & { close(): Promise<void> };

/** The log as far as its writer has acknowledged it, for whoever follows it in another thread. */
export interface LogForFollowing extends Pick<EventStore, 'readAll' | 'follow' | 'at' | 'health'> {
  /** What the writer says: everything up to this position is durable. */
  grownTo(position: bigint): void;
  close(): Promise<void>;
}

/**
 * Opens the log of a folder beside whoever works in it, and without its lock: such a connection changes no byte.
 * @throws LogDamagedError, StoreUnavailableError
 */
export function openLogForReading(folder: string): LogForReading {
  const { log, reader, close } = openBeside(folder);
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- the port reads asynchronously, SQLite does not
    async *readAll(after) {
      const end = log.lastPosition();
      for (let position = Number(after); position < end;) {
        const page = reader.page(position, end);
        const last = page.at(-1);
        if (last === undefined) return;
        yield page;
        position = Number(last.position);
      }
    },
    close,
  };
}

/**
 * Opens it in the same way, to follow it as it grows.
 * @param acknowledged how far its writer has come
 * @throws LogDamagedError, StoreUnavailableError
 */
export function openLogForFollowing(folder: string, acknowledged: bigint): LogForFollowing {
  const { file, reader, close } = openBeside(folder);
  const news = createNews();
  let end = Number(acknowledged);
  return {
    ...logPages({
      read: (question) => {
        try {
          return question(reader);
        } catch (error) {
          throw storeError(error, file);
        }
      },
      lastPosition: () => end,
      news,
      assertOpen: () => undefined,
    }),
    health: () => Promise.resolve({ writable: true, position: BigInt(end) }),
    grownTo(position) {
      end = Number(position);
      news.announce();
    },
    close,
  };
}

function openBeside(folder: string) {
  const file = join(folder, 'log.sqlite');
  let log: LogFile;
  try {
    log = inspectLogFile(file);
  } catch (error) {
    throw storeError(error, file);
  }
  return {
    file,
    log,
    reader: createLogReader(log),
    close: (): Promise<void> => {
      log.close();
      return Promise.resolve();
    },
  };
}
