import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { removedAtExit } from '@misaq/platform/node/removed-at-exit.js';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import { openSystem } from '@misaq/platform/assembly/system.js';
import { EVENTS_NEEDED, firstEvents, measureAppends, type AppendFigures } from './append-measures.js';
import { fileSystemOf } from './file-system.js';
import { jobsFile } from './jobs-file.js';
import { inOwnProcess } from './own-process.js';
import { rawReplay } from './raw.js';
import type { FillFigures, QuestionFigures, RebuildFigures } from './full-log-figures.js';
import { Rate, secondsOf } from './stopwatch.js';
import type { WorkbookFigures } from './workbook-figures.js';
import { commandsPerSec, IN_FLIGHT, onPools, prepare, PROVINCE, sendAll } from './workload.js';

export interface BenchOptions {
  /** A new folder is made in it, and removed at the end. */
  readonly folder: string;
  /** Events in the log for what is measured on a full one. */
  readonly events: number;
  /** Rows of the import that is timed. */
  readonly jobs: number;
  readonly note: (text: string) => void;
}

export interface BenchFigures extends AppendFigures {
  readonly fileSystem: string;
  readonly events: number;
  readonly rawReplayPerSec: number;
  /** 64 in flight over 16 pools, on a log of a few thousand events. */
  readonly commands64PerSec: number;
  /** The same on the full log: the cost of a command must not grow with it. */
  readonly commands64FullLogPerSec: number;
  readonly rebuildPerSec: number;
  readonly rebuildPeakRssMb: number;
  readonly queryP99Ms: number;
  readonly slowestQuery: string;
  readonly openToReadyMs: number;
  readonly rssMb: number;
  /** Of the process that sent the commands of the full log. */
  readonly commandsRssMb: number;
  readonly importedJobs: number;
  readonly importSeconds: number;
  /** The same jobs as a workbook, and the history of their importer written as one. */
  readonly xlsxRows: number;
  readonly xlsxImportSeconds: number;
  readonly xlsxImportMoreMb: number;
  readonly xlsxExportSeconds: number;
  readonly xlsxExportMoreMb: number;
}

export class MemoryFileSystemError extends Error {
  override readonly name = 'MemoryFileSystemError';
  constructor(folder: string, name: string) {
    super(`${folder} lies in memory (${name}); durable writes can only be measured on a disk`);
  }
}

/** @throws MemoryFileSystemError */
export async function bench({ folder, events, jobs, note }: BenchOptions): Promise<BenchFigures> {
  makeFolder(folder);
  const { name: fileSystem, inMemory } = fileSystemOf(folder);
  if (inMemory) throw new MemoryFileSystemError(folder, fileSystem);
  const here = mkdtempSync(join(folder, 'bench-'));
  const forget = removedAtExit(here);
  try {
    note(`measuring on ${fileSystem}, in ${here}`);
    const small = await onSmallLog(here, note);
    const full = await onFullLog(join(here, 'full'), events, note);
    note(`importing ${String(jobs)} jobs`);
    const importSeconds = await importJobs(join(here, 'import'), jobs);
    const workbooks = await onWorkbooks(join(here, 'workbooks'), jobs, note);
    return { fileSystem, ...small, ...full, importedJobs: jobs, importSeconds, ...workbooks };
  } finally {
    rmSync(here, { recursive: true, force: true });
    forget();
  }
}

/** Appends and commands on a young log. Commands are first sent as a warm-up; their events are what is appended. */
async function onSmallLog(here: string, note: BenchOptions['note']) {
  note('warming up');
  const warm = await openSystem(ALL_SUBJECTS, join(here, 'warm'), systemClock, process.env);
  await prepare(warm.router);
  await sendAll(warm.router, onPools, 0, EVENTS_NEEDED, IN_FLIGHT);
  const events = await firstEvents(warm.store, EVENTS_NEEDED);
  await warm.close();

  note('single and batched appends, against a plain loop');
  const appends = await measureAppends(join(here, 'appends'), events);
  note(`commands, ${String(IN_FLIGHT)} in flight`);
  const young = await openSystem(ALL_SUBJECTS, join(here, 'young'), systemClock, process.env);
  await prepare(young.router);
  const commands64PerSec = await commandsPerSec(young.router);
  await young.close();
  return { ...appends, commands64PerSec };
}

async function onFullLog(folder: string, events: number, note: BenchOptions['note']) {
  note(`filling a log with ${String(events)} events through the command handlers`);
  const filled = await inOwnProcess<FillFigures>('./full-log.js', folder, 'fill', String(events));

  note('replay by a plain loop, and rebuild of all read models');
  const rawRate = new Rate();
  const replay = (): void => {
    const { events: count, seconds } = rawReplay(join(folder, 'log.sqlite'));
    rawRate.add(count, seconds);
  };
  // The first run builds the read models from nothing, which is no rebuild: it is not counted.
  await inOwnProcess<QuestionFigures>('./full-log.js', folder, 'questions');
  replay();
  const rebuilt = await inOwnProcess<RebuildFigures>('./full-log.js', folder, 'rebuild');
  replay();
  if (rebuilt.differences > 0) throw new Error(`a rebuild differed in ${String(rebuilt.differences)} rows`);
  note('time to ready, questions and memory');
  return {
    events: filled.events,
    commands64FullLogPerSec: filled.commands64PerSec,
    commandsRssMb: filled.rssMb,
    rawReplayPerSec: rawRate.perSec,
    rebuildPerSec: Math.round(filled.events / rebuilt.seconds),
    rebuildPeakRssMb: rebuilt.peakRssMb,
    ...(await inOwnProcess<QuestionFigures>('./full-log.js', folder, 'questions')),
  };
}

async function onWorkbooks(folder: string, rows: number, note: BenchOptions['note']) {
  note(`importing and exporting workbooks of ${String(rows)} rows`);
  const run = (what: string): Promise<WorkbookFigures> =>
    inOwnProcess<WorkbookFigures>('./workbook.js', folder, what, String(rows));
  await run('make');
  const imported = await run('import');
  const exported = await run('export');
  return {
    xlsxRows: rows,
    xlsxImportSeconds: imported.seconds,
    xlsxImportMoreMb: imported.moreMemoryMb,
    xlsxExportSeconds: exported.seconds,
    xlsxExportMoreMb: exported.moreMemoryMb,
  };
}

async function importJobs(folder: string, jobs: number): Promise<number> {
  const system = await openSystem(ALL_SUBJECTS, folder, systemClock, process.env);
  await prepare(system.router);
  const path = join(folder, 'jobs.csv');
  writeFileSync(path, jobsFile(jobs));
  const actor = { id: 'labour-1', name: 'labour-1', role: 'labour' } as const;
  const taken = await secondsOf(async () => {
    const outcome = await system.imports.run({ kind: 'jobs', path, actor });
    if (outcome.kind !== 'done' || outcome.report.applied !== jobs)
      throw new Error(`the import of ${PROVINCE} was not done: ${JSON.stringify(outcome).slice(0, 500)}`);
  });
  await system.close();
  return Math.round(taken * 10) / 10;
}
