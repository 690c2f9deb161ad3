import { PassThrough, type Readable } from 'node:stream';
import exceljs, { type Worksheet } from 'exceljs';
import type { CellValue, Sheet, SheetColumn, WorkbookToWrite } from '../port.js';
import { backPressureOf } from './back-pressure.js';
import { cellText } from './cell-text.js';

/** Excel's limit. */
const ROWS_A_SHEET = 1_048_576;
const DIGITS_MAX = 15;
/** Displays and stores cells as text, so that Excel never computes anything typed or pasted there. */
const TEXT_FORMAT = '@';
const NUMBER_FORMAT = '#,##0.##';

/** @param rowsASheet including the header; tests use fewer than a sheet can hold */
export function writeXlsx(workbook: WorkbookToWrite, rowsASheet = ROWS_A_SHEET): Readable {
  const out = new PassThrough();
  const closed = new AbortController();
  out.once('close', () => {
    closed.abort();
  });
  write(workbook, rowsASheet, out, closed.signal).catch((error: unknown) => {
    // The reader that destroyed the stream needs no data, and already has its own error.
    if (!closed.signal.aborted) out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

async function write(
  { sheets, writtenAt }: WorkbookToWrite,
  rowsASheet: number,
  out: PassThrough,
  signal: AbortSignal,
): Promise<void> {
  const created = new Date(writtenAt);
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  Object.assign(book, { creator: 'Misaq', lastModifiedBy: 'Misaq', created, modified: created });
  for (const sheet of sheets) await writeSheet(book, sheet, rowsASheet, signal);
  await book.commit();
}

async function writeSheet(
  book: exceljs.stream.xlsx.WorkbookWriter,
  { name, rightToLeft, columns, rows }: Sheet,
  rowsASheet: number,
  signal: AbortSignal,
): Promise<void> {
  let part = 1;
  let open = openSheet(book, name, rightToLeft, columns);
  await open.ready(signal);
  for await (const values of rows) {
    if (open.rows === rowsASheet) {
      open.finish();
      part += 1;
      open = openSheet(book, `${name} ${part}`, rightToLeft, columns);
      await open.ready(signal);
    }
    open.add(values);
    await open.ready(signal);
  }
  open.finish();
}

function openSheet(
  book: exceljs.stream.xlsx.WorkbookWriter,
  name: string,
  rightToLeft: boolean,
  columns: readonly SheetColumn[],
) {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1, rightToLeft }] });
  const ready = backPressureOf(sheet);
  sheet.columns = columns.map(({ header, kind, width }) => ({
    header: cellText(header),
    width,
    style: { numFmt: kind === 'text' ? TEXT_FORMAT : NUMBER_FORMAT },
  }));
  const header = sheet.getRow(1);
  header.font = { bold: true };
  header.commit();
  let rows = 1;
  return {
    ready,
    get rows() {
      return rows;
    },
    add(values: readonly CellValue[]): void {
      addRow(sheet, values);
      rows += 1;
    },
    finish(): void {
      if (columns.length > 0)
        sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows, column: columns.length } };
      sheet.commit();
    },
  };
}

function addRow(sheet: Worksheet, values: readonly CellValue[]): void {
  sheet.addRow(values.map(cellValue)).commit();
}

function cellValue(value: CellValue): string | number | null {
  if (value === undefined || value === '') return null;
  if (typeof value === 'string') return cellText(value);
  const digits = value.toString();
  return /^-?\d{1,15}(\.\d+)?$/.test(digits) && digits.replace(/\D/g, '').length <= DIGITS_MAX
    ? Number(value)
    : digits;
}
