import type { Command } from 'commander';
import { importTemplate, templateSheets, templateTable } from '@misaq/platform/imports/templates.js';
import { importKinds } from '@misaq/platform/imports/import-kinds.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { csvOf } from '@misaq/platform/spreadsheets/csv.js';
import { choice } from '@misaq/platform/command-line/values.js';
import {
  assertFree,
  FORCE_HELP,
  FORCE_OPTION,
  formatOf,
  writeFileWhole,
} from '@misaq/platform/command-line/file-out.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';

interface Options {
  readonly to: string;
  readonly force?: true;
}

export function registerTemplate(command: Command, shell: Shell): void {
  command
    .argument('<kind>', importKinds().join(', '), choice('KIND', importKinds()))
    .requiredOption('--to <file>', 'FILE.xlsx or FILE.csv')
    .option(FORCE_OPTION, FORCE_HELP)
    .addHelpText(
      'after',
      `
A workbook has a second sheet that explains each column and is never read as data. A CSV file has one example row, which
is refused when it is left in.

Example:
  misaq template payments --to payments.xlsx`,
    );
  command.action((kind: ImportKind) =>
    shell.run(command, (session) => template(session, kind, command.opts<Options>())),
  );
}

async function template(
  { clock, writeWorkbook }: Session,
  kind: ImportKind,
  { to: path, force }: Options,
): Promise<Outcome> {
  const format = formatOf('--to', path);
  const wanted = { path, force: force === true };
  assertFree(wanted);
  const made = importTemplate(kind);
  const content =
    format === 'csv'
      ? csvOf(templateTable(made))
      : await writeWorkbook({ sheets: templateSheets(made), writtenAt: clock.now() });
  await writeFileWhole(wanted, content);
  return done(
    { file: path, format, kind, columns: made.columns },
    () => `${path} is a template for ${kind}: ${String(made.columns.length)} columns`,
  );
}
