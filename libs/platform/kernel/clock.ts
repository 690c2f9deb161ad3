import { tehranDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';

/** The time, injected everywhere, so that a whole system can be run through years from a seed. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

let latest = { fromMs: 0, day: tehranDate(0) };
const MINUTE_MS = 60_000;

/** The day it is in Tehran. Counted anew each minute: it is asked for with every command. */
export function today(clock: Clock): PlainDate {
  const now = clock.now();
  const fromMs = now - (now % MINUTE_MS);
  if (fromMs !== latest.fromMs) latest = { fromMs, day: tehranDate(fromMs) };
  return latest.day;
}
