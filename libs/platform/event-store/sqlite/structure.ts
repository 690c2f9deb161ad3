import type { Database } from '@misaq/platform/sqlite/database.js';

/** What SQLite finds wrong with the structure of a file; empty when nothing. Reads the whole file in one turn. */
export function structuralProblemsIn(db: Database): readonly string[] {
  const found = db.prepare<[], string>('PRAGMA integrity_check(100)').pluck().all();
  return found.length === 1 && found[0] === 'ok' ? [] : found;
}
