import { identityKey, isSameText } from '@misaq/platform/kernel/spelling.js';
import type { TableReader } from './table-reader.js';

/** A column of ids, with its table. Both are names in SQL and never come from outside. */
export type IdColumn = readonly [table: string, column: string];

/**
 * Returns the spelling in which a table has an id, for an id in a similar spelling; otherwise the given id. Ids of
 * ASCII letters may be stored with a ZWNJ between them. Without an index of the column, the table is scanned. Callers
 * with such a table use this only for an id that they did not find.
 */
export function heldSpelling(tables: TableReader, idColumn: IdColumn, given: string): string {
  return spellingAmong(tables, idColumn, given, {}) ?? given;
}

/** Rows with these values in these columns. The columns are names in SQL and never come from outside. */
export type Among = Readonly<Record<string, string>>;

/** SQL for the ids that are not printable ASCII. An index with exactly this condition can serve it. */
export const oddIds = (column: string): string => `${column} GLOB '*[^ -~]*'`;

/**
 * The same among some of the rows, such as those of one organisation; undefined when none of them has the id. An id in
 * other rows causes the same queries as an id in no row, and neither of them finds a row.
 */
export function spellingAmong(
  tables: TableReader,
  [table, column]: IdColumn,
  given: string,
  among: Among,
): string | undefined {
  const also = Object.keys(among)
    .map((name) => ` AND ${name} = ?`)
    .join('');
  const values = Object.values(among);
  for (const id of new Set([given, identityKey(given)]))
    if (tables.all(`SELECT 1 FROM ${table} WHERE ${column} = ?${also} LIMIT 1`, id, ...values).length > 0)
      return id;
  const others = tables.all<{ id: string }>(
    `SELECT DISTINCT ${column} AS id FROM ${table} WHERE ${oddIds(column)}${also}`,
    ...values,
  );
  return others.find(({ id }) => isSameText(id, given))?.id;
}

/** The filter with its ids in the spellings of the table. */
export function heldFilter<Filter extends object>(
  tables: TableReader,
  columns: readonly IdColumn[],
  filter: Filter,
): Filter {
  const held = { ...filter } as Record<string, unknown>;
  for (const column of columns) {
    const given = held[column[1]];
    if (typeof given === 'string') held[column[1]] = heldSpelling(tables, column, given);
  }
  return held as Filter;
}
