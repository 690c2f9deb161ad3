import { allSteps, type Steps } from '@misaq/platform/kernel/steps.js';
import type { TableReader } from './table-reader.js';

/**
 * Number of attempts in steps. A writer seldom commits during a read. After so many commits the tables are read without
 * a pause.
 */
const TRIES = 3;

/**
 * Reads tables in steps, all of them from one state. Other work runs between two steps, and the writer may commit then.
 * The tables give their position before and after: if it has changed, they are read again.
 */
export function* readConsistently<Rows>(
  tables: Pick<TableReader, 'all'>,
  read: () => Steps<Rows>,
): Steps<Rows> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const before = stateOf(tables);
    const rows = yield* read();
    if (stateOf(tables) === before) return rows;
  }
  return allSteps(read());
}

function stateOf(tables: Pick<TableReader, 'all'>): string | undefined {
  return tables.all<{ position: string }>('SELECT position FROM checkpoint')[0]?.position;
}
