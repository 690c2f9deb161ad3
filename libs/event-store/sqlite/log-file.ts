import Database from 'better-sqlite3';
import { LogDamagedError } from '../log-damaged.js';
import { StoreUnavailableError } from '../port.js';

/** "Misq": says that a file is a log of Misaq, whatever its name. */
export const APPLICATION_ID = 0x4d697371;
export const SCHEMA_VERSION = 1;

/** From 3.7.0 to 3.51.2 two connections that checkpoint and write could corrupt the file. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/**
 * - Streams have numbers, because their names in every event cost a factor of three in speed (measured).
 * - `UNIQUE (stream_id, id)` is what keeps (stream, command id) unique in the transaction that writes the events: the
 *   first event of a command bears the command's id, and each later one the same with its index added.
 * - `data` and `metadata` are the text that was given, verbatim. `checksum` is explained in `checksum.ts`.
 */
const TABLES: Readonly<Record<string, string>> = {
  streams: 'CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT',
  events:
    'CREATE TABLE events (position INTEGER PRIMARY KEY, stream_id INTEGER NOT NULL, revision INTEGER NOT NULL, ' +
    'id BLOB NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, checksum INTEGER NOT NULL, ' +
    'UNIQUE (stream_id, revision), UNIQUE (stream_id, id)) STRICT',
};

/** `PRAGMA synchronous`: 2 is FULL. */
const FULL = 2;

/** An open connection to `log.sqlite`, the only one of this process. */
export interface LogFile {
  readonly file: string;
  readonly db: Database.Database;
  /** Position of the last committed event, -1 for an empty log. */
  lastPosition(): number;
  close(): void;
}

/** @throws the errors of SQLite as they are; LogDamagedError; StoreUnavailableError */
export function openLogFile(file: string): LogFile {
  const db = new Database(file);
  try {
    requireSqliteVersion(db);
    requireOurs(db, file);
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
      throw new StoreUnavailableError(
        `${file}: its file system cannot hold a write-ahead log (network drive?)`,
      );
    }
    db.pragma('synchronous = FULL');
    // Readers of the same process see what is committed, and no schema of a damaged file may run code.
    db.pragma('trusted_schema = OFF');
    createTablesOnce(db);
    requireDurable(db, file);
    requireTables(db, file);
  } catch (error) {
    db.close();
    throw error;
  }
  const last = db.prepare<[], number>('SELECT coalesce(max(position), -1) FROM events').pluck();
  return {
    file,
    db,
    lastPosition: () => last.get() ?? -1,
    close() {
      db.close();
    },
  };
}

function requireSqliteVersion(db: Database.Database): void {
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

/** Looks before anything is written: a file that is not ours, or of a later version, is left as it is. */
function requireOurs(db: Database.Database, file: string): void {
  if (isEmpty(db)) return;
  const application = Number(db.pragma('application_id', { simple: true }));
  if (application !== APPLICATION_ID) throw new LogDamagedError(file, 'it is a database of another program');
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

function isEmpty(db: Database.Database): boolean {
  return db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
}

/**
 * Writes at every opening, be it only the number that stands there already: a file or a disk that cannot be written is
 * found now and not by the first command, and the first write settles what `synchronous` really is.
 */
function createTablesOnce(db: Database.Database): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    if (isEmpty(db)) for (const sql of Object.values(TABLES)) db.exec(sql);
    db.pragma(`application_id = ${String(APPLICATION_ID)}`);
    db.pragma(`user_version = ${String(SCHEMA_VERSION)}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * better-sqlite3 is compiled with `synchronous=NORMAL` for WAL, which a connection silently takes up at its first
 * write; NORMAL lost acknowledged commits in 28 of 60 simulated power losses (measured), FULL none. So it is set, and
 * looked at after that write.
 */
function requireDurable(db: Database.Database, file: string): void {
  const synchronous = Number(db.pragma('synchronous', { simple: true }));
  if (synchronous === FULL) return;
  throw new StoreUnavailableError(
    `${file}: commits are not flushed to disk (synchronous is ${String(synchronous)})`,
  );
}

function requireTables(db: Database.Database, file: string): void {
  const sqlOf = db
    .prepare<[string], string>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck();
  for (const [table, sql] of Object.entries(TABLES)) {
    if (sqlOf.get(table) !== sql)
      throw new LogDamagedError(file, `its table "${table}" is missing or altered`);
  }
}
