import type { Command } from 'commander';
import { BASELINE } from '../domain/events.js';
import { identifier, jalaliYear } from '@misaq/platform/command-line/values.js';
import {
  EXPORT_HELP,
  EXPORT_OPTION,
  exportFile,
  type ExportOptions,
  exportWanted,
} from '@misaq/platform/command-line/export-file.js';
import { FORCE_HELP, FORCE_OPTION } from '@misaq/platform/command-line/file-out.js';
import { positioned } from '@misaq/platform/command-line/lists.js';
import { commitmentBoard } from '../boards/commitments/question.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { table, type Column } from '@misaq/platform/command-line/table.js';
import { percent } from '@misaq/platform/text/toman.js';
import { commitmentTable } from '../boards/commitments/table.js';
import { counted, grouped } from '@misaq/platform/kernel/grouped.js';
import type {
  CommitmentBoardItem,
  CommitmentFigures,
  CommitmentMonthItem,
} from '../boards/commitments/wire.js';
import { provinceOf, withProvince } from '@misaq/platform/command-line/province.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options extends ExportOptions {
  readonly province?: string;
  readonly version: string;
}

export function registerCommitments(command: Command, shell: VerbShell): void {
  withProvince(
    command
      .argument('<year>', 'Jalali year', jalaliYear('YEAR'))
      .option('--version <name>', 'the version it is measured against', identifier('--version'), BASELINE)
      .option(EXPORT_OPTION, EXPORT_HELP)
      .option(FORCE_OPTION, FORCE_HELP),
  ).addHelpText('after', '\nExamples:\n  misaq commitments 1401\n  misaq commitments 1401 --version raised');
  command.action((year: number) =>
    shell.run(command, (session) => board(session, year, command.opts<Options>())),
  );
}

async function board(session: VerbSession, year: number, options: Options): Promise<Outcome> {
  const { province: given, version } = options;
  const file = exportWanted(options);
  const backend = await session.reach('read');
  const province = await provinceOf(backend, given);
  const item = positioned(await backend.ask(commitmentBoard, { province, year, version }));
  if (file !== undefined) return exportFile(session, file, commitmentTable(item));
  return done(item, (screen) => boardText(screen, item));
}

function boardText(screen: Screen, found: CommitmentBoardItem): string {
  const { province, year, version, months, agencies, sectors, counties } = found;
  const sections = [
    heading(screen, `Commitments of ${province}, ${String(year)}, measured against ${version}`),
    totalInWords(found),
  ];
  if (months.length > 0) sections.push(monthsTable(screen, months));
  sections.push(
    partsTable(
      screen,
      'agency',
      agencies.map((each) => ({ id: each.agency, ...each })),
    ),
  );
  if (sectors.length > 0)
    sections.push(
      partsTable(
        screen,
        'sector',
        sectors.map((each) => ({ id: each.sector, ...each })),
      ),
    );
  if (counties.length > 0)
    sections.push(
      partsTable(
        screen,
        'county',
        counties.map((each) => ({ id: each.county, ...each })),
      ),
    );
  return sections.join('\n\n');
}

function totalInWords(totals: CommitmentFigures): string {
  const { round1, round2, round3 } = totals.verified;
  return (
    `Promised ${counted(totals.assigned, 'job')}, registered ${grouped(totals.registered)}: ` +
    `${percent(totals.fulfilmentBasisPoints)}. Not counted: ${grouped(totals.rejected)} rejected, ${grouped(totals.voided)} void. ` +
    `Verified: ${grouped(round1)} in round 1, ${grouped(round2)} in round 2, ${grouped(round3)} in all three. ` +
    `${grouped(totals.ended)} have ended since.`
  );
}

export function monthsTable(screen: Screen, months: readonly CommitmentMonthItem[]): string {
  const columns: readonly Column[] = [
    { title: 'month' },
    { title: 'registered', align: 'right' },
    { title: 'to date', align: 'right' },
    { title: 'fulfilled', align: 'right' },
  ];
  return table(
    screen,
    columns,
    months.map(({ month, registered, registeredToDate, fulfilmentBasisPoints }) => [
      month,
      grouped(registered),
      grouped(registeredToDate),
      percent(fulfilmentBasisPoints),
    ]),
  );
}

/** An agency, a sector or a county. */
interface Part extends CommitmentFigures {
  readonly id: string;
  readonly name: string | null;
}

function partsTable(screen: Screen, title: string, parts: readonly Part[]): string {
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
      grouped(part.assigned),
      grouped(part.registered),
      percent(part.fulfilmentBasisPoints),
      grouped(part.rejected),
      grouped(part.verified.round1),
      grouped(part.verified.round2),
      grouped(part.verified.round3),
      part.name ?? '',
    ]),
  );
}
