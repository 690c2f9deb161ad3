/**
 * Jobs and timers as the rest of the program sees them. Every adapter (`in-process.ts`, `bullmq/`) must pass
 * `contract.ts`.
 *
 * A scheduler is a timer and never a record: the code that schedules a job can derive it again from the log.
 * Guarantees:
 * - A job runs at its due time or as soon as possible after it, never before; at least once.
 * - While a job is waiting, running or failed, scheduling its id again changes nothing. A finished job is forgotten,
 *   and its id may be scheduled again. So effects must be idempotent by themselves.
 * - A rejecting handler is retried with growing pauses. After the last attempt the job is listed as failed.
 * - A slow or failing job delays no other, within the concurrency of its kind.
 * - Losing the scheduler's service disturbs nothing else: `schedule` soon rejects with {@link
 *   SchedulerUnavailableError}, `health` reports it, and the adapter reconnects by itself.
 */
export interface Scheduler {
  /** @throws RangeError on an invalid id, kind or time; SchedulerUnavailableError */
  schedule(job: JobToSchedule): Promise<'scheduled' | 'known'>;

  /** Sets the handler of a kind. Call it before {@link start}, once for each kind. */
  handle(kind: string, handler: JobHandler, options?: HandlerOptions): void;

  /** Begins to run due jobs. */
  start(): Promise<void>;

  /** A job that waits, runs or has failed; undefined once it is finished. */
  job(kind: string, id: string): Promise<Job | undefined>;

  /** Jobs whose last attempt failed, latest first; at most 1,000. */
  failed(): Promise<readonly Job[]>;

  /** Gives a failed job all its attempts again. False when it is not among the failed jobs. */
  retry(kind: string, id: string): Promise<boolean>;

  /** Removes a failed job from the list. False when it is not among the failed jobs. */
  discard(kind: string, id: string): Promise<boolean>;

  health(): Promise<SchedulerHealth>;

  /**
   * Last known problems for an operator, each with its remedy; empty when there are none. It waits for no service and
   * names no machine, so it can be part of a public health answer.
   */
  problems(): readonly string[];

  /** Every kind with present or past jobs, in this and other processes, by name. */
  kinds(): Promise<readonly KindOfJobs[]>;

  /**
   * Removes a kind without a handler, with all its jobs, such as those of a process that will not come back. Scheduling
   * such a job again creates the kind again.
   */
  forget(kind: string): Promise<'forgotten' | 'handled' | 'unknown'>;

  /**
   * Accepts no more jobs, aborts the signal of running ones, and waits for them to end. Waiting jobs stay in the
   * adapter's service; the in-process adapter loses them.
   */
  close(): Promise<void>;
}

/** Plain JSON. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>;

export interface JobToSchedule {
  /** Unique in its kind; 1 to 120 letters, digits, `.`, `_` and `-`. Derived from the subject of the job. */
  readonly id: string;
  /** 1 to 40 lower-case letters and hyphens. */
  readonly kind: string;
  /** Milliseconds since the epoch; may have passed. */
  readonly dueAtMs: number;
  readonly data?: JobData;
  readonly retry?: Partial<RetryPolicy>;
}

export interface RetryPolicy {
  /** Maximum number of attempts. */
  readonly attempts: number;
  /** The pause after the first failure. It doubles after each failure, and varies randomly by up to a fifth. */
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
  /** Whether this is the last attempt. */
  readonly lastAttempt: boolean;
  /** Aborted when the scheduler closes: the handler should end soon. */
  readonly signal: AbortSignal;
  /** Reports progress, 0 to 100. */
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
  /** Number of finished attempts. */
  readonly attempts: number;
  /** 0 to 100. */
  readonly progress: number;
  /** Why the last attempt failed. */
  readonly problem?: string;
}

export interface KindOfJobs {
  readonly kind: string;
  /** Whether some process handles its jobs now. A process that is starting or reconnecting does not count yet. */
  readonly handled: boolean;
  readonly waiting: number;
  /** Includes jobs of a dead process that nobody has taken over. */
  readonly running: number;
  readonly failed: number;
}

export interface SchedulerHealth {
  /** Whether jobs can now be scheduled and run, and are kept until they have run. */
  readonly available: boolean;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  /** How long the oldest due job has waited to run; 0 when none waits. */
  readonly lateMs: number;
  /** Why it is unavailable, for an operator. */
  readonly problem?: string;
}

/** Thrown by a handler that knows when to retry. It counts as an attempt. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  constructor(
    message: string,
    readonly pauseMs: number,
  ) {
    super(message);
  }
}

/** Thrown by a handler that must wait for its turn. It does not count as an attempt. */
export class NotYetError extends Error {
  override readonly name = 'NotYetError';
  constructor(readonly pauseMs: number) {
    super('others have their turn');
  }
}

/** The scheduler's service cannot be reached. Jobs that could not be scheduled will be derived again. */
export class SchedulerUnavailableError extends Error {
  override readonly name = 'SchedulerUnavailableError';
  constructor(
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(`jobs cannot be scheduled: ${reason}`, options);
  }
}
