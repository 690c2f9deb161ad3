import type { Readable } from 'node:stream';

/*
 * A spreadsheet as this program uses it: it reads one table of texts, and writes tables of texts and numbers. Both are
 * streams, so that memory does not grow with the file.
 */

/** A cell without a reliable text. */
export interface CellFault {
  /** Counted from 0. */
  readonly place: number;
  /**
   * `formula_without_result`: saved by a program that did not calculate it. `error_value`: `#REF!`, `#N/A` and the
   * like. `unreadable_number`: an invalid number. `too_many_digits`: a number of more than 15 digits, of which a
   * spreadsheet keeps only 15.
   */
  readonly code: 'formula_without_result' | 'error_value' | 'unreadable_number' | 'too_many_digits';
  /** The rest of a sentence that begins with the name of the column. */
  readonly words: string;
}

/** A cell that is a number or day in the spreadsheet, although the row has a text for it. */
export interface ValueCell {
  /** Counted from 0. */
  readonly place: number;
  readonly kind: 'number' | 'day' | 'truth_value';
  /** For a whole number: exactly what the spreadsheet displays; absent when that is not known. */
  readonly shown?: string;
  /** For a number: its format displays a larger or smaller one, in percent or in thousands. */
  readonly scaled?: true;
  /** For a day: the cell also has a time of day. */
  readonly withTime?: true;
}

export interface SheetRow {
  /** The row number as the spreadsheet displays it. Blank rows may be left out. */
  readonly number: number;
  /**
   * The cells as texts: numbers in plain digits, days as `YYYY-MM-DD`, `TRUE` and `FALSE`, results of formulas. An
   * empty or faulty cell is an empty text. A number with too many digits has the digits that were kept.
   */
  readonly cells: readonly string[];
  readonly faults: readonly CellFault[];
  readonly values: readonly ValueCell[];
  /** A filter or the user hides the row. */
  readonly hidden: boolean;
}

export interface OpenedSpreadsheet {
  /**
   * The rows of the only sheet that is visible and not empty.
   *
   * @throws UnreadableSpreadsheetError while reading: the file is missing, no workbook, hostile or damaged, or has
   * several sheets that are not empty
   */
  rows(): AsyncGenerator<SheetRow>;
  /** SHA-256 of the bytes of the file; available after the rows have been read. */
  hash(): string;
}

export interface SpreadsheetReading {
  /** Names of sheets with explanations, which are never data. */
  readonly notes?: readonly string[];
}

export type OpenSpreadsheet = (path: string, reading?: SpreadsheetReading) => OpenedSpreadsheet;

/**
 * Empty, a text, or a number. A number of more than 15 digits is written as text, because spreadsheets keep no more
 * digits.
 */
export type CellValue = string | number | bigint | undefined;

export interface SheetColumn {
  readonly header: string;
  /** `text` keeps input into the column as typed: leading zeros, long ids, Jalali days. */
  readonly kind: 'text' | 'number';
  /** In characters. */
  readonly width: number;
}

/** A table to write. */
export interface Sheet {
  /** At most 28 characters, without `[]*?:/\`. */
  readonly name: string;
  readonly rightToLeft: boolean;
  readonly columns: readonly SheetColumn[];
  /** One value for each column, in order. */
  readonly rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;
}

export interface WorkbookToWrite {
  /** In order. A sheet without rows still has its header; one with too many rows continues in another. */
  readonly sheets: readonly Sheet[];
  /** Time of writing in milliseconds since 1970, for the properties of the file. */
  readonly writtenAt: number;
}

/**
 * The bytes of a workbook. Rows are requested only as fast as the bytes are read. An error of the rows destroys the
 * stream, and destroying the stream ends the rows.
 */
export type WriteSpreadsheet = (workbook: WorkbookToWrite) => Readable;
