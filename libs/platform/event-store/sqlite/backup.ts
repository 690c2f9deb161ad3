import { Database } from '@misaq/platform/sqlite/database.js';
import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LogDamagedError } from '../log-damaged.js';
import { StoreUnavailableError } from '../port.js';
import { type LogReport, verifyLog } from '../verify.js';
import { BackupExistsError } from '../backup-exists.js';
import { syncFile, syncFolder } from '@misaq/platform/node/durable-files.js';
import { openLogFileForReading } from './log-for-reading.js';

export interface Backup {
  /** Absolute path of the copy. It is a complete log; to restore it, put it into an empty folder as `log.sqlite`. */
  readonly file: string;
  /** Position of the last event in the copy; -1 when it is empty. */
  readonly position: bigint;
  readonly bytes: number;
}

/** Reads a whole copy and checks it. @param file the copy, which must no longer change */
export type CheckCopy = (file: string, position: bigint) => Promise<LogReport>;

/** Checks in this thread, page by page, between other work. */
export const checkCopyHere: CheckCopy = async (file) => {
  const copy = openLogFileForReading(file);
  try {
    return await verifyLog(copy);
  } finally {
    await copy.close();
  }
};

/**
 * Copies the log into a new file while appends continue. It uses the writing connection, because a backup over another
 * one restarts at every append. Appends between its steps are part of the copy. The copy is then checked completely,
 * and deleted when the log turns out to be damaged: nobody may rely on such a backup.
 *
 * @throws BackupExistsError; StoreUnavailableError; LogDamagedError; errors of SQLite unchanged
 */
export async function backupLog(
  db: Database,
  toFile: string,
  check: CheckCopy = checkCopyHere,
): Promise<Backup> {
  const file = resolve(toFile);
  if (existsSync(file)) throw new BackupExistsError(file);
  if (!existsSync(dirname(file)))
    throw new StoreUnavailableError(`there is no folder ${dirname(file)} for the backup`);
  try {
    await db.backup(file);
    const position = settle(file);
    refuseFaults(file, await check(file, position));
    syncFile(file);
    syncFolder(dirname(file));
    return { file, position, bytes: statSync(file).size };
  } catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    throw error;
  }
}

function refuseFaults(file: string, { faults: [fault], faultCount }: LogReport): void {
  if (fault === undefined) return;
  const { kind, position, stream, detail } = fault;
  throw new LogDamagedError(
    `that was copied into ${file}`,
    `${String(faultCount)} faults, the first of them ${kind} at position ${String(position)} (${stream ?? 'no stream'}): ${detail}`,
    { place: { ...(position !== undefined && { position }), ...(stream !== undefined && { stream }) } },
  );
}

/**
 * Position of the last event in a copy; -1 when it is empty.
 * @throws errors of SQLite unchanged, also when the file is no database
 */
export function positionOfBackup(file: string): bigint {
  const copy = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return lastPosition(copy);
  } finally {
    copy.close();
  }
}

function lastPosition(copy: Database): bigint {
  return BigInt(
    copy.prepare<[], number>('SELECT coalesce(max(position), -1) FROM events').pluck().get() ?? -1,
  );
}

/** Turns the copy into a single file without a write-ahead log, and reads it once. */
function settle(file: string): bigint {
  const copy = new Database(file);
  try {
    copy.pragma('journal_mode = DELETE');
    return lastPosition(copy);
  } finally {
    copy.close();
  }
}
