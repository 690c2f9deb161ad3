import { randomUUID } from 'node:crypto';
import { DelayedError, Queue, Worker, type Job as BullJob } from 'bullmq';
import { checkTask, checkKind, pauseAfter, problemOf, retryOf } from '../task-rules.js';
import {
  type HandlerOptions,
  type Task,
  type TaskData,
  type TaskHandler,
  type TaskToSchedule,
  type KindOfTasks,
  NotYetError,
  type RetryPolicy,
  type Scheduler,
  type SchedulerHealth,
} from '../port.js';
import type { SchedulerClock } from '../timers.js';
import {
  awayFor,
  commandConnection,
  endConnection,
  evictionProblem,
  evicts,
  reaching,
  readyWithin,
  type RedisSettings,
  settingsOf,
  workerConnection,
  type WorkerConnection,
} from './redis.js';

export interface BullMqOptions {
  /** `redis://host:port/db`, or `rediss:` with TLS. */
  readonly url: string;
  readonly clock: SchedulerClock;
  /** Prefix of every key. Two installations on one Redis need different prefixes. */
  readonly prefix?: string;
  /** Random number, 0 ≤ x < 1. */
  readonly random?: () => number;
  /** Receives messages for an operator. */
  readonly log?: (message: string) => void;
  /** Receives messages on which an operator should act; default: `log`. */
  readonly warn?: (message: string) => void;
  /** After this time, another process takes over a task whose worker has died. Default: half a minute. */
  readonly stalledMs?: number;
}

/** How long opening waits for Redis. It then continues without, and reconnects by itself. */
const OPEN_MS = 3_000;
/** Closing waits for running tasks without limit, but for Redis only this long. */
const CLOSE_MS = 5_000;
/** Interval of the check of Redis' settings. */
const SETTINGS_MS = 5_000;
/** BullMQ stores due times in doubles together with 12 bits of sequence. Larger delays would lose precision. */
const DELAY_MS_MAX = 2 ** 30;
const FAILED_LISTED_MAX = 1_000;

/** The stored form of a task in Redis. */
interface Kept {
  readonly data: TaskData;
  readonly dueAtMs: number;
  readonly retry: RetryPolicy;
  /** Shows a scheduling process whether the stored task is the one it wrote. */
  readonly token: string;
}

interface Handled {
  readonly handler: TaskHandler;
  readonly concurrency: number;
}

/** Runs tasks of several processes on Redis. It is only a timer: Redis holds nothing that the log does not. */
// Longer than 60 lines: the inner functions share one connection.
export async function openBullMqScheduler(options: BullMqOptions): Promise<Scheduler> {
  const { url, clock, prefix = 'misaq', random = Math.random, log = () => undefined } = options;
  const { stalledMs = 30_000, warn = log } = options;
  const redis = commandConnection(url);
  const handled = new Map<string, Handled>();
  const queues = new Map<string, Queue<Kept>>();
  const workers: Worker<Kept>[] = [];
  const workerConnections: WorkerConnection[] = [];
  const abort = new AbortController();
  const kindsKey = `${prefix}-kinds`;
  let awaySinceMs: number | undefined = clock.now();
  let started = false;

  // Without listeners, a lost connection would end the process.
  const note = (what: string) => (error: Error) => {
    if (!abort.signal.aborted) log(`${what}: ${error.message}`);
  };
  redis.on('error', note('Redis'));
  redis.on('ready', () => {
    awaySinceMs = undefined;
    lookAtSettingsBehind();
  });
  redis.on('close', () => {
    awaySinceMs ??= clock.now();
  });

  let settings: RedisSettings | undefined;
  let warned: string | undefined;

  /**
   * Checks the settings: an operator can change them at any time, and another server may answer after a reconnection.
   */
  async function lookAtSettings(): Promise<RedisSettings> {
    const seen = await settingsOf(redis);
    settings = seen;
    const faults = [
      ...[evictionProblem(seen)].filter((problem) => problem !== undefined),
      ...(seen.appendOnlyFile === false ? ['Redis may lose tasks: it keeps no append-only file'] : []),
    ];
    const text = faults.join('. ');
    if (text !== '' && text !== warned) warn(text);
    warned = text;
    return seen;
  }

  function lookAtSettingsBehind(): void {
    // `health` already reports why Redis does not answer.
    if (redis.status === 'ready') lookAtSettings().catch(() => undefined);
  }

  const looking = setInterval(lookAtSettingsBehind, SETTINGS_MS);
  looking.unref();

  function queueOf(kind: string): Queue<Kept> {
    let queue = queues.get(kind);
    if (queue === undefined) {
      queue = new Queue<Kept>(kind, { connection: redis, prefix, skipVersionCheck: true });
      queue.on('error', note(`queue ${kind}`));
      queues.set(kind, queue);
    }
    return queue;
  }

  /** Kinds of this process and of all others. */
  async function kinds(): Promise<readonly string[]> {
    const elsewhere = await redis.smembers(kindsKey);
    return [...new Set([...elsewhere, ...handled.keys(), ...queues.keys()])].sort();
  }

  function work(kind: string, { handler, concurrency }: Handled): void {
    const connection = workerConnection(url);
    connection.redis.on('error', note(`worker ${kind}`));
    workerConnections.push(connection);
    const worker = new Worker<Kept>(kind, (job, token) => run(kind, handler, job, token), {
      connection: connection.redis,
      prefix,
      concurrency,
      lockDuration: stalledMs,
      stalledInterval: stalledMs,
      // A task runs at least once, however often a process dies: effects are idempotent.
      maxStalledCount: 1_000,
      skipVersionCheck: true,
      settings: {
        backoffStrategy: (attempts, _type, error, job) =>
          pauseAfter((job?.data as Kept | undefined)?.retry ?? retryOf(NO_TASK), attempts, error, random()),
      },
    });
    worker.on('error', note(`worker ${kind}`));
    workers.push(worker);
  }

  async function run(
    kind: string,
    handler: TaskHandler,
    job: BullJob<Kept>,
    token: string | undefined,
  ): Promise<void> {
    const { data, dueAtMs, retry } = job.data;
    const earlyMs = job.attemptsMade === 0 ? dueAtMs - clock.now() : 0;
    // The task came early: its delay was limited, or the clock was set back.
    if (earlyMs > 0) {
      await job.moveToDelayed(Date.now() + Math.min(earlyMs, DELAY_MS_MAX), token);
      throw new DelayedError();
    }
    const attempt = job.attemptsMade + 1;
    try {
      await handler({
        id: idOf(job),
        kind,
        data,
        dueAtMs,
        attempt,
        lastAttempt: attempt >= retry.attempts,
        signal: abort.signal,
        progress: (percent) => job.updateProgress(percent),
      });
    } catch (error) {
      if (!(error instanceof NotYetError)) throw error;
      const pauseMs = Math.max(0, Math.round(error.pauseMs));
      await job.updateData({ ...job.data, dueAtMs: clock.now() + pauseMs });
      await job.moveToDelayed(Date.now() + pauseMs, token);
      throw new DelayedError();
    }
  }

  async function failedJob(kind: string, id: string): Promise<BullJob<Kept> | undefined> {
    const job = await found(kind, id);
    return job !== undefined && (await job.isFailed()) ? job : undefined;
  }

  async function found(kind: string, id: string): Promise<BullJob<Kept> | undefined> {
    return (await queueOf(kind).getJob(keyOf(id))) as BullJob<Kept> | undefined;
  }

  async function countsOf(kind: string): Promise<Pick<SchedulerHealth, 'waiting' | 'running' | 'failed'>> {
    const counts = await queueOf(kind).getJobCounts('waiting', 'delayed', 'active', 'failed');
    return {
      waiting: (counts.waiting ?? 0) + (counts.delayed ?? 0),
      running: counts.active ?? 0,
      failed: counts.failed ?? 0,
    };
  }

  /** BullMQ workers name their connections after their queue, so Redis knows whether one is connected. */
  async function isHandled(kind: string): Promise<boolean> {
    return (await queueOf(kind).getWorkersCount()) > 0;
  }

  async function forget(kind: string): Promise<'forgotten' | 'handled' | 'unknown'> {
    if (!(await kinds()).includes(kind)) return 'unknown';
    if (handled.has(kind) || (await isHandled(kind))) return 'handled';
    // `force`: tasks of a dead process still count as running.
    await queueOf(kind).obliterate({ force: true });
    await redis.srem(kindsKey, kind);
    await queueOf(kind).close();
    queues.delete(kind);
    return 'forgotten';
  }

  async function health(): Promise<SchedulerHealth> {
    let waiting = 0;
    let running = 0;
    let failed = 0;
    let lateMs = 0;
    for (const kind of await kinds()) {
      const queue = queueOf(kind);
      const counts = await countsOf(kind);
      waiting += counts.waiting;
      running += counts.running;
      failed += counts.failed;
      const first = [
        ...(await queue.getJobs(['waiting'], 0, 0, true)),
        ...(await queue.getJobs(['delayed'], 0, 0, true)),
      ];
      for (const job of first) lateMs = Math.max(lateMs, clock.now() - dueOf(job as BullJob<Kept>));
    }
    const seen = await lookAtSettings();
    if (!evicts(seen)) return { available: true, waiting, running, failed, lateMs };
    const problem = evictionProblem(seen);
    return { available: false, waiting, running, failed, lateMs, ...(problem !== undefined && { problem }) };
  }

  function problems(): readonly string[] {
    if (redis.status !== 'ready')
      return ['tasks cannot be scheduled or run: Redis is away; what is due is done when it is back'];
    const problem = settings === undefined ? undefined : evictionProblem(settings);
    return problem === undefined ? [] : [problem];
  }

  if (await readyWithin(redis, OPEN_MS)) await within(OPEN_MS, lookAtSettings());
  return {
    async schedule(toSchedule: TaskToSchedule) {
      checkTask(toSchedule);
      const { id, kind, dueAtMs, data = {} } = toSchedule;
      const retry = retryOf(toSchedule);
      const token = randomUUID();
      return reaching(redis, async () => {
        await redis.sadd(kindsKey, kind);
        const kept: Kept = { data, dueAtMs, retry, token };
        await queueOf(kind).add(kind, kept, {
          jobId: keyOf(id),
          delay: Math.min(Math.max(0, dueAtMs - clock.now()), DELAY_MS_MAX),
          attempts: retry.attempts,
          backoff: { type: 'custom' },
          removeOnComplete: true,
          // Kept for the operator; the oldest beyond this number are deleted.
          removeOnFail: { count: 10_000 },
        });
        // BullMQ silently ignores an id that already exists. If the task is gone by now, it has been this one.
        const standing = await found(kind, id);
        return standing === undefined || standing.data.token === token ? 'scheduled' : 'known';
      });
    },
    handle(kind: string, handler: TaskHandler, { concurrency = 1 }: HandlerOptions = {}) {
      checkKind(kind);
      if (started || handled.has(kind)) throw new Error(`${kind} is handled already, or tasks run already`);
      handled.set(kind, { handler, concurrency });
    },
    start() {
      started = true;
      for (const [kind, each] of handled) work(kind, each);
      return Promise.resolve();
    },
    task: (kind, id) =>
      reaching(redis, async () => {
        const job = await found(kind, id);
        return job === undefined ? undefined : shown(kind, job);
      }),
    failed: () =>
      reaching(redis, async () => {
        const failed: { readonly kind: string; readonly job: BullJob<Kept> }[] = [];
        for (const kind of await kinds())
          for (const job of await queueOf(kind).getJobs(['failed'], 0, FAILED_LISTED_MAX - 1))
            failed.push({ kind, job: job as BullJob<Kept> });
        failed.sort((a, b) => (b.job.finishedOn ?? 0) - (a.job.finishedOn ?? 0));
        return failed.slice(0, FAILED_LISTED_MAX).map(({ kind, job }) => shownAs(kind, job, 'failed'));
      }),
    retry: (kind, id) =>
      reaching(redis, async () => {
        const job = await failedJob(kind, id);
        await job?.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
        return job !== undefined;
      }),
    discard: (kind, id) =>
      reaching(redis, async () => {
        const job = await failedJob(kind, id);
        await job?.remove();
        return job !== undefined;
      }),
    async health() {
      try {
        return await reaching(redis, health);
      } catch (error) {
        const lateMs = awaySinceMs === undefined ? 0 : clock.now() - awaySinceMs;
        return { available: false, waiting: 0, running: 0, failed: 0, lateMs, problem: problemOf(error) };
      }
    },
    problems,
    kinds: () =>
      reaching(redis, async () => {
        const known: KindOfTasks[] = [];
        for (const kind of await kinds())
          known.push({ kind, handled: await isHandled(kind), ...(await countsOf(kind)) });
        return known;
      }),
    forget: (kind) => reaching(redis, () => forget(kind)),
    async close() {
      if (abort.signal.aborted) return;
      abort.abort();
      clearInterval(looking);
      const closing = workers.map(closeWorker);
      await Promise.all(closing.map(({ longEnough }) => longEnough));
      await within(CLOSE_MS, Promise.all([...queues.values()].map((queue) => queue.close())));
      for (const { end } of workerConnections) end();
      endConnection(redis);
      // Calls that wait for a lost Redis have been rejected.
      await within(CLOSE_MS, Promise.all(closing.map(({ closed }) => closed)));
    },
  };

  /**
   * Closes a worker. Handlers end by their signal. Without Redis they cannot be marked as done, so their tasks will run
   * again.
   */
  function closeWorker(worker: Worker<Kept>): Record<'closed' | 'longEnough', Promise<void>> {
    const force = redis.status !== 'ready';
    const over = new AbortController();
    const closed = worker.close(force).finally(() => {
      over.abort();
    });
    // If Redis is lost while handlers end, their results cannot be stored any more.
    return { closed, longEnough: Promise.race([closed, awayFor(redis, CLOSE_MS, over.signal)]) };
  }
}

/** Gives the usual retry policy to a task that another version wrote without one. */
const NO_TASK: TaskToSchedule = { id: 'none', kind: 'none', dueAtMs: 0 };

/** Waits at most this long. Rejections have already been logged where they occurred. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}

/** BullMQ does not accept whole numbers as ids. */
const BEFORE_ID = 'j-';

function keyOf(id: string): string {
  return BEFORE_ID + id;
}

function idOf(job: BullJob): string {
  return (job.id ?? '').slice(BEFORE_ID.length);
}

/** When the task runs or ran: the requested time at first, and later the end of its pause. */
function dueOf({ data, attemptsMade, finishedOn, processedOn, timestamp, delay }: BullJob<Kept>): number {
  if (attemptsMade === 0) return data.dueAtMs;
  return finishedOn ?? (processedOn ?? timestamp) + delay;
}

async function shown(kind: string, job: BullJob<Kept>): Promise<Task | undefined> {
  const state = await job.getState();
  // The task was finished between the two queries.
  if (state === 'unknown' || state === 'completed') return undefined;
  return shownAs(kind, job, state === 'active' ? 'running' : state === 'failed' ? 'failed' : 'waiting');
}

function shownAs(kind: string, job: BullJob<Kept>, state: Task['state']): Task {
  const { data, attemptsMade, progress, failedReason } = job;
  return {
    id: idOf(job),
    kind,
    data: data.data,
    state,
    dueAtMs: dueOf(job),
    attempts: attemptsMade,
    progress: typeof progress === 'number' ? progress : 0,
    ...(failedReason && { problem: failedReason }),
  };
}
