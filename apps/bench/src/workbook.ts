import { ALL_SUBJECTS } from '@misaq/subjects.js';
import '@misaq/platform/node/memory.js';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import { historyEvents } from '@misaq/platform/history/pages.js';
import { writeXlsx } from '@misaq/platform/spreadsheets/exceljs/write-xlsx.js';
import { exportSheet } from '@misaq/platform/questions/export-table.js';
import type { HistoryEvent } from '@misaq/platform/history/shown-event.js';
import { historyTable } from '@misaq/platform/history/table.js';
import { type HistoryItem, historyItem } from '@misaq/platform/history/wire.js';
import { openSystem } from '@misaq/platform/assembly/system.js';
import { JOB_COLUMNS, jobRows } from './jobs-file.js';
import { secondsOf } from './stopwatch.js';
import { prepare } from './workload.js';
import type { WorkbookFigures } from './workbook-figures.js';

/*
 * Runs as a process of its own (`node workbook.js FOLDER make|import|export ROWS`), so that the peak of its memory is that
 * of this work and nothing else. Prints one line of JSON.
 */

const ACTOR = { id: 'labour-1', name: 'labour-1', role: 'labour' } as const;
const MEGABYTE = 1024 * 1024;

/** The file that is imported afterwards; not measured. */
async function make(folder: string, rows: number): Promise<void> {
  makeFolder(folder);
  const columns = JOB_COLUMNS.map((header) => ({ header, kind: 'text', width: 16 }) as const);
  const sheet = { name: 'jobs', rightToLeft: true, columns, rows: jobRows(rows) };
  const workbook = writeXlsx({ sheets: [sheet], writtenAt: systemClock.now() });
  await pipeline(workbook, createWriteStream(jobsIn(folder)));
}

async function importJobs(folder: string, rows: number): Promise<WorkbookFigures> {
  const system = await openSystem(ALL_SUBJECTS, folder, systemClock, process.env);
  await prepare(system.router);
  const figures = await measured(rows, async () => {
    const outcome = await system.imports.run({ kind: 'jobs', path: jobsIn(folder), actor: ACTOR });
    if (outcome.kind !== 'done' || outcome.report.applied !== rows)
      throw new Error(`the workbook was not imported: ${JSON.stringify(outcome).slice(0, 500)}`);
  });
  await system.close();
  return figures;
}

/** The history of the principal who imported the jobs. */
async function exportHistory(folder: string, rows: number): Promise<WorkbookFigures> {
  const system = await openSystem(ALL_SUBJECTS, folder, systemClock, process.env);
  const { history } = await system.readModels();
  const figures = await measured(rows, async () => {
    const events = historyEvents(history, {
      subject: { by: 'actor', id: ACTOR.id },
      scope: undefined,
      after: -1n,
      limit: rows,
    });
    const sheet = exportSheet(historyTable(itemsOf(events)), 'fa');
    const workbook = writeXlsx({ sheets: [sheet], writtenAt: systemClock.now() });
    await pipeline(workbook, createWriteStream(join(folder, 'history.xlsx')));
  });
  await system.close();
  return figures;
}

async function* itemsOf(events: AsyncIterable<HistoryEvent>): AsyncGenerator<HistoryItem> {
  for await (const event of events) yield historyItem(event, 'fa');
}

async function measured(rows: number, work: () => Promise<void>): Promise<WorkbookFigures> {
  const before = process.memoryUsage().rss;
  const seconds = await secondsOf(work);
  const peak = process.resourceUsage().maxRSS * 1024;
  return {
    rows,
    seconds: Math.round(seconds * 10) / 10,
    moreMemoryMb: Math.round((peak - before) / MEGABYTE),
  };
}

function jobsIn(folder: string): string {
  return join(folder, 'jobs.xlsx');
}

async function measure([folder = '', what, rows]: readonly string[]): Promise<object> {
  if (what === 'import') return importJobs(folder, Number(rows));
  if (what === 'export') return exportHistory(folder, Number(rows));
  await make(folder, Number(rows));
  return {};
}

process.stdout.write(`${JSON.stringify(await measure(process.argv.slice(2)))}\n`);
