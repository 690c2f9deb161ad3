import type { Database } from '@misaq/platform/sqlite/database.js';

/** A part of a key, or a value, as SQLite keeps it. */
export type SqlValue = string | number | bigint | Buffer | null;

/**
 * A kind of table: how it is made, and how a projection works on it. The work is collected in memory and written by
 * `flush`, so that a row that a batch touches a thousand times is written once.
 */
export interface TableDefinition<Work extends TableWork = TableWork> {
  /** What SQLite has to make for a table of this name. */
  readonly sqlTables: (name: string) => readonly SqlTable[];
  readonly open: (db: Database, name: string) => Work;
}

export interface SqlTable {
  readonly name: string;
  /** By which two files are compared. */
  readonly primaryKey: readonly string[];
  /** CREATE TABLE … */
  readonly ddl: string;
}

export interface TableWork {
  /** About how many rows a flush would write. */
  readonly pending: () => number;
  /** Writes what is collected, within a transaction of the caller. */
  readonly flush: () => void;
  /** Drops what is in memory: what is not flushed, and what was kept to save reading it again. */
  readonly forget: () => void;
}

export type TableDefinitions = Readonly<Record<string, TableDefinition>>;

/** Everything SQLite has to make for a projection. */
export function sqlTables(definitions: TableDefinitions): readonly SqlTable[] {
  return Object.entries(definitions).flatMap(([name, definition]) => definition.sqlTables(name));
}

/** What a projection works with: its tables, opened. */
export type Tables<Definitions extends TableDefinitions> = {
  readonly [Name in keyof Definitions]: ReturnType<Definitions[Name]['open']>;
};

export type KeyPart = string | number;

/** A field that an event should have and has not must stop the projection, not become a row called "undefined". */
export function checkedKey(parts: readonly unknown[]): readonly KeyPart[] {
  return parts.map((part) => {
    if (typeof part === 'string' || typeof part === 'number') return part;
    throw new TypeError('an event lacks a part of a key');
  });
}

/** A key as one text: no identifier holds a NUL. */
export function keyText(key: readonly KeyPart[]): string {
  return checkedKey(key).join('\0');
}
