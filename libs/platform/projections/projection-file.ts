import { Database, type Statement } from '@misaq/platform/sqlite/database.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import type { LogEvent } from './log-event.js';
import type { Projection } from './projection.js';
import { isSealDue, openFileSealer, removeSeal, sealPath, type Sealing } from './seal.js';
import type { TableReader } from './table-reader.js';
import { sqlTables, type TableWork } from './table.js';

/**
 * The tables of one projection in a SQLite file of their own, with the position they show. Rows and position are
 * written in one transaction: what is lost with the last transaction is read from the log again, half of one is not
 * possible.
 */
export interface ProjectionFile {
  readonly path: string;
  /** Nobody reads it yet, and it is thrown away unless it is finished. */
  readonly aside: boolean;
  /** Another number for each file that this program opens. */
  readonly opened: number;
  readonly reader: Omit<TableReader, 'isStopped'>;
  /** The last event the rows on file show. */
  readonly checkpoint: () => Checkpoint;
  /** Collects in memory; {@link flush} makes it visible. Throws what the projection throws. */
  readonly apply: (event: LogEvent) => void;
  /** Rows that the next flush would write. */
  readonly pending: () => number;
  /** Writes rows and checkpoint. On an error nothing of it is written and what was collected is gone. */
  readonly flush: (to: Checkpoint) => void;
  /** Whether another hand than this connection has written to the file since it was opened. */
  readonly isForeign: () => boolean;
  /** Whether it bears no seal, or so much was written since that it is worth another. */
  readonly isSealDue: () => boolean;
  /**
   * Writes what is in the write-ahead log into the file, and seals it; see `seal.ts`. Nobody flushes meanwhile.
   * @throws ForeignWriteError, errors of SQLite and of the file system
   */
  readonly seal: () => Promise<void>;
  /** Drops what is collected and what is kept in memory to save reading. */
  readonly forget: () => void;
  readonly close: () => void;
}

export interface Checkpoint {
  readonly position: bigint;
  /** Id of the event there: tells another log, or one that was cut, from the one the rows were made of. */
  readonly eventId: string;
}

export const START: Checkpoint = { position: LOG_START, eventId: '' };

/** The file is of another schema version, or of another program. */
export class OtherSchemaError extends Error {
  override readonly name = 'OtherSchemaError';
}

/** Another hand has written to the file while it was open here. */
export class ForeignWriteError extends Error {
  override readonly name = 'ForeignWriteError';
}

/** How often any file was opened or written, so that no two states of what is served bear one number. */
let versions = 0;

/** Positions may pass without a row to write; their checkpoint reaches the file this seldom, and when it is closed. */
const QUIET_POSITIONS = 10_000n;

/**
 * Opens a file, or makes it.
 * @param aside written without a journal: an error or a kill in the middle of a flush leaves nothing to be used.
 * @param sealing the file is sealed from time to time, and refuses to go on when another hand has written to it
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
    // Between two seals the sealed bytes stay as they are.
    if (sealing !== undefined) db.pragma('wal_autocheckpoint = 0');
    return fileOn(db, path, projection, aside, sealing);
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareFile(db: Database, { name, schemaVersion, tables }: Projection, aside: boolean): void {
  db.pragma(aside ? 'journal_mode = OFF' : 'journal_mode = WAL');
  // Losing the last batch with the power is harmless here, and WAL keeps the file whole without a sync a commit.
  db.pragma(aside ? 'synchronous = OFF' : 'synchronous = NORMAL');
  db.pragma('cache_size = -8000');
  const ddl = sqlTables(tables).map((table) => table.ddl);
  // The text of the tables too: a change of them whose version was forgotten is noticed all the same.
  const schema = JSON.stringify([name, schemaVersion, ...ddl]);
  const made = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'checkpoint'").get() !== undefined;
  if (!made) {
    if (db.prepare('SELECT 1 FROM sqlite_master').get() !== undefined)
      throw new OtherSchemaError(`${name}: another file`);
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
  /** SQLite changes it for this connection when another one has written to the file. */
  const versionAtFirst = dataVersion.get();
  /** Rows or position were written that no seal covers. */
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
      // Without it whoever is killed from here on leaves a file without a seal, and not one that seems to be altered.
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
      // SQLite now writes into the sealed bytes what was not sealed; a foreign hand is to be found out by the old seal.
      if (sealing !== undefined && unsealed && !foreign) removeSeal(path);
      db.close();
      sealer?.close();
    },
  };
}

/**
 * How far a file shows the log, whatever else is wrong with it; undefined when it does not say. It is asked before
 * anything that a kill left beside the file is dropped.
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
    // It is no file of ours, or a damaged one.
    return undefined;
  } finally {
    db?.close();
  }
}

/** Statements are prepared once for each text; texts are constants of the program, not made of what users typed. */
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

/** Removes a file, its seal and what SQLite keeps beside it. It must be closed. */
export function removeProjectionFile(path: string): void {
  removeSeal(path);
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** Waits until a closed file is on the disk itself, so that a rename never puts an unwritten file in its place. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
