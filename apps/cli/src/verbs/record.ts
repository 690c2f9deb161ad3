import type { Command } from 'commander';
import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { today } from '@misaq/platform/kernel/clock.js';
import type { ColumnName } from '@misaq/platform/imports/columns.js';
import { readHeader } from '@misaq/platform/imports/headers.js';
import { sentOf } from '@misaq/platform/imports/row-commands.js';
import type { RowError } from '@misaq/platform/imports/report.js';
import { RowReader } from '@misaq/platform/imports/row-reader.js';
import { importKind, importKinds } from '@misaq/platform/imports/import-kinds.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { RegisterState } from '@misaq/register/domain/register.js';
import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import type { Outcome } from '@misaq/platform/command-line/outcome.js';
import { isRefusalName } from '@misaq/platform/text/refusals.js';
import type { Questions } from '../backend/questions.js';
import { accessToRecord, type Session } from '../session.js';
import type { Shell } from '../shell.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';

/** One record at a time, with the fields and the parsers of the files. */
export function registerRecord(record: Command, shell: Shell): void {
  record.addHelpText(
    'after',
    `
Example:
  misaq record payments --pool east-azerbaijan-1401-note16 --facility_id N16-00001 --bank bank-refah \\
    --amount_toman 400000000 --paid_on 1401-10-20 --bank_reference REF-77 --as refah-1:bank@bank-refah`,
  );
  for (const kind of importKinds()) registerKind(record, shell, kind);
}

function registerKind(record: Command, shell: Shell, kind: ImportKind): void {
  const command = record.command(kind).description(`one of ${kind}`);
  const columns = columnsOf(kind);
  for (const column of columns) command.option(`--${column} <value>`, DESCRIPTIONS[column] ?? '');
  command.action(() => {
    const given = command.opts<Partial<Record<ColumnName, string>>>();
    return shell.run(command, (session) => recordOne(session, kind, columns, given));
  });
}

const DESCRIPTIONS: Partial<Record<ColumnName, string>> = {
  amount_rial: 'instead of --amount_toman',
  applicant_id: 'may be left out',
  education: 'may be left out',
  priority_group: 'may be left out',
  programme: 'may be left out',
};

function columnsOf(kind: ImportKind): readonly ColumnName[] {
  const columns: readonly ColumnName[] = importKind(kind).columns;
  return columns.includes('amount_toman') ? [...columns, 'amount_rial'] : columns;
}

async function recordOne(
  session: Session,
  kind: ImportKind,
  columns: readonly ColumnName[],
  given: Partial<Record<ColumnName, string>>,
): Promise<Outcome> {
  const backend = await session.reach(accessToRecord(kind));
  const registers = await registersFor(backend.questions, given);
  const cells = columns.map((column) => given[column] ?? '');
  const reader = new RowReader(1, cells, readHeader(kind, columns), {
    today: today(session.clock),
    personKey: backend.persons,
    registerOf: (province) => registers.get(province),
  });
  const row = importKind(kind).read(reader);
  if (row === undefined) return badFields(reader.errors);
  return recorded(await backend.send(sentOf(row)), `one of ${kind}`, reader.remarks);
}

/** The register of the province that the fields name, for organisations given by name. */
async function registersFor(
  questions: Questions,
  { province, pool }: Partial<Record<ColumnName, string>>,
): Promise<Map<string, RegisterState>> {
  const id =
    province === undefined
      ? pool && parsePool(asciiDigits(pool).trim())?.province
      : asciiDigits(province).trim();
  if (id === undefined || id === '') return new Map();
  return new Map([[id, await questions.register(id)]]);
}

/** A value that cannot be read is bad usage; one that is understood and not allowed (an unknown bank) is refused. */
function badFields(errors: readonly RowError[]): Outcome {
  const [first] = errors;
  if (first === undefined) throw new Error('a row was not read and nothing was said about it');
  const list = errors.map(({ column, code, message }) => ({ column, code, message }));
  const { code, column, message } = first;
  const text = (): string =>
    errors
      .map(
        (error) => (isRefusalName(error.code) ? `refused (${error.code})` : 'error') + `: ${error.message}`,
      )
      .join('\n');
  return errors.every((error) => isRefusalName(error.code))
    ? { exitCode: EXIT.refused, json: { refusal: code, message, column, errors: list }, text }
    : { exitCode: EXIT.badUsage, json: { error: { code, message, column }, errors: list }, text };
}
