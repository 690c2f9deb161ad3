import type { KeyParts } from './sums.js';
import { keyText, type TableDefinition, type TableWork } from './table.js';

/** Types whose values survive JSON unchanged; all others become `never`. */
export type Json<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends bigint | symbol | ((...args: never) => unknown)
    ? never
    : { readonly [Field in keyof Value]: Json<Value[Field]> };

export interface Records<Key extends readonly string[], Value> extends TableWork {
  readonly get: (...key: KeyParts<Key>) => Value | undefined;
  readonly set: (key: KeyParts<Key>, value: Value) => void;
  /** Removes a row; does nothing when there is none. */
  readonly remove: (key: KeyParts<Key>) => void;
}

/**
 * Number of values that a table keeps in memory after a flush. Busy values are then not read and parsed for each event.
 */
const VALUES_KEPT = 2_000;

interface Kept {
  readonly key: readonly (string | number)[];
  value: unknown;
  changed: boolean;
}

/** An index over the rows of a table for which a condition holds. */
export interface IndexOfSome {
  readonly name: string;
  /** The column that orders the index. */
  readonly on: string;
  /** The condition: SQL over the columns of the table. */
  readonly where: string;
}

/** A table of JSON values by key, for things that are no sums: lots, policies, reviews, names. */
export function records<const Key extends readonly string[], Value>(
  keyColumns: Key,
  index?: IndexOfSome,
): TableDefinition<Records<Key, Json<Value>>> {
  return {
    sqlTables: (name) => [
      {
        name,
        primaryKey: keyColumns,
        ddl:
          `CREATE TABLE ${name} (${keyColumns.map((column) => `${column} NOT NULL`).join(', ')}, ` +
          `value TEXT NOT NULL, PRIMARY KEY (${keyColumns.join(', ')})) WITHOUT ROWID` +
          (index === undefined
            ? ''
            : `; CREATE INDEX ${index.name} ON ${name} (${index.on}) WHERE ${index.where}`),
      },
    ],
    open(db, name) {
      const select = db
        .prepare<(string | number)[], string>(
          `SELECT value FROM ${name} WHERE ${keyColumns.map((column) => `${column} = ?`).join(' AND ')}`,
        )
        .pluck();
      const write = db.prepare(
        `INSERT INTO ${name} VALUES (${[...keyColumns, 'value'].map(() => '?').join(', ')}) ` +
          'ON CONFLICT DO UPDATE SET value = excluded.value',
      );
      const erase = db.prepare<(string | number)[]>(
        `DELETE FROM ${name} WHERE ${keyColumns.map((column) => `${column} = ?`).join(' AND ')}`,
      );
      const kept = new Map<string, Kept>();
      const changed = new Set<Kept>();

      function find(key: readonly (string | number)[]): Kept {
        const text = keyText(key);
        const found = kept.get(text);
        if (found !== undefined) return found;
        const stored = select.get(...key);
        const loaded: Kept = {
          key,
          value: stored === undefined ? undefined : (JSON.parse(stored) as unknown),
          changed: false,
        };
        kept.set(text, loaded);
        return loaded;
      }

      return {
        get: (...key) => find(key).value as Json<Value> | undefined,
        set(key, value) {
          const found = find(key);
          found.value = value;
          changed.add(found);
        },
        remove(key) {
          const found = find(key);
          if (found.value === undefined) return;
          found.value = undefined;
          changed.add(found);
        },
        pending: () => changed.size,
        flush() {
          for (const { key, value } of changed) {
            if (value === undefined) erase.run(...key);
            else write.run([...key, JSON.stringify(value)]);
          }
          changed.clear();
          if (kept.size > VALUES_KEPT) kept.clear();
        },
        forget() {
          kept.clear();
          changed.clear();
        },
      };
    },
  };
}
