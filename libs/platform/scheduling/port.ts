/**
 * Jobs and timers, as everything above them sees them. Adapters (`in-process.ts`, `bullmq/`) are held to it by
 * `contract.ts`.
 *
 * A scheduler is a timer and never a record: everything it holds can be derived again from the log, by whoever
 * scheduled it. Guarantees:
 * - A job runs at its due time or as soon as possible after it, never before; at least once.
 * - While a job is waiting, running or failed, scheduling its id again changes nothing. Once it has been done it is
 *   forgotten, and its id may be scheduled anew. So effects must be idempotent on their own.
 * - A handler that rejects is tried again with growing pauses; after the last attempt the job is listed as failed.
 * - One job that is slow or fails delays no other, as far as the concurrency of its kind reaches.
 * - Losing the service behind it disturbs nobody: `schedule` rejects with {@link SchedulerUnavailableError} soon,
 *   `health` says so, and the adapter reconnects by itself.
 */
export interface Scheduler {
  /** @throws RangeError on an id, kind or time that no adapter could keep; SchedulerUnavailableError */
  schedule(job: JobToSchedule): Promise<'scheduled' | 'known'>;

  /** Who does the jobs of a kind. Before {@link start}; once for each kind. */
  handle(kind: string, handler: JobHandler, options?: HandlerOptions): void;

  /** Begins to run what is due. */
  start(): Promise<void>;

  /** A job that waits, runs or has failed; undefined once it has been done. */
  job(kind: string, id: string): Promise<Job | undefined>;

  /** Jobs whose last attempt failed, latest first; at most 1,000. */
  failed(): Promise<readonly Job[]>;

  /** Gives a failed job all its attempts again, from now on. False when it is not among the failed. */
  retry(kind: string, id: string): Promise<boolean>;

  /** Takes a failed job off the list. False when it is not among the failed. */
  discard(kind: string, id: string): Promise<boolean>;

  health(): Promise<SchedulerHealth>;

  /**
   * What an operator should look at, as it was seen last, each with its remedy; empty when nothing is wrong. It waits
   * for no service and names no machine, so that it can be shown to anybody who asks whether the server is well.
   */
  problems(): readonly string[];

  /** Every kind of which there are or were jobs, here and in other processes, by name. */
  kinds(): Promise<readonly KindOfJobs[]>;

  /**
   * Takes a kind away that nobody does, with all its jobs: what a process left behind that will not come back. Whoever
   * schedules one of them again begins the kind anew.
   */
  forget(kind: string): Promise<'forgotten' | 'handled' | 'unknown'>;

  /**
   * Takes no more jobs, aborts the signal of those that run, and waits for them to end. What waits stays where the
   * adapter keeps it; in the process that is nowhere.
   */
  close(): Promise<void>;
}

/** Plain JSON. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>;

export interface JobToSchedule {
  /** Unique in its kind; 1 to 120 letters, digits, `.`, `_` and `-`. Derived from what the job is about. */
  readonly id: string;
  /** 1 to 40 lower-case letters and hyphens. */
  readonly kind: string;
  /** Milliseconds since the epoch; may have passed. */
  readonly dueAtMs: number;
  readonly data?: JobData;
  readonly retry?: Partial<RetryPolicy>;
}

export interface RetryPolicy {
  /** How often it is tried in all. */
  readonly attempts: number;
  /** The pause after the first failure; it doubles after each, and up to a fifth is taken off or added by chance. */
  readonly firstPauseMs: number;
  readonly pauseMaxMs: number;
}

export const RETRY_DEFAULT: RetryPolicy = { attempts: 5, firstPauseMs: 1_000, pauseMaxMs: 3_600_000 };

export interface JobRun {
  readonly id: string;
  readonly kind: string;
  readonly data: JobData;
  readonly dueAtMs: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** Whether there will be none after this one. */
  readonly lastAttempt: boolean;
  /** Aborted when the scheduler closes: end soon, or as far as it goes. */
  readonly signal: AbortSignal;
  /** How far it is, 0 to 100, for whoever looks at the job. */
  readonly progress: (percent: number) => Promise<void>;
}

export type JobHandler = (run: JobRun) => Promise<void>;

export interface HandlerOptions {
  /** How many jobs of the kind run at the same time; 1 by default. */
  readonly concurrency?: number;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly data: JobData;
  readonly state: 'waiting' | 'running' | 'failed';
  readonly dueAtMs: number;
  /** Attempts that have ended. */
  readonly attempts: number;
  /** 0 to 100. */
  readonly progress: number;
  /** Why the last attempt failed. */
  readonly problem?: string;
}

export interface KindOfJobs {
  readonly kind: string;
  /** Whether some process does its jobs now; what starts or looks for its connection again does not yet. */
  readonly handled: boolean;
  readonly waiting: number;
  /** Also those of a process that has died and that nobody took over. */
  readonly running: number;
  readonly failed: number;
}

export interface SchedulerHealth {
  /** Whether jobs can be scheduled and run now, and are kept until they have run. */
  readonly available: boolean;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  /** How long the job that has been due longest and does not run yet has been so; 0 when none is. */
  readonly lateMs: number;
  /** Why it is not available, in words for an operator. */
  readonly problem?: string;
}

/** Thrown by a handler that knows when it is worth trying again. It counts as an attempt. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  constructor(
    message: string,
    readonly pauseMs: number,
  ) {
    super(message);
  }
}

/** Thrown by a handler that cannot begin yet, because others have their turn. It does not count as an attempt. */
export class NotYetError extends Error {
  override readonly name = 'NotYetError';
  constructor(readonly pauseMs: number) {
    super('others have their turn');
  }
}

/** The service behind the scheduler cannot be reached. What could not be scheduled will be derived again. */
export class SchedulerUnavailableError extends Error {
  override readonly name = 'SchedulerUnavailableError';
  constructor(
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(`jobs cannot be scheduled: ${reason}`, options);
  }
}
