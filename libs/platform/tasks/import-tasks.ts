import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Applied, Imports } from '@misaq/platform/imports/imports.js';
import type { ImportReport } from '@misaq/platform/imports/report.js';
import type { RetryPolicy, Scheduler } from '@misaq/platform/scheduling/port.js';
import type { Timers } from '@misaq/platform/scheduling/timers.js';
import { counted, grouped } from '@misaq/platform/kernel/grouped.js';
import { createSpooledTasks } from './spooled-tasks.js';

export interface ImportTasksOptions {
  readonly imports: Pick<Imports, 'apply' | 'progress' | 'waiting' | 'holds'>;
  /** Not started yet. */
  readonly scheduler: Scheduler;
  /** The node whose data directory has the rows: only it runs their tasks. Lower-case letters. */
  readonly node: string;
  readonly clock: Clock;
  readonly timers?: Timers;
  readonly retry?: Partial<RetryPolicy>;
  /** Receives messages for an operator. */
  readonly log?: (message: string) => void;
}

/** The progress of an unfinished import in this process. Another node with the rows may be ahead. */
export type ImportStanding =
  | { readonly state: 'accepted' }
  | ({ readonly state: 'applying' } & Applied)
  /** Not retried automatically until the next start: see the list of failed tasks. */
  | { readonly state: 'failed' };

/** Accepted imports that are applied in the background. */
export interface ImportTasks {
  /** This process has accepted an import: it is applied soon. */
  accepted(importId: string): void;
  standing(importId: string): ImportStanding;
  /**
   * Continues imports of an earlier process, and scans the spool from now on. Call it after the scheduler was started.
   */
  start(): void;
  /** Stops between two rows; the next start continues. */
  close(): Promise<void>;
}

/** About a quarter of an hour. If the log is away for longer, an operator must act and then retry the task. */
const RETRY: RetryPolicy = { attempts: 20, firstPauseMs: 1_000, pauseMaxMs: 60_000 };

/** Applies imports as tasks. A task has one effect however often it runs, because imports know their recorded rows. */
export function createImportTasks({
  imports,
  node,
  retry,
  log = () => undefined,
  ...given
}: ImportTasksOptions): ImportTasks {
  const tasks = createSpooledTasks({
    ...given,
    kind: `import-${node}`,
    retry: { ...RETRY, ...retry },
    log,
    words: { alone: 'an import is applied without its task', lost: 'imports that wait cannot be found' },
    waiting: () => imports.waiting(),
    async run(importId, signal, onProgress) {
      for (const each of await imports.apply(importId, { signal, ...(onProgress && { onProgress }) }))
        log(sentenceOf(each));
    },
  });
  return {
    accepted: tasks.accepted,
    standing(importId) {
      const applied = imports.progress(importId);
      if (applied !== undefined) return { state: 'applying', done: applied.done, total: applied.total };
      return { state: tasks.isFailed(importId) && imports.holds(importId) ? 'failed' : 'accepted' };
    },
    start: tasks.start,
    close: tasks.close,
  };
}

function sentenceOf({ kind, file, applied, accepted }: ImportReport): string {
  return `applied the import of ${file} (${kind}): ${grouped(applied)} of ${counted(accepted, 'row')}`;
}
