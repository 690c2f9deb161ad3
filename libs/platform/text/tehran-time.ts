import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { tehranDate } from '@misaq/platform/calendar/plain-date.js';

const IRAN_OFFSET_MS = 12_600_000;

/** An instant as a clock in Tehran shows it: `1401-11-02 09:05`. */
export function tehranTime(instant: string): string {
  const epochMs = Date.parse(instant);
  const time = new Date(epochMs + IRAN_OFFSET_MS).toISOString().slice(11, 16);
  return `${formatJalali(tehranDate(epochMs))} ${time}`;
}
