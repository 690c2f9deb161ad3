import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';

export function jalaliOr(date: PlainDate | null | undefined, otherwise = '–'): string {
  return date === undefined || date === null ? otherwise : formatJalali(date);
}
