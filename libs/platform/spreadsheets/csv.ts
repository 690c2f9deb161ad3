import type { CellValue, Sheet } from './port.js';

export interface CsvWriting {
  /** Tells Excel that the file is UTF-8. True unless the file is for a program. */
  readonly byteOrderMark?: boolean;
}

const PIECE_UNITS = 64 * 1024;
const LINE_END = '\r\n';

/**
 * A table as CSV text in pieces, the header first (RFC 4180).
 *
 * Text that a spreadsheet program would take for a formula gets an apostrophe in front. A workbook keeps the same text
 * unchanged, because there the cell declares that it is text.
 */
export async function* csvOf(
  { columns, rows }: Pick<Sheet, 'columns' | 'rows'>,
  { byteOrderMark = true }: CsvWriting = {},
): AsyncGenerator<string> {
  let piece = (byteOrderMark ? '\ufeff' : '') + lineOf(columns.map(({ header }) => header));
  for await (const values of rows) {
    piece += lineOf(values);
    if (piece.length < PIECE_UNITS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function lineOf(values: readonly CellValue[]): string {
  return values.map(cellOf).join(',') + LINE_END;
}

function cellOf(value: CellValue): string {
  if (value === undefined) return '';
  // A number is not text that people wrote: its minus cannot begin a formula.
  return typeof value === 'string' ? quoted(neutralised(value)) : value.toString();
}

/**
 * Possible beginnings of a formula, also after characters that a program trims. A tab or line break would move it into
 * the next cell.
 */
const FORMULA = /^[\s\u200e\u200f\ufeff]*[=+\-@]|^[\t\r\n]/;

export function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
