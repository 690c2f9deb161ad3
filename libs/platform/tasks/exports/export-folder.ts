import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { constants, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '@misaq/platform/imports/error-code.js';
import { ExportFailedError, type KeptExport, type MadeExport } from './kept-export.js';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';

/*
 * Each export is a record (the request, its principal, the outcome) and, once it is made, a file. Both are written
 * under another name, flushed and renamed, so that a file with its final name is complete. A file without a record
 * belongs to nobody.
 *
 * A record has a seal: an HMAC under a key that is not in the folder. It covers the whole record, and so also the hash
 * of the file. Without the key, nobody who edits or replaces a record or a file can make a valid seal.
 */

const RECORD = '.json';
const FILE = '.file';
const UNFINISHED = '.part';
const ONLY_OURS = 0o600;

/**
 * Reads the kept exports. Removes remains of a killed process, unreadable records, and records without a valid seal,
 * with their files.
 * @param log receives messages for an operator
 */
export function readExportFolder(
  folder: string,
  sealKey: Uint8Array,
  log: (message: string) => void,
): readonly KeptExport[] {
  makeFolder(folder, 0o700);
  const names = readdirSync(folder);
  const kept: KeptExport[] = [];
  for (const name of names.filter((each) => each.endsWith(RECORD))) {
    const record = parsed(readFileSync(join(folder, name), 'utf8'), sealKey);
    if (typeof record === 'string') log(`an export is thrown away: its record ${name} ${record}`);
    else if (record.exportId !== name.slice(0, -RECORD.length))
      log(`an export is thrown away: its record ${name} is of another export`);
    else kept.push(record);
  }
  const good = new Map(kept.map((each) => [each.exportId, each]));
  for (const name of names) {
    const record = good.get(name.replace(/\.(json|file)$/, ''));
    const isWanted = name.endsWith(RECORD) ? record !== undefined : record?.outcome?.kind === 'done';
    if (!isWanted) rmSync(join(folder, name), { recursive: true, force: true });
  }
  return kept;
}

/** @returns a description of the fault when the text is no valid record */
function parsed(text: string, sealKey: Uint8Array): KeptExport | string {
  try {
    const { seal, ...record } = JSON.parse(text) as Partial<KeptExport> & { readonly seal?: unknown };
    const { asked, by, askedAt, expiresAt } = record;
    const isWhole =
      typeof asked?.path === 'string' &&
      typeof by?.actor.id === 'string' &&
      Number.isSafeInteger(askedAt) &&
      Number.isSafeInteger(expiresAt);
    if (!isWhole) return 'cannot be read';
    const whole = record as KeptExport;
    return isSeal(seal, sealOf(whole, sealKey))
      ? whole
      : 'bears no seal of this node: it was edited or replaced';
  } catch {
    return 'cannot be read';
  }
}

/** The seal of a record. Parsing and writing a record keeps the order of its fields, so the bytes are the same. */
function sealOf(record: KeptExport, sealKey: Uint8Array): Buffer {
  return createHmac('sha256', sealKey).update(JSON.stringify(record)).digest();
}

function isSeal(seal: unknown, expected: Buffer): boolean {
  const given = Buffer.from(typeof seal === 'string' ? seal : '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Durable when the promise resolves.
 * @throws ExportFailedError `exports_unavailable`
 */
export async function writeRecord(folder: string, record: KeptExport, sealKey: Uint8Array): Promise<void> {
  const sealed = { ...record, seal: sealOf(record, sealKey).toString('hex') };
  await replace(folder, record.exportId + RECORD, (handle) => handle.writeFile(JSON.stringify(sealed)));
}

/**
 * Writes the file of an export while its source is read. It gets its name only when it is complete; after an error, the
 * written part is deleted.
 *
 * @throws ExportFailedError `exports_unavailable` when it cannot be written, and errors of the source
 */
export async function writeExportFile(
  folder: string,
  exportId: string,
  source: Readable,
  meter: Transform,
  signal: AbortSignal,
): Promise<void> {
  await replace(folder, exportId + FILE, (handle) => pipeline(source, meter, into(handle), { signal }));
}

type Handle = Awaited<ReturnType<typeof open>>;

/** A stream into a file handle. The caller flushes and closes the handle. */
function into(handle: Handle): Writable {
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      handle.writeFile(piece).then(() => {
        done();
      }, done);
    },
  });
}

async function replace(
  folder: string,
  name: string,
  write: (handle: Handle) => Promise<void>,
): Promise<void> {
  const target = join(folder, name);
  try {
    const handle = await open(target + UNFINISHED, 'w', ONLY_OURS);
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(target + UNFINISHED, target);
    await flush(folder);
  } catch (error) {
    await rm(target + UNFINISHED, { force: true }).catch(() => undefined);
    throw unavailable(error);
  }
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Opens the file of an export for reading. The whole file is read and hashed before the first byte is returned.
 * @throws ExportFailedError `exports_unavailable` when it is missing or has another length; `export_altered` when it is
 * a link or its bytes have changed
 */
export async function openExportFile(
  folder: string,
  exportId: string,
  { bytes, sha256 }: Pick<MadeExport, 'bytes' | 'sha256'>,
): Promise<Readable> {
  const path = join(folder, exportId + FILE);
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw errorCode(error) === 'ELOOP'
      ? altered(exportId)
      : new ExportFailedError(gone(), false, { cause: error });
  });
  try {
    const { size, nlink } = await handle.stat();
    if (size !== bytes) throw new ExportFailedError(gone(), false);
    if (nlink !== 1) throw altered(exportId);
    const hash = createHash('sha256');
    for await (const piece of handle.createReadStream({ start: 0, autoClose: false }))
      hash.update(piece as Buffer);
    if (hash.digest('hex') !== sha256) throw altered(exportId);
    return handle.createReadStream({ start: 0 });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function altered(exportId: string): ExportFailedError {
  return new ExportFailedError({ name: 'export_altered', figures: { exportId } }, false);
}

const gone = () => ({ name: 'exports_unavailable', figures: { reason: 'the file is not there' } }) as const;

/** Deletes the record first: a file without a record is removed at the next start. */
export async function removeExport(folder: string, exportId: string): Promise<void> {
  for (const suffix of [RECORD, FILE]) await rm(join(folder, exportId + suffix), { force: true });
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const OF_THE_DISK = new Set([
  ...FULL,
  'EIO',
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOENT',
  'EMFILE',
  'ENFILE',
  'EFBIG',
]);

function unavailable(error: unknown): unknown {
  const code = errorCode(error);
  if (!OF_THE_DISK.has(code)) return error;
  const reason = FULL.has(code) ? 'the disk is full' : 'the data directory cannot be written';
  return new ExportFailedError({ name: 'exports_unavailable', figures: { reason } }, true, { cause: error });
}
