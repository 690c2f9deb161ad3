import { identityKey, isSameText } from '@misaq/platform/kernel/spelling.js';
import type { TableReader } from './table-reader.js';

/** A column that holds ids, by the table it stands in. Both are names in SQL and never come from outside. */
export type IdColumn =
  | readonly ['facilities', 'pool' | 'facilityId' | 'agency' | 'bank' | 'county' | 'sector']
  | readonly ['jobs', 'jobId' | 'province' | 'agency' | 'county' | 'sector']
  | readonly ['pools' | 'banks' | 'summaries', 'pool']
  | readonly ['organisations', 'province' | 'id']
  | readonly ['calendar' | 'jobTotals', 'province']
  | readonly ['assigned', 'province' | 'version' | 'agency' | 'county' | 'sector'];

/**
 * The spelling in which a table holds an id that is asked for in another one that looks alike; the given one when it
 * holds it in none. An id of ASCII letters may be held with a ZWNJ between them. Where the table has no index of the
 * column it is walked through: whoever has one asks here only for an id that was not found.
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

/** The texts of a filter in the spellings that the table holds. */
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
