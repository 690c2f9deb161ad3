import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { link, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BackupExistsError, positionOfBackup } from '@misaq/event-store/sqlite/backup.js';
import { syncFile, syncFolder } from '@misaq/event-store/sqlite/durable-files.js';
import { edgeRefusal } from '@misaq/wire/refusals.js';
import { RefusedError } from '../../refused-error.js';
import type { BackupReport } from '../operations.js';
import type { Client } from './client.js';

/**
 * Receives a copy of the log into a new file. It has another name until it is whole, on the disk, and as long as the
 * server says it is, so that a file of its name is a backup.
 *
 * @throws RefusedError `backup_incomplete`; BackupExistsError; errors of the file system
 */
export async function receiveBackup(client: Client, to: string): Promise<BackupReport> {
  const file = resolve(to);
  if (existsSync(file)) throw new BackupExistsError(file);
  const unfinished = `${file}.${randomUUID().slice(0, 8)}.part`;
  // Opened first: where nothing can be written, nobody is asked for a copy.
  const target = createWriteStream(unfinished, { flags: 'wx' });
  try {
    await opened(target);
    const { content, header } = await client.download('operations/backup');
    await received(client, content, target);
    const [bytes, position] = [(await stat(unfinished)).size, positionOfBackup(unfinished)];
    const promised = { bytes: Number(header('content-length')), position: header('misaq-position') };
    if (bytes !== promised.bytes || position.toString() !== promised.position)
      throw new RefusedError(
        edgeRefusal('backup_incomplete', {
          file,
          bytes,
          promisedBytes: promised.bytes,
          position: position.toString(),
          promisedPosition: promised.position,
        }),
      );
    syncFile(unfinished);
    await named(unfinished, file);
    return { file, position, bytes, personKeyFingerprint: header('misaq-person-key') };
  } finally {
    target.destroy();
    await rm(unfinished, { force: true });
  }
}

async function received(
  { url }: Client,
  content: NodeJS.ReadableStream,
  target: NodeJS.WritableStream,
): Promise<void> {
  try {
    await pipeline(content, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    const { message } = error as Error;
    throw new RefusedError(edgeRefusal('server_unreachable', { url, reason: message }));
  }
}

function opened(target: ReturnType<typeof createWriteStream>): Promise<void> {
  return new Promise((resolvePromise, reject) => {
    target.once('open', () => {
      resolvePromise();
    });
    target.once('error', reject);
  });
}

/** A link is never made over a file that came to be there meanwhile. */
async function named(unfinished: string, file: string): Promise<void> {
  try {
    await link(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new BackupExistsError(file);
    throw error;
  }
  syncFolder(dirname(file));
}
