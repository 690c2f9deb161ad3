import { setImmediate as nextTurn } from 'node:timers/promises';
import type { News } from '../news.js';
import { AT_MOST_POSITIONS, type EventStore, type RecordedEvent } from '../port.js';
import type { LogReader } from './log-reader.js';

/** How the log of a file is read, whoever writes it. */
export interface ReadableLog {
  /** @throws the errors of the port, and LogDamagedError */
  readonly read: <T>(question: (reader: LogReader) => T) => T;
  /** Position of the last event that was acknowledged; -1 for an empty log. */
  readonly lastPosition: () => number;
  /** Announces that the log has grown, or was closed. */
  readonly news: News;
  /** @throws StoreUnavailableError when it was closed */
  readonly assertOpen: () => void;
}

/** Reads a log page by page; before each but the first, whoever waits gets a turn: a long read must not hold up appends. */
export function logPages({
  read,
  lastPosition,
  news,
  assertOpen,
}: ReadableLog): Pick<EventStore, 'readAll' | 'follow' | 'at'> {
  async function* pagesUpTo(after: number, upTo: number) {
    for (let position = after; position < upTo;) {
      if (position !== after) await nextTurn();
      assertOpen();
      const page = read((reader) => reader.page(position, upTo));
      const last = page.at(-1);
      if (last === undefined) return;
      yield page;
      position = Number(last.position);
    }
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
        if (event === undefined) throw new RangeError(`the log has no event at position ${String(position)}`);
        return event;
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
        // The wait begins in the turn in which the log was seen to have no more, so no announcement falls in between.
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
    at: (positions) => Promise.resolve().then(() => eventsAt(positions)),
  };
}

/** Asked again after a pause in which it may have changed, which control flow analysis does not see. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
