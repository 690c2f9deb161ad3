import type Database from 'better-sqlite3';
import { keyText, ROWS_KEPT, type TableDefinition, type TableWork } from './table.js';

export type KeyParts<Key extends readonly string[]> = { readonly [Part in keyof Key]: string | number };

/** A row of sums; changed in place. Counts are safe integers, rials are whatever they add up to. */
export type SumRow<Count extends string, Rials extends string> = Record<Count, number> & Record<Rials, bigint>;

export interface Sums<Key extends readonly string[], Count extends string, Rials extends string> extends TableWork {
  /** The row of a key, to be added to; all zero when there was none. */
  readonly row: (...key: KeyParts<Key>) => SumRow<Count, Rials>;
}

interface Kept {
  readonly key: readonly (string | number)[];
  readonly row: Record<string, number | bigint>;
  changed: boolean;
}

/**
 * A table of sums: every event adds to a few rows. Rials are kept as text, because they pass what SQLite and
 * JavaScript can count; counts as integers.
 */
export function sums<
  const Key extends readonly string[],
  const Count extends string = never,
  const Rials extends string = never,
>(definition: {
  readonly key: Key;
  readonly counts?: readonly Count[];
  readonly rials?: readonly Rials[];
}): TableDefinition<Sums<Key, Count, Rials>> {
  const { key, counts = [], rials = [] } = definition;
  return {
    primaryKey: key,
    ddl: (name) =>
      `CREATE TABLE ${name} (${[
        ...key.map((column) => `${column} NOT NULL`),
        ...counts.map((column) => `${column} INTEGER NOT NULL`),
        ...rials.map((column) => `${column} TEXT NOT NULL`),
        `PRIMARY KEY (${key.join(', ')})`,
      ].join(', ')}) WITHOUT ROWID`,
    open: (db, name, empty) => openSums(db, name, empty, key, counts, rials) as Sums<Key, Count, Rials>,
  };
}

function openSums(
  db: Database.Database,
  name: string,
  empty: boolean,
  keyColumns: readonly string[],
  counts: readonly string[],
  rials: readonly string[],
) {
  const values = [...counts, ...rials];
  const select = db
    .prepare<(string | number)[], (number | string)[]>(
      `SELECT ${values.join(', ')} FROM ${name} WHERE ${keyColumns.map((column) => `${column} = ?`).join(' AND ')}`,
    )
    .raw();
  const write = db.prepare(
    `INSERT INTO ${name} (${[...keyColumns, ...values].join(', ')}) ` +
      `VALUES (${[...keyColumns, ...values].map(() => '?').join(', ')}) ` +
      `ON CONFLICT DO UPDATE SET ${values.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const kept = new Map<string, Kept>();
  const changed: Kept[] = [];
  /** Whether everything the table holds is in memory: then what is not there is nowhere. */
  let complete = empty;

  function load(key: readonly (string | number)[]): Record<string, number | bigint> {
    const stored = complete ? undefined : select.get(...key);
    const row: Record<string, number | bigint> = {};
    for (const [index, column] of counts.entries()) row[column] = Number(stored?.[index] ?? 0);
    for (const [index, column] of rials.entries()) row[column] = BigInt(stored?.[counts.length + index] ?? 0);
    return row;
  }

  return {
    row(...key: readonly (string | number)[]) {
      const text = keyText(key);
      let found = kept.get(text);
      if (found === undefined) {
        found = { key, row: load(key), changed: false };
        kept.set(text, found);
      }
      if (!found.changed) {
        found.changed = true;
        changed.push(found);
      }
      return found.row;
    },
    pending: () => changed.length,
    flush() {
      for (const each of changed) {
        const { key, row } = each;
        write.run([...key, ...counts.map((column) => row[column]), ...rials.map((column) => String(row[column]))]);
        each.changed = false;
      }
      changed.length = 0;
      if (kept.size > ROWS_KEPT) {
        kept.clear();
        complete = false;
      }
    },
    forget() {
      kept.clear();
      changed.length = 0;
      complete = false;
    },
  };
}
