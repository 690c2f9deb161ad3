import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { LOG_START, type RecordedEvent } from '../port.js';
import { repeated, type Patience } from './calls.js';
import type { Connection } from './connection.js';
import { pageRequest, recordedEvent, type PageRequest, type Scope } from './messages.js';

/** A page ends with whichever comes first: bytes are counted as UTF-16 units of data and metadata. */
const PAGE_EVENTS = 500;
const PAGE_UNITS = 2_000_000;
const POSITIONS_AT_ONCE = 32;

/** Bounded reads: each is one call with a deadline, repeated when it fails. */
export interface Reading {
  /** One page of a stream from a revision on, and whether there may be more after it. */
  streamPage(
    stream: string,
    from: number,
    count?: number,
  ): Promise<{ readonly events: readonly RecordedEvent[]; readonly more: boolean }>;
  /** The last event of a stream; undefined when there is no such stream. */
  lastOf(stream: string): Promise<RecordedEvent | undefined>;
  /** One page of the log after a position; empty at the end. */
  page(after: bigint): Promise<readonly RecordedEvent[]>;
  /** Position of the last event of ours; {@link LOG_START} when there is none. */
  end(limits?: Partial<Patience>): Promise<bigint>;
  /** The events at positions, in the order asked for. @throws RangeError */
  at(positions: readonly bigint[]): Promise<readonly RecordedEvent[]>;
}

export function createReading(connection: Connection, scope: Scope, patience: Patience): Reading {
  interface Collected {
    readonly events: RecordedEvent[];
    /** Answers that held an event, whosever it was. */
    found: number;
    full: boolean;
  }

  function collect(request: PageRequest, limits: Patience): Promise<Collected> {
    return repeated(limits, async () => {
      const collected: Collected = { events: [], found: 0, full: false };
      let units = 0;
      await connection.read(pageRequest(scope, request), limits.callMs, (response: ReadResp) => {
        if (!response.hasEvent()) return true;
        collected.found += 1;
        const event = recordedEvent(scope, response);
        if (event === undefined) return true;
        collected.events.push(event);
        units += event.data.length + event.metadata.length;
        collected.full = units >= PAGE_UNITS;
        return !collected.full;
      });
      return collected;
    });
  }

  async function eventAt(position: bigint): Promise<RecordedEvent> {
    const nothing = (cause?: unknown) =>
      new RangeError(`the log has no event at position ${String(position)}`, { cause });
    if (position < 0n) throw nothing();
    let event: RecordedEvent | undefined;
    await repeated(
      patience,
      () =>
        connection.read(
          pageRequest(scope, { from: position, count: 1, unfiltered: true }),
          patience.callMs,
          (response) => {
            if (response.hasEvent()) event = recordedEvent(scope, response);
            return true;
          },
        ),
      // A position inside a record is refused by the server.
      (failure, error) => (failure === 'not-understood' ? nothing(error) : undefined),
    );
    if (event?.position !== position) throw nothing();
    return event;
  }

  return {
    async streamPage(stream, from, count = PAGE_EVENTS) {
      const { events, found, full } = await collect({ stream, from: BigInt(from), count }, patience);
      return { events, more: full || found === count };
    },
    async lastOf(stream) {
      return (await collect({ stream, count: 1, backwards: true }, patience)).events[0];
    },
    async page(after) {
      // From a position on, that event is given as well; it is the one that was seen last.
      const from = after > LOG_START ? { from: after } : {};
      const { events } = await collect({ ...from, count: PAGE_EVENTS }, patience);
      return events[0]?.position === after ? events.slice(1) : events;
    },
    async end(limits = {}) {
      const { events } = await collect({ count: 1, backwards: true }, { ...patience, ...limits });
      return events[0]?.position ?? LOG_START;
    },
    async at(positions) {
      const wanted = [...new Set(positions)];
      const found = new Map<bigint, RecordedEvent>();
      let next = 0;
      async function work(): Promise<void> {
        for (let position = wanted[next++]; position !== undefined; position = wanted[next++]) {
          found.set(position, await eventAt(position));
        }
      }
      await Promise.all(Array.from({ length: Math.min(POSITIONS_AT_ONCE, wanted.length) }, work));
      return positions.flatMap((position) => found.get(position) ?? []);
    },
  };
}
