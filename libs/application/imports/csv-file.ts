import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse, type CsvErrorCode } from 'csv-parse';
import { errorCode } from './error-code.js';
import { createUtf8Check, UnreadableFileError } from './utf8-check.js';

/** A row of the longest kind takes 300 bytes, a reason at most a few thousand; more is a quotation mark left open. */
export const ROW_BYTES_MAX = 64 * 1024;
const CELLS_MAX = 200;
const CHUNK_BYTES = 256 * 1024;
const BYTE_ORDER_MARK = '\ufeff';
const DELIMITERS = [',', ';', '\t'] as const;

export interface CsvFile {
  /** Every row, from the header on, blank ones too, so that rows are counted as a spreadsheet counts them. */
  rows(): AsyncGenerator<readonly string[]>;
  /** SHA-256 of the bytes; to be asked for when all rows have been read. */
  hash(): string;
}

/**
 * A table in UTF-8 (with or without byte order mark), with comma, semicolon or tab between cells, whichever the header
 * holds most of, read as a stream.
 *
 * @throws UnreadableFileError while reading: no such file, a folder, no UTF-8, no CSV
 */
export function openCsv(path: string): CsvFile {
  const hash = createHash('sha256');

  async function* chunks(): AsyncGenerator<Buffer> {
    const check = createUtf8Check();
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      const bytes = chunk as Buffer;
      hash.update(bytes);
      check.push(bytes);
      yield bytes;
    }
    check.end();
  }

  async function* rows(): AsyncGenerator<readonly string[]> {
    await assertIsFile(path);
    const source = chunks();
    const head = await headOf(source);
    if (head.length === 0) throw new UnreadableFileError('The file is empty.');
    const named = namedDelimiter(head.toString('utf8'));
    const parser = parse({
      bom: true,
      delimiter: named?.delimiter ?? delimiterOf(head.toString('utf8')),
      // Every end of line, so that a file put together from several is read alike.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: ROW_BYTES_MAX,
    });
    const table = named === undefined ? head : head.subarray(Buffer.byteLength(named.line));
    const text = Readable.from(startingWith(table, source), { objectMode: false });
    text.on('error', (error) => parser.destroy(error));
    text.pipe(parser);
    try {
      for await (const row of parser) {
        const cells = row as string[];
        if (cells.length > CELLS_MAX)
          throw new UnreadableFileError(
            `A row has ${cells.length} cells; the largest table has ${CELLS_MAX}.`,
          );
        yield cells;
      }
    } catch (error) {
      throw readingError(error);
    } finally {
      text.destroy();
      parser.destroy();
    }
  }

  return { rows, hash: () => hash.copy().digest('hex') };
}

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

/** The chunks up to the end of the first line, or enough to see what stands between cells. */
async function headOf(source: AsyncGenerator<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  let bytes = 0;
  while (bytes < ROW_BYTES_MAX) {
    const next = await nextOf(source);
    if (next === undefined) break;
    read.push(next);
    bytes += next.length;
    if (next.includes('\n') || next.includes('\r')) break;
  }
  return Buffer.concat(read);
}

async function nextOf(source: AsyncGenerator<Buffer>): Promise<Buffer | undefined> {
  try {
    const next = await source.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    throw readingError(error);
  }
}

async function* startingWith(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

/** `sep=;` in the first line, perhaps in quotation marks and with the delimiter behind it as of a row of cells. */
const NAMED_DELIMITER = /^\ufeff?(?:sep=([,;|\t])\1*|"sep=([,;|\t])"\2*)[ ]*(?:\r\n|\n|\r|$)/i;

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
  for (const character of text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '\n' || character === '\r') break;
    const count = counts.get(character);
    if (count !== undefined) counts.set(character, count + 1);
  }
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

const CSV_FAULTS: Partial<Record<CsvErrorCode, string>> = {
  CSV_MAX_RECORD_SIZE: `is larger than ${ROW_BYTES_MAX / 1024} kB; is a quotation mark left open?`,
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed.',
  CSV_INVALID_CLOSING_QUOTE:
    'has text after a closing quotation mark; a quotation mark in a cell is written twice.',
  INVALID_OPENING_QUOTE: 'has a quotation mark within a cell; such a cell stands in quotation marks itself.',
};

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'That is a folder.',
  EACCES: 'The file may not be read by this user.',
  EPERM: 'The file may not be read by this user.',
};

/** What the person is told; anything unforeseen goes on as it is. */
export function readingError(error: unknown): unknown {
  if (error instanceof CsvError) {
    const { records } = error as CsvError & { readonly records?: number };
    const fault = CSV_FAULTS[error.code] ?? 'is no row of a CSV file.';
    return new UnreadableFileError(`Row ${(records ?? 0) + 1} ${fault}`, { cause: error });
  }
  const fault = FILE_FAULTS[errorCode(error)];
  return fault === undefined ? error : new UnreadableFileError(fault, { cause: error });
}
