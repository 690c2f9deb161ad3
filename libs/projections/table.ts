import type Database from 'better-sqlite3';

/** A part of a key, or a value, as SQLite keeps it. */
export type SqlValue = string | number | bigint | Buffer | null;

/**
 * A kind of table: how it is made, and how a projection works on it. The work is collected in memory and written by
 * `flush`, so that a row that a batch touches a thousand times is written once.
 */
export interface TableDefinition<Work extends TableWork = TableWork> {
  /** CREATE TABLE … for a table of this name. */
  readonly ddl: (name: string) => string;
  /** Columns of the primary key, by which two files are compared. */
  readonly primaryKey: readonly string[];
  /** `empty`: nothing has been written to it yet, so that what is not in memory need not be looked for. */
  readonly open: (db: Database.Database, name: string, empty: boolean) => Work;
}

export interface TableWork {
  /** How many rows a flush would write. */
  readonly pending: () => number;
  /** Writes what is collected, within a transaction of the caller. */
  readonly flush: () => void;
  /** Drops what is in memory: what is not flushed, and what was kept to save reading it again. */
  readonly forget: () => void;
}

export type TableDefinitions = Readonly<Record<string, TableDefinition>>;

/** What a projection works with: its tables, opened. */
export type Tables<Definitions extends TableDefinitions> = {
  readonly [Name in keyof Definitions]: ReturnType<Definitions[Name]['open']>;
};

/** Rows a table keeps in memory after a flush. More would be reread less often, and take more memory than it saves time. */
export const ROWS_KEPT = 30_000;

/** A key as one text: no identifier holds a NUL. */
export function keyText(parts: readonly (string | number)[]): string {
  let text = '';
  for (const part of parts) {
    // A field that an event should have and has not must stop the projection, not become a row called "undefined".
    if (typeof part !== 'string' && typeof part !== 'number') throw new TypeError('an event lacks a part of a key');
    text += `${String(part)}\0`;
  }
  return text;
}
