import { tehranDate, type PlainDate } from '@misaq/calendar/plain-date.js';

/** The time, injected everywhere, so that a whole system can be run through years from a seed. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The day it is in Tehran. */
export function today(clock: Clock): PlainDate {
  return tehranDate(clock.now());
}
