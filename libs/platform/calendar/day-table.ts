import { FIXED_HOLIDAYS, LUNAR_HOLIDAYS, type Holiday } from './holidays.js';
import { nextJalaliDay, toJalali, type JalaliDate } from './jalali.js';
import { lunarMonthsAround } from './lunar.js';
import { dayNumber, dayOfWeekOf, fromDayNumber } from './plain-date.js';
import { WEEKDAYS, type Weekday } from './weekday.js';
import type { HolidayCancellation, WorkingCalendar } from './calendar-revision.js';

/** The calendar's facts about one day. */
export interface DayFacts {
  /** Off by the week profile. */
  readonly weeklyOff: boolean;
  /** Holidays that were not cancelled: fixed ones first, then lunar ones, then a closure. */
  readonly holidays: readonly Holiday[];
  /** Whether an estimated lunar month decides if it is a working day. */
  readonly uncertain: boolean;
}

/**
 * Number of days computed at once: about a year and a half. This takes a few milliseconds the first time, and one or
 * two later.
 */
const BLOCK_DAYS = 512;

type Block = readonly DayFacts[];

/** Cache. Calendars are immutable, so results stay valid as long as the calendar is referenced. */
const tables = new WeakMap<WorkingCalendar, Map<number, Block>>();

/** The facts of a day, by its day number. A review asks for thousands; only the first of a block is computed. @throws RangeError */
export function dayFacts(calendar: WorkingCalendar, day: number): DayFacts {
  if (!Number.isInteger(day)) throw new RangeError(`not a day number: ${day}`);
  const number = Math.floor(day / BLOCK_DAYS);
  let table = tables.get(calendar);
  if (table === undefined) {
    table = new Map();
    tables.set(calendar, table);
  }
  let block = table.get(number);
  if (block === undefined) {
    block = computeBlock(calendar, number * BLOCK_DAYS);
    table.set(number, block);
  }
  const facts = block[day - number * BLOCK_DAYS];
  if (facts === undefined) throw new Error(`day ${day} is missing from its block`);
  return facts;
}

function computeBlock(calendar: WorkingCalendar, first: number): Block {
  // One more day on either side: an estimated holiday there makes the first or last day of the block uncertain.
  const lunar = lunarHolidays(calendar, first - 1, first + BLOCK_DAYS);
  const cancellations = byDay(calendar.cancellations);
  const closures = byDay(calendar.closures);
  const profiles = calendar.weekProfiles.map(({ from, off }) => ({ from: dayNumber(from), off }));
  const block: DayFacts[] = [];
  let jalali = toJalali(fromDayNumber(first));
  for (let day = first; day < first + BLOCK_DAYS; day += 1, jalali = nextJalaliDay(jalali)) {
    const cancelled = cancellations.get(day) ?? NONE;
    const stands = (holiday: Holiday): boolean => !cancelled.some((one) => cancels(one, holiday));
    const ofTheYear = [...fixedHolidays(jalali), ...(lunar.get(day) ?? NONE)];
    // A withdrawn closure is no longer in the calendar. A cancellation applies only to holidays of the year.
    const holidays = [
      ...ofTheYear.filter(stands),
      ...(closures.get(day) ?? NONE).map(({ reason }) => closureHoliday(reason)),
    ];
    // The first profile also holds for the days before it.
    const profile = profiles.findLast(({ from }) => from <= day) ?? profiles[0];
    const weeklyOff = isWeeklyOff(profile?.off ?? NONE, day);
    const offForCertain = weeklyOff || holidays.some(({ provisional }) => !provisional);
    const mayFallHere = (near: number): boolean =>
      (lunar.get(near) ?? NONE).some((one) => one.provisional && stands(one));
    const uncertain = !offForCertain && (mayFallHere(day - 1) || mayFallHere(day) || mayFallHere(day + 1));
    if (holidays.length > 0 || uncertain) block.push({ weeklyOff, holidays, uncertain });
    else block.push(weeklyOff ? DAY_OFF : ORDINARY_DAY);
  }
  return block;
}

const NONE: readonly never[] = [];

/** Most days are one of these two. They are shared, so that a block stays small. */
const ORDINARY_DAY: DayFacts = { weeklyOff: false, holidays: NONE, uncertain: false };
const DAY_OFF: DayFacts = { weeklyOff: true, holidays: NONE, uncertain: false };

function fixedHolidays({ month, day }: JalaliDate): readonly Holiday[] {
  return FIXED_BY_DAY.get(month * 100 + day) ?? NONE;
}

/** By month × 100 + day. */
const FIXED_BY_DAY: ReadonlyMap<number, readonly Holiday[]> = new Map(
  FIXED_HOLIDAYS.map(({ month, day, name, englishName }) => [
    month * 100 + day,
    [{ name, englishName, kind: 'fixed', provisional: false }],
  ]),
);

function lunarHolidays(calendar: WorkingCalendar, from: number, until: number): Map<number, Holiday[]> {
  const found = new Map<number, Holiday[]>();
  const months = lunarMonthsAround(calendar.lunarMonths, from, until);
  months.forEach((month, index) => {
    const next = months[index + 1];
    for (const { month: hijriMonth, day, name, englishName } of LUNAR_HOLIDAYS) {
      if (hijriMonth !== month.month) continue;
      // The month after the last one begins beyond `until`, and is not needed.
      if (day === 'last' && next === undefined) continue;
      // The first day of the next month determines the last day of a month.
      const [onDay, published] =
        day === 'last' && next !== undefined
          ? [next.firstDay - 1, next.published]
          : [month.firstDay + Number(day) - 1, month.published];
      const holiday: Holiday = { name, englishName, kind: 'lunar', provisional: !published };
      found.set(onDay, [...(found.get(onDay) ?? []), holiday]);
    }
  });
  return found;
}

export function closureHoliday(reason: string): Holiday {
  return { name: reason, englishName: `Closure: ${reason}`, kind: 'closure', provisional: false };
}

/** Whether a cancellation of the same day applies to this holiday. */
function cancels({ name, of }: HolidayCancellation, holiday: Holiday): boolean {
  return name === undefined ? (of?.includes(holiday.name) ?? true) : name === holiday.name;
}

function isWeeklyOff(off: readonly Weekday[], day: number): boolean {
  const weekday = WEEKDAYS[dayOfWeekOf(day)];
  return weekday !== undefined && off.includes(weekday);
}

function byDay<Item extends { readonly date: WorkingCalendar['closures'][number]['date'] }>(
  items: readonly Item[],
): Map<number, Item[]> {
  const found = new Map<number, Item[]>();
  for (const item of items) {
    const day = dayNumber(item.date);
    found.set(day, [...(found.get(day) ?? []), item]);
  }
  return found;
}
