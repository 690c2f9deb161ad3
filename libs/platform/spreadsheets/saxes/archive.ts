import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import { type Cost, createCost } from './cost.js';
import { ENTRIES_MAX, INFLATED_BYTES_MAX } from './limits.js';

/** A zip archive whose entries are inflated one at a time and measured. */
export interface Archive {
  has(name: string): boolean;
  names(): readonly string[];
  /**
   * Ignores the case of the name. @throws UnreadableSpreadsheetError when the entry is missing or differs from its
   * declaration
   */
  read(name: string): AsyncGenerator<Buffer>;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** Counts all work caused by the file. */
  readonly cost: Cost;
  /** @throws UnreadableSpreadsheetError when the file changed while it was read */
  close(): Promise<void>;
}

const TOO_LARGE = `The workbook inflates to more than ${INFLATED_BYTES_MAX / (1024 * 1024)} MB; give it in parts.`;
const DAMAGED = 'The workbook is damaged: its zip archive cannot be read.';

/**
 * Opens an archive. Refuses too large, encrypted or ambiguous content by its central directory, before inflating
 * anything.
 */
export async function openArchive(path: string): Promise<Archive> {
  const file = await open(path, 'r');
  try {
    return await archiveOf(file);
  } catch (error) {
    await file.close();
    throw unreadable(error);
  }
}

async function archiveOf(file: FileHandle): Promise<Archive> {
  const before = await file.stat();
  await assertZip(file);
  const hash = await hashOf(file);
  // autoClose is off: the archive's own `close` closes the file.
  const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true });
  const entries = await entriesOf(zip);
  const cost = createCost(before.size);
  let inflatedBytes = 0;

  return {
    hash,
    cost,
    has: (name) => entries.has(name.toLowerCase()),
    names: () => [...entries.keys()],
    async *read(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) throw new UnreadableSpreadsheetError(`The workbook lacks its part ${name}.`);
      let stream: Readable | undefined;
      let sum = 0;
      try {
        stream = await zip.openReadStreamPromise(entry);
        for await (const chunk of stream) {
          inflatedBytes += (chunk as Buffer).length;
          if (inflatedBytes > INFLATED_BYTES_MAX) throw new UnreadableSpreadsheetError(TOO_LARGE);
          sum = crc32(chunk as Buffer, sum);
          yield chunk as Buffer;
        }
        if (sum !== entry.crc32) throw new Error(`the check sum of ${printable(name)} is another`);
      } catch (error) {
        throw unreadable(error);
      } finally {
        stream?.destroy();
      }
    },
    async close() {
      const after = await file.stat();
      await file.close();
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
        throw new UnreadableSpreadsheetError('The file was changed while it was read; give it again.');
    },
  };
}

/** @throws UnreadableSpreadsheetError that names the actual kind of the file */
async function assertZip(file: FileHandle): Promise<void> {
  const head = Buffer.alloc(8);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const signature = head.subarray(0, bytesRead).toString('latin1');
  if (signature === '') throw new UnreadableSpreadsheetError('The file is empty.');
  if (signature.startsWith('PK')) return;
  if (signature.startsWith('\xd0\xcf\x11\xe0'))
    throw new UnreadableSpreadsheetError(
      'The file is an old workbook (.xls), or one that needs a password; save it as .xlsx without a password.',
    );
  throw new UnreadableSpreadsheetError(
    'The file is no workbook (.xlsx); it looks like text. A table of text is saved as «CSV UTF-8».',
  );
}

const CHUNK_BYTES = 256 * 1024;

async function hashOf(file: FileHandle): Promise<string> {
  const hash: Hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(chunk.subarray(0, bytesRead));
    at += bytesRead;
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  if (zip.entryCount > ENTRIES_MAX) throw tooMany(zip.entryCount);
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted())
      throw new UnreadableSpreadsheetError('The workbook is encrypted; save it without a password.');
    // Two parts with the same name: programs disagree about which one counts.
    const name = entry.fileName.toLowerCase();
    if (entries.has(name))
      throw new UnreadableSpreadsheetError(`The workbook holds two parts of the name ${printable(name)}.`);
    entries.set(name, entry);
    bytes += entry.uncompressedSize;
    if (bytes > INFLATED_BYTES_MAX) throw new UnreadableSpreadsheetError(TOO_LARGE);
  }
  return entries;
}

function tooMany(entries: number): UnreadableSpreadsheetError {
  return new UnreadableSpreadsheetError(
    `The workbook is an archive of ${entries} parts; one has ${ENTRIES_MAX} at most.`,
  );
}

function printable(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}

/** Turns every error of the archive and its compression into one message for the person who sent the file. */
function unreadable(error: unknown): unknown {
  if (error instanceof UnreadableSpreadsheetError || isSystemError(error)) return error;
  const reason = error instanceof Error ? ` (${error.message.slice(0, 200)})` : '';
  return new UnreadableSpreadsheetError(`${DAMAGED.slice(0, -1)}${reason}.`, { cause: error });
}

/**
 * Whether an error comes from the disk and not from the archive. Errors of zlib also have codes, but no system call.
 */
function isSystemError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
