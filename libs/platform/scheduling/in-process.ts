import { heap, type Heap } from './heap.js';
import { checkTask, checkKind, pauseAfter, problemOf, retryOf } from './task-rules.js';
import {
  type HandlerOptions,
  type Task,
  type TaskData,
  type TaskHandler,
  type TaskToSchedule,
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
  readonly data: TaskData;
  readonly retry: RetryPolicy;
  state: Task['state'];
  dueAtMs: number;
  attempts: number;
  progress: number;
  problem: string | undefined;
  /** Sequence number of scheduling, and later of failing. */
  order: number;
}

interface Kind {
  /** Undefined while this process has no handler for the kind: its tasks wait. */
  handler: TaskHandler | undefined;
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
  const tasks = new Map<string, Held>();
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

  /** Starts due tasks, and sets the timer for the next one. */
  function look(): void {
    stopTimer?.();
    stopTimer = undefined;
    if (!started || abort.signal.aborted) return;
    let nextMs = Infinity;
    for (const kind of kinds.values()) {
      const { handler, waiting } = kind;
      // Tasks above the concurrency limit are started when another of their kind ends.
      while (handler !== undefined && kind.running < kind.concurrency) {
        const task = waiting.first();
        if (task === undefined) break;
        const inMs = task.dueAtMs - clock.now();
        if (inMs > 0) {
          nextMs = Math.min(nextMs, inMs);
          break;
        }
        waiting.pop();
        run(task, kind, handler);
      }
    }
    if (nextMs < Infinity) stopTimer = timers.after(Math.min(nextMs, LOOK_AGAIN_MS), look);
  }

  function run(task: Held, kind: Kind, handler: TaskHandler): void {
    task.state = 'running';
    task.progress = 0;
    kind.running += 1;
    const attempt = task.attempts + 1;
    const { id, kind: name, data, dueAtMs, retry } = task;
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
            task.progress = percent;
            return Promise.resolve();
          },
        });
        tasks.delete(keyOf(name, id));
      } catch (error) {
        if (error instanceof NotYetError) wait(task, Math.max(0, Math.round(error.pauseMs)));
        else failedOnce(task, error);
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

  function failedOnce(task: Held, error: unknown): void {
    task.attempts += 1;
    task.problem = problemOf(error);
    if (task.attempts >= task.retry.attempts) {
      task.state = 'failed';
      task.order = orders++;
    } else wait(task, pauseAfter(task.retry, task.attempts, error, random()));
  }

  function wait(task: Held, pauseMs: number): void {
    task.state = 'waiting';
    task.dueAtMs = clock.now() + pauseMs;
    kindOf(task.kind).waiting.push(task);
  }

  function isHandled(kind: string): boolean {
    return started && !abort.signal.aborted && kinds.get(kind)?.handler !== undefined;
  }

  function failedJob(kind: string, id: string): Held | undefined {
    const task = tasks.get(keyOf(kind, id));
    return task?.state === 'failed' ? task : undefined;
  }

  return {
    schedule(toSchedule: TaskToSchedule) {
      return settled(() => {
        checkTask(toSchedule);
        const retry = retryOf(toSchedule);
        const { id, kind, dueAtMs, data = {} } = toSchedule;
        const key = keyOf(kind, id);
        if (tasks.has(key)) return 'known';
        const task: Held = {
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
        tasks.set(key, task);
        kindOf(kind).waiting.push(task);
        look();
        return 'scheduled';
      });
    },
    handle(kind: string, handler: TaskHandler, { concurrency = 1 }: HandlerOptions = {}) {
      checkKind(kind);
      const known = kindOf(kind);
      if (started || known.handler !== undefined)
        throw new Error(`${kind} is handled already, or tasks run already`);
      known.handler = handler;
      known.concurrency = concurrency;
    },
    start: () =>
      settled(() => {
        started = true;
        look();
      }),
    task: (kind, id) =>
      settled(() => {
        const task = tasks.get(keyOf(kind, id));
        return task === undefined ? undefined : shown(task);
      }),
    failed: () =>
      settled(() =>
        [...tasks.values()]
          .filter(({ state }) => state === 'failed')
          .sort((a, b) => b.order - a.order)
          .slice(0, FAILED_LISTED_MAX)
          .map(shown),
      ),
    retry: (kind, id) =>
      settled(() => {
        const task = failedJob(kind, id);
        if (task === undefined) return false;
        task.state = 'waiting';
        task.attempts = 0;
        task.dueAtMs = clock.now();
        kindOf(kind).waiting.push(task);
        look();
        return true;
      }),
    discard: (kind, id) => settled(() => failedJob(kind, id) !== undefined && tasks.delete(keyOf(kind, id))),
    health: () => settled(() => healthOf([...tasks.values()], clock.now())),
    problems: () => [],
    kinds: () =>
      settled(() =>
        [...kinds.keys()].sort().map((kind) => ({
          kind,
          handled: isHandled(kind),
          ...countsOf([...tasks.values()].filter((task) => task.kind === kind)),
        })),
      ),
    forget: (kind) =>
      settled(() => {
        if (isHandled(kind)) return 'handled';
        for (const [key, task] of tasks) if (task.kind === kind) tasks.delete(key);
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

function shown({ id, kind, data, state, dueAtMs, attempts, progress, problem }: Held): Task {
  return { id, kind, data, state, dueAtMs, attempts, progress, ...(problem !== undefined && { problem }) };
}

function countsOf(tasks: readonly Held[]): Pick<SchedulerHealth, 'waiting' | 'running' | 'failed'> {
  const count = (wanted: Task['state']): number => tasks.filter(({ state }) => state === wanted).length;
  return { waiting: count('waiting'), running: count('running'), failed: count('failed') };
}

function healthOf(tasks: readonly Held[], nowMs: number): SchedulerHealth {
  let dueSince = nowMs;
  for (const { state, dueAtMs } of tasks) if (state === 'waiting') dueSince = Math.min(dueSince, dueAtMs);
  return {
    available: true,
    ...countsOf(tasks),
    lateMs: nowMs - dueSince,
  };
}
