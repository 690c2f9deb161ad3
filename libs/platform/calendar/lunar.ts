import { dayNumber, fromDayNumber, type PlainDate } from './plain-date.js';
import type { LunarMonths } from './lunar-months.js';

/** A day of the lunar calendar as Iran counts it. Provisional: its month has not been published. */
export interface HijriDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly provisional: boolean;
}

/** A lunar month; `firstDay` is a day number. */
export interface LunarMonth {
  readonly year: number;
  readonly month: number;
  readonly firstDay: number;
  /** The first day comes from the published months and is not an estimate. */
  readonly published: boolean;
}

/** The Hijri years that are computed: those that overlap the Jalali years 1300 to 1600, and a few around them. */
export const HIJRI_YEARS = { first: 1330, last: 1660 } as const;

/** 1 Muharram of year 1 in the arithmetical calendar (16 July 622 of the Julian calendar), as a day number. */
const EPOCH = -492_148;

/** Mean length of a month of the arithmetical calendar: 10,631 days in 360 months. */
const MEAN_MONTH_DAYS = 10_631 / 360;

/**
 * First day by the arithmetical ("tabular") Islamic calendar. Its leap years are 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
 * and 29 of each 30. Months are counted from Muharram of year 1 = 0. Of the 70 shipped months, Iran began 44 on exactly
 * this day, 7 a day earlier and 19 a day later. So an estimate is assumed to be wrong by a day at most.
 */
function arithmeticalFirstDay(ordinal: number): number {
  const yearsBefore = Math.floor(ordinal / 12);
  const monthsBefore = ordinal - yearsBefore * 12;
  return (
    EPOCH + yearsBefore * 354 + Math.floor((3 + 11 * (yearsBefore + 1)) / 30) + Math.ceil(29.5 * monthsBefore)
  );
}

interface PublishedMonth {
  readonly ordinal: number;
  readonly firstDay: number;
}

interface PublishedIndex {
  readonly byOrdinal: ReadonlyMap<number, number>;
  readonly inOrder: readonly PublishedMonth[];
}

const indexes = new WeakMap<LunarMonths, PublishedIndex>();

function indexOf(months: LunarMonths): PublishedIndex {
  let index = indexes.get(months);
  if (index === undefined) {
    const inOrder = [...months]
      .map(([name, firstDay]) => {
        const [year, month] = name.split('-').map(Number);
        return { ordinal: ordinalOf(year ?? NaN, month ?? NaN), firstDay: dayNumber(firstDay) };
      })
      .sort((a, b) => a.ordinal - b.ordinal);
    index = { byOrdinal: new Map(inOrder.map(({ ordinal, firstDay }) => [ordinal, firstDay])), inOrder };
    indexes.set(months, index);
  }
  return index;
}

function ordinalOf(hijriYear: number, hijriMonth: number): number {
  return (hijriYear - 1) * 12 + hijriMonth - 1;
}

/** The nearest published months before and after an ordinal. */
function neighbours(index: PublishedIndex, ordinal: number): PublishedMonth[] {
  const { inOrder } = index;
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle]?.ordinal ?? Infinity) < ordinal) low = middle + 1;
    else high = middle;
  }
  const before = inOrder[low - 1];
  const after = inOrder[low]?.ordinal === ordinal ? inOrder[low + 1] : inOrder[low];
  return [before, after].filter((month) => month !== undefined);
}

/**
 * The days on which a month can begin, with `slack` more days on either side. The months between it and its published
 * neighbours have 29 or 30 days each.
 */
function bounds(near: readonly PublishedMonth[], ordinal: number, slack: number) {
  let earliest = -Infinity;
  let latest = Infinity;
  for (const { ordinal: other, firstDay } of near) {
    const months = ordinal - other;
    earliest = Math.max(earliest, firstDay + Math.min(29 * months, 30 * months) - slack);
    latest = Math.min(latest, firstDay + Math.max(29 * months, 30 * months) + slack);
  }
  return { earliest, latest };
}

/** The arithmetical first day, moved as little as possible to join its published neighbours by months of 29 or 30 days. */
function firstDayOf(index: PublishedIndex, ordinal: number): { firstDay: number; published: boolean } {
  const published = index.byOrdinal.get(ordinal);
  if (published !== undefined) return { firstDay: published, published: true };
  const { earliest, latest } = bounds(neighbours(index, ordinal), ordinal, 0);
  return {
    firstDay: Math.max(earliest, Math.min(latest, arithmeticalFirstDay(ordinal))),
    published: false,
  };
}

function monthOf(index: PublishedIndex, ordinal: number): LunarMonth {
  const years = Math.floor(ordinal / 12);
  return { year: years + 1, month: ordinal - years * 12 + 1, ...firstDayOf(index, ordinal) };
}

function ordinalOnDay(index: PublishedIndex, day: number): number {
  let ordinal = Math.round((day - EPOCH) / MEAN_MONTH_DAYS);
  while (firstDayOf(index, ordinal).firstDay > day) ordinal -= 1;
  while (firstDayOf(index, ordinal + 1).firstDay <= day) ordinal += 1;
  return ordinal;
}

/** The months that have a day from `from` to `until` (day numbers), and the one after them, in order. */
export function lunarMonthsAround(months: LunarMonths, from: number, until: number): readonly LunarMonth[] {
  const index = indexOf(months);
  let ordinal = ordinalOnDay(index, from);
  let month = monthOf(index, ordinal);
  const found = [month];
  while (month.firstDay <= until) {
    ordinal += 1;
    month = monthOf(index, ordinal);
    found.push(month);
  }
  return found;
}

/**
 * The lunar day of a date; undefined outside {@link HIJRI_YEARS}. It is certain when the first day of its month is
 * published. After the 29th day, the next month must be published too.
 */
export function hijriDay(months: LunarMonths, date: PlainDate): HijriDay | undefined {
  const index = indexOf(months);
  const day = dayNumber(date);
  const ordinal = ordinalOnDay(index, day);
  const { year, month, firstDay, published } = monthOf(index, ordinal);
  if (year < HIJRI_YEARS.first || year > HIJRI_YEARS.last) return undefined;
  const dayOfMonth = day - firstDay + 1;
  const certain = published && (dayOfMonth <= 29 || firstDayOf(index, ordinal + 1).published);
  return { year, month, day: dayOfMonth, provisional: !certain };
}

/**
 * The plausible first days of a month. A month has 29 or 30 days, and one day more is allowed on either side: when two
 * months in a row are corrected, the first correction comes before the second. Far from published months, the
 * arithmetical calendar limits them to three days on either side.
 */
export function plausibleFirstDays(
  months: LunarMonths,
  hijriYear: number,
  hijriMonth: number,
): { readonly earliest: PlainDate; readonly latest: PlainDate } {
  const ordinal = ordinalOf(hijriYear, hijriMonth);
  const { earliest, latest } = bounds(neighbours(indexOf(months), ordinal), ordinal, 1);
  const arithmetical = arithmeticalFirstDay(ordinal);
  return {
    earliest: fromDayNumber(Math.max(earliest, arithmetical - 3)),
    latest: fromDayNumber(Math.min(latest, arithmetical + 3)),
  };
}
