import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '../imports/error-code.js';
import { ExportFailedError, type KeptExport } from './kept-export.js';
import { makeFolder } from '@misaq/sqlite/make-folder.js';

/*
 * Each export is a record (what was asked, by whom, what became of it) and, once it is made, a file. Both are written
 * under another name, flushed and renamed, so that what bears the right name is whole. A file without a record is
 * nobody's.
 */

const RECORD = '.json';
const FILE = '.file';
const UNFINISHED = '.part';
const ONLY_OURS = 0o600;

/**
 * What is kept. Leftovers of a run that was killed and records that cannot be read are removed with their files.
 * @param log a sentence for an operator
 */
export function readExportFolder(folder: string, log: (message: string) => void): readonly KeptExport[] {
  makeFolder(folder, 0o700);
  const names = readdirSync(folder);
  const kept: KeptExport[] = [];
  for (const name of names.filter((each) => each.endsWith(RECORD))) {
    const record = parsed(readFileSync(join(folder, name), 'utf8'));
    if (record?.exportId === name.slice(0, -RECORD.length)) kept.push(record);
    else log(`an export is thrown away: its record ${name} cannot be read`);
  }
  const good = new Map(kept.map((each) => [each.exportId, each]));
  for (const name of names) {
    const record = good.get(name.replace(/\.(json|file)$/, ''));
    const isWanted = name.endsWith(RECORD) ? record !== undefined : record?.outcome?.kind === 'done';
    if (!isWanted) rmSync(join(folder, name), { recursive: true, force: true });
  }
  return kept;
}

function parsed(text: string): KeptExport | undefined {
  try {
    const record = JSON.parse(text) as Partial<KeptExport> | null;
    const { asked, by, askedAt, expiresAt } = record ?? {};
    const isWhole =
      typeof asked?.path === 'string' &&
      typeof by?.actor.id === 'string' &&
      Number.isSafeInteger(askedAt) &&
      Number.isSafeInteger(expiresAt);
    return isWhole ? (record as KeptExport) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Durable when it resolves.
 * @throws ExportFailedError `exports_unavailable`
 */
export async function writeRecord(folder: string, record: KeptExport): Promise<void> {
  await replace(folder, record.exportId + RECORD, (handle) => handle.writeFile(JSON.stringify(record)));
}

/**
 * Writes the file of an export as fast as it comes. It has its name only when it is whole; what was written before an
 * error is gone.
 *
 * @throws ExportFailedError `exports_unavailable` when it cannot be written, and what the source throws
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

/** Leaves the handle open: whoever opened it flushes it. */
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
 * The file of an export, to be read from its beginning.
 * @throws ExportFailedError `exports_unavailable` when it is not there, or not as long as it was
 */
export async function openExportFile(folder: string, exportId: string, bytes: number): Promise<Readable> {
  const handle = await open(join(folder, exportId + FILE)).catch((error: unknown) => {
    throw new ExportFailedError(gone(), false, { cause: error });
  });
  if ((await handle.stat()).size === bytes) return handle.createReadStream();
  await handle.close();
  throw new ExportFailedError(gone(), false);
}

const gone = () => ({ name: 'exports_unavailable', figures: { reason: 'the file is not there' } }) as const;

/** The record goes first: a file without one is removed at the next start. */
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
