import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { TaskRun, RetryPolicy, Scheduler } from '@misaq/platform/scheduling/port.js';
import { systemTimers, type Timers } from '@misaq/platform/scheduling/timers.js';

/** Receives the progress of a piece of work. */
export type OnDone = (progress: { readonly done: number; readonly total: number }) => void;

export interface SpooledTasksOptions {
  /** Kind of the tasks; it names the node whose data directory has the work. */
  readonly kind: string;
  /** Not started yet. */
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly timers?: Timers;
  readonly retry: RetryPolicy;
  /** Maximum number of concurrent tasks; default 1. */
  readonly concurrency?: number;
  /** Receives messages for an operator. */
  readonly log?: (message: string) => void;
  /** Words for messages to an operator. */
  readonly words: {
    /** The beginning of a sentence, such as `an import is applied without its task`. */
    readonly alone: string;
    /** The beginning of a sentence, such as `imports that wait cannot be found`. */
    readonly lost: string;
  };
  /** Ids of the work in the data directory that is still to be done. */
  readonly waiting: () => Promise<readonly string[]>;
  /**
   * Does one piece of work. It must have one effect however often it runs, also when the work no longer exists. When
   * aborted, it ends soon and may reject with any error.
   */
  readonly run: (id: string, signal: AbortSignal, onDone?: OnDone) => Promise<void>;
  /** Called when the last attempt has failed: there is no automatic retry until the next start. */
  readonly onFailed?: (id: string, error: unknown) => Promise<void>;
}

/** Work that is stored in a data directory and done in the background. */
export interface SpooledTasks {
  /** New work is in the directory: it is done soon. */
  readonly accepted: (id: string) => void;
  /** Whether it has been given up and not been retried since. */
  readonly isFailed: (id: string) => boolean;
  /** The work was deleted: removes it from the list of failed tasks. */
  readonly forget: (id: string) => void;
  /**
   * Continues work of an earlier process, and scans the directory from now on. Call it after the scheduler was started.
   */
  readonly start: () => void;
  /** Aborts running work; the next start does it. */
  readonly close: () => Promise<void>;
}

/** Interval at which the directory is scanned. */
const DERIVE_MS = 30_000;

/**
 * Runs work in a data directory as tasks. The list of work is always derived from the directory, never from the
 * scheduler alone. When the scheduler's service is away, the work is done without it.
 */
export function createSpooledTasks({
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
}: SpooledTasksOptions): SpooledTasks {
  const ending = new AbortController();
  const failed = new Set<string>();
  /** Work that runs without the scheduler. */
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
        // Aborted work is found again at the next start.
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

  /** Schedules a piece of work, or runs it at once when the scheduler cannot be reached. */
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
        // The next scan of the directory finds it again.
        if (!ending.signal.aborted) log(messageOf(error));
      })
      .finally(() => alone.delete(id));
    alone.set(id, done);
  }

  /** Retries a piece of work that the scheduler knows as failed or running from an earlier process. */
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
      // No caller waits: work that cannot be scheduled runs without the scheduler.
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

/** Reports progress whenever it has grown by a percent. Failures to report are ignored. */
function percentOf(run: TaskRun): OnDone {
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
