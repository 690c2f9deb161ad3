import { formatJalali } from '@misaq/calendar/jalali.js';
import { parseIsoDate } from '@misaq/calendar/plain-date.js';
import { accessRefusals } from '@misaq/domain/access/refusals.js';
import { commitmentRefusals } from '@misaq/domain/commitments/refusals.js';
import { creditRefusals } from '@misaq/domain/credit/refusals.js';
import { jobRefusals, personRefusals } from '@misaq/domain/employment/refusals.js';
import type { ImportKind } from '@misaq/domain/imports/events.js';
import type { JsonValue, Refusal } from '@misaq/domain/kernel/decision.js';
import { NATIONAL_ID, NATIONAL_ID_WORDS } from '@misaq/domain/kernel/national-id-in-text.js';
import type { Refusals } from '@misaq/domain/kernel/refusals.js';
import { isSpreadsheetFault, SPREADSHEET_FAULTS } from '@misaq/domain/kernel/spreadsheet-text.js';
import { registerRefusals } from '@misaq/domain/register/refusals.js';
import { COLUMNS, type ColumnName } from './headers.js';
import type { PlannedRow } from './planned-row.js';
import type { RowError } from './report.js';
import { shown } from './shown.js';

const ROW_ID_REUSED = 'The id of this row was used for something else.';

const JOB_SENTENCES = {
  ...creditRefusals,
  ...personRefusals,
  ...jobRefusals,
};

const SENTENCES: Readonly<Record<ImportKind, Refusals>> = {
  organisations: registerRefusals,
  commitments: commitmentRefusals,
  allocations: creditRefusals,
  introductions: creditRefusals,
  declines: creditRefusals,
  payments: creditRefusals,
  reversals: creditRefusals,
  jobs: JOB_SENTENCES,
  verifications: JOB_SENTENCES,
  'job-endings': JOB_SENTENCES,
};

/** `day` is the column of the business date, `key` the one that tells a row from another. */
const OF_KIND: Readonly<Record<ImportKind, { readonly day: ColumnName; readonly key: ColumnName }>> = {
  organisations: { day: 'active_from', key: 'id' },
  commitments: { day: 'notified_on', key: 'jobs' },
  allocations: { day: 'notified_on', key: 'allocation_id' },
  introductions: { day: 'introduced_on', key: 'facility_id' },
  declines: { day: 'declined_on', key: 'facility_id' },
  payments: { day: 'paid_on', key: 'bank_reference' },
  reversals: { day: 'reversed_on', key: 'bank_reference' },
  jobs: { day: 'registered_on', key: 'job_id' },
  verifications: { day: 'on', key: 'round' },
  'job-endings': { day: 'ended_on', key: 'job_id' },
};

type Place = ColumnName | 'amount' | 'day' | 'key';

/** Which column a refusal is about, where neither its figures nor its name say so. */
const PLACES: Readonly<Record<string, Place>> = {
  unknown_pool: 'pool',
  unknown_facility: 'facility_id',
  facility_not_open: 'facility_id',
  facility_already_paid: 'facility_id',
  unknown_payment: 'bank_reference',
  before_last_payment: 'day',
  wrong_bank: 'bank',
  paid_before_introduced: 'day',
  before_introduction: 'day',
  reversed_before_paid: 'day',
  beyond_facility: 'amount',
  credit_exhausted: 'amount',
  job_unknown: 'job_id',
  job_not_running: 'job_id',
  started_after_registration: 'started_on',
  outside_year: 'year',
  person_already_employed: 'national_id',
  round_out_of_order: 'round',
  verifier_signed_before: 'verifier',
  not_own_signature: 'verifier',
  second_person_needed: 'round',
  unknown_verifier: 'verifier',
  verified_before_registration: 'day',
  verified_before_previous_round: 'day',
  ended_before_start: 'day',
  name_taken: 'name',
  organisation_retired: 'id',
  effective_day_out_of_order: 'day',
  conflicts_with_recorded: 'key',
};

/** Fields of commands that do not bear the name of their column. */
const FIELD_COLUMNS: Readonly<Record<string, ColumnName>> = {
  applicant: 'applicant_id',
  personId: 'national_id',
};

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
  const columns: readonly string[] = COLUMNS[kind];
  const ofField = (field: string): string | undefined => {
    if (field === 'amountRial') return columns.includes('amount_toman') ? amountColumn : undefined;
    const column = FIELD_COLUMNS[field] ?? snakeCase(field);
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
  const place = PLACES[name];
  if (place === undefined) return '';
  if (place === 'amount') return ofField('amountRial') ?? '';
  if (place === 'day' || place === 'key') return OF_KIND[kind][place];
  return columns.includes(place) ? place : '';
}

function sentenceOf(kind: ImportKind, { name, figures }: Refusal): string {
  const meanings: Refusals = { ...accessRefusals, ...SENTENCES[kind] };
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
