import { answerRepetition, checkAppend } from '../append-rules.js';
import { createGrowthSignal } from '../growth-signal.js';
import {
  AT_MOST_POSITIONS,
  EventIdConflictError,
  LOG_START,
  NO_STREAM,
  type AppendResult,
  type EventStore,
  type RecordedEvent,
} from '../port.js';

const BATCH = 200;

/** An event store in memory, for tests. It answers like the other stores, but nothing is durable. */
export function createInMemoryEventStore(): EventStore {
  const log: RecordedEvent[] = [];
  const streams = new Map<string, { events: RecordedEvent[]; byId: Map<string, RecordedEvent> }>();
  const news = createGrowthSignal();

  function record(append: Parameters<typeof checkAppend>[0]): AppendResult {
    const { stream, expectedRevision, events } = append;
    checkAppend(append);
    const known = streams.get(stream);
    const actual = known === undefined ? NO_STREAM : known.events.length - 1;
    if (actual !== expectedRevision) return answerRepetition(append, actual, (id) => known?.byId.get(id));
    const taken = events.find((event) => known?.byId.has(event.id));
    if (taken !== undefined) throw new EventIdConflictError(stream, taken.id);
    const target = known ?? { events: [], byId: new Map<string, RecordedEvent>() };
    streams.set(stream, target);
    for (const { id, type, data, metadata } of events) {
      const position = BigInt(log.length);
      const event = { position, stream, revision: target.events.length, id, type, data, metadata };
      log.push(event);
      target.events.push(event);
      target.byId.set(id, event);
    }
    news.announce();
    return { revision: target.events.length - 1, position: BigInt(log.length - 1) };
  }

  async function* batches(events: readonly RecordedEvent[], from: number, until: number) {
    for (let start = from; start < until; start += BATCH) {
      yield events.slice(start, Math.min(start + BATCH, until));
      await Promise.resolve();
    }
  }

  return {
    async append(stream, expectedRevision, events) {
      // Deferred to another turn, as in a store that writes to disk, so that appends overlap here too.
      await Promise.resolve();
      return record({ stream, expectedRevision, events });
    },
    async *read(stream, from = 0) {
      const events = streams.get(stream)?.events ?? [];
      yield* batches(events, from, events.length);
    },
    async *readAll(after) {
      yield* batches(log, Number(after) + 1, log.length);
    },
    async *follow(after, signal) {
      let next = Number(after) + 1;
      while (!signal.aborted) {
        if (next >= log.length) {
          await news.next(signal);
          continue;
        }
        const batch = log.slice(next, next + BATCH);
        next += batch.length;
        yield batch;
      }
    },
    at(positions) {
      if (positions.length > AT_MOST_POSITIONS) {
        return Promise.reject(new RangeError(`${String(positions.length)} positions were asked for at once`));
      }
      const found: RecordedEvent[] = [];
      for (const position of positions) {
        const event = log[Number(position)];
        if (event === undefined)
          return Promise.reject(new RangeError(`the log has no event at ${String(position)}`));
        found.push(event);
      }
      return Promise.resolve(found);
    },
    health() {
      return Promise.resolve({
        writable: true,
        position: log.length === 0 ? LOG_START : BigInt(log.length - 1),
      });
    },
  };
}
