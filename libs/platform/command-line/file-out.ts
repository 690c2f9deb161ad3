import { once } from 'node:events';
import { createWriteStream, lstatSync, statSync } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDiskFull } from '@misaq/platform/sqlite/disk-full.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { UsageError } from './usage-error.js';
import { RefusedError } from './refused-error.js';
import { OutputError } from './output-error.js';
import { temporaryPath } from '@misaq/platform/node/temporary-files.js';
import { removedAtExit } from '@misaq/platform/node/removed-at-exit.js';

export type FileFormat = 'csv' | 'xlsx';

/** The format that the name of a file to be written asks for. @throws UsageError for any other */
export function formatOf(option: string, path: string): FileFormat {
  const extension = extname(path).toLowerCase();
  if (extension === '.csv') return 'csv';
  if (extension === '.xlsx') return 'xlsx';
  throw new UsageError('not_a_table_file', `${option}: ${path} must end in .csv or .xlsx`);
}

/** Of a verb that writes a file. */
export interface FileWanted {
  readonly path: string;
  /** Whether one that is there is replaced. */
  readonly force: boolean;
}

export const FORCE_OPTION = '--force';
export const FORCE_HELP = 'replace the file when it is there';

/** Refuses a file that is there before any work is done for it. @throws RefusedError `file_exists` */
export function assertFree({ path, force }: FileWanted): void {
  if (!force && lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false) throw taken(path);
}

/**
 * Writes a file under another name first, so that a file of this name is always whole.
 *
 * @throws RefusedError `file_exists`, also when it came to be there meanwhile; UsageError when nothing can be written
 *   there; OutputError when the disk is full; whatever the content throws
 */
export async function writeFileWhole(
  { path, force }: FileWanted,
  content: Readable | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  assertFree({ path, force });
  const unfinished = temporaryPath(path);
  const target = createWriteStream(unfinished, { flags: 'wx' });
  const forget = removedAtExit(unfinished);
  try {
    await pipeline(Readable.from(content), target);
    await giveName(unfinished, { path, force });
  } catch (error) {
    // One that fails early may still be opening its file.
    if (!target.closed) await once(target, 'close').catch(() => undefined);
    throw unwritable(path, error);
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined);
    forget();
  }
}

/**
 * Gives a file that is whole its name; the other name stays where one is linked, and is the caller's to remove.
 * @throws RefusedError `file_exists`; errors of the file system
 */
export async function giveName(unfinished: string, { path, force }: FileWanted): Promise<void> {
  if (force) {
    await rename(unfinished, path);
    return;
  }
  try {
    // A link is never made over a file that came to be there meanwhile.
    await link(unfinished, path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw isFolder(path) ? error : taken(path);
    if (!WITHOUT_LINKS.includes(code)) throw error;
    assertFree({ path, force });
    await rename(unfinished, path);
  }
}

/** What file systems say that know no second name of a file, such as FAT and some network shares. */
const WITHOUT_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

function taken(path: string): RefusedError {
  return new RefusedError(edgeRefusal('file_exists', { file: resolve(path) }));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  EISDIR: 'that is a folder',
  EEXIST: 'that is a folder',
};

function unwritable(path: string, error: unknown): unknown {
  // An error of the content bears no path of this file, but its disk may be the full one.
  if (error instanceof Error && isDiskFull(error)) return new OutputError(resolve(path), error);
  const { code, syscall } = error as NodeJS.ErrnoException;
  const reason = syscall === undefined || code === undefined ? undefined : REASONS[code];
  return reason === undefined ? error : new UsageError('unwritable_file', `${path}: ${reason}`);
}
