import { UnreadableFileError } from './utf8-check.js';

/** The longest row takes 300 bytes, and a reason at most a few thousand. A longer row has an open quotation mark. */
export const ROW_UNITS_MAX = 64 * 1024;
const CELLS_MAX = 200;

export interface CsvRow {
  /** Counted from 1, blank rows too, as a spreadsheet counts them. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Divides a text into rows as the text comes (RFC 4180). Any of CR LF, LF and CR ends a row. */
export interface CsvRowReader {
  /**
   * Gives the rows that end within this text. Rows without any text are counted and left out.
   * @throws UnreadableFileError for a row that is no row of a CSV file, too long or too wide
   */
  push(text: string): readonly CsvRow[];
  /** Gives the last row when no line end follows it. @throws UnreadableFileError */
  end(): readonly CsvRow[];
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Each character is looked at once, so that the cost of a file is linear in its size whatever stands in it. No error
 * object is made for a row whose width differs from that of the header.
 * @param delimiter one character
 */
export function createCsvRowReader(delimiter: string): CsvRowReader {
  const delimiterCode = delimiter.charCodeAt(0);
  /** `closed`: a quotation mark was seen in a quoted cell; the next character says whether it ended the cell. */
  let state: 'plain' | 'quoted' | 'closed' = 'plain';
  let number = 0;
  let cells: string[] = [];
  /** The part of the cell that came before {@link push} looked at the present text. */
  let cell = '';
  let wasQuoted = false;
  let units = 0;
  let holdsText = false;
  let afterCarriageReturn = false;
  let rows: CsvRow[] = [];

  function fail(problem: string): never {
    throw new UnreadableFileError(`Row ${number + 1} ${problem}`);
  }

  function count(more: number): void {
    units += more;
    if (units > ROW_UNITS_MAX)
      fail(`is larger than ${ROW_UNITS_MAX / 1024} kB; is a quotation mark left open?`);
  }

  function collect(text: string): void {
    cell += text;
    count(text.length);
  }

  function endCell(): void {
    if (cell !== '') holdsText = true;
    cells.push(cell);
    cell = '';
    wasQuoted = false;
    state = 'plain';
  }

  function endRow(): void {
    endCell();
    if (cells.length > CELLS_MAX)
      throw new UnreadableFileError(`A row has ${cells.length} cells; the largest table has ${CELLS_MAX}.`);
    number += 1;
    if (holdsText) rows.push({ number, cells });
    cells = [];
    units = 0;
    holdsText = false;
  }

  function taken(): readonly CsvRow[] {
    const given = rows;
    rows = [];
    return given;
  }

  return {
    push(text) {
      /** Where the part of the cell begins that was not collected yet. */
      let from = 0;
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (state === 'quoted') {
          if (code !== QUOTE) continue;
          collect(text.slice(from, at));
          from = at + 1;
          state = 'closed';
          continue;
        }
        const isSecondOfLineEnd = afterCarriageReturn && code === LINE_FEED;
        afterCarriageReturn = false;
        if (isSecondOfLineEnd) {
          from = at + 1;
        } else if (code === delimiterCode) {
          // The delimiter counts as well: a row of delimiters alone would otherwise have no bound.
          if (state === 'plain') collect(text.slice(from, at));
          count(1);
          endCell();
          from = at + 1;
        } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
          if (state === 'plain') collect(text.slice(from, at));
          endRow();
          afterCarriageReturn = code === CARRIAGE_RETURN;
          from = at + 1;
        } else if (code === QUOTE) {
          if (state === 'closed') {
            // Written twice: one that is meant. It begins what is collected next.
            state = 'quoted';
            from = at;
          } else if (cell === '' && from === at) {
            state = 'quoted';
            wasQuoted = true;
            from = at + 1;
          } else fail('has a quotation mark within a cell; such a cell stands in quotation marks itself.');
        } else if (state === 'closed')
          fail('has text after a closing quotation mark; a quotation mark in a cell is written twice.');
      }
      if (state !== 'closed') collect(text.slice(from));
      return taken();
    },
    end() {
      if (state === 'quoted') fail('opens a quotation mark that is never closed.');
      if (cells.length > 0 || cell !== '' || wasQuoted) endRow();
      return taken();
    },
  };
}
