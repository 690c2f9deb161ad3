import { csvOf } from '@misaq/spreadsheets/csv.js';
import { exportSheet, type ExportTable } from '@misaq/wire/exports/export-table.js';
import { counted } from '@misaq/wire/grouped.js';
import type { Session } from '../session.js';
import { formatOf, writeFileWhole } from './file-out.js';
import { done, type Outcome } from './outcome.js';

export const EXPORT_OPTION = '--export <file>';
export const EXPORT_HELP = 'write it to FILE.csv (English headers) or FILE.xlsx (Persian, right-to-left)';

/** Refuses a name before anything is read for it. @throws UsageError */
export function assertExportable(path: string | undefined): void {
  if (path !== undefined) formatOf('--export', path);
}

/**
 * Writes a table to a file, row by row.
 *
 * @throws UsageError when nothing can be written there
 */
export async function exportFile<Row>(
  { clock }: Session,
  path: string,
  table: ExportTable<Row>,
): Promise<Outcome> {
  const format = formatOf('--export', path);
  let rows = 0;
  async function* counting(): AsyncGenerator<Row> {
    for await (const row of table.rows) {
      rows += 1;
      yield row;
    }
  }
  const sheet = exportSheet({ ...table, rows: counting() }, format === 'csv' ? 'en' : 'fa');
  const { writeXlsx } = await import('../../../../libs/spreadsheets/exceljs/write-xlsx.js');
  const content = format === 'csv' ? csvOf(sheet) : writeXlsx({ sheets: [sheet], writtenAt: clock.now() });
  await writeFileWhole(path, content);
  return done({ file: path, format, rows }, () => `${counted(rows, 'row')} written to ${path}`);
}
