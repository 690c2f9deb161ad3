/** Words, numbers, days and amounts as Persian sentences hold them. */
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { exactToman } from './english.js';
import { grouped } from './grouped.js';
import { isolate, RIGHT_TO_LEFT } from './isolated.js';
import type { RialText } from './money.js';

const PERSIAN_ZERO = 0x06f0;

/** Every ASCII digit as a Persian one. */
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
 * An id or a name that stands in a Persian sentence, as it is recorded: ids keep their digits, because `J-12` is typed as
 * it is read. Whatever is not written in Persian letters alone is isolated, or it would reorder what stands beside it.
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
