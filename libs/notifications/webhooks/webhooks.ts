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
  type TaskRun,
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
  /** Finds what is to be delivered. */
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
   * Schedules delivery for every webhook with something to deliver, page by page, with other work in between. The list
   * is computed from the log each time. Called when an event was recorded, and from time to time.
   * @throws SchedulerUnavailableError
   */
  readonly derive: () => Promise<void>;
  /** Receivers that did not accept their last message from this process. */
  readonly failing: () => readonly WebhookFailure[];
  /** Stops automatic derivation. The caller closes the scheduler that it opened. */
  readonly close: () => void;
}

/** Pauses double up to six hours: about three days in total, after which a webhook is suspended. */
const RETRY: RetryPolicy = { attempts: 24, firstPauseMs: 5_000, pauseMaxMs: 6 * 3_600_000 };
const RETRY_AFTER_MS = { least: 1_000, most: 6 * 3_600_000 } as const;

const KIND = 'webhook';
/** Deliveries mostly wait, so many run at once, and slow receivers delay no other. */
const CONCURRENCY = 200;
/** Number of messages sent before progress is recorded. */
const BATCH = 20;
/** Maximum attempts to record progress while other nodes record. After that the messages are sent again. */
const RECORD_ATTEMPTS = 5;
/** A longer delivery gives its place to others and continues later. */
const TURN_MS = 60_000;
/** Delay after the end of a delivery, before new notifications are looked for. */
const LOOK_AGAIN_MS = 250;
/** Number of webhooks scheduled without a pause for other work. */
const DUE_PAGE = 50;
const PAGES_A_PAUSE = 20;
const PAGES_PAUSE_MS = 100;

/** Registers the handler of deliveries on a scheduler. Call it before the scheduler is started. */
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
    await scheduler.schedule({ id: taskIdOf(webhookId), kind: KIND, dueAtMs, data: { webhookId }, retry });
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

  /** Calls during a derivation wait for one more derivation, which they share. */
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

  /**
   * Checks again after a delivery. Notifications that arrive while a delivery ends are not scheduled, because the
   * scheduler still knows that delivery.
   */
  function lookAgain(webhookId: string, afterMs: number): void {
    if (closed) return;
    const stop = timers.after(afterMs, () => {
      stopTimers.delete(stop);
      // If it cannot be scheduled now, the next regular derivation finds it again.
      scheduleIfPending(webhookId).catch(() => undefined);
    });
    stopTimers.add(stop);
  }

  async function scheduleIfPending(webhookId: string): Promise<void> {
    const pending = await stateOf(webhookId).then(
      (state) => pendingOf(webhookId, state, 1).length > 0,
      // While the log is away, it is unknown what is left.
      () => true,
    );
    if (pending) await schedule(webhookId);
  }

  function pendingOf(webhookId: string, state: WebhookState, limit: number): readonly NotificationToSend[] {
    if (state.status !== 'active') return [];
    return notifications.pendingFor(webhookId, state.deliveredThrough, limit, state.deliveredStream);
  }

  /**
   * Records progress. If another node has recorded meanwhile, this continues from there, so that nothing is counted
   * twice.
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
    // A new command id: a resumed webhook may fail again in the same words. A suspended webhook stays suspended.
    await execute({ type: 'SuspendWebhook', webhookId, reason, problem }, newCommandId(clock.now()));
  }

  /**
   * Errors of the log say nothing about the receiver. A task that failed because of them would block the next one for
   * this webhook until an operator acts. So the last attempt ends the task, and the rest is derived again.
   */
  async function deliver(run: TaskRun): Promise<void> {
    try {
      await inTurn(run);
    } catch (error) {
      if (!run.lastAttempt || !(error instanceof StoreUnavailableError)) throw error;
      lookAgain(String(run.data.webhookId), retry.firstPauseMs);
    }
  }

  /** @throws NotYetError while other deliveries have their turn */
  async function inTurn(run: TaskRun): Promise<void> {
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

  async function attempt(run: TaskRun): Promise<void> {
    const webhookId = String(run.data.webhookId);
    const { sent, outcome } = await sendPending(webhookId, run);
    // An aborted request says nothing about the receiver. The rest is derived at the next start.
    if (run.signal.aborted) return;
    if (outcome.kind === 'taken') {
      failures.delete(webhookId);
      if (sent > 0) lookAgain(webhookId, LOOK_AGAIN_MS);
      return;
    }
    if (outcome.kind === 'gone') return suspend(webhookId, 'gone', 'answered 410');
    const { problem } = outcome;
    failures.set(webhookId, { webhookId, problem, sinceMs: failures.get(webhookId)?.sinceMs ?? clock.now() });
    // A receiver that accepted something is available: its attempts start again.
    if (sent > 0) lookAgain(webhookId, pauseFor(outcome, retry.firstPauseMs));
    else if (run.lastAttempt) await suspend(webhookId, 'failing', problem);
    else if (outcome.retryAfterMs === undefined) throw new Error(problem);
    else throw new RetryLaterError(problem, pauseFor(outcome, retry.firstPauseMs));
  }

  /** Sends until nothing is left, a message is not accepted, or the turn is over. */
  async function sendPending(
    webhookId: string,
    { signal }: TaskRun,
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

/** A job id derived from a webhook id, which may contain letters of any script; job ids may not. */
function taskIdOf(webhookId: string): string {
  return createHash('sha256').update(webhookId).digest('hex').slice(0, 32);
}

function pauseFor({ retryAfterMs }: Extract<PostOutcome, { kind: 'failed' }>, pauseMs: number): number {
  if (retryAfterMs === undefined) return pauseMs;
  return Math.min(Math.max(retryAfterMs, RETRY_AFTER_MS.least), RETRY_AFTER_MS.most);
}
