import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { JobRun, RetryPolicy, Scheduler } from '@misaq/platform/scheduling/port.js';
import { systemTimers, type Timers } from '@misaq/platform/scheduling/timers.js';

/** How far a piece of work is. */
export type OnDone = (progress: { readonly done: number; readonly total: number }) => void;

export interface SpooledJobsOptions {
  /** Of the jobs; names the node whose data directory holds what is to be done. */
  readonly kind: string;
  /** Not started yet. */
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly timers?: Timers;
  readonly retry: RetryPolicy;
  /** How many of them run at the same time; 1 by default. */
  readonly concurrency?: number;
  /** A sentence for an operator. */
  readonly log?: (message: string) => void;
  /** What an operator is told it is. */
  readonly words: {
    /** The beginning of a sentence, such as `an import is applied without its job`. */
    readonly alone: string;
    /** The beginning of a sentence, such as `imports that wait cannot be found`. */
    readonly lost: string;
  };
  /** Ids of what lies in the data directory and is to be done. */
  readonly waiting: () => Promise<readonly string[]>;
  /**
   * Does one, also when it comes twice or is not there any more: it has one effect however often it comes.
   * Aborted, it ends soon and may reject with anything.
   */
  readonly run: (id: string, signal: AbortSignal, onDone?: OnDone) => Promise<void>;
  /** The last attempt has failed: nobody tries it again by itself until the next start. */
  readonly onFailed?: (id: string, error: unknown) => Promise<void>;
}

/** Work that lies in a data directory and is done behind the requests that brought it. */
export interface SpooledJobs {
  /** Something has come to lie in the directory: it is done soon. */
  readonly accepted: (id: string) => void;
  /** Whether it has been given up, and was not taken up again since. */
  readonly isFailed: (id: string) => boolean;
  /** It has been thrown away: it is on no list of failed jobs any more. */
  readonly forget: (id: string) => void;
  /** Takes up what waits from an earlier life of the node, and looks from now on. After the scheduler was started. */
  readonly start: () => void;
  /** Aborts what runs; the next start does it. */
  readonly close: () => Promise<void>;
}

/** The directory is looked through this often. */
const DERIVE_MS = 30_000;

/**
 * Does as jobs what lies in a data directory. Which pieces is derived from there and never remembered by the scheduler
 * alone; where the scheduler's service is away they are done without it.
 */
export function createSpooledJobs({
  kind,
  scheduler,
  clock,
  timers = systemTimers,
  retry,
  concurrency = 1,
  log = () => undefined,
  words,
  waiting,
  run: work,
  onFailed,
}: SpooledJobsOptions): SpooledJobs {
  const ending = new AbortController();
  const failed = new Set<string>();
  /** Done without the scheduler. */
  const alone = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let stopTimer: (() => void) | undefined;

  scheduler.handle(
    kind,
    async (run) => {
      const signal = AbortSignal.any([run.signal, ending.signal]);
      try {
        await once(run.id, signal, percentOf(run));
      } catch (error) {
        // What was told to end is found again at the next start.
        if (signal.aborted) return;
        log(messageOf(error));
        if (run.lastAttempt) {
          failed.add(run.id);
          await onFailed?.(run.id, error);
        }
        throw error;
      }
    },
    { concurrency },
  );

  function once(id: string, signal: AbortSignal, onDone?: OnDone): Promise<void> {
    failed.delete(id);
    return work(id, signal, onDone);
  }

  /** Has it done, by the scheduler if it can be reached, else at once. */
  async function offer(id: string): Promise<'scheduled' | 'known' | 'alone'> {
    try {
      return await scheduler.schedule({ id, kind, dueAtMs: clock.now(), retry });
    } catch (error) {
      log(`${words.alone}: ${messageOf(error)}`);
      doAlone(id);
      return 'alone';
    }
  }

  function doAlone(id: string): void {
    if (alone.has(id) || ending.signal.aborted) return;
    const done = once(id, ending.signal)
      .catch((error: unknown) => {
        // It is found again when the directory is looked through next.
        if (!ending.signal.aborted) log(messageOf(error));
      })
      .finally(() => alone.delete(id));
    alone.set(id, done);
  }

  /** What an earlier life of the node left is known to the scheduler as failed, or as if it still ran. */
  async function takeUp(id: string): Promise<void> {
    if ((await offer(id)) !== 'known') return;
    const again = await scheduler.retry(kind, id).catch(() => false);
    if (!again) doAlone(id);
  }

  async function look(each: (id: string) => Promise<unknown>): Promise<void> {
    try {
      for (const id of await waiting()) {
        if (ending.signal.aborted) return;
        await each(id);
      }
    } catch (error) {
      log(`${words.lost}: ${messageOf(error)}`);
    }
  }

  function lookAndAgain(each: (id: string) => Promise<unknown>): void {
    looking = look(each).finally(() => {
      if (!ending.signal.aborted)
        stopTimer = timers.after(DERIVE_MS, () => {
          lookAndAgain(offer);
        });
    });
  }

  return {
    accepted(id) {
      // Nobody waits for it: what cannot be scheduled is done without.
      if (!ending.signal.aborted) void offer(id);
    },
    isFailed: (id) => failed.has(id),
    forget(id) {
      failed.delete(id);
      scheduler.discard(kind, id).catch(() => undefined);
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
function percentOf(run: JobRun): OnDone {
  let told = -1;
  return ({ done, total }) => {
    const percent = total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
    if (percent === told) return;
    told = percent;
    run.progress(percent).catch(() => undefined);
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
