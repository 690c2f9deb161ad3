import type { Command } from 'commander';
import { holidaysItem, type HolidaysItem } from '@misaq/working-calendar/boards/calendar/wire.js';
import { identifier, jalaliYear } from '../arguments/values.js';
import { done, type Outcome } from '../output/outcome.js';
import type { Screen } from '../output/screen.js';
import { table } from '../output/table.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { VERBS } from '../verb-list.js';
import { calendarOf } from './working-days.js';

interface Options {
  readonly year: number;
  readonly province?: string;
}

export function registerHolidays(program: Command, shell: Shell): void {
  const command = program
    .command('holidays')
    .description(VERBS.holidays.summary)
    .requiredOption('--year <year>', 'Jalali year', jalaliYear('--year'))
    .option(
      '--province <id>',
      'with the closures and cancellations of this province',
      identifier('--province'),
    )
    .addHelpText('after', '\nExample:\n  misaq holidays --year 1402');
  command.action(() => shell.run(command, (session) => holidays(session, command.opts<Options>())));
}

async function holidays(session: Session, { year, province }: Options): Promise<Outcome> {
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
