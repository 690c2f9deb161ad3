import { Database } from '@misaq/platform/sqlite/database.js';
import { cachedStatements } from './projection-file.js';
import type { TableReader } from './table-reader.js';
import { isDamage, type TargetState } from './target.js';

/** The tables of a projection that somebody else writes: another thread of this process. */
export interface ServedTables {
  readonly reader: TableReader;
  /** Where the projection stands, as its writer said last. */
  readonly state: () => TargetState;
  /** What its writer says. A file that was replaced is opened when it is asked next. */
  readonly told: (state: TargetState) => void;
  /** Nobody writes it any more: what it shows grows old until somebody says where it stands again. */
  readonly abandoned: (why: string) => void;
  readonly close: () => void;
}

/** A connection that reads needs less than the one that writes, which keeps the rows that it changes. */
const CACHE_KB = 4_000;

/** How often any tables were written, by whichever writer: no two states of what is served bear one number. */
let versions = 0;

/**
 * Reads by a connection of its own. What it is asked in one turn of the event loop it answers from one state of the file,
 * also when the writer commits meanwhile: an answer is often put together from several tables.
 *
 * Its position is the one it was told, which the rows may be ahead of for the moment that the news is on its way.
 *
 * @param onDamage the file turned out to be broken; its writer must be told, who makes it anew
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
      // Whoever writes next may put another file in its place under the same number.
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
  /** Ends the turn in which something was asked. */
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
