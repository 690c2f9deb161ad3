import { FIXED_HOLIDAYS, LUNAR_HOLIDAYS, type Holiday } from './holidays.js';
import { toJalali } from './jalali.js';
import { lunarMonthsAround } from './lunar.js';
import { dayNumber, dayOfWeekOf, fromDayNumber } from './plain-date.js';
import { WEEKDAYS } from './weekday.js';
import { type HolidayCancellation, type WorkingCalendar } from './working-calendar.js';

/** What a calendar says of one day. */
export interface DayFacts {
  /** The week profile has it off. */
  readonly weeklyOff: boolean;
  /** Those that were not cancelled; fixed ones first, then lunar ones, then a closure. */
  readonly holidays: readonly Holiday[];
  /** Whether it is a working day hangs on an estimated lunar month. */
  readonly uncertain: boolean;
}

/** Days computed at a time: about a year and a half, a quarter of a millisecond. */
const BLOCK_DAYS = 512;

type Block = readonly DayFacts[];

/** Calendars are values that never change, so what was computed of one stays true as long as somebody holds it. */
const tables = new WeakMap<WorkingCalendar, Map<number, Block>>();

/** The facts of a day, by its day number. A review asks for thousands; only the first of a block is computed. */
export function dayFacts(calendar: WorkingCalendar, day: number): DayFacts {
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
  if (facts === undefined) throw new RangeError(`not a day number: ${day}`);
  return facts;
}

function computeBlock(calendar: WorkingCalendar, first: number): Block {
  // One day more on either side: an estimated holiday there makes the first or the last day of the block uncertain.
  const lunar = lunarHolidays(calendar, first - 1, first + BLOCK_DAYS);
  const cancellations = byDay(calendar.cancellations);
  const closures = byDay(calendar.closures);
  const block: DayFacts[] = [];
  for (let day = first; day < first + BLOCK_DAYS; day += 1) {
    const cancelled = cancellations.get(day) ?? [];
    const stands = (holiday: Holiday): boolean => !cancelled.some((one) => cancels(one, holiday));
    // A closure that is withdrawn leaves the calendar; a cancellation speaks of the holidays of the year only.
    const holidays = [
      ...[...fixedHolidays(day), ...(lunar.get(day) ?? [])].filter(stands),
      ...(closures.get(day) ?? []).map(({ reason }) => closureHoliday(reason)),
    ];
    const weeklyOff = isWeeklyOff(calendar, day);
    const offForCertain = weeklyOff || holidays.some(({ provisional }) => !provisional);
    const mayFallHere = [day - 1, day, day + 1].flatMap((near) => lunar.get(near) ?? []);
    const uncertain = !offForCertain && mayFallHere.some((one) => one.provisional && stands(one));
    block.push({ weeklyOff, holidays, uncertain });
  }
  return block;
}

function fixedHolidays(day: number): Holiday[] {
  const { month, day: dayOfMonth } = toJalali(fromDayNumber(day));
  return FIXED_HOLIDAYS.filter((holiday) => holiday.month === month && holiday.day === dayOfMonth).map(
    ({ name, englishName }) => ({ name, englishName, kind: 'fixed', provisional: false }),
  );
}

function lunarHolidays(calendar: WorkingCalendar, from: number, until: number): Map<number, Holiday[]> {
  const found = new Map<number, Holiday[]>();
  const months = lunarMonthsAround(calendar.lunarMonths, from, until);
  months.forEach((month, index) => {
    const next = months[index + 1];
    for (const { month: hijriMonth, day, name, englishName } of LUNAR_HOLIDAYS) {
      if (hijriMonth !== month.month) continue;
      // The month after the last one begins beyond `until`, and nothing of it is asked for.
      if (day === 'last' && next === undefined) continue;
      // The last day of a month is settled by the first day of the next.
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

/** Whether a cancellation of the same day speaks of this holiday; without a name it speaks of all of them. */
function cancels(cancellation: HolidayCancellation, holiday: Holiday): boolean {
  return cancellation.name === undefined || cancellation.name === holiday.name;
}

function isWeeklyOff(calendar: WorkingCalendar, day: number): boolean {
  const weekday = WEEKDAYS[dayOfWeekOf(day)];
  return weekday !== undefined && weekProfileOn(calendar, day).off.includes(weekday);
}

/** The profile adopted last among those that had begun; the first one also holds for the days before it. */
export function weekProfileOn(calendar: WorkingCalendar, day: number) {
  const date = fromDayNumber(day);
  const profile = calendar.weekProfiles.findLast(({ from }) => from <= date) ?? calendar.weekProfiles[0];
  if (profile === undefined) throw new Error('a calendar has at least one week profile');
  return profile;
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
