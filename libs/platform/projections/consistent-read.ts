import { allSteps, type Steps } from '@misaq/platform/kernel/steps.js';
import type { TableReader } from './table-reader.js';

/** A writer changes tables seldom while they are read; after so many changes they are read at once. */
const TRIES = 3;

/**
 * Reads tables in steps, all of them from one state. Others have their turn between two steps, and the writer may commit
 * then: the tables say to which position they belong, and are read again when that has changed.
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
