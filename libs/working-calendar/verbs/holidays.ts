import type { Command } from 'commander';
import { holidaysItem, type HolidaysItem } from '../boards/calendar/wire.js';
import { identifier, jalaliYear } from '@misaq/platform/command-line/values.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import type { Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import { calendarOf } from './calendar-of.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options {
  readonly year: number;
  readonly province?: string;
}

export function registerHolidays(command: Command, shell: VerbShell): void {
  command
    .requiredOption('--year <year>', 'Jalali year', jalaliYear('--year'))
    .option(
      '--province <id>',
      'with the closures and cancellations of this province',
      identifier('--province'),
    )
    .addHelpText('after', '\nExample:\n  misaq holidays --year 1402');
  command.action(() => shell.run(command, (session) => holidays(session, command.opts<Options>())));
}

async function holidays(session: VerbSession, { year, province }: Options): Promise<Outcome> {
  const item = holidaysItem(await calendarOf(session, province), year);
  return done(item, (screen) => holidaysText(screen, item));
}

function holidaysText(screen: Screen, { year, provisional, holidays: listed }: HolidaysItem): string {
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
