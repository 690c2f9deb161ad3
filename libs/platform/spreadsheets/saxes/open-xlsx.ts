import type { OpenedSpreadsheet, SheetRow, SpreadsheetReading } from '../port.js';
import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import { createSlice } from '@misaq/platform/scheduling/slices.js';
import { type Archive, openArchive } from './archive.js';
import { readSharedStrings } from './shared-strings.js';
import { createSheetReader, type SheetContext } from './sheet.js';
import { readCellFormats } from './styles.js';
import { readWorkbook, type SheetPart, type Workbook } from './workbook.js';

/**
 * Reads a workbook in the format of Excel (.xlsx), with yauzl and saxes. Nothing is unpacked to disk, and only the
 * current rows of a sheet are in memory. Too large or contradictory files are refused (limits.ts).
 */
export function openXlsx(path: string, { notes = [] }: SpreadsheetReading = {}): OpenedSpreadsheet {
  let hash: string | undefined;

  async function* rows(): AsyncGenerator<SheetRow> {
    const archive = await openArchive(path);
    hash = archive.hash;
    try {
      const workbook = await readWorkbook(archive);
      const context = await contextOf(archive, workbook);
      const sheet = await theFilledSheet(archive, workbook, notes, context);
      yield* rowsOf(archive, sheet, context);
    } finally {
      await archive.close();
    }
  }

  return {
    rows,
    hash() {
      if (hash === undefined)
        throw new Error('the hash of a spreadsheet is available only after its rows were read');
      return hash;
    },
  };
}

async function contextOf(
  archive: Archive,
  { sharedStrings, styles, from1904 }: Workbook,
): Promise<SheetContext> {
  return {
    from1904,
    formats: styles === undefined ? [] : await readCellFormats(archive, styles),
    sharedStrings: sharedStrings === undefined ? [] : await readSharedStrings(archive, sharedStrings),
  };
}

async function theFilledSheet(
  archive: Archive,
  { sheets }: Workbook,
  notes: readonly string[],
  context: SheetContext,
): Promise<SheetPart> {
  const candidates = sheets.filter(({ name }) => !notes.includes(name.trim()));
  const filled: SheetPart[] = [];
  for (const sheet of candidates) if (await holdsAnything(archive, sheet, context)) filled.push(sheet);
  const [only, another] = filled;
  if (only === undefined)
    throw new UnreadableSpreadsheetError('The workbook is empty: no visible sheet holds anything.');
  if (another === undefined) return only;
  const names = filled.map(({ name }) => `«${name.slice(0, 31)}»`).slice(0, NAMES_SHOWN);
  throw new UnreadableSpreadsheetError(
    `The workbook has ${filled.length} sheets that hold something: ${names.join(', ')}. Leave the table in one, or hide the others.`,
  );
}

const NAMES_SHOWN = 10;

/** Whether a sheet has any row. Reads only up to the first one. */
async function holdsAnything(archive: Archive, sheet: SheetPart, context: SheetContext): Promise<boolean> {
  for await (const row of rowsOf(archive, sheet, context)) return row.number > 0;
  return false;
}

async function* rowsOf(
  archive: Archive,
  { part }: SheetPart,
  context: SheetContext,
): AsyncGenerator<SheetRow> {
  const slice = createSlice();
  const reader = createSheetReader(part, context, archive.cost);
  for await (const chunk of archive.read(part)) {
    reader.push(chunk);
    yield* reader.take();
    await slice.pauseWhenOver();
  }
  reader.end();
  yield* reader.take();
}
