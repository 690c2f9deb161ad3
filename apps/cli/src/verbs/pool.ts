import type { Command } from 'commander';
import { today } from '@misaq/application/clock.js';
import { formatJalali } from '@misaq/calendar/jalali.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { PoolBoard } from '@misaq/read-models/credit-board/board.js';
import { day, pool } from '../arguments/values.js';
import { assertExportable, EXPORT_HELP, EXPORT_OPTION, exportFile } from '../output/export-file.js';
import { done, type Outcome } from '../output/outcome.js';
import { heading, type Screen } from '../output/screen.js';
import { table } from '../output/table.js';
import { percent, toman, tomanInWords } from '@misaq/wire/toman.js';
import { creditBoardTable } from '@misaq/wire/exports/credit-board.js';
import { grouped } from '@misaq/wire/grouped.js';
import { RefusedError, type Session } from '../session.js';
import type { Shell } from '../shell.js';
import { poolBoardItem } from '@misaq/wire/credit-board.js';
import type { Names } from '@misaq/wire/names.js';
import { agenciesTable } from '../views/agencies.js';
import { policyInWords, transfersInWords } from '@misaq/wire/trace-in-words.js';
import { namesIn } from './names.js';
import { agencyScope } from './read-scope.js';

interface Options {
  readonly asOf?: PlainDate;
  readonly export?: string;
}

export function registerPool(program: Command, shell: Shell): void {
  const command = program
    .command('pool')
    .description('the credit board of a pool: who absorbed what, how much time is left, what could move')
    .argument('<pool>', '<province>-<year>-<programme>', pool('POOL'))
    .option('--as-of <day>', 'as of the beginning of a day (default: today)', day('--as-of'))
    .option(EXPORT_OPTION, EXPORT_HELP)
    .addHelpText(
      'after',
      '\nExamples:\n  misaq pool east-azerbaijan-1401-note16 --as-of 1401-11-02' +
        '\n  misaq pool east-azerbaijan-1401-note16 --export pool.xlsx',
    );
  command.action((poolId: string) =>
    shell.run(command, (session) => board(session, poolId, command.opts<Options>())),
  );
}

export function registerPools(program: Command, shell: Shell): void {
  const command = program
    .command('pools')
    .description('the credit pools there are')
    .addHelpText('after', '\nExample:\n  misaq pools');
  command.action(() => shell.run(command, pools));
}

async function board(session: Session, poolId: string, options: Options): Promise<Outcome> {
  const { asOf = today(session.clock), export: file } = options;
  assertExportable(file);
  const scope = agencyScope(session.actor);
  const system = await session.open('read');
  const { credit } = await system.readModels();
  const found = credit.poolBoard(poolId, asOf, scope);
  if (found === undefined) throw unknownPool(poolId);
  const names = await namesIn(system.runner, poolId, 'agency', asOf);
  if (file !== undefined) return exportFile(session, file, creditBoardTable(found, names));
  const own = scope.agency !== undefined;
  return done(poolBoardItem(found, names, own), (screen) =>
    boardText(screen, own ? { ...found, totals: null, unplacedRial: '0' } : found, names),
  );
}

export function unknownPool(poolId: string): RefusedError {
  return new RefusedError({ name: 'unknown_pool', figures: { pool: poolId } });
}

/** `totals` is null for whoever sees one row only. */
type Shown = Omit<PoolBoard, 'totals'> & { readonly totals: PoolBoard['totals'] | null };

function boardText(screen: Screen, found: Shown, names: Names): string {
  const { totals, transfers } = found;
  const total = (all: PoolBoard['totals']): string =>
    `All agencies: ${tomanInWords(all.creditRial)} of credit, ${tomanInWords(all.introducedRial)} introduced, ` +
    `${tomanInWords(all.paidRial)} paid (${percent(all.absorptionBasisPoints)}); ` +
    `${grouped(all.facilities.introduced)} facilities, ${grouped(all.facilities.waiting)} of them waiting.`;
  return [
    heading(screen, `${found.pool}, as of ${formatJalali(found.asOf)}`),
    agenciesTable(screen, found.agencies, names),
    ...(totals === null ? [] : [total(totals)]),
    ...(found.provisional ? ['Provisional: a lunar month in a running clock is not published yet.'] : []),
    `Rule: ${policyInWords(found.policy)}`,
    ...(transfers.length > 0 || BigInt(found.unplacedRial) > 0n
      ? [`If it were reviewed now. ${transfersInWords(transfers, BigInt(found.unplacedRial))}`]
      : []),
  ].join('\n\n');
}

async function pools(session: Session): Promise<Outcome> {
  session.require('read');
  const system = await session.open('read');
  const { credit } = await system.readModels();
  const { pools: opened, position } = credit.pools();
  const listed = opened.map((each) => {
    const totals = credit.programmeTotals(each.pool);
    if (totals === undefined) throw new Error(`${each.pool} was opened and has no totals`);
    const { facilities, introducedRial, paidRial } = totals;
    return { ...each, facilities, introducedRial, paidRial };
  });
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
        grouped(each.facilities.introduced),
        grouped(each.facilities.waiting),
        toman(each.introducedRial),
        toman(each.paidRial),
      ]),
    ),
  );
}
