import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordedEvent } from '../port.js';
import type { Connection } from './connection.js';
import { recordedEvent, subscriptionRequest, type Scope } from './messages.js';

const BATCH_EVENTS = 500;
/** Reading pauses above the first and goes on below the second; units are UTF-16 units of data and metadata. */
const QUEUE_EVENTS_MAX = 1_000;
const QUEUE_UNITS_MAX = 4_000_000;

/** One subscription, as long as it lasts. What was received and not yet taken is bounded; then the server has to wait. */
export interface Subscription {
  /** What has come, at most a batch; empty when nothing has. */
  take(): Promise<readonly RecordedEvent[]>;
  /** Resolves when something has come or it has ended. */
  stirred(): Promise<void>;
  /** Whether something waits to be taken. */
  hasSome(): boolean;
  /** Whether anything was heard since this was asked last. */
  heard(): boolean;
  /** Position up to which everything of ours has been received. */
  reached(): bigint;
  /** Where to begin anew: the last event or a checkpoint after it; undefined while something waits to be taken. */
  resumeAt(): bigint | undefined;
  /** @throws Error when it is over and everything received was taken: why. */
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
      // What is on its way together is taken together: a reader pays by the batch.
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
