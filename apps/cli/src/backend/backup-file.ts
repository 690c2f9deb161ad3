import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { BackupExistsError } from '@misaq/platform/event-store/backup-exists.js';
import { syncFolder } from '@misaq/platform/node/durable-files.js';
import { type FileWanted, giveName } from '@misaq/platform/command-line/file-out.js';
import { temporaryPath } from '@misaq/platform/node/temporary-files.js';
import { removedAtExit } from '@misaq/platform/node/removed-at-exit.js';

/**
 * Has a backup written under another name and gives it its own when it is whole and durable: a file of its name is a
 * backup, and one that was there is lost only to a whole one.
 *
 * @param wanted.path absolute
 * @throws BackupExistsError, also when the file came to be there meanwhile as RefusedError `file_exists`; whatever
 *   `write` throws
 */
export async function writtenAside<Written>(
  wanted: FileWanted,
  write: (unfinished: string) => Promise<Written>,
): Promise<Written> {
  const { path, force } = wanted;
  if (!force && existsSync(path)) throw new BackupExistsError(path);
  const unfinished = temporaryPath(path);
  const forget = removedAtExit(unfinished);
  try {
    const written = await write(unfinished);
    await giveName(unfinished, wanted);
    syncFolder(dirname(path));
    return written;
  } finally {
    rmSync(unfinished, { force: true });
    forget();
  }
}
