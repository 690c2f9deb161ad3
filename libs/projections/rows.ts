import type Database from 'better-sqlite3';
import type { KeyParts } from './sums.js';
import { keyText, type KeyPart, type SqlValue, type TableDefinition, type TableWork } from './table.js';

/** Values of columns that are set, and what is added to those that count. */
export interface RowChange<Set extends string, Added extends string> {
  readonly set?: Readonly<Partial<Record<Set, string | number | bigint>>>;
  readonly add?: Readonly<Partial<Record<Added, number | bigint>>>;
}

export interface Rows<
  Key extends readonly string[],
  Set extends string,
  Added extends string,
> extends TableWork {
  /** A row that is not there yet; what is added to begins with 0. */
  readonly insert: (key: KeyParts<Key>, values: Readonly<Record<Set, string | number | bigint>>) => void;
  /** Changes a row that is there. The flush throws when it is not. */
  readonly change: (key: KeyParts<Key>, change: RowChange<Set, Added>) => void;
}

interface Pending {
  readonly key: readonly KeyPart[];
  readonly isNew: boolean;
  readonly set: Record<string, string | number | bigint>;
  readonly add: Record<string, number | bigint>;
}

/**
 * A table of one row a thing, with columns to filter and sort by. No row is ever read to be written: an event sets and
 * adds, and SQLite puts it to what stands. Columns are never null (a text is empty instead), so that two files can be
 * compared row by row.
 */
export function rows<
  const Key extends readonly string[],
  const Text extends string = never,
  const Whole extends string = never,
  const Added extends string = never,
>(definition: {
  readonly key: Key;
  readonly texts?: readonly Text[];
  /** Whole numbers up to 2^63. */
  readonly wholes?: readonly Whole[];
  /** Whole numbers that events add to; the sum stays below 2^63. */
  readonly added?: readonly Added[];
}): TableDefinition<Rows<Key, Text | Whole, Added>> {
  const { key, texts = [], wholes = [], added = [] } = definition;
  return {
    sqlTables: (name) => [
      {
        name,
        primaryKey: key,
        ddl: `CREATE TABLE ${name} (${[
          ...key.map((column) => `${column} NOT NULL`),
          ...texts.map((column) => `${column} TEXT NOT NULL`),
          ...[...wholes, ...added].map((column) => `${column} INTEGER NOT NULL`),
          `PRIMARY KEY (${key.join(', ')})`,
        ].join(', ')}) WITHOUT ROWID`,
      },
    ],
    open: (db, name) => openRows(db, name, key, [...texts, ...wholes], added),
  };
}

function openRows(
  db: Database.Database,
  name: string,
  keyColumns: readonly string[],
  setColumns: readonly string[],
  addedColumns: readonly string[],
) {
  const columns = [...keyColumns, ...setColumns, ...addedColumns];
  const insert = db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`);
  /** One statement for each set of columns that events change together: a handful. */
  const updates = new Map<string, Database.Statement<SqlValue[]>>();
  const pending = new Map<string, Pending>();

  function updateOf(set: readonly string[], add: readonly string[]): Database.Statement<SqlValue[]> {
    const signature = `${set.join()}+${add.join()}`;
    let statement = updates.get(signature);
    if (statement === undefined) {
      const changes = [...set.map((each) => `${each} = ?`), ...add.map((each) => `${each} = ${each} + ?`)];
      const where = keyColumns.map((each) => `${each} = ?`).join(' AND ');
      statement = db.prepare<SqlValue[]>(`UPDATE ${name} SET ${changes.join(', ')} WHERE ${where}`);
      updates.set(signature, statement);
    }
    return statement;
  }

  function write({ key, isNew, set, add }: Pending): void {
    if (isNew) {
      insert.run([
        ...key,
        ...setColumns.map((column) => defined(set[column], column)),
        ...addedColumns.map((column) => add[column] ?? 0),
      ]);
      return;
    }
    const [setting, adding] = [Object.keys(set), Object.keys(add)];
    if (setting.length + adding.length === 0) return;
    const { changes } = updateOf(setting, adding).run(...Object.values(set), ...Object.values(add), ...key);
    if (changes !== 1) throw new Error(`${name} has no row ${key.join(' ')}`);
  }

  return {
    insert(key: readonly KeyPart[], values: Readonly<Record<string, string | number | bigint>>) {
      const text = keyText(key);
      if (pending.has(text)) throw new Error(`${name} has a row ${key.join(' ')} already`);
      pending.set(text, { key, isNew: true, set: { ...values }, add: {} });
    },
    change(key: readonly KeyPart[], { set, add }: RowChange<string, string>) {
      const text = keyText(key);
      let found = pending.get(text);
      if (found === undefined) pending.set(text, (found = { key, isNew: false, set: {}, add: {} }));
      if (set !== undefined) Object.assign(found.set, set);
      for (const [column, more] of Object.entries(add ?? {}))
        found.add[column] = sum(found.add[column], defined(more, column));
    },
    pending: () => pending.size,
    flush() {
      for (const each of pending.values()) write(each);
      pending.clear();
    },
    forget() {
      pending.clear();
    },
  };
}

function sum(a: number | bigint | undefined, b: number | bigint): number | bigint {
  if (a === undefined) return b;
  return typeof a === 'number' && typeof b === 'number' ? a + b : BigInt(a) + BigInt(b);
}

/** A field that an event should have and has not must stop the projection. */
function defined<Value>(value: Value | undefined, column: string): Value {
  if (value === undefined) throw new TypeError(`an event lacks ${column}`);
  return value;
}
