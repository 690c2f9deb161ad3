import { plainDate, type PlainDate } from './plain-date.js';

/** First days of lunar months by their name (`1445-01` = Muharram 1445). */
export type LunarMonths = ReadonlyMap<string, PlainDate>;

/** `1445-01`: sorts by time. */
export function lunarMonthName(hijriYear: number, hijriMonth: number): string {
  return `${String(hijriYear).padStart(4, '0')}-${String(hijriMonth).padStart(2, '0')}`;
}

/**
 * The first day of each lunar month as Iran observed it, from Muharram on, year by year.
 *
 * A lunar month begins when its crescent has been sighted, so these are records and not results. No calendar
 * computation gives all of them (Umm al-Qura has 22 of 60). Data in the public domain (CC0 1.0).
 */
const FIRST_DAYS: Readonly<Record<number, readonly string[]>> = {
  1442: [
    '2020-08-21',
    '2020-09-19',
    '2020-10-18',
    '2020-11-17',
    '2020-12-16',
    '2021-01-15',
    '2021-02-13',
    '2021-03-15',
    '2021-04-14',
    '2021-05-13',
    '2021-06-12',
    '2021-07-12',
  ],
  1443: [
    '2021-08-10',
    '2021-09-08',
    '2021-10-08',
    '2021-11-07',
    '2021-12-06',
    '2022-01-04',
    '2022-02-03',
    '2022-03-04',
    '2022-04-03',
    '2022-05-03',
    '2022-06-01',
    '2022-07-01',
  ],
  1444: [
    '2022-07-30',
    '2022-08-29',
    '2022-09-28',
    '2022-10-27',
    '2022-11-26',
    '2022-12-25',
    '2023-01-23',
    '2023-02-22',
    '2023-03-23',
    '2023-04-22',
    '2023-05-21',
    '2023-06-20',
  ],
  1445: [
    '2023-07-19',
    '2023-08-18',
    '2023-09-17',
    '2023-10-17',
    '2023-11-15',
    '2023-12-15',
    '2024-01-13',
    '2024-02-11',
    '2024-03-12',
    '2024-04-10',
    '2024-05-10',
    '2024-06-08',
  ],
  1446: [
    '2024-07-07',
    '2024-08-06',
    '2024-09-05',
    '2024-10-05',
    '2024-11-03',
    '2024-12-03',
    '2025-01-02',
    '2025-01-31',
    '2025-03-02',
    '2025-03-31',
    '2025-04-29',
    '2025-05-28',
  ],
  1447: [
    '2025-06-27',
    '2025-07-26',
    '2025-08-25',
    '2025-09-24',
    '2025-10-23',
    '2025-11-22',
    '2025-12-22',
    '2026-01-21',
    '2026-02-19',
    '2026-03-21',
  ],
};

/** Months of {@link shippedLunarMonths} whose observed first day differs from the printed calendar of the year. */
export const OBSERVED_DIFFERS_FROM_PRINTED: ReadonlySet<string> = new Set(['1443-10']);

/** Muharram 1442 to Shawwal 1447 (August 2020 to March 2026). */
export const shippedLunarMonths: LunarMonths = new Map(
  Object.entries(FIRST_DAYS).flatMap(([year, firstDays]) =>
    firstDays.map(
      (firstDay, index) => [lunarMonthName(Number(year), index + 1), plainDate(firstDay)] as const,
    ),
  ),
);
