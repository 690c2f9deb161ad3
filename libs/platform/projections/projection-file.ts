import { Database, type Statement } from '@misaq/platform/sqlite/database.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import type { LogEvent } from './log-event.js';
import type { Projection } from './projection.js';
import { isSealDue, openFileSealer, removeSeal, sealPath, type Sealing } from './seal.js';
import type { TableReader } from './table-reader.js';
import { sqlTables, type TableWork } from './table.js';

/**
 * The tables of one projection in their own SQLite file, with the position they show. Rows and position are written in
 * one transaction. A lost transaction is read from the log again, and half a transaction cannot occur.
 */
export interface ProjectionFile {
  readonly path: string;
  /** True for a file being built aside: nobody reads it, and it is discarded unless it is completed. */
  readonly aside: boolean;
  /** A different number for each file that this program opens. */
  readonly opened: number;
  readonly reader: Omit<TableReader, 'isStopped'>;
  /** The last event that the rows in the file show. */
  readonly checkpoint: () => Checkpoint;
  /** Collects changes in memory; {@link flush} makes them visible. Throws what the projection throws. */
  readonly apply: (event: LogEvent) => void;
  /** Number of rows that the next flush would write. */
  readonly pending: () => number;
  /** Writes rows and checkpoint. On an error it writes nothing, and the collected changes are lost. */
  readonly flush: (to: Checkpoint) => void;
  /** Whether another connection has written to the file since it was opened. */
  readonly isForeign: () => boolean;
  /** Whether the file has no seal, or enough was written since to make a new one. */
  readonly isSealDue: () => boolean;
  /**
   * Moves the write-ahead log into the file, and seals it; see `seal.ts`. There must be no flush at the same time.
   * @throws ForeignWriteError, errors of SQLite and of the file system
   */
  readonly seal: () => Promise<void>;
  /** Drops collected changes and cached rows. */
  readonly forget: () => void;
  readonly close: () => void;
}

export interface Checkpoint {
  readonly position: bigint;
  /**
   * Id of the event at the position. It shows whether the rows were made from another log, or from one that was cut
   * since.
   */
  readonly eventId: string;
}

export const START: Checkpoint = { position: LOG_START, eventId: '' };

/** The file has another schema version, or belongs to another program. */
export class OtherSchemaError extends Error {
  override readonly name = 'OtherSchemaError';
}

/** Another program has written to the file while it was open here. */
export class ForeignWriteError extends Error {
  override readonly name = 'ForeignWriteError';
}

/** Counts openings and writes of all files, so that no two states of served tables have the same number. */
let versions = 0;

/** A checkpoint without changed rows is written only after this many positions, and when the file is closed. */
const QUIET_POSITIONS = 10_000n;

/**
 * Opens or creates a file.
 * @param aside write without a journal: after an error or a kill during a flush, the file cannot be used
 * @param sealing seal the file from time to time, and stop when another program has written to it
 * @throws OtherSchemaError, SqliteError
 */
export function openProjectionFile(
  path: string,
  projection: Projection,
  { aside = false, sealing }: { readonly aside?: boolean; readonly sealing?: Sealing | undefined } = {},
): ProjectionFile {
  const db = new Database(path);
  try {
    prepareFile(db, projection, aside);
    // Between two seals the sealed bytes must not change.
    if (sealing !== undefined) db.pragma('wal_autocheckpoint = 0');
    return fileOn(db, path, projection, aside, sealing);
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareFile(db: Database, { name, schemaVersion, tables }: Projection, aside: boolean): void {
  db.pragma(aside ? 'journal_mode = OFF' : 'journal_mode = WAL');
  // A power loss may lose the last batch, which is harmless. WAL keeps the file valid without a sync for each commit.
  db.pragma(aside ? 'synchronous = OFF' : 'synchronous = NORMAL');
  db.pragma('cache_size = -8000');
  const ddl = sqlTables(tables).map((table) => table.ddl);
  // Includes the DDL, so that a change of tables is noticed even without a new version number.
  const schema = JSON.stringify([name, schemaVersion, ...ddl]);
  const made = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'checkpoint'").get() !== undefined;
  if (!made) {
    if (db.prepare('SELECT 1 FROM sqlite_master').get() !== undefined)
      throw new OtherSchemaError(`${name}: the file belongs to another program`);
    db.transaction(() => {
      db.exec(
        'CREATE TABLE checkpoint (schema TEXT NOT NULL, position TEXT NOT NULL, eventId TEXT NOT NULL)',
      );
      for (const statement of ddl) db.exec(statement);
      db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?)').run(
        schema,
        START.position.toString(),
        START.eventId,
      );
    })();
    return;
  }
  const found = db.prepare<[], string>('SELECT schema FROM checkpoint').pluck().get();
  if (found !== schema) throw new OtherSchemaError(`${name} was made by another version of this program`);
}

function fileOn(
  db: Database,
  path: string,
  projection: Projection,
  aside: boolean,
  sealing: Sealing | undefined,
): ProjectionFile {
  const stored = db
    .prepare<[], { position: string; eventId: string }>('SELECT position, eventId FROM checkpoint')
    .get();
  let checkpoint: Checkpoint =
    stored === undefined ? START : { position: BigInt(stored.position), eventId: stored.eventId };
  let onFile = checkpoint.position;
  const opened = (versions += 1);
  let version = opened;
  const writeCheckpoint = db.prepare('UPDATE checkpoint SET position = ?, eventId = ?');
  const tables: Record<string, TableWork> = {};
  for (const [table, definition] of Object.entries(projection.tables))
    tables[table] = definition.open(db, table);
  const works = Object.values(tables);

  const sealer = sealing && openFileSealer(path, projection.name, sealing);
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  /** SQLite changes this number for this connection when another one has written to the file. */
  const versionAtFirst = dataVersion.get();
  /** Rows or a position were written after the last seal. */
  let unsealed = sealing !== undefined && (sealing.proven === true || !existsSync(sealPath(path)));
  const isForeign = (): boolean => sealer !== undefined && dataVersion.get() !== versionAtFirst;

  function refuseForeign(): void {
    if (isForeign()) throw new ForeignWriteError(`another program has written to ${path}`);
  }

  function writePosition(): void {
    if (checkpoint.position === onFile) return;
    writeCheckpoint.run(checkpoint.position.toString(), checkpoint.eventId);
    onFile = checkpoint.position;
    unsealed = true;
  }

  const pending = () => works.reduce((rows, work) => rows + work.pending(), 0);
  const forget = () => {
    for (const work of works) work.forget();
  };
  const write = db.transaction(({ position, eventId }: Checkpoint) => {
    for (const work of works) work.flush();
    writeCheckpoint.run(position.toString(), eventId);
  });

  return {
    path,
    aside,
    opened,
    reader: { all: cachedStatements(db), position: () => checkpoint.position, version: () => version },
    checkpoint: () => checkpoint,
    apply: (event) => {
      projection.apply(event, tables);
    },
    pending,
    flush(to) {
      if (pending() > 0 || to.position - onFile >= QUIET_POSITIONS) {
        try {
          refuseForeign();
          version = versions += 1;
          unsealed = true;
          write(to);
        } catch (error) {
          forget();
          throw error;
        }
        onFile = to.position;
      }
      checkpoint = to;
    },
    forget,
    isForeign,
    isSealDue: () => sealer !== undefined && unsealed && (!existsSync(sealPath(path)) || isSealDue(path)),
    async seal() {
      if (sealer === undefined || !db.open) return;
      refuseForeign();
      writePosition();
      if (!unsealed) return;
      // If the process is killed from here on, the file has no seal. With the old seal it would look altered.
      removeSeal(path);
      const [{ busy } = { busy: 1 }] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { busy: number }[];
      if (busy !== 0) return;
      await sealer.seal();
      unsealed = false;
    },
    close() {
      if (!db.open) return;
      const foreign = isForeign();
      writePosition();
      // SQLite now writes unsealed changes into the sealed bytes. If another program wrote, the old seal must stay to
      // show it.
      if (sealing !== undefined && unsealed && !foreign) removeSeal(path);
      db.close();
      sealer?.close();
    },
  };
}

/**
 * The position that a file shows, whatever else is wrong with it; undefined when it has none. It is read before the
 * remains of a kill beside the file are deleted.
 */
export function checkpointIn(path: string): Checkpoint | undefined {
  if (!existsSync(path)) return undefined;
  let db: Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    const [stored] = db
      .prepare<[], { position: string; eventId: string }>('SELECT position, eventId FROM checkpoint')
      .all();
    return stored && { position: BigInt(stored.position), eventId: stored.eventId };
  } catch {
    // The file is damaged or belongs to another program.
    return undefined;
  } finally {
    db?.close();
  }
}

/** Prepares each statement once. Statement texts are constants of the program and contain no user input. */
export function cachedStatements(db: Database): TableReader['all'] {
  const statements = new Map<string, Statement<(string | number)[]>>();
  return <Row>(sql: string, ...parameters: readonly (string | number)[]) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = db.prepare<(string | number)[]>(sql);
      statements.set(sql, statement);
    }
    return statement.all(...parameters) as Row[];
  };
}

/** Removes a closed file, its seal and SQLite's files beside it. */
export function removeProjectionFile(path: string): void {
  removeSeal(path);
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** Flushes a closed file to disk, so that a rename never replaces a file by an unwritten one. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
