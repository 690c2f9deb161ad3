import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { Clock } from '@misaq/application/clock.js';
import type { Sweep } from '@misaq/application/due/due-reviews.js';
import { daily } from '@misaq/scheduling/daily.js';
import type { Scheduler, SchedulerHealth } from '@misaq/scheduling/port.js';
import { systemTimers, type Timers } from '@misaq/scheduling/timers.js';
import type { WebhookFailure, Webhooks } from '@misaq/webhooks/webhooks.js';
import { counted } from '@misaq/wire/grouped.js';

export interface DueWorkOptions {
  /** Not started yet; due work starts and closes it. Its other handlers are registered by now. */
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly timers?: Timers;
  /** What is done at the start of each day in Tehran. */
  readonly sweep: (today: PlainDate, signal: AbortSignal) => Promise<Sweep>;
  /** Made on the same scheduler. */
  readonly webhooks?: Webhooks;
  /** How far what can be notified has been read: when it has grown, deliveries are derived. */
  readonly position?: () => bigint;
  /** A sentence for an operator. */
  readonly log?: (message: string) => void;
}

export interface DueWorkHealth {
  readonly scheduler: SchedulerHealth;
  /** The day that was swept last, by this process or by another. */
  readonly sweptOn?: PlainDate;
  /** What the last sweep of this process could not do, pool by pool. */
  readonly problems: Sweep['problems'];
  readonly failingWebhooks: readonly WebhookFailure[];
  /** For how long it has not been possible to schedule what is due, in milliseconds; 0 when it is. */
  readonly lateMs: number;
  /** Why. */
  readonly problem?: string;
}

export interface DueWork {
  readonly health: () => Promise<DueWorkHealth>;
  /** Takes no more work, and waits for what runs. Closes the scheduler. */
  readonly close: () => Promise<void>;
}

/** Everything is derived anew this often: whatever the scheduler had, lost or could not take. */
const DERIVE_MS = 30_000;
/** What was recorded is looked for this often. */
const LOOK_MS = 1_000;

/**
 * Starts what Misaq does unasked: reviews and reminders each morning, and webhooks. Nothing of it is remembered by the
 * scheduler alone; with the scheduler's service away the rest of the program is not disturbed, and health says so.
 */
export async function startDueWork(options: DueWorkOptions): Promise<DueWork> {
  const {
    scheduler,
    clock,
    timers = systemTimers,
    sweep,
    webhooks,
    position,
    log = () => undefined,
  } = options;
  let last: Sweep | undefined;
  let failing: { readonly sinceMs: number; readonly problem: string } | undefined;
  let deriving: Promise<void> | undefined;
  /** Counted by timers, not by the clock, which may be set. */
  let elapsedMs = 0;
  let derivedAtMs = 0;
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
    // What was refused is refused again; what broke may work later, and what was done has no effect twice.
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

  /** One at a time. */
  function deriveNow(): Promise<void> {
    derivedAtMs = elapsedMs;
    deriving ??= derive().finally(() => {
      deriving = undefined;
    });
    return deriving;
  }

  function look(): void {
    if (closed) return;
    elapsedMs += LOOK_MS;
    const at = position?.();
    const grown = at !== seen;
    seen = at;
    if (grown || elapsedMs - derivedAtMs >= DERIVE_MS) void deriveNow();
    stopTimer = timers.after(LOOK_MS, look);
  }

  await scheduler.start();
  await deriveNow();
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
      stopTimer?.();
      webhooks?.close();
      await deriving;
      await scheduler.close();
    },
  };
}
