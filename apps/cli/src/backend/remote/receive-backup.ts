import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { positionOfBackup } from '@misaq/platform/assembly/backup-position.js';
import { syncFile } from '@misaq/platform/node/durable-files.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { FileWanted } from '@misaq/platform/command-line/file-out.js';
import { writtenAside } from '../backup-file.js';
import type { BackupReport } from '../operations.js';
import type { Client } from './client.js';

/**
 * Receives a copy of the log into a file. It has another name until it is whole, on the disk, and as long as the server
 * says it is.
 *
 * @throws RefusedError `backup_incomplete`; what {@link writtenAside} throws; errors of the file system
 */
export async function receiveBackup(client: Client, wanted: FileWanted): Promise<BackupReport> {
  const file = resolve(wanted.path);
  const received = await writtenAside({ ...wanted, path: file }, (unfinished) =>
    receive(client, file, unfinished),
  );
  return { file, ...received };
}

async function receive(
  client: Client,
  file: string,
  unfinished: string,
): Promise<Omit<BackupReport, 'file'>> {
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
    return { position, bytes, personKeyFingerprint: header('misaq-person-key') };
  } finally {
    target.destroy();
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
