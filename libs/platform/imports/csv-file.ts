import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createSlice } from '@misaq/platform/scheduling/slices.js';
import { createCsvRowReader, type CsvRow, ROW_UNITS_MAX } from './csv-rows.js';
import { errorCode } from './error-code.js';
import { createUtf8Check, UnreadableFileError } from './utf8-check.js';

/** Blank lines too. A sheet of Excel has no more rows. */
export const LINES_MAX = 1_048_576;
/** Read at once. Others have their turn between two chunks, so that a chunk must not hold much work. */
const CHUNK_BYTES = 64 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;

export interface CsvFile {
  /** Every row that holds text, from the header on. */
  rows(): AsyncGenerator<CsvRow>;
  /** SHA-256 of the bytes; to be asked for when all rows have been read. */
  hash(): string;
}

/**
 * A table in UTF-8 (with or without byte order mark), with comma, semicolon or tab between cells, whichever the header
 * holds most of, read as a stream. The lines are counted before any of them is read.
 *
 * @throws UnreadableFileError while reading: no such file, a folder, no UTF-8, no CSV, more than {@link LINES_MAX} lines
 */
export function openCsv(path: string): CsvFile {
  const hash = createHash('sha256');

  /** The text piece by piece, without the byte order mark. */
  async function* texts(): AsyncGenerator<string> {
    const check = createUtf8Check();
    const decoder = new TextDecoder('utf-8');
    for await (const bytes of chunksOf(path)) {
      hash.update(bytes);
      check.push(bytes);
      yield decoder.decode(bytes, { stream: true });
    }
    check.end();
    yield decoder.decode();
  }

  async function* rows(): AsyncGenerator<CsvRow> {
    const slice = createSlice();
    const source = texts();
    try {
      await assertIsFile(path);
      await assertFewLines(path);
      const head = await headOf(source);
      if (head === '') throw new UnreadableFileError('The file is empty.');
      const named = namedDelimiter(head);
      const reader = createCsvRowReader(named?.delimiter ?? delimiterOf(head));
      yield* reader.push(named === undefined ? head : head.slice(named.line.length));
      for await (const text of source) {
        await slice.pauseWhenOver();
        yield* reader.push(text);
      }
      yield* reader.end();
    } catch (error) {
      throw readingError(error);
    } finally {
      await source.return(undefined);
    }
  }

  return { rows, hash: () => hash.copy().digest('hex') };
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) yield chunk as Buffer;
}

/** Counts line ends wherever they stand, also within quotation marks. */
async function assertFewLines(path: string): Promise<void> {
  const slice = createSlice();
  let lines = 0;
  let afterCarriageReturn = false;
  for await (const bytes of chunksOf(path)) {
    for (const byte of bytes) {
      if (byte === CARRIAGE_RETURN || (byte === LINE_FEED && !afterCarriageReturn)) lines += 1;
      afterCarriageReturn = byte === CARRIAGE_RETURN;
    }
    if (lines > LINES_MAX)
      throw new UnreadableFileError(
        `The file has more than ${LINES_MAX} lines, blank ones included; give it in parts.`,
      );
    await slice.pauseWhenOver();
  }
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** @throws UnreadableFileError */
export async function assertIsFile(path: string): Promise<void> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new UnreadableFileError(`${path} is a folder.`);
    // A pipe or a device might never end, and cannot be read a second time.
    if (!found.isFile()) throw new UnreadableFileError(`${path} is no regular file.`);
  } catch (error) {
    throw readingError(error);
  }
}

/** The text up to the end of the first line, or enough to see what stands between cells. */
async function headOf(source: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while (head.length < ROW_UNITS_MAX) {
    const next = await source.next();
    if (next.done === true) break;
    head += next.value;
    if (/[\r\n]/.test(next.value)) break;
  }
  return head;
}

/** `sep=;` in the first line, perhaps in quotation marks and with the delimiter behind it as of a row of cells. */
const NAMED_DELIMITER = /^(?:sep=([,;|\t])\1*|"sep=([,;|\t])"\2*)[ ]*(?:\r\n|\n|\r|$)/i;

/**
 * What a first line says of the delimiter, as Excel writes and understands it. Excel shows no such line: the row under
 * it is row 1.
 */
function namedDelimiter(head: string): { readonly line: string; readonly delimiter: string } | undefined {
  const found = NAMED_DELIMITER.exec(head);
  const delimiter = found?.[1] ?? found?.[2];
  return found === null || delimiter === undefined ? undefined : { line: found[0], delimiter };
}

/** Of the three, the one that stands most often in the first line outside quotation marks; the comma on a tie. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '\n' || character === '\r') break;
    const count = counts.get(character);
    if (count !== undefined) counts.set(character, count + 1);
  }
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'That is a folder.',
  EACCES: 'The file may not be read by this user.',
  EPERM: 'The file may not be read by this user.',
};

/** What the person is told; anything unforeseen goes on as it is. */
export function readingError(error: unknown): unknown {
  const fault = FILE_FAULTS[errorCode(error)];
  return fault === undefined ? error : new UnreadableFileError(fault, { cause: error });
}
