import type { Holiday } from '@misaq/platform/calendar/holidays.js';
import { isInCalendarRange } from '@misaq/platform/calendar/jalali.js';
import { HIJRI_YEARS, plausibleFirstDays } from '@misaq/platform/calendar/lunar.js';
import { lunarMonthName } from '@misaq/platform/calendar/lunar-months.js';
import { parseIsoDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { WEEKDAYS, type Weekday } from '@misaq/platform/calendar/weekday.js';
import { holidaysOn, shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import { accepted, refused, unchanged, unreachable, type Decision } from '@misaq/platform/kernel/decision.js';
import { invalidField, reasonFault, textFieldFault } from '@misaq/platform/kernel/fields.js';
import { refusedBy } from '@misaq/platform/kernel/recorded.js';
import { foldForSearch } from '@misaq/platform/kernel/text.js';
import type {
  AdoptWeekProfile,
  CancelHoliday,
  DeclareClosure,
  StartLunarMonth,
  WorkingCalendarCommand,
} from './commands.js';
import type { WorkingCalendarEvent } from './events.js';
import type { WorkingCalendarRefusalName } from './refusals.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/** The calendar of a province. It is small and read far more often than revised, so each event makes a new object. */
export interface WorkingCalendarState {
  /** Its revision is the number of events of the stream. */
  readonly calendar: WorkingCalendar;
}

/**
 * None of these acts depends on the current day. Months and closures are announced ahead, and past closures may be
 * recorded afterwards. Reviews find the deadlines that a revision moves.
 */
export interface WorkingCalendarContext {
  readonly today: PlainDate;
}

export type WorkingCalendarDecision = Decision<WorkingCalendarEvent, WorkingCalendarRefusalName>;

export function initialCalendar(): WorkingCalendarState {
  return { calendar: shippedCalendar() };
}

export function decide(
  state: WorkingCalendarState,
  command: WorkingCalendarCommand,
  _context: WorkingCalendarContext,
): WorkingCalendarDecision {
  switch (command.type) {
    case 'AdoptWeekProfile':
      return adoptWeekProfile(state, command);
    case 'StartLunarMonth':
      return startLunarMonth(state, command);
    case 'DeclareClosure':
      return declareClosure(state, command);
    case 'CancelHoliday':
      return cancelHoliday(state, command);
    default:
      return unreachable(command);
  }
}

function adoptWeekProfile(
  { calendar }: WorkingCalendarState,
  { from, off: given, reason }: AdoptWeekProfile,
): WorkingCalendarDecision {
  const fault = dateFault('from', from) ?? weekdayFault(given) ?? textFaultOf('reason', reason);
  if (fault !== undefined) return fault;
  const off = WEEKDAYS.filter((weekday) => given.includes(weekday));
  if (off.length === WEEKDAYS.length) return refused('no_working_days', { off });
  if (!off.includes('friday')) return refused('friday_is_off', { off });

  const recorded = calendar.weekProfiles.find((profile) => profile.from === from);
  if (recorded?.off.join() === off.join()) return unchanged;
  return accepted({ type: 'WeekProfileAdopted', data: { from, off, reason } });
}

function startLunarMonth(
  { calendar }: WorkingCalendarState,
  { hijriYear, hijriMonth, firstDay, source, reason }: StartLunarMonth,
): WorkingCalendarDecision {
  const fault =
    numberFault('hijriYear', hijriYear, HIJRI_YEARS.first, HIJRI_YEARS.last) ??
    numberFault('hijriMonth', hijriMonth, 1, 12) ??
    dateFault('firstDay', firstDay) ??
    textFaultOf('source', source) ??
    (reason === undefined ? undefined : textFaultOf('reason', reason));
  if (fault !== undefined) return fault;

  const key = lunarMonthName(hijriYear, hijriMonth);
  const recorded = calendar.lunarMonths.get(key);
  if (recorded === firstDay) return unchanged;
  const { earliest, latest } = plausibleFirstDays(calendar.lunarMonths, hijriYear, hijriMonth);
  if (firstDay < earliest || firstDay > latest) {
    return refused('month_start_implausible', { hijriMonth: key, firstDay, earliest, latest });
  }
  if (recorded !== undefined && reason === undefined) {
    return refused('conflicts_with_recorded', { key, recorded, given: firstDay });
  }
  return accepted({
    type: 'LunarMonthStarted',
    data: { hijriYear, hijriMonth, firstDay, source, ...(reason === undefined ? {} : { reason }) },
  });
}

function declareClosure(
  { calendar }: WorkingCalendarState,
  { date, reason }: DeclareClosure,
): WorkingCalendarDecision {
  const fault = dateFault('date', date) ?? textFaultOf('reason', reason);
  if (fault !== undefined) return fault;
  // The day is already closed: a second closure, with whatever reason, changes nothing.
  if (calendar.closures.some((closure) => closure.date === date)) return unchanged;
  return accepted({ type: 'ClosureDeclared', data: { date, reason } });
}

function cancelHoliday(
  { calendar }: WorkingCalendarState,
  { date, name: given, reason }: CancelHoliday,
): WorkingCalendarDecision {
  const fault =
    dateFault('date', date) ??
    (given === undefined ? undefined : textFaultOf('name', given)) ??
    textFaultOf('reason', reason);
  if (fault !== undefined) return fault;

  const holidays = holidaysOn(calendar, date);
  const cancelled = holidays.filter((holiday) => given === undefined || isCalled(holiday, given));
  const [first] = cancelled;
  if (first === undefined) {
    return alreadyCancelled(calendar, date, given)
      ? unchanged
      : refused('not_a_holiday', {
          date,
          ...(given === undefined ? {} : { name: given }),
          holidays: holidays.map(({ name }) => name),
        });
  }
  return accepted({
    type: 'HolidayCancelled',
    // Uses the calendar's own spelling, so that the name is found again.
    data: { date, ...(given === undefined ? {} : { name: first.name }), reason },
  });
}

/** Whether everything that the command would cancel is already cancelled. */
function alreadyCancelled(calendar: WorkingCalendar, date: PlainDate, given: string | undefined): boolean {
  const before = calendar.cancellations.filter((cancellation) => cancellation.date === date);
  if (given === undefined) return before.length > 0;
  const meant = holidaysOn({ ...calendar, cancellations: [] }, date).find((holiday) =>
    isCalled(holiday, given),
  );
  return before.some(({ name }) =>
    name === undefined ? meant !== undefined : foldForSearch(name) === foldForSearch(meant?.name ?? given),
  );
}

function isCalled(holiday: Pick<Holiday, 'name' | 'englishName'>, given: string): boolean {
  const wanted = foldForSearch(given);
  return foldForSearch(holiday.name) === wanted || foldForSearch(holiday.englishName) === wanted;
}

/** Applies an accepted event; each one increases the revision by one. */
export function evolve(
  { calendar }: WorkingCalendarState,
  event: WorkingCalendarEvent,
): WorkingCalendarState {
  return { calendar: { ...calendar, ...revisedPart(calendar, event), revision: calendar.revision + 1 } };
}

function revisedPart(calendar: WorkingCalendar, event: WorkingCalendarEvent): Partial<WorkingCalendar> {
  switch (event.type) {
    case 'WeekProfileAdopted': {
      const { from, off } = event.data;
      const others = calendar.weekProfiles.filter((profile) => profile.from !== from);
      const weekProfiles = [...others, { from, off }].sort((a, b) => (a.from < b.from ? -1 : 1));
      return { weekProfiles };
    }
    case 'LunarMonthStarted': {
      const { hijriYear, hijriMonth, firstDay } = event.data;
      const lunarMonths = new Map(calendar.lunarMonths);
      return { lunarMonths: lunarMonths.set(lunarMonthName(hijriYear, hijriMonth), firstDay) };
    }
    case 'ClosureDeclared': {
      const { date, reason } = event.data;
      return { closures: [...calendar.closures, { date, reason }] };
    }
    case 'HolidayCancelled': {
      const { date, name, reason } = event.data;
      // Includes both cancelled and remaining holidays of the year.
      const ofTheYear = holidaysOn({ ...calendar, cancellations: [], closures: [] }, date);
      const meant = name === undefined ? { of: ofTheYear.map((holiday) => holiday.name) } : { name };
      return {
        closures: calendar.closures.filter(
          (closure) => closure.date !== date || (name !== undefined && name !== closure.reason),
        ),
        cancellations: [...calendar.cancellations, { date, ...meant, reason }],
      };
    }
    default:
      return unreachable(event);
  }
}

function dateFault(field: string, date: unknown): WorkingCalendarDecision | undefined {
  if (typeof date !== 'string') return refusedBy(invalidField(field, 'wrong_type', date));
  const day = parseIsoDate(date);
  if (day === undefined) return refusedBy(invalidField(field, 'not_a_day', date));
  return isInCalendarRange(day) ? undefined : refusedBy(invalidField(field, 'out_of_range', date));
}

function numberFault(
  field: string,
  value: number,
  min: number,
  max: number,
): WorkingCalendarDecision | undefined {
  if (Number.isInteger(value) && !Object.is(value, -0) && value >= min && value <= max) return undefined;
  return refusedBy(invalidField(field, 'out_of_range', value));
}

function weekdayFault(off: unknown): WorkingCalendarDecision | undefined {
  if (!Array.isArray(off)) return refusedBy(invalidField('off', 'wrong_type', off));
  const unknown: unknown = off.find((weekday: Weekday) => !WEEKDAYS.includes(weekday));
  return unknown === undefined ? undefined : refusedBy(invalidField('off', 'unknown_weekday', unknown));
}

function textFaultOf(field: string, text: unknown): WorkingCalendarDecision | undefined {
  const fault = field === 'reason' ? reasonFault(text) : textFieldFault(field, text);
  return fault === undefined ? undefined : refusedBy(fault);
}
