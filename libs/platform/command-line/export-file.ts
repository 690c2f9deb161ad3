import { csvOf } from '@misaq/platform/spreadsheets/csv.js';
import { exportSheet, type ExportTable } from '@misaq/platform/questions/export-table.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import { UsageError } from './usage-error.js';
import { assertFree, type FileWanted, formatOf, writeFileWhole } from './file-out.js';
import { done, type Outcome } from './outcome.js';
import type { VerbSession } from './session.js';

export const EXPORT_OPTION = '--export <file>';
export const EXPORT_HELP = 'write it to FILE.csv (English headers) or FILE.xlsx (Persian, right-to-left)';

/** What {@link EXPORT_OPTION} and {@link FORCE_OPTION} say. */
export interface ExportOptions {
  readonly export?: string;
  readonly force?: true;
}

/**
 * The file that a table is wanted in; undefined for the screen. What cannot be written is refused before anything is
 * read for it.
 *
 * @throws UsageError; RefusedError `file_exists`
 */
export function exportWanted({ export: path, force }: ExportOptions): FileWanted | undefined {
  if (path === undefined) {
    if (force === true) throw new UsageError('nothing_to_replace', '--force: only with --export');
    return undefined;
  }
  formatOf('--export', path);
  const wanted = { path, force: force === true };
  assertFree(wanted);
  return wanted;
}

/**
 * Writes a table to a file, row by row.
 *
 * @throws what {@link writeFileWhole} throws
 */
export async function exportFile<Row>(
  { clock, writeWorkbook }: VerbSession,
  wanted: FileWanted,
  table: ExportTable<Row>,
): Promise<Outcome> {
  const { path } = wanted;
  const format = formatOf('--export', path);
  let rows = 0;
  async function* counting(): AsyncGenerator<Row> {
    for await (const row of table.rows) {
      rows += 1;
      yield row;
    }
  }
  const sheet = exportSheet({ ...table, rows: counting() }, format === 'csv' ? 'en' : 'fa');
  const content =
    format === 'csv' ? csvOf(sheet) : await writeWorkbook({ sheets: [sheet], writtenAt: clock.now() });
  await writeFileWhole(wanted, content);
  return done({ file: path, format, rows }, () => `${counted(rows, 'row')} written to ${path}`);
}
