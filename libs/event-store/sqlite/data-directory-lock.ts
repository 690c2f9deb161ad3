import Database from 'better-sqlite3';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isSqliteError, storeError, storeFault } from './sqlite-errors.js';

/** Another process (or another store of this one) works on the data directory. */
export class DataDirectoryInUseError extends Error {
  override readonly name = 'DataDirectoryInUseError';
  constructor(
    readonly folder: string,
    /** The process that holds it, when that could be read. */
    readonly holder: number | undefined,
  ) {
    super(
      `the data directory ${folder} is in use by ${holder === undefined ? 'another process' : `process ${String(holder)}`}. ` +
        'Only one may write: stop that one and try again, send the command to it, ' +
        'or name another directory in MISAQ_DATA_DIR.',
    );
  }
}

export interface DataDirectoryLock {
  release(): void;
}

/**
 * Takes the right to write in a folder: an exclusive lock on `log.lock`, a SQLite file of its own. The operating
 * system drops it when the holder dies, however it dies, so there is nothing to clean up after a crash. The log itself
 * stays free for reading.
 *
 * @throws DataDirectoryInUseError, StoreUnavailableError
 */
export function lockDataDirectory(folder: string): DataDirectoryLock {
  const file = join(folder, 'log.lock');
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 0 });
    // Exclusive mode keeps the lock from the first transaction on, so that the number of the holder can be committed
    // without letting go for a moment.
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
    db.pragma(`user_version = ${String(process.pid)}`);
    db.exec('COMMIT; BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (storeFault(error) === 'busy') throw new DataDirectoryInUseError(folder, holderOf(file));
    throw storeError(error, file);
  }
  const held = db;
  return {
    release() {
      held.close();
    },
  };
}

/**
 * Reads the holder's number past its lock. `immutable=1` asks SQLite for no lock at all; going through SQLite and not
 * through `fs` matters when the holder is this very process, because closing a file of one's own drops its locks.
 */
function holderOf(file: string): number | undefined {
  const db = new Database(':memory:');
  try {
    db.prepare('ATTACH ? AS held').run(`${pathToFileURL(file).href}?immutable=1`);
    const pid = Number(db.pragma('held.user_version', { simple: true }));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (isSqliteError(error)) return undefined;
    throw error;
  } finally {
    db.close();
  }
}
