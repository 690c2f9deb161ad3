import type { Command } from 'commander';
import { formatJalali } from '@misaq/calendar/jalali.js';
import type { HolidayKind } from '@misaq/calendar/holidays.js';
import { dayOfWeek } from '@misaq/calendar/plain-date.js';
import { WEEKDAYS } from '@misaq/calendar/weekday.js';
import { holidaysOfYear } from '@misaq/calendar/working-calendar.js';
import { identifier, jalaliYear } from '../arguments/values.js';
import { done, type Outcome } from '../output/outcome.js';
import type { Screen } from '../output/screen.js';
import { table } from '../output/table.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { calendarOf } from './working-days.js';

interface Options {
  readonly year: number;
  readonly province?: string;
}

export function registerHolidays(program: Command, shell: Shell): void {
  const command = program
    .command('holidays')
    .description('the holidays of a Jalali year')
    .requiredOption('--year <year>', 'Jalali year', jalaliYear('--year'))
    .option(
      '--province <id>',
      'with the closures and cancellations of this province',
      identifier('--province'),
    )
    .addHelpText('after', '\nExample:\n  misaq holidays --year 1402');
  command.action(() => shell.run(command, (session) => holidays(session, command.opts<Options>())));
}

interface Listed {
  readonly jalali: string;
  readonly date: string;
  readonly names: readonly string[];
  readonly kinds: readonly HolidayKind[];
  readonly weekday: string;
}

async function holidays(session: Session, { year, province }: Options): Promise<Outcome> {
  const { provisional, holidays: found } = holidaysOfYear(await calendarOf(session, province), year);
  const listed: Listed[] = found.map(({ date, names, kinds }) => ({
    jalali: formatJalali(date),
    date,
    names,
    kinds,
    weekday: WEEKDAYS[dayOfWeek(date)] ?? '',
  }));
  return done({ year, provisional, holidays: listed }, (screen) =>
    holidaysText(screen, year, provisional, listed),
  );
}

function holidaysText(screen: Screen, year: number, provisional: boolean, listed: readonly Listed[]): string {
  const rows = listed.map(({ jalali, date, weekday, kinds, names }) => [
    jalali,
    date,
    weekday,
    kinds.join(', '),
    names.join('، '),
  ]);
  const columns = ['day', 'Gregorian', 'weekday', 'kind', 'name'].map((title) => ({ title }));
  const note = provisional
    ? `\n\nProvisional: not every lunar month of ${String(year)} is published; its lunar holidays may move by a day.`
    : '';
  return table(screen, columns, rows) + note;
}
