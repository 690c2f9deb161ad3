import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a small file as a whole: after a crash there is the old one or the new one, and nothing of one that could
 * not be written.
 *
 * @param mode of a file that is new
 */
export function replaceFile(file: string, text: string, mode = 0o666): void {
  const aside = `${file}.new`;
  try {
    const handle = openSync(aside, 'w', mode);
    try {
      // All of it, or an error: one call may write a part.
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/** Makes a file's content survive a power loss. Not for a database that is open: closing a file drops its locks. */
export function syncFile(file: string): void {
  syncPath(file, 'r+');
}

/** Makes the names that were made or changed in a folder survive a power loss. */
export function syncFolder(folder: string): void {
  syncPath(folder, 'r');
}

function syncPath(path: string, flags: string): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
