import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../arguments/usage-error.js';

export type FileFormat = 'csv' | 'xlsx';

/** The format that the name of a file to be written asks for. @throws UsageError for any other */
export function formatOf(option: string, path: string): FileFormat {
  const extension = extname(path).toLowerCase();
  if (extension === '.csv') return 'csv';
  if (extension === '.xlsx') return 'xlsx';
  throw new UsageError('not_a_table_file', `${option}: ${path} must end in .csv or .xlsx`);
}

/**
 * Writes a file under another name first, so that a file of this name is always whole; one that was there is replaced.
 *
 * @throws UsageError when nothing can be written there; whatever the content throws
 */
export async function writeFileWhole(
  path: string,
  content: Readable | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const unfinished = `${path}.${randomUUID().slice(0, 8)}.part`;
  const target = createWriteStream(unfinished);
  try {
    await pipeline(Readable.from(content), target);
    await rename(unfinished, path);
  } catch (error) {
    // One that fails early may still be opening its file.
    if (!target.closed) await once(target, 'close').catch(() => undefined);
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw unwritable(path, error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  EISDIR: 'that is a folder',
  ENOSPC: 'the disk is full',
};

function unwritable(path: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  const reason = syscall === undefined || code === undefined ? undefined : REASONS[code];
  return reason === undefined ? error : new UsageError('unwritable_file', `${path}: ${reason}`);
}
