import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { LOG_START, NoSuchPositionError, type RecordedEvent } from '../port.js';
import { repeated, type Patience } from './calls.js';
import type { Connection } from './connection.js';
import { maySayNoPosition } from './failures.js';
import { pageRequest, recordedEvent, type PageRequest, type Scope } from './messages.js';
import { backOffMs } from './timing.js';

/** Limits of a page, whichever is reached first. Size is counted in UTF-16 units of data and metadata. */
const PAGE_EVENTS = 500;
const PAGE_UNITS = 2_000_000;
const POSITIONS_AT_ONCE = 32;

/** Bounded reads: each is one call with a deadline, retried when it fails. */
export interface Reading {
  /** One page of a stream from a revision on, and whether more may follow. */
  streamPage(
    stream: string,
    from: number,
    count?: number,
  ): Promise<{ readonly events: readonly RecordedEvent[]; readonly more: boolean }>;
  /** The last event of a stream; undefined when there is no such stream. */
  lastOf(stream: string): Promise<RecordedEvent | undefined>;
  /** One page of the log after a position; empty at the end. @throws NoSuchPositionError */
  page(after: bigint): Promise<readonly RecordedEvent[]>;
  /** Position of the last event of the scope; {@link LOG_START} when there is none. */
  end(limits?: Partial<Patience>): Promise<bigint>;
  /** The events at positions, in the requested order. @throws NoSuchPositionError */
  at(positions: readonly bigint[]): Promise<readonly RecordedEvent[]>;
  /** Translates the error of a read or subscription, when the log has no record that begins at its position. */
  noSuchPosition(position: bigint, error: unknown): Promise<NoSuchPositionError | undefined>;
}

export function createReading(connection: Connection, scope: Scope, patience: Patience): Reading {
  interface Collected {
    readonly events: RecordedEvent[];
    /** Number of answers with an event, also of events outside the scope. */
    found: number;
    full: boolean;
  }

  /** Whether the server can read its log at the requested place, whatever events are there. */
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
   * A server that briefly cannot read answers in the same words, and this error makes the program discard read models.
   * So the position is read a second time after a while. After each read, the end of the log must be readable.
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
    // For a position inside the last record or beyond the end, the server returns nothing.
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
      // A read from a position includes that event, which the caller has seen last.
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
