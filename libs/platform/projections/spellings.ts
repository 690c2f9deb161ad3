import { identityKey, isSameText } from '@misaq/platform/kernel/spelling.js';
import type { TableReader } from './table-reader.js';

/** A column of ids, with its table. Both are names in SQL and never come from outside. */
export type IdColumn = readonly [table: string, column: string];

/**
 * Returns the spelling in which a table has an id, for an id in a similar spelling; otherwise the given id. Ids of
 * ASCII letters may be stored with a ZWNJ between them. Without an index of the column, the table is scanned. Callers
 * with such a table use this only for an id that they did not find.
 */
export function heldSpelling(tables: TableReader, [table, column]: IdColumn, given: string): string {
  const key = identityKey(given);
  for (const id of new Set([given, key]))
    if (tables.all(`SELECT 1 FROM ${table} WHERE ${column} = ? LIMIT 1`, id).length > 0) return id;
  const others = tables.all<{ id: string }>(
    `SELECT DISTINCT ${column} AS id FROM ${table} WHERE ${column} GLOB '*[^ -~]*'`,
  );
  return others.find(({ id }) => isSameText(id, given))?.id ?? given;
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
