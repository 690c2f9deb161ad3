import { LogDamagedError } from '../log-damaged.js';
import { StoreUnavailableError } from '../port.js';

/**
 * What an SQLite error means for the log.
 * - `full`: no room. The transaction is rolled back and the connection stays usable.
 * - `failed`: reading or writing the file failed. After a failed fsync the operating system may drop the dirty pages
 *   and mark them clean. The connection is therefore closed and the file opened again.
 * - `read-only`, `busy`: the file may not be written, or another program holds it.
 * - `damaged`: the bytes of the file are no database.
 */
export type StoreFault = 'full' | 'failed' | 'read-only' | 'busy' | 'damaged';

/** Primary result codes of SQLite, and the codes of Node's file functions. */
const FAULTS: Readonly<Record<string, StoreFault>> = {
  SQLITE_FULL: 'full',
  SQLITE_IOERR: 'failed',
  SQLITE_CANTOPEN: 'failed',
  SQLITE_NOMEM: 'failed',
  SQLITE_PROTOCOL: 'failed',
  SQLITE_READONLY: 'read-only',
  SQLITE_PERM: 'read-only',
  SQLITE_AUTH: 'read-only',
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'failed',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
};

/** A description of the fault, and what an operator can do about it. */
const WORDS: Readonly<Record<Exclude<StoreFault, 'damaged'>, readonly [what: string, help: string]>> = {
  full: ['the disk is full', 'free some space and try again'],
  failed: ['reading or writing the file failed', 'look at the disk and its messages'],
  'read-only': ['the file or its folder may not be written', 'check owner, permissions and mount options'],
  busy: ['another program holds the file', 'close it and try again'],
};

interface CodedError {
  readonly code: string;
  readonly message: string;
}

/**
 * Recognises an error of SQLite or the operating system by its code, not by its class. The native part of
 * better-sqlite3 throws the class of the module that loaded it first. Where modules are loaded more than once, as the
 * test runner does, that is another class.
 */
function isCoded(error: unknown): error is CodedError {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error))
    return false;
  return typeof error.code === 'string';
}

/** A row with this key already exists. */
export function isTakenKey(error: unknown): boolean {
  return isCoded(error) && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

/** Undefined when the store works and only one statement was refused (a constraint, a size). */
export function storeFault(error: unknown): StoreFault | undefined {
  if (error instanceof LogDamagedError) return 'damaged';
  if (!isCoded(error)) return undefined;
  // Extended codes are the primary one with a suffix: SQLITE_IOERR_FSYNC, SQLITE_READONLY_DBMOVED, …
  return FAULTS[error.code.split('_').slice(0, 2).join('_')];
}

/**
 * Translates an error of SQLite or the operating system to an error of the port. Returns any other error unchanged.
 */
export function storeError(error: unknown, file: string): unknown {
  const fault = storeFault(error);
  if (fault === undefined || !isCoded(error)) return error;
  if (fault === 'damaged') return new LogDamagedError(file, error.message, { cause: error });
  const [brief, help] = WORDS[fault];
  return new StoreUnavailableError(`${file}: ${brief}; ${help} (${error.code}: ${error.message})`, {
    cause: error,
    brief,
  });
}
