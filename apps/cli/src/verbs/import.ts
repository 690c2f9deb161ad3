import type { Command } from 'commander';
import type { ImportOutcome, ImportReport, RowError, RowRemark } from '@misaq/platform/imports/report.js';
import { importKind, importKinds } from '@misaq/platform/imports/import-kinds.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { choice } from '@misaq/platform/command-line/values.js';
import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import { done, misused, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { refusalMessage } from '@misaq/platform/text/refusals.js';
import type { Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import { counted, grouped } from '@misaq/platform/kernel/grouped.js';
import type { Backend } from '../backend/backend.js';
import { accessToRecord, hasLog, type Session, showing } from '../session.js';
import type { Shell } from '../shell.js';
import { EmptyLogError } from '@misaq/platform/assembly/empty-log.js';

interface Options {
  readonly dryRun?: true;
  readonly partial?: true;
}

export function registerImport(command: Command, shell: Shell): void {
  command
    .argument('<kind>', importKinds().join(', '), choice('KIND', importKinds()))
    .argument('<file>', 'a UTF-8 CSV file or a workbook (.xlsx); row 1 is its header')
    .option('--dry-run', 'only say what would become of the file')
    .option('--partial', 'leave bad rows out instead of refusing the file for them')
    .addHelpText('after', `\n${columnsHelp()}\n\n${WORKBOOKS}\n\n${EXAMPLES}`);
  command.action((kind: ImportKind, file: string) =>
    shell.run(command, (session) => importFile(session, kind, file, command.opts<Options>())),
  );
}

const WORKBOOKS = `Of a workbook the one sheet that is visible and not empty is read; of formulas, their results as they were saved.
Whether a file is CSV or a workbook is seen from its content. «misaq template KIND --to FILE.xlsx» writes one to fill in.`;

const EXAMPLES = `Examples:
  misaq import organisations samples/east-azerbaijan/01-organisations.csv --as labour-1:labour
  misaq import payments mine.xlsx --dry-run --as refah-1:bank@bank-refah`;

function columnsHelp(): string {
  const lines = importKinds().map((kind) => `  ${kind.padEnd(14)} ${importKind(kind).columns.join(', ')}`);
  return [
    'Columns, in any order (amount_rial may stand for amount_toman; Persian headers and digits are understood):',
    ...lines,
  ].join('\n');
}

async function importFile(
  session: Session,
  kind: ImportKind,
  path: string,
  options: Options,
): Promise<Outcome> {
  const importing = await importerFor(session, kind, options);
  const outcome = await importing({
    kind,
    path,
    dryRun: options.dryRun === true,
    partial: options.partial === true,
    onProgress: showing(session.progress),
  });
  session.progress.stop();
  return importOutcome(outcome, options.dryRun === true);
}

/** A dry run makes no data directory and begins no log: where there is none, the file is tried on an empty one. */
async function importerFor(
  session: Session,
  kind: ImportKind,
  { dryRun }: Options,
): Promise<Backend['importFile']> {
  const { actor, clock, folder, server, subjects } = session;
  if (dryRun !== true) return (await session.reach(accessToRecord(kind))).importFile;
  if (server !== undefined || hasLog(folder, session.environment))
    try {
      return (await session.reach('read')).importFile;
    } catch (error) {
      if (!(error instanceof EmptyLogError)) throw error;
    }
  const { openScratch } = await import('../../../../libs/platform/assembly/system.js');
  const { imports } = openScratch(await subjects.load(), clock, folder);
  return (wanted) => imports.run({ ...wanted, actor });
}

function importOutcome(outcome: ImportOutcome, dryRun: boolean): Outcome {
  switch (outcome.kind) {
    case 'unreadable':
      return misused('unreadable_file', outcome.message);
    case 'done':
      return done(outcome.report, (screen) => reportText(screen, outcome.report, dryRun));
    case 'refused': {
      const { refusal, report } = outcome;
      const message = refusalMessage(refusal);
      return {
        exitCode: EXIT.refused,
        json: { refusal: refusal.name, message, ...refusal.figures, ...report },
        text: (screen) =>
          refusal.name === 'not_permitted'
            ? `refused (${refusal.name}): ${message}`
            : `${reportText(screen, report, dryRun)}\n\nrefused (${refusal.name}): ${message}`,
      };
    }
  }
}

/** More rows than this are for a program: `--json` lists all. */
const ERRORS_SHOWN_MAX = 40;

function reportText(screen: Screen, report: ImportReport, dryRun: boolean): string {
  const { importId, file, kind, rows, accepted, duplicates, rejected, applied, errors } = report;
  const counts = [
    `${file} (${kind}): ${counted(rows, 'row')}`,
    `${grouped(accepted)} accepted`,
    `${grouped(duplicates)} stood already`,
    `${grouped(rejected)} rejected`,
    dryRun ? 'dry run, nothing written' : `${grouped(applied)} applied`,
    ...(importId === null ? [] : [`import ${importId}`]),
  ].join(', ');
  const remarked = remarksText(report.remarks ?? []);
  if (errors.length === 0) return [counts, ...remarked].join('\n');
  const more = errors.length - ERRORS_SHOWN_MAX;
  return [
    counts,
    ...remarked,
    '',
    errorsTable(screen, errors.slice(0, ERRORS_SHOWN_MAX)),
    ...(more > 0 ? [`  … and ${grouped(more)} more; --json lists them all`] : []),
  ].join('\n');
}

const REMARKS_SHOWN_MAX = 20;

/** Hidden rows come by the thousand where a filter is set: their numbers stand in one line. */
function remarksText(remarks: readonly RowRemark[]): readonly string[] {
  const hidden = remarks.flatMap(({ code, row }) => (code === 'hidden_row' ? [row] : []));
  const others = remarks.filter(({ code }) => code !== 'hidden_row');
  const more = others.length - REMARKS_SHOWN_MAX;
  return [
    ...(hidden.length === 0
      ? []
      : [
          `${counted(hidden.length, 'row')} hidden in the workbook were read like the others: ${ranges(hidden)}`,
        ]),
    ...others.slice(0, REMARKS_SHOWN_MAX).map(({ row, message }) => `row ${String(row)}: ${message}`),
    ...(more > 0 ? [`… and ${grouped(more)} more remarks; --json lists them all`] : []),
  ];
}

/** `3-7, 12` of rising numbers. */
function ranges(rows: readonly number[]): string {
  const found: { readonly first: number; last: number }[] = [];
  for (const row of rows) {
    const range = found.at(-1);
    if (range?.last === row - 1) range.last = row;
    else found.push({ first: row, last: row });
  }
  return found
    .map(({ first, last }) => (first === last ? String(first) : `${String(first)}-${String(last)}`))
    .join(', ');
}

function errorsTable(screen: Screen, errors: readonly RowError[]): string {
  return table(
    screen,
    [{ title: 'row', align: 'right' }, { title: 'column' }, { title: 'code' }, { title: 'what is wrong' }],
    errors.map(({ row, column, code, message, late }) => [
      String(row),
      column,
      code,
      late === true ? `${message} (found only when it was applied)` : message,
    ]),
  );
}
