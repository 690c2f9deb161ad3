import type { Command } from 'commander';
import { BASELINE } from '@misaq/domain/commitments/events.js';
import type { CommitmentPart } from '@misaq/read-models/commitment-board/queries.js';
import { identifier, jalaliYear } from '../arguments/values.js';
import {
  EXPORT_HELP,
  EXPORT_OPTION,
  exportFile,
  type ExportOptions,
  exportWanted,
} from '../output/export-file.js';
import { FORCE_HELP, FORCE_OPTION } from '../output/file-out.js';
import { done, type Outcome } from '../output/outcome.js';
import { heading, type Screen } from '../output/screen.js';
import { table, type Column } from '../output/table.js';
import { percent } from '@misaq/wire/toman.js';
import { commitmentTable } from '@misaq/wire/exports/commitment-board.js';
import { counted, grouped } from '@misaq/wire/grouped.js';
import type { CommitmentBoardShown, MonthShown } from '../backend/questions.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { VERBS } from '../verb-list.js';
import type { NamesByKind } from '@misaq/wire/commitment-board.js';
import type { Names } from '@misaq/wire/names.js';
import { provinceOf, withProvince } from './province.js';

interface Options extends ExportOptions {
  readonly province?: string;
  readonly version: string;
}

export function registerCommitments(program: Command, shell: Shell): void {
  const command = withProvince(
    program
      .command('commitments')
      .description(VERBS.commitments.summary)
      .argument('<year>', 'Jalali year', jalaliYear('YEAR'))
      .option('--version <name>', 'the version it is measured against', identifier('--version'), BASELINE)
      .option(EXPORT_OPTION, EXPORT_HELP)
      .option(FORCE_OPTION, FORCE_HELP),
  ).addHelpText('after', '\nExamples:\n  misaq commitments 1401\n  misaq commitments 1401 --version raised');
  command.action((year: number) =>
    shell.run(command, (session) => board(session, year, command.opts<Options>())),
  );
}

async function board(session: Session, year: number, options: Options): Promise<Outcome> {
  const { province: given, version } = options;
  const file = exportWanted(options);
  const { ask } = await session.reach('read');
  const province = await provinceOf(ask, given);
  const { item, board: found, names } = await ask.commitmentBoard({ province, year, version });
  if (file !== undefined) return exportFile(session, file, commitmentTable(found, names));
  return done(item, (screen) => boardText(screen, found, names));
}

function boardText(screen: Screen, found: CommitmentBoardShown['board'], names: NamesByKind): string {
  const { province, year, version, totals, months } = found;
  const sections = [
    heading(screen, `Commitments of ${province}, ${String(year)}, measured against ${version}`),
    totalInWords(totals, version),
  ];
  if (months.length > 0) sections.push(monthsTable(screen, months));
  sections.push(partsTable(screen, 'agency', found.agencies, version, names.agency));
  if (found.sectors.length > 0)
    sections.push(partsTable(screen, 'sector', found.sectors, version, names.sector));
  if (found.counties.length > 0)
    sections.push(partsTable(screen, 'county', found.counties, version, names.county));
  return sections.join('\n\n');
}

function totalInWords(totals: Omit<CommitmentPart, 'id'>, version: string): string {
  const { round1, round2, round3 } = totals.verified;
  return (
    `Promised ${counted(totals.assigned[version] ?? 0, 'job')}, registered ${grouped(totals.net)}: ` +
    `${percent(totals.fulfilmentBasisPoints)}. Not counted: ${grouped(totals.rejected)} rejected, ${grouped(totals.voided)} void. ` +
    `Verified: ${grouped(round1)} in round 1, ${grouped(round2)} in round 2, ${grouped(round3)} in all three. ` +
    `${grouped(totals.ended)} have ended since.`
  );
}

export function monthsTable(screen: Screen, months: readonly MonthShown[]): string {
  const columns: readonly Column[] = [
    { title: 'month' },
    { title: 'registered', align: 'right' },
    { title: 'to date', align: 'right' },
    { title: 'fulfilled', align: 'right' },
  ];
  return table(
    screen,
    columns,
    months.map(({ month, net, netToDate, fulfilmentBasisPoints }) => [
      month,
      grouped(net),
      grouped(netToDate),
      percent(fulfilmentBasisPoints),
    ]),
  );
}

function partsTable(
  screen: Screen,
  title: string,
  parts: readonly CommitmentPart[],
  version: string,
  names: Names,
): string {
  const columns: readonly Column[] = [
    { title },
    { title: 'promised', align: 'right' },
    { title: 'registered', align: 'right' },
    { title: 'fulfilled', align: 'right' },
    { title: 'rejected', align: 'right' },
    { title: 'round 1', align: 'right', droppedFirst: 1 },
    { title: 'round 2', align: 'right', droppedFirst: 1 },
    { title: 'round 3', align: 'right' },
    { title: 'name' },
  ];
  return table(
    screen,
    columns,
    parts.map((part) => [
      part.id,
      grouped(part.assigned[version] ?? 0),
      grouped(part.net),
      percent(part.fulfilmentBasisPoints),
      grouped(part.rejected),
      grouped(part.verified.round1),
      grouped(part.verified.round2),
      grouped(part.verified.round3),
      names(part.id) ?? '',
    ]),
  );
}
