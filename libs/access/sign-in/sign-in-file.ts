import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { Database } from '@misaq/platform/sqlite/database.js';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import { type AccountStore, accountsIn } from './account-table.js';
import type { Door } from './door.js';
import { doorIn } from './door-table.js';
import type { Sealed } from './sealed.js';
import { openedBy } from './sealed-row.js';
import type { SessionStore } from './session-store.js';
import { sessionsIn } from './session-table.js';

const FILE = 'sign-in.sqlite';
const FOR_ITS_OWNER = 0o600;

/** The schema, and one version of it after another. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS principals (principalId TEXT PRIMARY KEY, account TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS links (linkId TEXT PRIMARY KEY, account TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rules (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sessions (
    sessionId TEXT PRIMARY KEY, sealed BLOB NOT NULL, usedAtMs INTEGER NOT NULL, confirmation BLOB
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS door (
    entry INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, account TEXT, stranger INTEGER NOT NULL, body TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS taken (key TEXT PRIMARY KEY, untilMs INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS doorOfAccount ON door (account, entry);
  CREATE INDEX IF NOT EXISTS doorOfStrangers ON door (stranger, entry);
`;

/** The file beside the log that holds accounts, the history of the door, and sessions where there is no Redis. */
export interface SignInFile {
  readonly accounts: AccountStore;
  readonly door: Door;
  readonly sessions: SessionStore;
  readonly close: () => void;
}

/**
 * Opens the file, and makes it for its owner alone when it is missing.
 * @param log told of records that another hand has made; they count as missing
 */
export function openSignInFile(
  folder: string,
  {
    sealed,
    clock,
    log,
  }: { readonly sealed: Sealed; readonly clock: Clock; readonly log: (text: string) => void },
): SignInFile {
  makeFolder(folder);
  const path = join(folder, FILE);
  // SQLite gives the files that it makes beside this one the same mode.
  closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT, FOR_ITS_OWNER));
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.exec(SCHEMA);
  // After the first write: it would fall back to NORMAL.
  database.pragma('synchronous = FULL');
  const opened = openedBy(sealed, FILE, log);
  return {
    accounts: accountsIn(database, sealed, opened),
    door: doorIn(database, clock),
    sessions: sessionsIn(database, clock, sealed, opened),
    close: () => database.close(),
  };
}
