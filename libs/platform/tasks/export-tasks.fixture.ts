import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Exports, openExports } from './exports/exports.js';
import type { ExportHolder } from './exports/kept-export.js';
import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import { systemTimers } from '@misaq/platform/scheduling/timers.js';
import { createExportTasks, type ExportTasks, type FindTable } from './export-tasks.js';

export const clock = { now: () => Date.now() };
export const LABOUR: ExportHolder = { actor: { id: 'a', name: 'A. Ahmadi', role: 'labour' } };

/** A table with this many rows; a test can hold some back. */
export function tableOf(rows: number) {
  let open: () => void = () => undefined;
  let opened = Promise.resolve();
  let heldAt = Infinity;
  let found = 0;
  const find: FindTable = () => {
    found += 1;
    return Promise.resolve({
      name: 'rows.csv',
      type: 'text/csv',
      position: 17n,
      total: () => rows,
      open: (onRow) => Promise.resolve(Readable.from(lines(onRow), { objectMode: false })),
    });
  };
  async function* lines(onRow: () => void): AsyncGenerator<string> {
    for (let row = 0; row < rows; row += 1) {
      if (row === heldAt) await opened;
      onRow();
      yield lineOf(row);
    }
  }
  return {
    find,
    /** How often reading it was begun. */
    begun: () => found,
    text: Array.from({ length: rows }, (_, row) => lineOf(row)).join(''),
    holdAt(row: number): void {
      heldAt = row;
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
    letGo(): void {
      open();
    },
  };
}

const lineOf = (row: number): string => `${String(row)},behzisti\r\n`;

const SEAL_KEY = Buffer.alloc(32, 7);

/** A data directory, and processes on it one after the other. */
export function exportNode() {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-export-tasks-'));
  const open: { readonly tasks: ExportTasks; readonly scheduler: Scheduler }[] = [];
  const limits = { keptMs: 3_600_000, perPrincipal: 20, bytes: 100_000_000 };
  return {
    folder,
    limits,
    /** A process with its export tasks, whose scheduler does not run yet. */
    process(scheduler: Scheduler, node = 'a', faster = 1_000) {
      const logged: string[] = [];
      const log = (message: string): void => void logged.push(message);
      const exports: Exports = openExports({ folder, node, clock, limits, sealKey: SEAL_KEY, log });
      // Polling intervals are shortened by this factor.
      const timers = {
        after: (ms: number, call: () => void) => systemTimers.after(ms / faster, call),
      };
      const retry = { attempts: 2, firstPauseMs: 1 };
      const tasks = createExportTasks({ exports, scheduler, node, clock, timers, retry, log });
      const opened = { tasks, scheduler, exports, logged };
      open.push(opened);
      return opened;
    },
    files: (): readonly string[] => readdirSync(folder).toSorted(),
    fileOf: (exportId: string): string => readFileSync(join(folder, `${exportId}.file`), 'utf8'),
    async end(): Promise<void> {
      for (const { tasks, scheduler } of open.splice(0)) {
        await tasks.close();
        await scheduler.close();
      }
    },
    remove(): void {
      rmSync(folder, { recursive: true });
    },
  };
}
