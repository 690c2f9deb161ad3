import type BetterSqlite3 from 'better-sqlite3';
import { createRequire } from 'node:module';

/*
 * better-sqlite3 in the version for the running Node. Version 12 ends the process on Node 24.19 and later, when its
 * statements are collected (`Assertion failed: (env) != nullptr`). Version 13 needs Node-API 10, which Node has from
 * 22.14 on and never had in 20. Both read and write the same files through the same functions (ADR 0025).
 */

export type Database = BetterSqlite3.Database;
export type Statement<Parameters extends unknown[] = unknown[], Row = unknown> = BetterSqlite3.Statement<
  Parameters,
  Row
>;

const NODE_API_OF_VERSION_13 = 10;

export const Database =
  Number(process.versions.napi) >= NODE_API_OF_VERSION_13
    ? load('better-sqlite3-13', 'there may be no binary for this system in it')
    : // `npm ci` compiles it where no binary can be downloaded, and skips it where that fails.
      load('better-sqlite3', 'install python3, make and a C++ compiler and run npm ci again');

function load(name: string, help: string): typeof BetterSqlite3 {
  try {
    return createRequire(import.meta.url)(name) as typeof BetterSqlite3;
  } catch (error) {
    throw new Error(`SQLite (${name}) could not be loaded on Node ${process.versions.node}: ${help}`, {
      cause: error,
    });
  }
}
