import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordedEvent } from '../port.js';
import type { Connection } from './connection.js';
import { recordedEvent, subscriptionRequest, type Scope } from './messages.js';

const BATCH_EVENTS = 500;
/**
 * Reading pauses above the first limit and resumes below the second. Size is counted in UTF-16 units of data and
 * metadata.
 */
const QUEUE_EVENTS_MAX = 1_000;
const QUEUE_UNITS_MAX = 4_000_000;

/**
 * One subscription for its lifetime. The number of received events not yet taken is bounded; above it, the server
 * waits.
 */
export interface Subscription {
  /** Received events, at most a batch; empty when there are none. */
  take(): Promise<readonly RecordedEvent[]>;
  /** Resolves when an event has come or the subscription has ended. */
  stirred(): Promise<void>;
  /** Whether events wait to be taken. */
  hasSome(): boolean;
  /** Whether the server sent anything since the last call. */
  heard(): boolean;
  /** Position up to which all events of the scope have been received. */
  reached(): bigint;
  /** Where to resubscribe: the last event or a checkpoint after it. Undefined while events wait to be taken. */
  resumeAt(): bigint | undefined;
  /** @throws Error with the cause, when the subscription has ended and all received events were taken. */
  throwIfOver(): void;
  cancel(): void;
}

export async function subscribe(connection: Connection, scope: Scope, after: bigint): Promise<Subscription> {
  const call = await connection.subscribe(subscriptionRequest(scope, after < 0n ? undefined : after));
  let queue: RecordedEvent[] = [];
  let units = 0;
  let reached = after;
  let checkpoint = after;
  let heard = false;
  let paused = false;
  let over: Error | undefined;
  let wake: () => void = () => undefined;

  function end(why: unknown): void {
    over ??= why instanceof Error ? why : new Error(String(why));
    wake();
  }

  function receive(response: ReadResp): void {
    heard = true;
    const event = recordedEvent(scope, response);
    if (event !== undefined) {
      if (event.position > reached) reached = event.position;
      queue.push(event);
      units += event.data.length + event.metadata.length;
      if (queue.length >= QUEUE_EVENTS_MAX || units >= QUEUE_UNITS_MAX) {
        paused = true;
        call.pause();
      }
    } else if (response.hasCheckpoint()) {
      const position = BigInt(response.getCheckpoint()?.getCommitPosition() ?? '0');
      if (position > checkpoint) checkpoint = position;
    }
    wake();
  }

  call.on('error', end);
  call.on('end', () => {
    end(new Error('the server ended the subscription'));
  });
  call.on('data', (response: ReadResp) => {
    if (over !== undefined) return;
    try {
      receive(response);
    } catch (error) {
      end(error);
      call.cancel();
    }
  });

  return {
    async take() {
      // Events that arrive together are taken together, because readers pay for each batch.
      for (let before = -1; queue.length > before && queue.length < BATCH_EVENTS;) {
        before = queue.length;
        await nextTurn();
      }
      const batch = queue.splice(0, BATCH_EVENTS);
      for (const event of batch) units -= event.data.length + event.metadata.length;
      if (paused && queue.length < QUEUE_EVENTS_MAX / 2 && units < QUEUE_UNITS_MAX / 2) {
        paused = false;
        call.resume();
      }
      return batch;
    },
    stirred() {
      if (queue.length > 0 || over !== undefined) return Promise.resolve();
      return new Promise((resolve) => (wake = resolve));
    },
    hasSome: () => queue.length > 0,
    heard() {
      const was = heard;
      heard = false;
      return was;
    },
    reached: () => reached,
    resumeAt: () => (queue.length > 0 ? undefined : checkpoint > reached ? checkpoint : reached),
    throwIfOver() {
      if (over !== undefined && queue.length === 0) throw over;
    },
    cancel() {
      over ??= new Error('cancelled');
      queue = [];
      call.cancel();
      wake();
    },
  };
}
