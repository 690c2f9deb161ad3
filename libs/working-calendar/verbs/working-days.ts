import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { FIRST_DAY } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Weekday } from '@misaq/platform/calendar/weekday.js';
import { calendarOf } from './calendar-of.js';
import { day, identifier, weekdays, wholeNumber } from '@misaq/platform/command-line/values.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { workingDaysItem } from '../boards/calendar/wire.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { isolated } from '@misaq/platform/kernel/isolated.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options {
  readonly notified: PlainDate;
  readonly days: number;
  readonly weekend?: readonly Weekday[];
  readonly province?: string;
}

/** Longest period that is counted, as in the calendar. */
const WORKING_DAYS_MAX = 1000;

export function registerWorkingDays(command: Command, shell: VerbShell): void {
  command
    .requiredOption('--notified <day>', 'day of the notification; day 1 is the day after', day('--notified'))
    .requiredOption('--days <n>', 'working days', wholeNumber('--days', 1, WORKING_DAYS_MAX))
    .option(
      '--weekend <days>',
      'weekly days off (default: thu,fri, or as the province has it)',
      weekdays('--weekend'),
    )
    .option(
      '--province <id>',
      'use the calendar of this province from the data directory',
      identifier('--province'),
    )
    .addHelpText(
      'after',
      `
Needs no data directory unless --province is given.

Example:
  misaq working-days --notified 1403-02-02 --days 20
  misaq working-days --notified 1403-02-02 --days 20 --weekend fri --json`,
    );
  command.action(() => shell.run(command, (session) => workingDays(session, command.opts<Options>())));
}

async function workingDays(
  session: VerbSession,
  { notified, days, weekend, province }: Options,
): Promise<Outcome> {
  const calendar = withWeekend(await calendarOf(session, province), weekend);
  const item = workingDaysItem(calendar, notified, days);
  const { deadline, holidaysSkipped: skipped, provisional } = item;
  return done(item, () =>
    [
      `Notified on ${formatJalali(notified)}; the time is up when ${formatJalali(deadline)} (${deadline}) has ended in Tehran.`,
      skipped.length === 0
        ? 'No holiday fell on a working day.'
        : `Holidays skipped: ${skipped.map(({ jalali, names }) => `${jalali} ${isolated(names.join('، '))}`).join(', ')}.`,
      ...(provisional ? ['Provisional: a lunar month in this time is not published yet.'] : []),
    ].join('\n'),
  );
}

/** The same calendar with other weekly days off, throughout. */
function withWeekend(calendar: WorkingCalendar, off: readonly Weekday[] | undefined): WorkingCalendar {
  if (off === undefined) return calendar;
  if (!off.includes('friday'))
    throw new UsageError('friday_is_off', '--weekend: Friday is off everywhere in Iran');
  if (off.length > 6)
    throw new UsageError('no_working_days', '--weekend: a week needs at least one working day');
  return { ...calendar, weekProfiles: [{ from: FIRST_DAY, off }] };
}
