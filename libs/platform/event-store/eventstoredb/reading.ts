import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { LOG_START, NoSuchPositionError, type RecordedEvent } from '../port.js';
import { repeated, type Patience } from './calls.js';
import type { Connection } from './connection.js';
import { maySayNoPosition } from './failures.js';
import { pageRequest, recordedEvent, type PageRequest, type Scope } from './messages.js';
import { backOffMs } from './timing.js';

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
  /** One page of the log after a position; empty at the end. @throws NoSuchPositionError */
  page(after: bigint): Promise<readonly RecordedEvent[]>;
  /** Position of the last event of ours; {@link LOG_START} when there is none. */
  end(limits?: Partial<Patience>): Promise<bigint>;
  /** The events at positions, in the order asked for. @throws NoSuchPositionError */
  at(positions: readonly bigint[]): Promise<readonly RecordedEvent[]>;
  /** The error that a failed read or subscription from a position means, when the log has no record that begins there. */
  noSuchPosition(position: bigint, error: unknown): Promise<NoSuchPositionError | undefined>;
}

export function createReading(connection: Connection, scope: Scope, patience: Patience): Reading {
  interface Collected {
    readonly events: RecordedEvent[];
    /** Answers that held an event, whosever it was. */
    found: number;
    full: boolean;
  }

  /** Whether the server reads its log, whatever is in it. */
  async function reads(request: PageRequest): Promise<'yes' | 'no position' | 'no'> {
    try {
      await connection.read(
        pageRequest(scope, { ...request, unfiltered: true }),
        patience.callMs,
        () => true,
      );
      return 'yes';
    } catch (error) {
      return maySayNoPosition(error) ? 'no position' : 'no';
    }
  }

  /**
   * A server that cannot read for a moment uses the same words, and read models are thrown away for this error: so the
   * position is looked at a second time after a while, and the end of the log has to be readable after each look.
   */
  async function noSuchPosition(position: bigint, error: unknown): Promise<NoSuchPositionError | undefined> {
    if (position <= LOG_START || !maySayNoPosition(error)) return undefined;
    const end: PageRequest = { count: 1, backwards: true };
    if ((await reads(end)) !== 'yes') return undefined;
    const { timing, backOff, closing } = patience;
    await timing.sleep(backOffMs(backOff, 1, timing.random()), closing);
    if ((await reads({ from: position, count: 1 })) !== 'no position') return undefined;
    if ((await reads(end)) !== 'yes') return undefined;
    return new NoSuchPositionError(position, { cause: error });
  }

  function collect(request: PageRequest, limits: Patience): Promise<Collected> {
    const collectOnce = async (): Promise<Collected> => {
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
    };
    const { stream, from } = request;
    return repeated(limits, collectOnce, (_failure, error) =>
      stream === undefined && from !== undefined ? noSuchPosition(from, error) : undefined,
    );
  }

  async function eventAt(position: bigint): Promise<RecordedEvent> {
    if (position <= LOG_START) throw new NoSuchPositionError(position);
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
      (_failure, error) => noSuchPosition(position, error),
    );
    // Inside the last record, and beyond the end, the server gives nothing.
    if (event?.position !== position) throw new NoSuchPositionError(position);
    return event;
  }

  return {
    noSuchPosition,
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
