import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { day, pool } from '@misaq/platform/command-line/values.js';
import {
  EXPORT_HELP,
  EXPORT_OPTION,
  exportFile,
  type ExportOptions,
  exportWanted,
} from '@misaq/platform/command-line/export-file.js';
import { FORCE_HELP, FORCE_OPTION } from '@misaq/platform/command-line/file-out.js';
import { positioned } from '@misaq/platform/command-line/lists.js';
import { banks, banksOfPool } from '../boards/banks/question.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { table, type Column } from '@misaq/platform/command-line/table.js';
import { percent, toman } from '@misaq/platform/text/toman.js';
import type { BankBoardItem } from '../boards/banks/wire.js';
import { bankBoardTable } from '../boards/banks/table.js';
import { grouped } from '@misaq/platform/kernel/grouped.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options extends ExportOptions {
  readonly pool?: string;
  readonly asOf?: PlainDate;
}

export function registerBanks(command: Command, shell: VerbShell): void {
  command
    .option('--pool <pool>', '<province>-<year>-<programme> (default: all pools)', pool('--pool'))
    .option('--as-of <day>', 'ages of what waits, on a day (default: today)', day('--as-of'))
    .option(EXPORT_OPTION, EXPORT_HELP)
    .option(FORCE_OPTION, FORCE_HELP)
    .addHelpText(
      'after',
      '\nA bank sees its own row.\n\nExample:\n  misaq banks --pool east-azerbaijan-1401-note16 --as-of 1401-11-02',
    );
  command.action(() => shell.run(command, (session) => board(session, command.opts<Options>())));
}

async function board(session: VerbSession, options: Options): Promise<Outcome> {
  const { pool: poolId, asOf } = options;
  const file = exportWanted(options);
  const { ask } = await session.reach('read');
  const item = positioned(
    await (poolId === undefined ? ask(banks, { asOf }) : ask(banksOfPool, { pool: poolId, asOf })),
  );
  if (file !== undefined) return exportFile(session, file, bankBoardTable(item));
  return done(item, (screen) => banksText(screen, item));
}

const COLUMNS: readonly Column[] = [
  { title: 'bank' },
  { title: 'introduced', align: 'right' },
  { title: 'amount', align: 'right', droppedFirst: 5 },
  { title: 'paid', align: 'right' },
  { title: 'share', align: 'right', droppedFirst: 4 },
  { title: 'declined', align: 'right', droppedFirst: 3 },
  { title: 'days: half', align: 'right' },
  { title: '9 in 10', align: 'right', droppedFirst: 2 },
  { title: 'waiting', align: 'right' },
  { title: 'amount', align: 'right' },
  { title: 'half wait', align: 'right' },
  { title: 'longest', align: 'right', droppedFirst: 1 },
  { title: 'name' },
];

export function banksText(screen: Screen, found: BankBoardItem): string {
  const days = (value: number | null): string => (value === null ? '–' : String(value));
  const rows = found.banks.map((bank) => [
    bank.bank,
    grouped(bank.introduced.facilities),
    toman(bank.introduced.rial),
    toman(bank.paid.rial),
    percent(bank.paidOfIntroducedBasisPoints),
    grouped(bank.declined.facilities),
    days(bank.medianDaysToPayment),
    days(bank.ninetiethPercentileDaysToPayment),
    grouped(bank.waiting.facilities),
    toman(bank.waiting.rial),
    days(bank.waiting.medianDays),
    days(bank.waiting.oldestDays),
    bank.name ?? '',
  ]);
  return [
    heading(
      screen,
      `Banks${found.pool === null ? '' : ` in ${found.pool}`}, as of ${formatJalali(found.asOf)}`,
    ),
    table(screen, COLUMNS, rows),
    'Days from introduction to payment within which half and nine in ten payments came; what waits, with its age in days.',
  ].join('\n\n');
}
