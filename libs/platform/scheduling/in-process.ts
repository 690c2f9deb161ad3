import { heap, type Heap } from './heap.js';
import { checkJob, checkKind, pauseAfter, problemOf, retryOf } from './job-rules.js';
import {
  type HandlerOptions,
  type Job,
  type JobData,
  type JobHandler,
  type JobToSchedule,
  NotYetError,
  type RetryPolicy,
  type Scheduler,
  type SchedulerHealth,
} from './port.js';
import { systemTimers, type SchedulerClock, type Timers } from './timers.js';

export interface InProcessOptions {
  readonly clock: SchedulerClock;
  readonly timers?: Timers;
  /** Random number, 0 ≤ x < 1. */
  readonly random?: () => number;
}

/**
 * Longest timer. Timers count elapsed time, but people set clocks, so the clock is read regularly. Also, a timer beyond
 * 2^31 ms would fire at once.
 */
const LOOK_AGAIN_MS = 30_000;
const FAILED_LISTED_MAX = 1_000;

interface Held {
  readonly id: string;
  readonly kind: string;
  readonly data: JobData;
  readonly retry: RetryPolicy;
  state: Job['state'];
  dueAtMs: number;
  attempts: number;
  progress: number;
  problem: string | undefined;
  /** Sequence number of scheduling, and later of failing. */
  order: number;
}

interface Kind {
  /** Undefined while this process has no handler for the kind: its jobs wait. */
  handler: JobHandler | undefined;
  concurrency: number;
  running: number;
  /** By due time, then by order of scheduling. */
  readonly waiting: Heap<Held>;
}

/** A scheduler in memory that ends with the process. */
export function createInProcessScheduler({
  clock,
  timers = systemTimers,
  random = Math.random,
}: InProcessOptions): Scheduler {
  const jobs = new Map<string, Held>();
  const kinds = new Map<string, Kind>();
  const ending = new Set<Promise<void>>();
  const abort = new AbortController();
  let started = false;
  let orders = 0;
  let stopTimer: (() => void) | undefined;

  function kindOf(name: string): Kind {
    let kind = kinds.get(name);
    if (kind === undefined) {
      const waiting = heap<Held>(
        (a, b) => a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.order < b.order),
      );
      kinds.set(name, (kind = { handler: undefined, concurrency: 1, running: 0, waiting }));
    }
    return kind;
  }

  /** Starts due jobs, and sets the timer for the next one. */
  function look(): void {
    stopTimer?.();
    stopTimer = undefined;
    if (!started || abort.signal.aborted) return;
    let nextMs = Infinity;
    for (const kind of kinds.values()) {
      const { handler, waiting } = kind;
      // Jobs above the concurrency limit are started when another of their kind ends.
      while (handler !== undefined && kind.running < kind.concurrency) {
        const job = waiting.first();
        if (job === undefined) break;
        const inMs = job.dueAtMs - clock.now();
        if (inMs > 0) {
          nextMs = Math.min(nextMs, inMs);
          break;
        }
        waiting.pop();
        run(job, kind, handler);
      }
    }
    if (nextMs < Infinity) stopTimer = timers.after(Math.min(nextMs, LOOK_AGAIN_MS), look);
  }

  function run(job: Held, kind: Kind, handler: JobHandler): void {
    job.state = 'running';
    job.progress = 0;
    kind.running += 1;
    const attempt = job.attempts + 1;
    const { id, kind: name, data, dueAtMs, retry } = job;
    const work = async (): Promise<void> => {
      try {
        await handler({
          id,
          kind: name,
          data,
          dueAtMs,
          attempt,
          lastAttempt: attempt >= retry.attempts,
          signal: abort.signal,
          progress: (percent) => {
            job.progress = percent;
            return Promise.resolve();
          },
        });
        jobs.delete(keyOf(name, id));
      } catch (error) {
        if (error instanceof NotYetError) wait(job, Math.max(0, Math.round(error.pauseMs)));
        else failedOnce(job, error);
      } finally {
        kind.running -= 1;
      }
    };
    const end = work().finally(() => {
      ending.delete(end);
      look();
    });
    ending.add(end);
  }

  function failedOnce(job: Held, error: unknown): void {
    job.attempts += 1;
    job.problem = problemOf(error);
    if (job.attempts >= job.retry.attempts) {
      job.state = 'failed';
      job.order = orders++;
    } else wait(job, pauseAfter(job.retry, job.attempts, error, random()));
  }

  function wait(job: Held, pauseMs: number): void {
    job.state = 'waiting';
    job.dueAtMs = clock.now() + pauseMs;
    kindOf(job.kind).waiting.push(job);
  }

  function isHandled(kind: string): boolean {
    return started && !abort.signal.aborted && kinds.get(kind)?.handler !== undefined;
  }

  function failedJob(kind: string, id: string): Held | undefined {
    const job = jobs.get(keyOf(kind, id));
    return job?.state === 'failed' ? job : undefined;
  }

  return {
    schedule(toSchedule: JobToSchedule) {
      return settled(() => {
        checkJob(toSchedule);
        const retry = retryOf(toSchedule);
        const { id, kind, dueAtMs, data = {} } = toSchedule;
        const key = keyOf(kind, id);
        if (jobs.has(key)) return 'known';
        const job: Held = {
          id,
          kind,
          data,
          retry,
          dueAtMs,
          state: 'waiting',
          attempts: 0,
          progress: 0,
          problem: undefined,
          order: orders++,
        };
        jobs.set(key, job);
        kindOf(kind).waiting.push(job);
        look();
        return 'scheduled';
      });
    },
    handle(kind: string, handler: JobHandler, { concurrency = 1 }: HandlerOptions = {}) {
      checkKind(kind);
      const known = kindOf(kind);
      if (started || known.handler !== undefined)
        throw new Error(`${kind} is handled already, or jobs run already`);
      known.handler = handler;
      known.concurrency = concurrency;
    },
    start: () =>
      settled(() => {
        started = true;
        look();
      }),
    job: (kind, id) =>
      settled(() => {
        const job = jobs.get(keyOf(kind, id));
        return job === undefined ? undefined : shown(job);
      }),
    failed: () =>
      settled(() =>
        [...jobs.values()]
          .filter(({ state }) => state === 'failed')
          .sort((a, b) => b.order - a.order)
          .slice(0, FAILED_LISTED_MAX)
          .map(shown),
      ),
    retry: (kind, id) =>
      settled(() => {
        const job = failedJob(kind, id);
        if (job === undefined) return false;
        job.state = 'waiting';
        job.attempts = 0;
        job.dueAtMs = clock.now();
        kindOf(kind).waiting.push(job);
        look();
        return true;
      }),
    discard: (kind, id) => settled(() => failedJob(kind, id) !== undefined && jobs.delete(keyOf(kind, id))),
    health: () => settled(() => healthOf([...jobs.values()], clock.now())),
    problems: () => [],
    kinds: () =>
      settled(() =>
        [...kinds.keys()].sort().map((kind) => ({
          kind,
          handled: isHandled(kind),
          ...countsOf([...jobs.values()].filter((job) => job.kind === kind)),
        })),
      ),
    forget: (kind) =>
      settled(() => {
        if (isHandled(kind)) return 'handled';
        for (const [key, job] of jobs) if (job.kind === kind) jobs.delete(key);
        return kinds.delete(kind) ? 'forgotten' : 'unknown';
      }),
    async close() {
      abort.abort();
      stopTimer?.();
      await Promise.all(ending);
    },
  };
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}

/** Turns a thrown error into a rejection, as in an adapter with a service. */
function settled<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

function shown({ id, kind, data, state, dueAtMs, attempts, progress, problem }: Held): Job {
  return { id, kind, data, state, dueAtMs, attempts, progress, ...(problem !== undefined && { problem }) };
}

function countsOf(jobs: readonly Held[]): Pick<SchedulerHealth, 'waiting' | 'running' | 'failed'> {
  const count = (wanted: Job['state']): number => jobs.filter(({ state }) => state === wanted).length;
  return { waiting: count('waiting'), running: count('running'), failed: count('failed') };
}

function healthOf(jobs: readonly Held[], nowMs: number): SchedulerHealth {
  let dueSince = nowMs;
  for (const { state, dueAtMs } of jobs) if (state === 'waiting') dueSince = Math.min(dueSince, dueAtMs);
  return {
    available: true,
    ...countsOf(jobs),
    lateMs: nowMs - dueSince,
  };
}
