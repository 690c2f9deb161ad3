import type { Database } from '@misaq/platform/sqlite/database.js';

/** Structural faults of a file according to SQLite; empty when there are none. Reads the whole file in one turn. */
export function structuralProblemsIn(db: Database): readonly string[] {
  const found = db.prepare<[], string>('PRAGMA integrity_check(100)').pluck().all();
  return found.length === 1 && found[0] === 'ok' ? [] : found;
}
