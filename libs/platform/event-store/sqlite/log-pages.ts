import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GrowthSignal } from '../growth-signal.js';
import { PositionsMissingError } from '../log-damaged.js';
import { AT_MOST_POSITIONS, type EventStore, type RecordedEvent } from '../port.js';
import type { LogReader } from './log-reader.js';

/** A log file that can be read, whichever process or thread writes it. */
export interface ReadableLog {
  readonly file: string;
  /** @throws the errors of the port, and LogDamagedError */
  readonly read: <T>(question: (reader: LogReader) => T) => T;
  /** Position of the last acknowledged event; -1 for an empty log. */
  readonly lastPosition: () => number;
  /** Announces that the log has grown or was closed. */
  readonly news: GrowthSignal;
  /** @throws StoreUnavailableError when it was closed */
  readonly assertOpen: () => void;
}

/**
 * Reads a log page by page. It yields to the event loop before each page but the first, because a long read must not
 * delay appends. Positions are dense in a file: a read that finds one missing ends with PositionsMissingError.
 */
export function logPages({
  file,
  read,
  lastPosition,
  news,
  assertOpen,
}: ReadableLog): Required<Pick<EventStore, 'readAll' | 'readStreams' | 'follow' | 'at'>> {
  async function* pagesUpTo(after: number, upTo: number) {
    for (let position = after; position < upTo;) {
      if (position !== after) await nextTurn();
      assertOpen();
      const page = read((reader) => reader.page(position, upTo));
      const whole = page.slice(0, denseLength(page, position));
      if (whole.length > 0) yield whole;
      position += whole.length;
      if (whole.length < page.length || page.length === 0)
        throw missingAfter(position, Number(page[whole.length]?.position ?? upTo + 1));
    }
  }

  function missingAfter(position: number, next: number): PositionsMissingError {
    return new PositionsMissingError(file, BigInt(position + 1), BigInt(next - 1));
  }

  function eventsAt(positions: readonly bigint[]): readonly RecordedEvent[] {
    assertOpen();
    if (positions.length > AT_MOST_POSITIONS) {
      throw new RangeError(
        `${String(positions.length)} events were asked for, at most ${String(AT_MOST_POSITIONS)} are given`,
      );
    }
    return read((reader) =>
      positions.map((position) => {
        const event = reader.eventAt(Number(position));
        if (event !== undefined) return event;
        if (position >= 0n && position <= BigInt(lastPosition()))
          throw new PositionsMissingError(file, position, position);
        throw new RangeError(`the log has no event at position ${String(position)}`);
      }),
    );
  }

  return {
    async *readAll(after) {
      yield* pagesUpTo(Number(after), lastPosition());
    },
    async *follow(after, signal) {
      let position = Number(after);
      while (!signal.aborted) {
        assertOpen();
        // The wait begins in the same turn that saw the end of the log, so no announcement falls in between.
        if (lastPosition() <= position) {
          await news.next(signal);
          continue;
        }
        for await (const page of pagesUpTo(position, lastPosition())) {
          yield page;
          position = Number(page.at(-1)?.position ?? position);
          if (isAborted(signal)) return;
        }
      }
    },
    async *readStreams(namesBegin) {
      for (const stream of read((reader) => reader.streamNames(namesBegin))) {
        for (let from = 0; ;) {
          await nextTurn();
          assertOpen();
          const { events, more } = read((reader) => reader.streamPage(stream, from));
          if (events.length > 0) yield events;
          if (!more) break;
          from = (events.at(-1)?.revision ?? from) + 1;
        }
      }
    },
    at: (positions) => Promise.resolve().then(() => eventsAt(positions)),
  };
}

/** How many events at the start of a page follow a position without a gap. */
function denseLength(page: readonly RecordedEvent[], after: number): number {
  // Positions grow within a page. When the last one is as expected, none is missing.
  if (Number(page.at(-1)?.position ?? after) === after + page.length) return page.length;
  return page.findIndex(({ position }, index) => Number(position) !== after + 1 + index);
}

/** A function, because the signal may change during an `await`, which control flow analysis does not see. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
