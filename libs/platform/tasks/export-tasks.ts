import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { ExportLimits, Exports } from './exports/exports.js';
import {
  type ExportAsked,
  ExportFailedError,
  type ExportHolder,
  isHeldBy,
  type KeptExport,
} from './exports/kept-export.js';
import type { RetryPolicy, Scheduler } from '@misaq/platform/scheduling/port.js';
import type { Timers } from '@misaq/platform/scheduling/timers.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import type { Config } from '@misaq/platform/node/config.js';
import { createSpooledTasks, type OnDone } from './spooled-tasks.js';
import { turns } from './turns.js';

const AN_HOUR_MS = 3_600_000;
const A_MEGABYTE = 1024 * 1024;

/** The folder of exports in a data directory. */
export function exportFolder(dataFolder: string): string {
  return join(dataFolder, 'exports');
}

export function exportLimits({
  MISAQ_EXPORT_HOURS: hours,
  MISAQ_EXPORTS_KEPT: perPrincipal,
  MISAQ_EXPORT_MB: megabytes,
}: Pick<Config, 'MISAQ_EXPORT_HOURS' | 'MISAQ_EXPORTS_KEPT' | 'MISAQ_EXPORT_MB'>): ExportLimits {
  return { keptMs: hours * AN_HOUR_MS, perPrincipal, bytes: megabytes * A_MEGABYTE };
}

/** A table that its asker may see now, ready to be written to a file. */
export interface FoundTable {
  /** File name for the download. */
  readonly name: string;
  /** Media type. */
  readonly type: string;
  /** Log position that the table shows. */
  readonly position: bigint;
  /** Number of rows, as soon as it is known. */
  readonly total: () => number | undefined;
  /** Begins to read the table; `onRow` is called for each row. */
  readonly open: (onRow: () => void) => Promise<Readable>;
}

/**
 * Finds a table with the present rights of its asker. Rejects with an ExportFailedError when the asker may no longer
 * see it, or when it does not exist.
 */
export type FindTable = (wanted: Pick<KeptExport, 'asked' | 'by'>) => Promise<FoundTable>;

export interface ExportTasksOptions {
  readonly exports: Exports;
  /** Not started yet. */
  readonly scheduler: Scheduler;
  /** The node whose data directory has the files: only it runs their tasks. Lower-case letters. */
  readonly node: string;
  readonly clock: Clock;
  readonly timers?: Timers;
  readonly retry?: Partial<RetryPolicy>;
  /** Receives messages for an operator. */
  readonly log?: (message: string) => void;
}

export type ExportStanding =
  | { readonly state: 'waiting' | 'done' | 'failed' }
  /** Rows written, and the total as far as it is known. */
  | { readonly state: 'running'; readonly rows: number; readonly total: number | undefined };

/** Exports that are made in the background. */
export interface ExportTasks {
  readonly node: string;
  /** @throws ExportFailedError as `Exports.add` does */
  accept(by: ExportHolder, asked: ExportAsked): Promise<KeptExport>;
  /** Undefined when there is none, or when it belongs to another principal. */
  find(by: ExportHolder, exportId: string): KeptExport | undefined;
  /** The latest first. */
  of(by: ExportHolder): readonly KeptExport[];
  standing(found: KeptExport): ExportStanding;
  /** @throws ExportFailedError `exports_unavailable`, `export_altered` */
  open(exportId: string): Promise<Readable>;
  /** Deletes an export, also while it is being made. */
  remove(exportId: string): Promise<void>;
  /** Makes waiting exports, also those of an earlier process. Call it after the scheduler was started. */
  start(find: FindTable): void;
  /** Aborts running exports; the next start makes them from the beginning. */
  close(): Promise<void>;
}

/** About half a minute, because somebody waits for the file. */
const RETRY: RetryPolicy = { attempts: 6, firstPauseMs: 1_000, pauseMaxMs: 60_000 };
/** Number of exports made at the same time. The process that serves all requests reads their tables. */
const AT_A_TIME = 2;

interface Making {
  readonly done: Promise<void>;
  readonly ending: AbortController;
  /** Whether it has started. */
  begun: boolean;
  rows: number;
  total: () => number | undefined;
}

/** Makes exports as tasks: one file, however often a task runs. */
export function createExportTasks({
  exports,
  node,
  retry,
  log = () => undefined,
  ...given
}: ExportTasksOptions): ExportTasks {
  const making = new Map<string, Making>();
  const inTurn = turns(AT_A_TIME);
  let started: (find: FindTable) => void = () => undefined;
  const finder = new Promise<FindTable>((resolve) => {
    started = resolve;
  });

  const tasks = createSpooledTasks({
    ...given,
    kind: `export-${node}`,
    retry: { ...RETRY, ...retry },
    concurrency: AT_A_TIME,
    log,
    words: { alone: 'an export is made without its task', lost: 'exports that wait cannot be found' },
    waiting: () => exports.waiting(),
    run: (exportId, signal, onDone) => once(exportId, signal, onDone),
    onFailed: (exportId, error) => exports.fail(exportId, refusalOf(error)),
  });

  /** A task may run while the same export is already being made without the scheduler. */
  async function once(exportId: string, signal: AbortSignal, onDone?: OnDone): Promise<void> {
    const found = exports.find(exportId);
    if (found === undefined || found.outcome?.kind === 'done') return;
    const running = making.get(exportId);
    if (running !== undefined) return running.done;
    const ending = new AbortController();
    const done = inTurn(() => make(found, AbortSignal.any([signal, ending.signal]), onDone)).finally(() =>
      making.delete(exportId),
    );
    making.set(exportId, { done, ending, begun: false, rows: 0, total: () => undefined });
    return done;
  }

  async function make(found: KeptExport, signal: AbortSignal, onDone?: OnDone): Promise<void> {
    const { exportId } = found;
    try {
      const find = await Promise.race([finder, abortOf(signal)]);
      const table = await find(found);
      const own = making.get(exportId);
      if (own !== undefined) Object.assign(own, { begun: true, total: table.total });
      let rows = 0;
      const onRow = (): void => {
        rows += 1;
        if (own !== undefined) own.rows = rows;
        const total = table.total();
        if (total !== undefined) onDone?.({ done: rows, total });
      };
      signal.throwIfAborted();
      const { name, type, position } = table;
      const source = await table.open(onRow);
      const content = { source, rows: () => rows, name, type, position: position.toString() };
      await exports.make(exportId, content, signal);
      log(`made the export ${exportId}: ${counted(rows, 'row')}`);
    } catch (error) {
      // The export was deleted while it was made.
      if (exports.find(exportId) === undefined) return;
      if (!(error instanceof ExportFailedError) || error.passing) throw error;
      log(error.message);
      await exports.fail(exportId, error.refusal);
    }
  }

  return {
    node,
    async accept(by, asked) {
      const added = await exports.add(by, asked);
      tasks.accepted(added.exportId);
      return added;
    },
    find(by, exportId) {
      const found = exports.find(exportId);
      return found !== undefined && isHeldBy(found, by) ? found : undefined;
    },
    of: (by) => exports.of(by),
    standing({ exportId, outcome }) {
      const running = making.get(exportId);
      if (running?.begun === true && outcome?.kind !== 'done')
        return { state: 'running', rows: running.rows, total: running.total() };
      return { state: outcome?.kind ?? 'waiting' };
    },
    open: (exportId) => exports.open(exportId),
    async remove(exportId) {
      const running = making.get(exportId);
      const removed = exports.remove(exportId);
      running?.ending.abort();
      tasks.forget(exportId);
      await Promise.all([removed, running?.done.catch(() => undefined)]);
    },
    start(find) {
      started(find);
      tasks.start();
    },
    close: () => tasks.close(),
  };
}

function refusalOf(error: unknown): ExportFailedError['refusal'] {
  return error instanceof ExportFailedError ? error.refusal : { name: 'internal_error', figures: {} };
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
