/**
 * Tasks and timers as the rest of the program sees them. Every adapter (`in-process.ts`, `bullmq/`) must pass
 * `contract.ts`.
 *
 * A scheduler is a timer and never a record: the code that schedules a task can derive it again from the log.
 * Guarantees:
 * - A task runs at its due time or as soon as possible after it, never before; at least once.
 * - While a task is waiting, running or failed, scheduling its id again changes nothing. A finished task is forgotten,
 *   and its id may be scheduled again. So effects must be idempotent by themselves.
 * - A rejecting handler is retried with growing pauses. After the last attempt the task is listed as failed.
 * - A slow or failing task delays no other, within the concurrency of its kind.
 * - Losing the scheduler's service disturbs nothing else: `schedule` soon rejects with {@link
 *   SchedulerUnavailableError}, `health` reports it, and the adapter reconnects by itself.
 */
export interface Scheduler {
  /** @throws RangeError on an invalid id, kind or time; SchedulerUnavailableError */
  schedule(task: TaskToSchedule): Promise<'scheduled' | 'known'>;

  /** Sets the handler of a kind. Call it before {@link start}, once for each kind. */
  handle(kind: string, handler: TaskHandler, options?: HandlerOptions): void;

  /** Begins to run due tasks. */
  start(): Promise<void>;

  /** A task that waits, runs or has failed; undefined once it is finished. */
  task(kind: string, id: string): Promise<Task | undefined>;

  /** Tasks whose last attempt failed, latest first; at most 1,000. */
  failed(): Promise<readonly Task[]>;

  /** Gives a failed task all its attempts again. False when it is not among the failed tasks. */
  retry(kind: string, id: string): Promise<boolean>;

  /** Removes a failed task from the list. False when it is not among the failed tasks. */
  discard(kind: string, id: string): Promise<boolean>;

  health(): Promise<SchedulerHealth>;

  /**
   * Last known problems for an operator, each with its remedy; empty when there are none. It waits for no service and
   * names no machine, so it can be part of a public health answer.
   */
  problems(): readonly string[];

  /** Every kind with present or past tasks, in this and other processes, by name. */
  kinds(): Promise<readonly KindOfTasks[]>;

  /**
   * Removes a kind without a handler, with all its tasks, such as those of a process that will not come back. Scheduling
   * such a task again creates the kind again.
   */
  forget(kind: string): Promise<'forgotten' | 'handled' | 'unknown'>;

  /**
   * Accepts no more tasks, aborts the signal of running ones, and waits for them to end. Waiting tasks stay in the
   * adapter's service; the in-process adapter loses them.
   */
  close(): Promise<void>;
}

/** Plain JSON. */
export type TaskData = Readonly<Record<string, string | number | boolean | null>>;

export interface TaskToSchedule {
  /** Unique in its kind; 1 to 120 letters, digits, `.`, `_` and `-`. Derived from the subject of the task. */
  readonly id: string;
  /** 1 to 40 lower-case letters and hyphens. */
  readonly kind: string;
  /** Milliseconds since the epoch; may have passed. */
  readonly dueAtMs: number;
  readonly data?: TaskData;
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

export interface TaskRun {
  readonly id: string;
  readonly kind: string;
  readonly data: TaskData;
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

export type TaskHandler = (run: TaskRun) => Promise<void>;

export interface HandlerOptions {
  /** How many tasks of the kind run at the same time; 1 by default. */
  readonly concurrency?: number;
}

export interface Task {
  readonly id: string;
  readonly kind: string;
  readonly data: TaskData;
  readonly state: 'waiting' | 'running' | 'failed';
  readonly dueAtMs: number;
  /** Number of finished attempts. */
  readonly attempts: number;
  /** 0 to 100. */
  readonly progress: number;
  /** Why the last attempt failed. */
  readonly problem?: string;
}

export interface KindOfTasks {
  readonly kind: string;
  /** Whether some process handles its tasks now. A process that is starting or reconnecting does not count yet. */
  readonly handled: boolean;
  readonly waiting: number;
  /** Includes tasks of a dead process that nobody has taken over. */
  readonly running: number;
  readonly failed: number;
}

export interface SchedulerHealth {
  /** Whether tasks can now be scheduled and run, and are kept until they have run. */
  readonly available: boolean;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  /** How long the oldest due task has waited to run; 0 when none waits. */
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

/** The scheduler's service cannot be reached. Tasks that could not be scheduled will be derived again. */
export class SchedulerUnavailableError extends Error {
  override readonly name = 'SchedulerUnavailableError';
  constructor(
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(`tasks cannot be scheduled: ${reason}`, options);
  }
}
