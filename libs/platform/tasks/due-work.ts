import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Sweep } from '@misaq/credit/due/due-reviews.js';
import type { Mending, UnmendedAct } from '@misaq/employment/due/unfinished-acts.js';
import { daily } from '@misaq/platform/scheduling/daily.js';
import type { Scheduler, SchedulerHealth } from '@misaq/platform/scheduling/port.js';
import { systemTimers, type Timers } from '@misaq/platform/scheduling/timers.js';
import type { WebhookFailure, Webhooks } from '@misaq/notifications/webhooks/webhooks.js';
import { counted } from '@misaq/platform/kernel/grouped.js';

export interface DueWorkOptions {
  /** Not started yet: due work starts and closes it. All other handlers must be registered before. */
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly timers?: Timers;
  /** The work at the start of each day in Tehran. */
  readonly sweep: (today: PlainDate, signal: AbortSignal) => Promise<Sweep>;
  /** Finishes or reverses acts that were cut off between two appends; runs every {@link MEND_MS}. */
  readonly mend?: (signal: AbortSignal) => Promise<Mending>;
  /** Webhooks on the same scheduler. */
  readonly webhooks?: Webhooks;
  /** Position up to which events with deliveries have been read: when it grows, deliveries are derived. */
  readonly position?: () => bigint;
  /** Receives messages for an operator. */
  readonly log?: (message: string) => void;
}

export interface DueWorkHealth {
  readonly scheduler: SchedulerHealth;
  /** The last day swept, by this process or by another. */
  readonly sweptOn?: PlainDate;
  /** What the last sweep of this process could not do, by pool. */
  readonly problems: Sweep['problems'];
  readonly failingWebhooks: readonly WebhookFailure[];
  /** How long scheduling has been impossible, in milliseconds; 0 when it is possible. */
  readonly lateMs: number;
  /** Why scheduling is impossible. */
  readonly problem?: string;
}

export interface DueWork {
  readonly health: () => Promise<DueWorkHealth>;
  /** Accepts no more work, waits for running work, and closes the scheduler. */
  readonly close: () => Promise<void>;
}

/** Interval at which all tasks are derived again, in case the scheduler lost or could not accept some. */
const DERIVE_MS = 30_000;
/** Interval of the check for new events. */
const LOOK_MS = 1_000;
/**
 * Interval of the search for acts that were cut off, in every process. The list is nearly always empty, and several
 * processes together have one effect.
 */
const MEND_MS = 60_000;

/**
 * Starts background work: reviews and reminders each morning, webhooks, and the mending of acts that were cut off. The
 * scheduler is never the only place that knows a task. When the scheduler's service is away, the rest of the program is
 * not disturbed, and `health` reports it.
 */
export async function startDueWork(options: DueWorkOptions): Promise<DueWork> {
  const {
    scheduler,
    clock,
    timers = systemTimers,
    sweep,
    mend,
    webhooks,
    position,
    log = () => undefined,
  } = options;
  const ending = new AbortController();
  let last: Sweep | undefined;
  let failing: { readonly sinceMs: number; readonly problem: string } | undefined;
  let deriving: Promise<void> | undefined;
  /** Elapsed time counted by timers, because the clock may be set. */
  let elapsedMs = 0;
  let derivedAtMs = 0;
  let mendedAtMs = 0;
  let mending: Promise<void> | undefined;
  /** What could not be mended last time, so that each problem is logged once. */
  let unmended = new Set<string>();
  let seen = position?.();
  let stopTimer: (() => void) | undefined;
  let closed = false;

  const mornings = daily({ scheduler, clock, kind: 'due-sweep' }, async (today, { signal }) => {
    const swept = await sweep(today, signal);
    last = swept;
    const { reviews, reminders, problems } = swept;
    log(
      `due on ${today}: ${counted(reviews.length, 'review')}, ${counted(reminders.length, 'reminder')}, ${counted(problems.length, 'problem')}`,
    );
    const thrown = problems.find(({ problem }) => problem !== undefined);
    // A retry repeats everything: refused work is refused again, failed work may succeed, done work has no second
    // effect.
    if (thrown !== undefined) throw new Error(`${thrown.pool}: ${thrown.problem ?? ''}`);
  });

  async function derive(): Promise<void> {
    try {
      await mornings.ensure();
      await webhooks?.derive();
      failing = undefined;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (failing === undefined) log(`due work cannot be scheduled: ${problem}`);
      failing = { sinceMs: failing?.sinceMs ?? clock.now(), problem };
    }
  }

  /** Runs one derivation at a time. */
  function deriveNow(): Promise<void> {
    derivedAtMs = elapsedMs;
    deriving ??= derive().finally(() => {
      deriving = undefined;
    });
    return deriving;
  }

  async function mendOnce(): Promise<void> {
    const { mended = [], problems = [] } = (await mend?.(ending.signal).catch(failedMending)) ?? {};
    for (const { jobId, became } of mended)
      log(
        became === 'claimed'
          ? `job ${jobId} holds its person again`
          : `an act on job ${jobId} had been cut off: its person is released (${became})`,
      );
    const sentences = problems.map(sentenceOf);
    for (const sentence of sentences) if (!unmended.has(sentence)) log(sentence);
    unmended = new Set(sentences);
  }

  /** Runs one mending at a time. */
  function mendNow(): void {
    mendedAtMs = elapsedMs;
    mending ??= mendOnce().finally(() => {
      mending = undefined;
    });
  }

  function look(): void {
    if (closed) return;
    elapsedMs += LOOK_MS;
    const at = position?.();
    const grown = at !== seen;
    seen = at;
    if (grown || elapsedMs - derivedAtMs >= DERIVE_MS) void deriveNow();
    if (elapsedMs - mendedAtMs >= MEND_MS) mendNow();
    stopTimer = timers.after(LOOK_MS, look);
  }

  await scheduler.start();
  await deriveNow();
  mendNow();
  stopTimer = timers.after(LOOK_MS, look);

  return {
    async health() {
      const sweptOn = mornings.doneOn();
      return {
        scheduler: await scheduler.health(),
        ...(sweptOn !== undefined && { sweptOn }),
        problems: last?.problems ?? [],
        failingWebhooks: webhooks?.failing() ?? [],
        lateMs: failing === undefined ? 0 : Math.max(0, clock.now() - failing.sinceMs),
        ...(failing && { problem: failing.problem }),
      };
    },
    async close() {
      closed = true;
      ending.abort();
      stopTimer?.();
      webhooks?.close();
      await deriving;
      await mending;
      await scheduler.close();
    },
  };
}

function failedMending(error: unknown): Mending {
  const problem = error instanceof Error ? error.message : String(error);
  return { mended: [], problems: [{ problem }] };
}

function sentenceOf({ jobId = '', refusal, problem = '' }: UnmendedAct): string {
  const other = refusal?.figures.jobId;
  if (refusal?.name === 'person_already_employed' && typeof other === 'string')
    return `jobs ${jobId} and ${other} run for one person: one of them must be voided`;
  const what = jobId === '' ? 'acts that were cut off cannot be found' : `job ${jobId} cannot be mended`;
  return `${what}: ${refusal?.name ?? problem}`;
}
