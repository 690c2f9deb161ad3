import type { Readable } from 'node:stream';
import type { WorkbookToWrite } from '@misaq/platform/spreadsheets/port.js';

/** Writes a workbook. The writer is large and most processes never need it, so the first call loads it. */
export async function writeWorkbook(workbook: WorkbookToWrite): Promise<Readable> {
  // The build resolves aliases in static imports only.
  const { writeXlsx } = await import('../spreadsheets/exceljs/write-xlsx.js');
  return writeXlsx(workbook);
}
