import { open } from 'node:fs/promises';
import type { OpenSpreadsheet, SheetRow } from '@misaq/platform/spreadsheets/port.js';
import { UnreadableSpreadsheetError } from '@misaq/platform/spreadsheets/unreadable-spreadsheet.js';
import { assertIsFile, openCsv, readingError } from './csv-file.js';
import { GUIDE_SHEET } from './guide-sheet.js';
import { UnreadableFileError } from './utf8-check.js';

/** A row, numbered as a spreadsheet shows it; 1 is the header. The cells of a CSV file are all texts. */
export type TableRow = SheetRow;

/** A file that holds a table, read as a stream. */
export interface TableFile {
  /** In order; blank rows may be left out. @throws UnreadableFileError while reading */
  rows(): AsyncGenerator<TableRow>;
  /** SHA-256 of the bytes; to be asked for when all rows have been read. */
  hash(): string;
}

/**
 * A CSV file or a workbook: which of the two is seen from its first bytes, whatever it is called.
 *
 * @throws UnreadableFileError no such file, a folder, neither of the two
 */
export async function openTable(path: string, openSpreadsheet: OpenSpreadsheet): Promise<TableFile> {
  await assertIsFile(path);
  switch (kindOf(await headOf(path))) {
    case 'web-page':
      throw new UnreadableFileError(
        'The file is a web page or XML, though spreadsheet programs open it; save it as .xlsx or «CSV UTF-8».',
      );
    case 'workbook':
      return workbook(path, openSpreadsheet);
    case 'text':
      return csv(path);
  }
}

const HEAD_BYTES = 64;

async function headOf(path: string): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
      return head.subarray(0, bytesRead).toString('latin1');
    } finally {
      await file.close();
    }
  } catch (error) {
    throw readingError(error);
  }
}

/** Zip archives (an empty one begins differently); old workbooks, and new ones with a password. */
const WORKBOOKS = ['PK\x03\x04', 'PK\x05\x06', '\xd0\xcf\x11\xe0'];
const MARKUP = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|meta|div)/i;

function kindOf(head: string): 'workbook' | 'web-page' | 'text' {
  if (WORKBOOKS.some((signature) => head.startsWith(signature))) return 'workbook';
  return MARKUP.test(head) ? 'web-page' : 'text';
}

function csv(path: string): TableFile {
  const file = openCsv(path);
  return {
    hash: () => file.hash(),
    async *rows() {
      for await (const row of file.rows()) yield { ...row, faults: [], values: [], hidden: false };
    },
  };
}

function workbook(path: string, openSpreadsheet: OpenSpreadsheet): TableFile {
  const file = openSpreadsheet(path, { notes: [GUIDE_SHEET] });
  return {
    hash: () => file.hash(),
    async *rows() {
      try {
        yield* file.rows();
      } catch (error) {
        if (error instanceof UnreadableSpreadsheetError)
          throw new UnreadableFileError(error.message, { cause: error });
        throw readingError(error);
      }
    },
  };
}
