import { Database } from '@misaq/platform/sqlite/database.js';
import { cachedStatements } from './projection-file.js';
import type { TableReader } from './table-reader.js';
import { isDamage, type TargetState } from './target.js';

/** The tables of a projection that another thread of this process writes. */
export interface ServedTables {
  readonly reader: TableReader;
  /** The state of the projection, as its writer last reported it. */
  readonly state: () => TargetState;
  /** Receives a state from the writer. A replaced file is opened at the next query. */
  readonly told: (state: TargetState) => void;
  /** The writer has ended: the tables grow stale until a new writer reports a state. */
  readonly abandoned: (why: string) => void;
  readonly close: () => void;
}

/** A reading connection needs less cache than the writing one, which keeps the rows that it changes. */
const CACHE_KB = 4_000;

/** Counts the writes of all tables by any writer, so that no two served states have the same number. */
let versions = 0;

/**
 * Reads through its own connection. All queries in one turn of the event loop are answered from one state of the file,
 * even when the writer commits meanwhile. An answer often combines several tables.
 *
 * Its position is the one last reported. The rows may be ahead of it for a moment, until the next report arrives.
 *
 * @param onDamage called when the file is broken; it must tell the writer, which rebuilds it
 */
export function openServedTables(first: TargetState, onDamage: (name: string) => void): ServedTables {
  let state = first;
  let version = (versions += 1);
  let damaged: string | undefined;
  let open: Connection | undefined;

  function connection(): Connection {
    if (open?.file !== state.file) {
      open?.close();
      open = connect(state);
    }
    return open;
  }

  return {
    reader: {
      all(sql, ...parameters) {
        try {
          return connection().all(sql, ...parameters);
        } catch (error) {
          if (isDamage(error)) {
            damaged = `its file ${state.path} is damaged`;
            onDamage(state.name);
          }
          throw error;
        }
      },
      position: () => state.position,
      version: () => version,
      isStopped: () => damaged !== undefined || state.stop !== undefined,
    },
    state: () => (damaged === undefined ? state : { ...state, stop: { message: damaged } }),
    told(next) {
      if (next.file !== state.file) damaged = undefined;
      if (next.file !== state.file || next.version !== state.version) version = versions += 1;
      state = next;
    },
    abandoned(why) {
      // The next writer may replace the file under the same number.
      open?.close();
      open = undefined;
      state = { ...state, file: -1, stop: { message: why } };
    },
    close() {
      open?.close();
      open = undefined;
    },
  };
}

interface Connection {
  readonly file: number;
  readonly all: TableReader['all'];
  readonly close: () => void;
}

function connect({ path, file }: TargetState): Connection {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma(`cache_size = -${String(CACHE_KB)}`);
  const [begin, end] = [db.prepare('BEGIN'), db.prepare('COMMIT')];
  const all = cachedStatements(db);
  /** Ends the read transaction of a turn with queries. */
  function endTurn(): void {
    if (db.open && db.inTransaction) end.run();
  }
  return {
    file,
    all(sql, ...parameters) {
      if (!db.inTransaction) {
        begin.run();
        setImmediate(endTurn);
      }
      return all(sql, ...parameters);
    },
    close() {
      db.close();
    },
  };
}
