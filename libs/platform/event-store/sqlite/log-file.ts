import { Database } from '@misaq/platform/sqlite/database.js';
import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogDamagedError } from '../log-damaged.js';
import { StoreUnavailableError } from '../port.js';
import { syncFolder } from '@misaq/platform/node/durable-files.js';

/** "Misq": marks a file as a log of Misaq, whatever its name. */
export const APPLICATION_ID = 0x4d697371;
export const SCHEMA_VERSION = 1;

/** From 3.7.0 to 3.51.2 two connections that checkpoint and write could corrupt the file. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/**
 * - Streams have numbers, because their names in every event make appends three times slower (measured).
 * - `UNIQUE (id, stream_id)` keeps (stream, command id) unique in the transaction that writes the events. The first
 *   event of a command has the command's id, and each later one the same with its index added. The id comes first
 *   because ids grow with time: all new entries go to the last page of the index. With the stream first, every stream
 *   of a group would have its own page to write.
 * - `data` and `metadata` are the given text, verbatim. `checksum` is explained in `checksum.ts`.
 */
const TABLES: Readonly<Record<string, string>> = {
  streams: 'CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT',
  events:
    'CREATE TABLE events (position INTEGER PRIMARY KEY, stream_id INTEGER NOT NULL, revision INTEGER NOT NULL, ' +
    'id BLOB NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, checksum INTEGER NOT NULL, ' +
    'UNIQUE (stream_id, revision), UNIQUE (id, stream_id)) STRICT',
};

/** `PRAGMA synchronous`: 2 is FULL. */
const FULL = 2;

/** An open connection to `log.sqlite`. */
export interface LogFile {
  readonly file: string;
  readonly db: Database;
  /** Position of the last committed event, -1 for an empty log. */
  readonly lastPosition: () => number;
  close(): void;
}

/**
 * Creates an empty log under another name and then renames it, so that a log under its name is always complete.
 * @throws errors of SQLite unchanged
 */
export function createLogFile(file: string): void {
  const aside = `${file}.new`;
  for (const left of [aside, `${aside}-journal`, `${aside}-wal`, `${aside}-shm`])
    rmSync(left, { force: true });
  const db = new Database(aside);
  try {
    requireSqliteVersion(db);
    db.exec('BEGIN');
    for (const sql of Object.values(TABLES)) db.exec(sql);
    db.pragma(`application_id = ${String(APPLICATION_ID)}`);
    db.pragma(`user_version = ${String(SCHEMA_VERSION)}`);
    db.exec('COMMIT');
    useWriteAheadLog(db, file);
  } finally {
    db.close();
  }
  renameSync(aside, file);
  syncFolder(dirname(file));
}

/**
 * Opens a log for reading, to examine it before anything else. Such a connection changes no byte of a log, and closing
 * it leaves the write-ahead log of a crash unchanged.
 * @throws errors of SQLite unchanged; LogDamagedError; StoreUnavailableError
 */
export function inspectLogFile(file: string): LogFile {
  return connect(file, new Database(file, { readonly: true, fileMustExist: true }), (db) => {
    requireOurs(db, file);
    requireTables(db, file);
  });
}

/**
 * Opens a log for writing. There is only one such connection.
 * @throws errors of SQLite unchanged; LogDamagedError; StoreUnavailableError
 */
export function openLogFile(file: string): LogFile {
  return connect(file, new Database(file, { fileMustExist: true }), (db) => {
    requireOurs(db, file);
    useWriteAheadLog(db, file);
    db.pragma('synchronous = FULL');
    // Prevents SQLite from running functions that a damaged or forged schema may name.
    db.pragma('trusted_schema = OFF');
    requireWritable(db);
    requireDurable(db, file);
  });
}

function connect(file: string, db: Database, prepare: (db: Database) => void): LogFile {
  try {
    requireSqliteVersion(db);
    prepare(db);
    const last = db.prepare<[], number>('SELECT coalesce(max(position), -1) FROM events').pluck();
    return {
      file,
      db,
      lastPosition: () => last.get() ?? -1,
      close() {
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

function requireSqliteVersion(db: Database): void {
  const version = db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > oldest) return;
    if (part < oldest) {
      throw new StoreUnavailableError(
        `SQLite ${version} may corrupt the log; ${OLDEST_SQLITE.join('.')} or later is needed`,
      );
    }
  }
}

function requireOurs(db: Database, file: string): void {
  const application = Number(db.pragma('application_id', { simple: true }));
  if (application !== APPLICATION_ID) {
    const empty = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
    throw new LogDamagedError(file, empty ? 'it is empty' : 'it is a database of another program');
  }
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > SCHEMA_VERSION) {
    throw new StoreUnavailableError(
      `${file} was written by a later version of Misaq (format ${String(version)}, this program knows ` +
        `${String(SCHEMA_VERSION)}); start that version or a newer one`,
    );
  }
  if (version !== SCHEMA_VERSION)
    throw new LogDamagedError(file, `it has the unknown format ${String(version)}`);
}

function useWriteAheadLog(db: Database, file: string): void {
  if (db.pragma('journal_mode = WAL', { simple: true }) === 'wal') return;
  throw new StoreUnavailableError(
    `${file}: its file system cannot hold a write-ahead log (a network drive?)`,
  );
}

/**
 * Writes the number that is already stored. A file or disk that cannot be written is then found now and not by the
 * first command. This first write also fixes the effective value of `synchronous`.
 */
function requireWritable(db: Database): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.pragma(`user_version = ${String(SCHEMA_VERSION)}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * better-sqlite3 is compiled with `synchronous=NORMAL` for WAL, which a connection silently adopts at its first write.
 * NORMAL lost acknowledged commits in 28 of 60 simulated power losses, FULL in none (measured). So this function sets
 * FULL, and checks the value after that write.
 */
function requireDurable(db: Database, file: string): void {
  const synchronous = Number(db.pragma('synchronous', { simple: true }));
  if (synchronous === FULL) return;
  throw new StoreUnavailableError(
    `${file}: commits are not flushed to disk (synchronous is ${String(synchronous)})`,
  );
}

function requireTables(db: Database, file: string): void {
  const sqlOf = db
    .prepare<[string], string>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck();
  for (const [table, sql] of Object.entries(TABLES)) {
    if (sqlOf.get(table) !== sql)
      throw new LogDamagedError(file, `its table "${table}" is missing or altered`);
  }
  // A trigger would change what every commit writes, and no reader of the tables would notice.
  const [strange] = db
    .prepare<[], { type: string; name: string }>(
      "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN ('streams', 'events')",
    )
    .all();
  if (strange !== undefined)
    throw new LogDamagedError(
      file,
      `it holds a ${strange.type} "${strange.name}" that this program did not make`,
    );
}
