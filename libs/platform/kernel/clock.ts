import { tehranDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';

/** The time, injected everywhere, so that a test can run the whole system through years from a seed. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

let latest = { fromMs: 0, day: tehranDate(0) };
const MINUTE_MS = 60_000;

/** The current day in Tehran. Computed once a minute, because every command asks for it. */
export function today(clock: Clock): PlainDate {
  const now = clock.now();
  const fromMs = now - (now % MINUTE_MS);
  if (fromMs !== latest.fromMs) latest = { fromMs, day: tehranDate(fromMs) };
  return latest.day;
}
