import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Weekday } from '@misaq/platform/calendar/weekday.js';
import { calendarItem } from '../boards/calendar/wire.js';
import type { WorkingCalendarCommand } from '../domain/commands.js';
import { day, weekdays, wholeNumber } from '@misaq/platform/command-line/values.js';
import { calendarIn } from './calendar-of.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import { provinceOf, withProvince } from '@misaq/platform/command-line/province.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface OfProvince {
  readonly province?: string;
}

/** Hijri years as the calendar counts them. */
const HIJRI = { first: 1330, last: 1660 } as const;

export function registerCalendar(calendar: Command, shell: VerbShell): void {
  calendar.addHelpText(
    'after',
    `
Examples:
  misaq calendar closure --date 1401-10-25 --reason "cold" --as labour-1:labour
  misaq calendar week --from 1404-01-01 --off thu,fri --reason "decision of the administrative council" --as labour-1:labour
  misaq calendar show`,
  );
  registerWeek(calendar, shell);
  registerMonth(calendar, shell);
  registerClosure(calendar, shell);
  registerCancellation(calendar, shell);
  const show = withProvince(
    calendar.command('show').description('the calendar as it stands, with its revision'),
  );
  show.action(() => shell.run(show, (session) => showCalendar(session, show.opts<OfProvince>())));
}

async function revise(
  session: VerbSession,
  { province }: OfProvince,
  command: WorkingCalendarCommand,
  sentence: string,
): Promise<Outcome> {
  const backend = await session.reach('write');
  const id = await provinceOf(backend, province);
  return recorded(await backend.send({ province: id, command }), `${id}: ${sentence}`);
}

function registerWeek(calendar: Command, shell: VerbShell): void {
  const command = withProvince(
    calendar
      .command('week')
      .description('which days of the week are off from a day on')
      .requiredOption('--from <day>', 'the first day it holds', day('--from'))
      .requiredOption('--off <days>', 'such as thu,fri', weekdays('--off'))
      .requiredOption('--reason <text>', 'why'),
  );
  command.action(() => {
    const { from, off, reason, ...of } = command.opts<
      OfProvince & { from: PlainDate; off: readonly Weekday[]; reason: string }
    >();
    const sentence = `${off.join(' and ')} off from ${formatJalali(from)}`;
    return shell.run(command, (session) =>
      revise(session, of, { type: 'AdoptWeekProfile', from, off, reason }, sentence),
    );
  });
}

function registerMonth(calendar: Command, shell: VerbShell): void {
  const command = withProvince(
    calendar
      .command('month')
      .description('the first day of a lunar month, as announced')
      .requiredOption('--year <hijri>', 'lunar year', wholeNumber('--year', HIJRI.first, HIJRI.last))
      .requiredOption('--month <n>', '1 = Muharram to 12', wholeNumber('--month', 1, 12))
      .requiredOption('--first-day <day>', 'its first day', day('--first-day'))
      .requiredOption('--source <text>', 'who announced it')
      .option('--reason <text>', 'why a first day that is known is corrected'),
  );
  command.action(() => {
    const options = command.opts<
      OfProvince & { year: number; month: number; firstDay: PlainDate; source: string; reason?: string }
    >();
    const { year: hijriYear, month: hijriMonth, firstDay, source, reason } = options;
    const sentence = `month ${String(hijriMonth)} of ${String(hijriYear)} begins on ${formatJalali(firstDay)}`;
    return shell.run(command, (session) =>
      revise(
        session,
        options,
        {
          type: 'StartLunarMonth',
          hijriYear,
          hijriMonth,
          firstDay,
          source,
          ...(reason !== undefined && { reason }),
        },
        sentence,
      ),
    );
  });
}

function registerClosure(calendar: Command, shell: VerbShell): void {
  const command = withProvince(
    calendar
      .command('closure')
      .description('a day was declared closed')
      .requiredOption('--date <day>', 'the day', day('--date'))
      .requiredOption('--reason <text>', 'why; it is shown as the name of the holiday'),
  );
  command.action(() => {
    const { date, reason, ...of } = command.opts<OfProvince & { date: PlainDate; reason: string }>();
    return shell.run(command, (session) =>
      revise(
        session,
        of,
        { type: 'DeclareClosure', date, reason },
        `${formatJalali(date)} is closed: ${reason}`,
      ),
    );
  });
}

function registerCancellation(calendar: Command, shell: VerbShell): void {
  const command = withProvince(
    calendar
      .command('cancel-holiday')
      .description('a holiday was cancelled and the day was worked')
      .requiredOption('--date <day>', 'the day', day('--date'))
      .requiredOption('--reason <text>', 'why')
      .option('--name <holiday>', 'only this holiday of the day (default: all)'),
  );
  command.action(() => {
    const { date, reason, name, ...of } = command.opts<
      OfProvince & { date: PlainDate; reason: string; name?: string }
    >();
    return shell.run(command, (session) =>
      revise(
        session,
        of,
        { type: 'CancelHoliday', date, reason, ...(name !== undefined && { name }) },
        `${formatJalali(date)} is worked: ${reason}`,
      ),
    );
  });
}

async function showCalendar(session: VerbSession, { province }: OfProvince): Promise<Outcome> {
  const backend = await session.reach('read');
  const id = await provinceOf(backend, province);
  const calendar = await calendarIn(backend.ask, id);
  return done(calendarItem(id, calendar), (screen) => calendarText(screen, id, calendar));
}

function calendarText(screen: Screen, province: string, calendar: WorkingCalendar): string {
  const { revision, weekProfiles, closures, cancellations, lunarMonths } = calendar;
  const months = [...lunarMonths.keys()].sort();
  const days = (
    title: string,
    rows: readonly { date: PlainDate; name?: string; reason: string }[],
  ): string[] =>
    rows.length === 0
      ? [`${title}: none`]
      : [
          `${title}:`,
          table(
            screen,
            [{ title: 'day' }, { title: 'holiday' }, { title: 'reason' }],
            rows.map(({ date, name, reason }) => [formatJalali(date), name ?? '', reason]),
          ),
        ];
  return [
    heading(screen, `Calendar of ${province}, revision ${String(revision)}`),
    'Days of the week that are off:',
    table(
      screen,
      [{ title: 'from' }, { title: 'off' }],
      weekProfiles.map(({ from, off }) => [formatJalali(from), off.join(', ')]),
    ),
    ...days('Closures', closures),
    ...days('Holidays cancelled', cancellations),
    `Lunar months known: ${months[0] ?? ''} to ${months.at(-1) ?? ''}`,
  ].join('\n');
}
