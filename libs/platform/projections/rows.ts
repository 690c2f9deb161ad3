import type { Database, Statement } from '@misaq/platform/sqlite/database.js';
import type { KeyParts } from './sums.js';
import { checkedKey, type KeyPart, type SqlValue, type TableDefinition, type TableWork } from './table.js';

/** New values of some columns, and amounts to add to numeric ones. */
export interface RowChange<Set extends string, Added extends string> {
  readonly set?: Readonly<Partial<Record<Set, string | number | bigint>>>;
  readonly add?: Readonly<Partial<Record<Added, number | bigint>>>;
}

export interface Rows<
  Key extends readonly string[],
  Set extends string,
  Added extends string,
> extends TableWork {
  /** Inserts a new row. Columns for sums begin with 0. */
  readonly insert: (key: KeyParts<Key>, values: Readonly<Record<Set, string | number | bigint>>) => void;
  /** Changes an existing row. The flush throws when there is none. */
  readonly change: (key: KeyParts<Key>, change: RowChange<Set, Added>) => void;
}

/** An index that questions sort or filter by. */
export interface RowIndex {
  readonly name: string;
  readonly on: readonly string[];
  /** SQL over the columns of the table: the rows that the index holds; all when left out. */
  readonly where?: string;
}

function ddlOf(table: string, { name, on, where }: RowIndex): string {
  return `; CREATE INDEX ${name} ON ${table} (${on.join(', ')})${where === undefined ? '' : ` WHERE ${where}`}`;
}

type Cell = string | number | bigint;

/** A pending row: all columns of a new one in order, or the changes to an existing one. */
type Pending =
  | { readonly cells: Cell[]; readonly set?: undefined; readonly add?: undefined; readonly key?: undefined }
  | {
      readonly cells?: undefined;
      readonly key: readonly KeyPart[];
      readonly set: Record<string, Cell>;
      readonly add: Record<string, number | bigint>;
    };

type Branch = Map<KeyPart | undefined, Branch | Pending>;

/**
 * A table with one row for each thing, with columns to filter and sort by. No row is read before it is written: an
 * event sets and adds, and SQLite applies that to the row. Columns are never null (an absent text is empty), so that
 * two files can be compared row by row.
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
  /** Whole numbers to which events add; the sum must stay below 2^63. */
  readonly added?: readonly Added[];
  readonly indexes?: readonly RowIndex[];
}): TableDefinition<Rows<Key, Text | Whole, Added>> {
  const { key, texts = [], wholes = [], added = [], indexes = [] } = definition;
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
        ].join(', ')}) WITHOUT ROWID${indexes.map((index) => ddlOf(name, index)).join('')}`,
      },
    ],
    open: (db, name) => openRows(db, name, key, [...texts, ...wholes], added),
  };
}

function openRows(
  db: Database,
  name: string,
  keyColumns: readonly string[],
  setColumns: readonly string[],
  addedColumns: readonly string[],
) {
  const columns = [...keyColumns, ...setColumns, ...addedColumns];
  const place = new Map(columns.map((column, index) => [column, index]));
  const insertNew = db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`);
  /** One statement for each set of columns that events change together: a handful. */
  const updates = new Map<string, Statement<SqlValue[]>>();
  const depth = keyColumns.length;
  // A map for each part of a key. Joining the parts to one text takes longer, and nearly every event does this.
  const root: Branch = new Map();
  const pending: Pending[] = [];

  function branchOf(key: readonly KeyPart[]): Branch {
    let branch = root;
    for (let at = 0; at < depth - 1; at += 1) {
      let next = branch.get(key[at]) as Branch | undefined;
      if (next === undefined) branch.set(key[at], (next = new Map()));
      branch = next;
    }
    return branch;
  }

  function updateOf(set: readonly string[], add: readonly string[]): Statement<SqlValue[]> {
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

  function write(each: Pending): void {
    if (each.cells !== undefined) {
      insertNew.run(each.cells);
      return;
    }
    const { key, set, add } = each;
    const [setting, adding] = [Object.keys(set), Object.keys(add)];
    if (setting.length + adding.length === 0) return;
    const { changes } = updateOf(setting, adding).run(...Object.values(set), ...Object.values(add), ...key);
    if (changes !== 1) throw new Error(`${name} has no row ${key.join(' ')}`);
  }

  /** The cell of a new row for a column of the table. */
  function cellOf(column: string): number {
    const found = place.get(column);
    if (found === undefined) throw new RangeError(`${name} has no column ${column}`);
    return found;
  }

  function begin(branch: Branch, key: readonly KeyPart[]): Pending {
    const begun = { key: checkedKey(key), set: {}, add: {} };
    branch.set(key[depth - 1], begun);
    pending.push(begun);
    return begun;
  }

  function forget(): void {
    root.clear();
    pending.length = 0;
  }

  return {
    insert(key: readonly KeyPart[], values: Readonly<Record<string, Cell>>) {
      const branch = branchOf(key);
      const last = key[depth - 1];
      if (branch.has(last)) throw new Error(`${name} has a row ${key.join(' ')} already`);
      const cells: Cell[] = [...checkedKey(key)];
      for (const column of setColumns) cells.push(defined(values[column], column));
      for (const _column of addedColumns) cells.push(0);
      const begun = { cells };
      branch.set(last, begun);
      pending.push(begun);
    },
    change(key: readonly KeyPart[], { set, add }: RowChange<string, string>) {
      const branch = branchOf(key);
      const found = (branch.get(key[depth - 1]) as Pending | undefined) ?? begin(branch, key);
      const { cells } = found;
      for (const column in set) {
        const value = defined(set[column], column);
        if (cells !== undefined) cells[cellOf(column)] = value;
        else found.set[column] = value;
      }
      for (const column in add) {
        const more = defined(add[column], column);
        if (cells !== undefined) cells[cellOf(column)] = sum(cells[cellOf(column)], more);
        else found.add[column] = sum(found.add[column], more);
      }
    },
    pending: () => pending.length,
    flush() {
      for (const each of pending) write(each);
      forget();
    },
    forget,
  };
}

function sum(a: Cell | undefined, b: number | bigint): number | bigint {
  if (a === undefined) return b;
  return typeof a === 'number' && typeof b === 'number' ? a + b : BigInt(a) + BigInt(b);
}

/** Throws when a field of an event is missing, which stops the projection. */
function defined<Value>(value: Value | undefined, column: string): Value {
  if (value === undefined) throw new TypeError(`an event lacks ${column}`);
  return value;
}
