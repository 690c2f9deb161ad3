/** Days as screens show and take them: text from the server to the pixel, and never a `Date`. */
import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { formatJalali, parseDate } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import { inPersianDigits } from '@misaq/platform/kernel/persian.js';
import { tehranTime } from '@misaq/platform/text/tehran-time.js';
import { NO_FIGURE } from './figures.js';

/** A Jalali day of the API, `1403-02-31`: «۱۴۰۳/۰۲/۳۱» or `1403-02-31`. */
export function day(jalali: string | null, language: Language): string {
  if (jalali === null) return NO_FIGURE;
  return language === 'fa' ? inPersianDigits(jalali.replaceAll('-', '/')) : jalali;
}

/** An instant as a clock in Tehran shows it, whatever the zone of the browser is. */
export function instant(iso: string, language: Language): string {
  const shown = tehranTime(iso);
  return language === 'fa' ? inPersianDigits(shown.replaceAll('-', '/')) : shown;
}

/**
 * The Jalali day that somebody typed, as the API takes it: any digits, `/`, `-` or `.` between the parts, a year in
 * either calendar. Undefined when there is no such day.
 */
export function typedDay(text: string): string | undefined {
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(asciiDigits(text.trim()));
  if (parts === null) return undefined;
  const [, year = '', month = '', dayOfMonth = ''] = parts;
  const date: PlainDate | undefined = parseDate(
    `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`,
  );
  return date === undefined ? undefined : formatJalali(date);
}
