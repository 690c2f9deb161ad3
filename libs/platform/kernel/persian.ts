/** Words, numbers, days and amounts for Persian sentences. */
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { exactToman } from './english.js';
import { grouped } from './grouped.js';
import { isolate, RIGHT_TO_LEFT } from './isolated.js';
import type { RialText } from './money.js';

const PERSIAN_ZERO = 0x06f0;

/** Replaces every ASCII digit by a Persian one. */
export function inPersianDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(PERSIAN_ZERO + Number(digit)));
}

/** «۱٬۲۳۴» */
export function persianNumber(value: number | bigint): string {
  return inPersianDigits(grouped(value).replaceAll(',', '٬'));
}

/** «۱٬۲۳۴٫۵ تومان» */
export function persianToman(amountRial: RialText): string {
  const figure = exactToman(amountRial).replaceAll(',', '٬').replace('.', '٫').replace('-', '\u200e−');
  return `${inPersianDigits(figure)} تومان`;
}

/**
 * «۱۴۰۳/۰۲/۳۱». With slashes: after Persian letters a hyphen lets Unicode's bidirectional algorithm (rules W2 and W4)
 * show the parts of a day in reverse order.
 */
export function persianDay(date: PlainDate): string {
  return inPersianDigits(formatJalali(date).replaceAll('-', '/'));
}

/**
 * An id or a name in a Persian sentence, in its recorded form. Ids keep their digits, because people type `J-12` as
 * they read it. Text that is not purely Persian letters is isolated; otherwise it would reorder its neighbours.
 */
export function named(text: string): string {
  return RIGHT_TO_LEFT.test(text) && !/[^\s\p{L}\p{M}\u200c]|\p{Script=Latin}/u.test(text)
    ? text
    : isolate(text);
}

/** «الف، ب» */
export function persianList(items: readonly string[]): string {
  return items.join('، ');
}

/** Organisations of the register, as sentences call them. */
export const ORGANISATIONS_IN_PERSIAN = {
  agency: 'دستگاه اجرایی',
  bank: 'بانک عامل',
  sector: 'بخش اقتصادی',
  county: 'شهرستان',
} as const;
