import type { Database } from '@misaq/platform/sqlite/database.js';

/** A part of a key or a value, as SQLite stores it. */
export type SqlValue = string | number | bigint | Buffer | null;

/**
 * A kind of table: how it is created, and how a projection changes it. Changes are collected in memory and written by
 * `flush`. So a row that a batch changes a thousand times is written once.
 */
export interface TableDefinition<Work extends TableWork = TableWork> {
  /** The SQLite tables for a table of this name. */
  readonly sqlTables: (name: string) => readonly SqlTable[];
  readonly open: (db: Database, name: string) => Work;
}

export interface SqlTable {
  readonly name: string;
  /** The columns by which two files are compared. */
  readonly primaryKey: readonly string[];
  /** CREATE TABLE … */
  readonly ddl: string;
}

export interface TableWork {
  /** Approximate number of rows that a flush would write. */
  readonly pending: () => number;
  /** Writes the collected changes, within a transaction of the caller. */
  readonly flush: () => void;
  /** Drops unflushed changes and cached rows. */
  readonly forget: () => void;
}

export type TableDefinitions = Readonly<Record<string, TableDefinition>>;

/** All SQLite tables of a projection. */
export function sqlTables(definitions: TableDefinitions): readonly SqlTable[] {
  return Object.entries(definitions).flatMap(([name, definition]) => definition.sqlTables(name));
}

/** The opened tables of a projection. */
export type Tables<Definitions extends TableDefinitions> = {
  readonly [Name in keyof Definitions]: ReturnType<Definitions[Name]['open']>;
};

export type KeyPart = string | number;

/**
 * Throws when a part of a key is missing, which stops the projection. Otherwise there would be a row called
 * "undefined".
 */
export function checkedKey(parts: readonly unknown[]): readonly KeyPart[] {
  return parts.map((part) => {
    if (typeof part === 'string' || typeof part === 'number') return part;
    throw new TypeError('an event lacks a part of a key');
  });
}

/** A key as one text, separated by NUL, which no identifier contains. */
export function keyText(key: readonly KeyPart[]): string {
  return checkedKey(key).join('\0');
}
