/**
 * Days of the Jalali year 1401 as numbers: 0 is 1 Farvardin 1401, a Monday. The year has 365 days, so arithmetic with
 * them needs no calendar library, and the generator needs only Node.
 */
const MONTH_LENGTHS = [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29];
const MONTH_STARTS = MONTH_LENGTHS.map((_, month) =>
  MONTH_LENGTHS.slice(0, month).reduce((sum, length) => sum + length, 0),
);
const LAST_DAY = 364;

/** `day('05-12')` → the number of 12 Mordad 1401. */
export function day(monthAndDay) {
  const [month, dayOfMonth] = monthAndDay.split('-').map(Number);
  return MONTH_STARTS[month - 1] + dayOfMonth - 1;
}

/** 1 to 12. */
export function monthOf(number) {
  return MONTH_STARTS.findLastIndex((start) => start <= number) + 1;
}

/** `1401-05-12` */
export function jalali(number) {
  if (number < 0 || number > LAST_DAY) throw new RangeError(`not a day of 1401: ${number}`);
  const month = monthOf(number);
  const two = (part) => String(part).padStart(2, '0');
  return `1401-${two(month)}-${two(number - MONTH_STARTS[month - 1] + 1)}`;
}

/** Official holidays of 1401, fixed and lunar (as Iran observed the lunar months of 1443 and 1444 AH). */
const HOLIDAYS = new Set(
  [
    ...[
      '01-01',
      '01-02',
      '01-03',
      '01-04',
      '01-12',
      '01-13',
      '02-03',
      '02-13',
      '02-14',
      '03-06',
      '03-14',
      '03-15',
    ],
    ...[
      '04-19',
      '04-27',
      '05-16',
      '05-17',
      '06-26',
      '07-03',
      '07-05',
      '07-13',
      '07-22',
      '10-06',
      '11-15',
      '11-22',
    ],
    ...['11-29', '12-17', '12-29'],
  ].map(day),
);

/** Thursday and Friday are off. 0 was a Monday, so Thursdays are 3 and Fridays 4 of a week of seven. */
export function isWorkingDay(number) {
  const weekday = number % 7;
  return weekday !== 3 && weekday !== 4 && !HOLIDAYS.has(number);
}

/** The first working day on or after a day. */
export function workingDayFrom(number) {
  let found = Math.max(number, 0);
  while (!isWorkingDay(found)) found += 1;
  return found;
}

/** The last working day on or before a day. */
export function workingDayUntil(number) {
  let found = number;
  while (!isWorkingDay(found)) found -= 1;
  return found;
}

/** A random working day between two days, inclusive. */
export function workingDayBetween({ between }, from, to) {
  const [first, last] = [workingDayFrom(from), workingDayUntil(to)];
  if (first > last) throw new RangeError(`no working day between ${jalali(from)} and ${jalali(to)}`);
  return Math.min(workingDayFrom(between(first, last)), last);
}
