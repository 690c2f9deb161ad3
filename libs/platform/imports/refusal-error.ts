import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { parseIsoDate } from '@misaq/platform/calendar/plain-date.js';
import { accessRefusals } from '@misaq/access/domain/refusals.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { JsonValue, Refusal } from '@misaq/platform/kernel/decision.js';
import { NATIONAL_ID, NATIONAL_ID_WORDS } from '@misaq/platform/kernel/national-id-in-text.js';
import type { Refusals } from '@misaq/platform/kernel/refusals.js';
import { isSpreadsheetFault, SPREADSHEET_FAULTS } from '@misaq/platform/kernel/spreadsheet-text.js';
import type { ColumnName } from './columns.js';
import { importKind } from './import-kinds.js';
import type { PlannedRow } from './planned-row.js';
import type { RowError } from './report.js';
import { shown } from './shown.js';

const ROW_ID_REUSED = 'The id of this row was used for something else.';

/** A refusal as an error of the row that was refused. */
export function refusalError(
  kind: ImportKind,
  planned: Pick<PlannedRow, 'row' | 'amountColumn'>,
  refusal: Refusal,
): RowError {
  const { name, figures } = refusal;
  const { row, amountColumn = 'amount_toman' } = planned;
  const column = columnOf(kind, amountColumn, refusal);
  // A bad field bears the same code whether the cell showed it or the decision did.
  const code = name === 'invalid_field' && typeof figures.code === 'string' ? figures.code : name;
  const message = isSpreadsheetFault(figures.code)
    ? `${column} ${shown(typeof figures.value === 'string' ? figures.value : '')} ${SPREADSHEET_FAULTS[figures.code]}`
    : code === NATIONAL_ID
      ? `${column} ${NATIONAL_ID_WORDS}`
      : sentenceOf(kind, refusal);
  return { row, column, code, message };
}

function columnOf(kind: ImportKind, amountColumn: ColumnName, { name, figures }: Refusal): string {
  const { fieldColumns = {}, places, ...definition } = importKind(kind);
  const columns: readonly string[] = definition.columns;
  const ofField = (field: string): string | undefined => {
    if (field === 'amountRial') return columns.includes('amount_toman') ? amountColumn : undefined;
    const column = fieldColumns[field] ?? snakeCase(field);
    return columns.includes(column) ? column : undefined;
  };
  const ofText = (field: JsonValue | undefined): string | undefined =>
    typeof field === 'string' ? ofField(field) : undefined;
  if (typeof figures.field === 'string') return ofField(figures.field) ?? '';
  if (name === 'unknown_organisation' || name === 'organisation_inactive') return ofText(figures.kind) ?? '';
  if (name === 'not_own' && typeof figures.province === 'string')
    return ['province', 'pool', 'job_id'].find((column) => columns.includes(column)) ?? '';
  if (name === 'not_own') return ofText(figures.role) ?? (columns.includes('job_id') ? 'job_id' : '');
  if (name === 'conflicts_with_recorded') {
    const differing = Object.keys(objectOf(figures.given)).map(ofField);
    const [only] = differing;
    if (differing.length === 1 && only !== undefined) return only;
  }
  const place = places[name];
  if (place === undefined) return '';
  if (place === 'amount') return ofField('amountRial') ?? '';
  if (place === 'day' || place === 'key') return definition[place];
  return columns.includes(place) ? place : '';
}

function sentenceOf(kind: ImportKind, { name, figures }: Refusal): string {
  const meanings: Refusals = { ...accessRefusals, ...importKind(kind).refusals };
  const sentence = name === 'command_id_reused' ? ROW_ID_REUSED : (meanings[name]?.en ?? `${words(name)}.`);
  const said = Object.entries(figures).map(([figure, value]) => figureText(figure, value));
  return said.length === 0 ? sentence : `${sentence} (${said.join(', ')})`;
}

function figureText(name: string, value: JsonValue): string {
  if (value === null) return `${words(name)}: none`;
  if (typeof value === 'object') {
    const inner = Object.entries(objectOf(value)).map(([key, item]) => figureText(key, item));
    return `${words(name)}: ${inner.join('; ')}`;
  }
  if (name.endsWith('Rial') && typeof value === 'string')
    return `${words(name.slice(0, -4))}: ${value.replace(/\B(?=(\d{3})+$)/g, ',')} rial`;
  const date = typeof value === 'string' ? parseIsoDate(value) : undefined;
  if (date !== undefined) return `${words(name)}: ${formatJalali(date)}`;
  return `${words(name)}: ${typeof value === 'string' ? shown(value) : String(value)}`;
}

function objectOf(value: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, JsonValue>>) : {};
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `introducedOn` → `introduced on` */
function words(name: string): string {
  return snakeCase(name).replace(/_/g, ' ').trim();
}
