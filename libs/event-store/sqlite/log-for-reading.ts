import { join } from 'node:path';
import type { EventStore } from '../port.js';
import { inspectLogFile, type LogFile } from './log-file.js';
import { createLogReader } from './log-reader.js';
import { storeError } from './sqlite-errors.js';

/** The log from its beginning, and nothing else of a store. */
export type LogForReading = Pick<EventStore, 'readAll'> & { close(): Promise<void> };

/**
 * Opens the log of a folder beside whoever works in it, and without its lock: such a connection changes no byte.
 * @throws LogDamagedError, StoreUnavailableError
 */
export function openLogForReading(folder: string): LogForReading {
  const file = join(folder, 'log.sqlite');
  let log: LogFile;
  try {
    log = inspectLogFile(file);
  } catch (error) {
    throw storeError(error, file);
  }
  const reader = createLogReader(log);
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
    close() {
      log.close();
      return Promise.resolve();
    },
  };
}
