import { Database } from '@misaq/platform/sqlite/database.js';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storeError, storeFault } from './sqlite-errors.js';
import { DataDirectoryInUseError } from '../data-directory-in-use.js';

export interface DataDirectoryLock {
  release(): void;
}

/**
 * Takes the right to write in a folder: an exclusive lock on `log.lock`, a SQLite file of its own. The operating system
 * drops the lock when its holder dies, however it dies, so a crash needs no clean-up. The log itself can still be read.
 * `log.lock.pid` names the holder, for the message only. `log.lock` itself must not be read with `fs`: a process that
 * closes such a file loses its locks on it (measured).
 *
 * @throws DataDirectoryInUseError, StoreUnavailableError
 */
export function lockDataDirectory(folder: string): DataDirectoryLock {
  const file = join(folder, 'log.lock');
  const pidFile = `${file}.pid`;
  let db: Database | undefined;
  try {
    db = new Database(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    writeFileSync(pidFile, String(process.pid));
  } catch (error) {
    db?.close();
    if (storeFault(error) === 'busy') throw new DataDirectoryInUseError(folder, holderIn(pidFile));
    throw storeError(error, file);
  }
  const held = db;
  return {
    release() {
      rmSync(pidFile, { force: true });
      held.close();
    },
  };
}

function holderIn(pidFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    // The message then does not name the holder.
    return undefined;
  }
}
