import type { Clock } from '@misaq/application/clock.js';
import type { Applied, Imports } from '@misaq/application/imports/imports.js';
import type { ImportReport, OnProgress } from '@misaq/application/imports/report.js';
import type { JobRun, RetryPolicy, Scheduler } from '@misaq/scheduling/port.js';
import { systemTimers, type Timers } from '@misaq/scheduling/timers.js';

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

/** The spool is looked through this often. */
const DERIVE_MS = 30_000;
/** A quarter of an hour, about: a log that is away for longer needs somebody, who then retries the job. */
const RETRY: RetryPolicy = { attempts: 20, firstPauseMs: 1_000, pauseMaxMs: 60_000 };

/**
 * Applies imports as jobs. Which ones is derived from the spool and never remembered by the scheduler alone; where the
 * scheduler's service is away they are applied without it. A job has one effect however often it comes: the imports
 * themselves know what stands.
 */
export function createImportJobs({
  imports,
  scheduler,
  node,
  clock,
  timers = systemTimers,
  retry,
  log = () => undefined,
}: ImportJobsOptions): ImportJobs {
  const kind = `import-${node}`;
  const ending = new AbortController();
  const failed = new Set<string>();
  /** Applied without the scheduler. */
  const alone = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let stopTimer: (() => void) | undefined;

  scheduler.handle(kind, async (run) => {
    const signal = AbortSignal.any([run.signal, ending.signal]);
    try {
      await apply(run.id, signal, percentOf(run));
    } catch (error) {
      // What was told to end is found again at the next start.
      if (signal.aborted) return;
      log(messageOf(error));
      if (run.lastAttempt) failed.add(run.id);
      throw error;
    }
  });

  async function apply(importId: string, signal: AbortSignal, onProgress?: OnProgress): Promise<void> {
    failed.delete(importId);
    for (const each of await imports.apply(importId, { signal, ...(onProgress && { onProgress }) }))
      log(sentenceOf(each));
  }

  /** Has an import applied, by the scheduler if it can be reached, else at once. */
  async function offer(importId: string): Promise<'scheduled' | 'known' | 'alone'> {
    try {
      const policy = { ...RETRY, ...retry };
      return await scheduler.schedule({ id: importId, kind, dueAtMs: clock.now(), retry: policy });
    } catch (error) {
      log(`an import is applied without its job: ${messageOf(error)}`);
      applyAlone(importId);
      return 'alone';
    }
  }

  function applyAlone(importId: string): void {
    if (alone.has(importId) || ending.signal.aborted) return;
    const applied = apply(importId, ending.signal)
      .catch((error: unknown) => {
        // It is found again when the spool is looked through next.
        if (!ending.signal.aborted) log(messageOf(error));
      })
      .finally(() => alone.delete(importId));
    alone.set(importId, applied);
  }

  /** What an earlier life of the node left is known to the scheduler as failed, or as if it still ran. */
  async function takeUp(importId: string): Promise<void> {
    if ((await offer(importId)) !== 'known') return;
    const again = await scheduler.retry(kind, importId).catch(() => false);
    if (!again) applyAlone(importId);
  }

  async function look(each: (importId: string) => Promise<unknown>): Promise<void> {
    try {
      for (const importId of await imports.waiting()) {
        if (ending.signal.aborted) return;
        await each(importId);
      }
    } catch (error) {
      log(`imports that wait cannot be found: ${messageOf(error)}`);
    }
  }

  function lookAndAgain(each: (importId: string) => Promise<unknown>): void {
    looking = look(each).finally(() => {
      if (!ending.signal.aborted)
        stopTimer = timers.after(DERIVE_MS, () => {
          lookAndAgain(offer);
        });
    });
  }

  return {
    accepted(importId) {
      // Nobody waits for it: what cannot be scheduled is applied without.
      void offer(importId);
    },
    standing(importId) {
      const applied = imports.progress(importId);
      if (applied !== undefined) return { state: 'applying', done: applied.done, total: applied.total };
      return { state: failed.has(importId) && imports.holds(importId) ? 'failed' : 'accepted' };
    },
    start() {
      lookAndAgain(takeUp);
    },
    async close() {
      ending.abort();
      stopTimer?.();
      await looking;
      await Promise.all(alone.values());
    },
  };
}

/** Tells a job how far it is, when that is a percent more. Whoever looks at it can do without. */
function percentOf(run: JobRun): OnProgress {
  let told = -1;
  return ({ done, total }) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    if (percent === told) return;
    told = percent;
    run.progress(percent).catch(() => undefined);
  };
}

function sentenceOf({ kind, file, applied, accepted }: ImportReport): string {
  return `applied the import of ${file} (${kind}): ${String(applied)} of ${String(accepted)} rows`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
