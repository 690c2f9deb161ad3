import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Applied, Imports } from '@misaq/platform/imports/imports.js';
import type { ImportReport } from '@misaq/platform/imports/report.js';
import type { RetryPolicy, Scheduler } from '@misaq/platform/scheduling/port.js';
import type { Timers } from '@misaq/platform/scheduling/timers.js';
import { counted, grouped } from '@misaq/platform/kernel/grouped.js';
import { createSpooledJobs } from './spooled-jobs.js';

export interface ImportJobsOptions {
  readonly imports: Pick<Imports, 'apply' | 'progress' | 'waiting' | 'holds'>;
  /** Not started yet. */
  readonly scheduler: Scheduler;
  /** Names the node whose data directory holds the rows: no other is given its jobs. Lower-case letters. */
  readonly node: string;
  readonly clock: Clock;
  readonly timers?: Timers;
  readonly retry?: Partial<RetryPolicy>;
  /** A sentence for an operator. */
  readonly log?: (message: string) => void;
}

/** How far this process is with an import that is not completed. Another node that holds the rows may be further. */
export type ImportStanding =
  | { readonly state: 'accepted' }
  | ({ readonly state: 'applying' } & Applied)
  /** It is tried no more by itself until the next start: see the list of failed jobs. */
  | { readonly state: 'failed' };

/** Imports that were accepted and are applied behind the requests that brought them. */
export interface ImportJobs {
  /** An import has been accepted by this process: it is applied soon. */
  accepted(importId: string): void;
  standing(importId: string): ImportStanding;
  /** Takes up what waits from an earlier life of the node, and looks from now on. After the scheduler was started. */
  start(): void;
  /** Ends what is applied between two rows; the next start goes on with it. */
  close(): Promise<void>;
}

/** A quarter of an hour, about: a log that is away for longer needs somebody, who then retries the job. */
const RETRY: RetryPolicy = { attempts: 20, firstPauseMs: 1_000, pauseMaxMs: 60_000 };

/** Applies imports as jobs. A job has one effect however often it comes: the imports themselves know what stands. */
export function createImportJobs({
  imports,
  node,
  retry,
  log = () => undefined,
  ...given
}: ImportJobsOptions): ImportJobs {
  const jobs = createSpooledJobs({
    ...given,
    kind: `import-${node}`,
    retry: { ...RETRY, ...retry },
    log,
    words: { alone: 'an import is applied without its job', lost: 'imports that wait cannot be found' },
    waiting: () => imports.waiting(),
    async run(importId, signal, onProgress) {
      for (const each of await imports.apply(importId, { signal, ...(onProgress && { onProgress }) }))
        log(sentenceOf(each));
    },
  });
  return {
    accepted: jobs.accepted,
    standing(importId) {
      const applied = imports.progress(importId);
      if (applied !== undefined) return { state: 'applying', done: applied.done, total: applied.total };
      return { state: jobs.isFailed(importId) && imports.holds(importId) ? 'failed' : 'accepted' };
    },
    start: jobs.start,
    close: jobs.close,
  };
}

function sentenceOf({ kind, file, applied, accepted }: ImportReport): string {
  return `applied the import of ${file} (${kind}): ${grouped(applied)} of ${counted(accepted, 'row')}`;
}
