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
  /** Not started yet; due work starts and closes it. Its other handlers are registered by now. */
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly timers?: Timers;
  /** What is done at the start of each day in Tehran. */
  readonly sweep: (today: PlainDate, signal: AbortSignal) => Promise<Sweep>;
  /** Finishes or takes back acts that were cut off between two appends; done every {@link MEND_MS}. */
  readonly mend?: (signal: AbortSignal) => Promise<Mending>;
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
 * Acts that were cut off are looked for this often, by every process on its own: the list is nearly always empty, and
 * several processes have one effect.
 */
const MEND_MS = 60_000;

/**
 * Starts what Misaq does unasked: reviews and reminders each morning, webhooks, and the mending of acts that were cut
 * off. Nothing of it is remembered by the scheduler alone; with the scheduler's service away the rest of the program is
 * not disturbed, and health says so.
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
  /** Counted by timers, not by the clock, which may be set. */
  let elapsedMs = 0;
  let derivedAtMs = 0;
  let mendedAtMs = 0;
  let mending: Promise<void> | undefined;
  /** What could not be mended last time, in words: it is said once. */
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

  /** One at a time. */
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
