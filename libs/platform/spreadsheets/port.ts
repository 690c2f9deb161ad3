import type { Readable } from 'node:stream';

/*
 * What a spreadsheet is to this program: a table of texts that is read, and tables of texts and numbers that are
 * written. Both ways as streams, so that memory does not grow with the file.
 */

/** A cell that holds no text that could be relied on. */
export interface CellFault {
  /** Counted from 0. */
  readonly place: number;
  /**
   * `formula_without_result`: saved by a program that did not calculate it. `error_value`: `#REF!`, `#N/A` and the like.
   * `unreadable_number`: a number that is none. `too_many_digits`: a number of more than 15 digits, of which a
   * spreadsheet keeps only 15.
   */
  readonly code: 'formula_without_result' | 'error_value' | 'unreadable_number' | 'too_many_digits';
  /** The rest of a sentence that begins with the name of the column. */
  readonly words: string;
}

/** A cell that is no text to the spreadsheet, though the row gives a text for it. */
export interface ValueCell {
  /** Counted from 0. */
  readonly place: number;
  readonly kind: 'number' | 'day' | 'truth_value';
  /** Of a whole number, exactly what is shown of it; absent when that is not known. */
  readonly shown?: string;
  /** Of a number: its format shows a larger or a smaller one, in percent or in thousands. */
  readonly scaled?: true;
  /** Of a day: a time of day stands with it. */
  readonly withTime?: true;
}

export interface SheetRow {
  /** As the spreadsheet shows it. Blank rows may be left out; the numbers of the others say so. */
  readonly number: number;
  /**
   * The cells as texts: whole and decimal numbers in plain digits, days as `YYYY-MM-DD`, `TRUE` and `FALSE`, results of
   * formulas. A cell that is empty or has a fault is an empty text, but one of too many digits has those that were kept.
   */
  readonly cells: readonly string[];
  readonly faults: readonly CellFault[];
  readonly values: readonly ValueCell[];
  /** A filter or its user hides the row. */
  readonly hidden: boolean;
}

export interface OpenedSpreadsheet {
  /**
   * The rows of the one sheet that is visible and not empty.
   *
   * @throws UnreadableSpreadsheetError while reading: no such file, no workbook, one that is hostile or damaged, several
   *   sheets that are not empty
   */
  rows(): AsyncGenerator<SheetRow>;
  /** SHA-256 of the bytes of the file; to be asked for when the rows have been read. */
  hash(): string;
}

export interface SpreadsheetReading {
  /** Names of sheets that are explanation and never data. */
  readonly notes?: readonly string[];
}

export type OpenSpreadsheet = (path: string, reading?: SpreadsheetReading) => OpenedSpreadsheet;

/** Empty, a text, or a number. A number of more than 15 digits is written as a text: spreadsheets keep no more. */
export type CellValue = string | number | bigint | undefined;

export interface SheetColumn {
  readonly header: string;
  /** `text` keeps what is typed into the column as it was typed: leading zeros, long ids, Jalali days. */
  readonly kind: 'text' | 'number';
  /** In characters. */
  readonly width: number;
}

/** A table to be written. */
export interface Sheet {
  /** At most 28 characters, without `[]*?:/\`. */
  readonly name: string;
  readonly rightToLeft: boolean;
  readonly columns: readonly SheetColumn[];
  /** A value for each column, in their order. */
  readonly rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;
}

export interface WorkbookToWrite {
  /** In order. One without rows has its header all the same; one with too many goes on in another. */
  readonly sheets: readonly Sheet[];
  /** When it is written, in milliseconds since 1970: stands in the properties of the file. */
  readonly writtenAt: number;
}

/**
 * The bytes of a workbook. Rows are asked for only as fast as the bytes are read; an error of the rows destroys the
 * stream with it, and destroying the stream ends the rows.
 */
export type WriteSpreadsheet = (workbook: WorkbookToWrite) => Readable;
