import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PoolTotals } from '../boards/pools/pool-board.js';
import { day, pool } from '@misaq/platform/command-line/values.js';
import {
  EXPORT_HELP,
  EXPORT_OPTION,
  exportFile,
  type ExportOptions,
  exportWanted,
} from '@misaq/platform/command-line/export-file.js';
import { FORCE_HELP, FORCE_OPTION } from '@misaq/platform/command-line/file-out.js';
import { everyItem, positioned } from '@misaq/platform/command-line/lists.js';
import { poolBoard, pools as poolsThereAre } from '../boards/pools/question.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import { percent, toman, tomanInWords } from '@misaq/platform/text/toman.js';
import { creditBoardTable } from '../boards/pools/table.js';
import { grouped } from '@misaq/platform/kernel/grouped.js';
import type { PoolBoardItem } from '../boards/pools/wire.js';
import { agenciesTable } from './agencies-table.js';
import { policyInWords, transfersInWords } from '../boards/reviews/trace-in-words.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options extends ExportOptions {
  readonly asOf?: PlainDate;
}

export function registerPool(command: Command, shell: VerbShell): void {
  command
    .argument('<pool>', '<province>-<year>-<programme>', pool('POOL'))
    .option('--as-of <day>', 'as of the beginning of a day (default: today)', day('--as-of'))
    .option(EXPORT_OPTION, EXPORT_HELP)
    .option(FORCE_OPTION, FORCE_HELP)
    .addHelpText(
      'after',
      '\nExamples:\n  misaq pool east-azerbaijan-1401-note16 --as-of 1401-11-02' +
        '\n  misaq pool east-azerbaijan-1401-note16 --export pool.xlsx',
    );
  command.action((poolId: string) =>
    shell.run(command, (session) => board(session, poolId, command.opts<Options>())),
  );
}

export function registerPools(command: Command, shell: VerbShell): void {
  command.addHelpText('after', '\nExample:\n  misaq pools');
  command.action(() => shell.run(command, pools));
}

async function board(session: VerbSession, poolId: string, options: Options): Promise<Outcome> {
  const { asOf } = options;
  const file = exportWanted(options);
  const { ask } = await session.reach('read');
  const item = positioned(await ask(poolBoard, { pool: poolId, asOf }));
  if (file !== undefined) return exportFile(session, file, creditBoardTable(item));
  return done(item, (screen) => boardText(screen, item));
}

function boardText(screen: Screen, found: PoolBoardItem): string {
  const { totals, transfers } = found;
  const unplaced = BigInt(found.unplacedRial ?? '0');
  const total = (all: PoolTotals): string =>
    `All agencies: ${tomanInWords(all.creditRial)} of credit, ${tomanInWords(all.introducedRial)} introduced, ` +
    `${tomanInWords(all.paidRial)} paid (${percent(all.absorptionBasisPoints)}); ` +
    `${grouped(all.facilities.introduced)} facilities, ${grouped(all.facilities.waiting)} of them waiting.`;
  return [
    heading(screen, `${found.pool}, as of ${formatJalali(found.asOf)}`),
    agenciesTable(screen, found.agencies),
    ...(totals === null ? [] : [total(totals)]),
    ...(found.provisional ? ['Provisional: a lunar month in a running clock is not published yet.'] : []),
    `Rule: ${policyInWords(found.policy)}`,
    ...(transfers.length > 0 || unplaced > 0n
      ? [`If it were reviewed now. ${transfersInWords(transfers, unplaced)}`]
      : []),
  ].join('\n\n');
}

async function pools(session: VerbSession): Promise<Outcome> {
  const { ask } = await session.reach('read');
  const { position, items: listed } = await everyItem(ask, poolsThereAre, {});
  return done({ position, pools: listed }, (screen) =>
    table(
      screen,
      [
        { title: 'pool' },
        { title: 'facilities', align: 'right' },
        { title: 'waiting', align: 'right' },
        { title: 'introduced', align: 'right' },
        { title: 'paid', align: 'right' },
      ],
      listed.map((each) => [
        each.pool,
        grouped(each.facilities.introduced ?? 0),
        grouped(each.facilities.waiting ?? 0),
        toman(each.introducedRial),
        toman(each.paidRial),
      ]),
    ),
  );
}
