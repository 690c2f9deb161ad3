import { createHash } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { webhookAggregate } from '../aggregate.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { type CommandId, commandIdOf, newCommandId } from '@misaq/platform/commands/command-id.js';
import type { CommandRouter } from '@misaq/platform/commands/command-router.js';
import { SYSTEM_ACTOR } from '@misaq/platform/commands/installation.js';
import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import type { WebhookCommand, WebhookState } from '../domain/webhook.js';
import type { NotificationQuestions } from '../boards/notifications/queries.js';
import type { NotificationToSend } from '../boards/notifications/notification.js';
import {
  NotYetError,
  RetryLaterError,
  type JobRun,
  type RetryPolicy,
  type Scheduler,
} from '@misaq/platform/scheduling/port.js';
import { systemTimers, type Timers } from '@misaq/platform/scheduling/timers.js';
import {
  AddressRefusedError,
  findReceiver,
  type Lookup,
  type NetworkRules,
} from '@misaq/platform/webhooks/addresses.js';
import type { WebhookKey } from '@misaq/platform/webhooks/key.js';
import { messageOf } from './message.js';
import {
  connectTo,
  POST_LIMITS,
  type Connection,
  type PostLimits,
  type PostOutcome,
} from '@misaq/platform/webhooks/post.js';
import { createTurns } from './turns.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

export interface WebhooksOptions extends NetworkRules {
  readonly scheduler: Scheduler;
  readonly router: Pick<CommandRouter, 'send' | 'streams'>;
  readonly clock: Clock;
  readonly key: WebhookKey;
  /** What there is to deliver. */
  readonly notifications: Pick<NotificationQuestions, 'webhookIdsDue' | 'pendingFor'>;
  readonly limits?: PostLimits;
  readonly retry?: RetryPolicy;
  readonly lookup?: Lookup;
  readonly timers?: Timers;
}

export interface WebhookFailure {
  readonly webhookId: string;
  readonly problem: string;
  /** Milliseconds since the epoch. */
  readonly sinceMs: number;
}

export interface Webhooks {
  /**
   * Schedules delivery to every webhook that has something to get, page by page: others have their turn between two
   * pages. Found anew from the log each time; called when something was recorded, and from time to time.
   * @throws SchedulerUnavailableError
   */
  readonly derive: () => Promise<void>;
  /** Receivers that did not take what they were sent last, by this process. */
  readonly failing: () => readonly WebhookFailure[];
  /** Stops what derives by itself; the scheduler is closed by whoever opened it. */
  readonly close: () => void;
}

/** With doubling pauses up to six hours: about three days, after which a webhook is suspended. */
const RETRY: RetryPolicy = { attempts: 24, firstPauseMs: 5_000, pauseMaxMs: 6 * 3_600_000 };
const RETRY_AFTER_MS = { least: 1_000, most: 6 * 3_600_000 } as const;

const KIND = 'webhook';
/** Deliveries only wait; many go on beside one another, so that slow receivers keep no other waiting. */
const CONCURRENCY = 200;
/** Messages sent before it is recorded how far delivery is. */
const BATCH = 20;
/** As many nodes can record before this one gives up; what it sent is then sent again. */
const RECORD_ATTEMPTS = 5;
/** A delivery that takes longer gives its place to others and goes on later. */
const TURN_MS = 60_000;
/** After a delivery has ended, until what came meanwhile is looked for. */
const LOOK_AGAIN_MS = 250;
/** Webhooks that are scheduled without letting others have a turn, and the pause after so many pages. */
const DUE_PAGE = 50;
const PAGES_A_PAUSE = 20;
const PAGES_PAUSE_MS = 100;

/** Registers the handler of deliveries on a scheduler; call before it is started. */
// Longer than 60 lines: the inner functions share the state of one process.
export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { scheduler, router, clock, key, notifications, lookup } = options;
  const { limits = POST_LIMITS, retry = RETRY, timers = systemTimers } = options;
  const failures = new Map<string, WebhookFailure>();
  const stopTimers = new Set<() => void>();
  const turns = createTurns();
  let walking: Promise<void> | undefined;
  let walkingNext: Promise<void> | undefined;
  let closed = false;

  const streamOf = (webhookId: string): string => streams.webhook(webhookId);
  const stateOf = async (webhookId: string): Promise<WebhookState> =>
    router.streams.state(webhookAggregate, streamOf(webhookId));

  function execute(command: WebhookCommand, commandId: CommandId): Promise<CommandResult> {
    const envelope = { commandId, actor: SYSTEM_ACTOR };
    return router.send({ command }, envelope, 'webhooks');
  }

  async function schedule(webhookId: string): Promise<void> {
    const dueAtMs = clock.now();
    await scheduler.schedule({ id: jobIdOf(webhookId), kind: KIND, dueAtMs, data: { webhookId }, retry });
  }

  async function scheduleAllDue(): Promise<void> {
    let after = '';
    for (let pages = 1; !closed; pages += 1) {
      const ids = notifications.webhookIdsDue({ after, limit: DUE_PAGE });
      for (const webhookId of ids) await schedule(webhookId);
      const last = ids.at(-1);
      if (ids.length < DUE_PAGE || last === undefined) return;
      after = last;
      await pause(pages % PAGES_A_PAUSE === 0 ? PAGES_PAUSE_MS : 0);
    }
  }

  /** Whoever asks while a walk through what is due is under way waits for one more, which all of them share. */
  function derive(): Promise<void> {
    if (walking === undefined) {
      walking = scheduleAllDue().finally(() => {
        walking = undefined;
      });
      return walking;
    }
    walkingNext ??= walking
      .catch(() => undefined)
      .then(() => {
        walkingNext = undefined;
        return derive();
      });
    return walkingNext;
  }

  /** What arrives while a delivery ends is known to the scheduler as that delivery; so it is looked for once more. */
  function lookAgain(webhookId: string, afterMs: number): void {
    if (closed) return;
    const stop = timers.after(afterMs, () => {
      stopTimers.delete(stop);
      // What cannot be scheduled now is derived again by whoever calls from time to time.
      scheduleIfPending(webhookId).catch(() => undefined);
    });
    stopTimers.add(stop);
  }

  async function scheduleIfPending(webhookId: string): Promise<void> {
    const pending = await stateOf(webhookId).then(
      (state) => pendingOf(webhookId, state, 1).length > 0,
      // A log that is away says nothing of what is left.
      () => true,
    );
    if (pending) await schedule(webhookId);
  }

  function pendingOf(webhookId: string, state: WebhookState, limit: number): readonly NotificationToSend[] {
    if (state.status !== 'active') return [];
    return notifications.pendingFor(webhookId, state.deliveredThrough, limit, state.deliveredStream);
  }

  /**
   * Records how far delivery is. Another node may have recorded meanwhile; then from where it got to, so that nothing
   * is counted twice.
   */
  async function record(webhookId: string, through: NotificationToSend): Promise<void> {
    for (let attempt = 0; attempt < RECORD_ATTEMPTS; attempt += 1) {
      const state = await stateOf(webhookId);
      if (state.status === 'unknown') return;
      const { deliveredThrough: afterEventId, deliveredStream: afterStream } = state;
      const count = notifications
        .pendingFor(webhookId, afterEventId, 2 * BATCH, afterStream)
        .filter(({ position }) => position <= through.position).length;
      if (count === 0) return;
      const { eventId: throughEventId, stream: throughStream } = through;
      const delivery = {
        type: 'RecordDelivery',
        webhookId,
        afterEventId,
        ...(afterStream !== undefined && { afterStream }),
        throughEventId,
        throughStream,
        count,
      } as const;
      const result = await execute(delivery, commandIdOf(canonicalJson(delivery)));
      if (result.kind === 'done' || result.refusal.name !== 'delivery_overtaken') return;
    }
  }

  async function suspend(webhookId: string, reason: 'gone' | 'failing', problem: string): Promise<void> {
    failures.delete(webhookId);
    // An id of its own: what was resumed may fail once more in the same words, and one that is suspended already stays so.
    await execute({ type: 'SuspendWebhook', webhookId, reason, problem }, newCommandId(clock.now()));
  }

  /**
   * A log that is away says nothing of the receiver. A job that failed for it would stand in the way of the next one for
   * this webhook until an operator came; so the last attempt ends it, and what is left is derived anew.
   */
  async function deliver(run: JobRun): Promise<void> {
    try {
      await inTurn(run);
    } catch (error) {
      if (!run.lastAttempt || !(error instanceof StoreUnavailableError)) throw error;
      lookAgain(String(run.data.webhookId), retry.firstPauseMs);
    }
  }

  /** @throws NotYetError while others have their turn */
  async function inTurn(run: JobRun): Promise<void> {
    const webhookId = String(run.data.webhookId);
    const state = await stateOf(webhookId);
    if (state.status === 'unknown') return;
    if (state.status !== 'active' || run.signal.aborted) {
      turns.forget(webhookId, state.url);
      return;
    }
    const turn = turns.enter(webhookId, state.organisation, state.url);
    if (turn.kind === 'later') throw new NotYetError(turn.afterMs);
    try {
      await attempt(run);
    } finally {
      turn.leave();
    }
  }

  async function attempt(run: JobRun): Promise<void> {
    const webhookId = String(run.data.webhookId);
    const { sent, outcome } = await sendPending(webhookId, run);
    // A post that was given up says nothing of the receiver; what is left is derived at the next start.
    if (run.signal.aborted) return;
    if (outcome.kind === 'taken') {
      failures.delete(webhookId);
      if (sent > 0) lookAgain(webhookId, LOOK_AGAIN_MS);
      return;
    }
    if (outcome.kind === 'gone') return suspend(webhookId, 'gone', 'answered 410');
    const { problem } = outcome;
    failures.set(webhookId, { webhookId, problem, sinceMs: failures.get(webhookId)?.sinceMs ?? clock.now() });
    // Whoever took something is there: the attempts begin anew.
    if (sent > 0) lookAgain(webhookId, pauseFor(outcome, retry.firstPauseMs));
    else if (run.lastAttempt) await suspend(webhookId, 'failing', problem);
    else if (outcome.retryAfterMs === undefined) throw new Error(problem);
    else throw new RetryLaterError(problem, pauseFor(outcome, retry.firstPauseMs));
  }

  /** Sends until nothing is left, a message is not taken, or the turn is over. */
  async function sendPending(
    webhookId: string,
    { signal }: JobRun,
  ): Promise<{ readonly sent: number; readonly outcome: PostOutcome }> {
    const endMs = clock.now() + TURN_MS;
    let connection: Connection | undefined;
    let sent = 0;
    try {
      for (;;) {
        const state = await stateOf(webhookId);
        if (state.status !== 'active') return { sent, outcome: { kind: 'taken' } };
        const pending = pendingOf(webhookId, state, BATCH);
        if (pending.length === 0) return { sent, outcome: { kind: 'taken' } };
        connection ??= connectTo(await findReceiver(state.url, options, lookup), limits);
        const batch = await sendBatch(webhookId, state, pending, connection, signal);
        sent += batch.sent;
        if (batch.outcome.kind !== 'taken' || signal.aborted || clock.now() > endMs)
          return { sent, outcome: batch.outcome };
      }
    } catch (error) {
      if (error instanceof AddressRefusedError)
        return { sent, outcome: { kind: 'failed', problem: error.message } };
      throw error;
    } finally {
      await connection?.close();
    }
  }

  async function sendBatch(
    webhookId: string,
    { organisation }: Extract<WebhookState, { readonly status: 'active' | 'suspended' | 'removed' }>,
    pending: readonly NotificationToSend[],
    connection: Connection,
    signal: AbortSignal,
  ): Promise<{ readonly sent: number; readonly outcome: PostOutcome }> {
    let taken: NotificationToSend | undefined;
    let sent = 0;
    let outcome: PostOutcome = { kind: 'taken' };
    for (const notification of pending) {
      if (signal.aborted) break;
      const { id, body } = messageOf(notification, organisation);
      const nowMs = clock.now();
      const timestamp = Math.floor(nowMs / 1_000);
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Misaq-Webhooks',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': key.sign(webhookId, id, timestamp, body),
      };
      outcome = await connection.post(headers, body, nowMs, signal);
      if (outcome.kind !== 'taken') break;
      taken = notification;
      sent += 1;
    }
    if (taken !== undefined) await record(webhookId, taken);
    return { sent, outcome };
  }

  scheduler.handle(KIND, deliver, { concurrency: CONCURRENCY });

  return {
    derive,
    failing: () => [...failures.values()],
    close: () => {
      closed = true;
      for (const stop of stopTimers) stop();
    },
  };
}

function pause(ms: number): Promise<void> {
  return ms === 0 ? setImmediate() : setTimeout(ms, undefined, { ref: false });
}

/** Ids of webhooks may hold letters of any script; those of jobs may not. */
function jobIdOf(webhookId: string): string {
  return createHash('sha256').update(webhookId).digest('hex').slice(0, 32);
}

function pauseFor({ retryAfterMs }: Extract<PostOutcome, { kind: 'failed' }>, pauseMs: number): number {
  if (retryAfterMs === undefined) return pauseMs;
  return Math.min(Math.max(retryAfterMs, RETRY_AFTER_MS.least), RETRY_AFTER_MS.most);
}
