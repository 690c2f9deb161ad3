import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { endOfLog, type EventStore, LOG_START } from '@misaq/platform/event-store/port.js';
import type { EventMetadata } from '@misaq/platform/kernel/stored-event.js';

/** A clock that runs from a day of the story on, so that the sample year is lived through in a minute. */
export interface DemoClock extends Clock {
  /** Goes on from the morning of a day; never back. */
  moveTo(date: PlainDate): void;
  /** Never earlier than this instant (ms since the epoch). */
  notBefore(epochMs: number): void;
}

/** Eight in the morning in Tehran (UTC+3:30). */
const MORNING_UTC = 'T04:30:00.000Z';

export function createDemoClock(realNow: () => number, start: PlainDate): DemoClock {
  let base = morningOf(start);
  let since = realNow();
  const now = (): number => base + (realNow() - since);
  function notBefore(epochMs: number): void {
    const current = now();
    since = realNow();
    base = Math.max(current, epochMs);
  }
  return {
    now,
    notBefore,
    moveTo: (date) => {
      notBefore(morningOf(date));
    },
  };
}

function morningOf(date: PlainDate): number {
  return Date.parse(`${date}${MORNING_UTC}`);
}

/** When the last event of the log was recorded; a demo that was interrupted goes on from there, not before. */
export async function lastRecordedAt(store: EventStore): Promise<number | undefined> {
  const position = await endOfLog(store);
  if (position === LOG_START) return undefined;
  const [last] = await store.at([position]);
  if (last === undefined) return undefined;
  return Date.parse((JSON.parse(last.metadata) as EventMetadata).recordedAt);
}
