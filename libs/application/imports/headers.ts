import type { ImportKind } from '@misaq/domain/imports/events.js';
import { foldForSearch, nameKey } from '@misaq/domain/kernel/text.js';
import { nearest } from '@misaq/domain/register/nearest.js';
import type { CellFault } from '@misaq/spreadsheets/port.js';
import type { RowError } from './report.js';
import { shown, visible } from './shown.js';

/** The columns of each kind of file, in the order in which a new file is best laid out. */
export const COLUMNS = {
  organisations: ['province', 'id', 'kind', 'name', 'ownership', 'active_from'],
  commitments: ['province', 'year', 'version', 'agency', 'sector', 'county', 'jobs', 'notified_on'],
  allocations: ['pool', 'allocation_id', 'agency', 'amount_toman', 'notified_on'],
  introductions: [
    'pool',
    'facility_id',
    'agency',
    'bank',
    'amount_toman',
    'introduced_on',
    'county',
    'sector',
    'planned_jobs',
    'applicant_id',
  ],
  declines: ['pool', 'facility_id', 'bank', 'declined_on', 'reason'],
  payments: ['pool', 'facility_id', 'bank', 'amount_toman', 'paid_on', 'bank_reference'],
  reversals: ['pool', 'facility_id', 'bank', 'bank_reference', 'reversed_on', 'reason'],
  jobs: [
    'province',
    'year',
    'job_id',
    'agency',
    'sector',
    'county',
    'national_id',
    'gender',
    'education',
    'priority_group',
    'registered_on',
    'started_on',
    'facility_id',
    'programme',
  ],
  verifications: ['job_id', 'round', 'verdict', 'verifier', 'on', 'reason'],
  'job-endings': ['job_id', 'ended_on', 'reason'],
} as const satisfies Record<ImportKind, readonly string[]>;

/** `amount_rial` may stand where `amount_toman` does. */
export type ColumnName = (typeof COLUMNS)[ImportKind][number] | 'amount_rial';

/** How the sheets of agencies and banks head their columns. Every spelling of a name is the same name. */
const PERSIAN: Readonly<Record<ColumnName, readonly string[]>> = {
  province: ['استان'],
  id: ['شناسه'],
  kind: ['نوع'],
  name: ['نام', 'عنوان'],
  ownership: ['مالکیت'],
  active_from: ['تاریخ شروع فعالیت', 'فعال از'],
  year: ['سال'],
  version: ['نسخه', 'نسخه تعهد'],
  agency: ['دستگاه اجرایی', 'دستگاه'],
  sector: ['بخش', 'بخش اقتصادی'],
  county: ['شهرستان'],
  jobs: ['تعداد شغل', 'تعهد', 'شغل'],
  notified_on: ['تاریخ ابلاغ'],
  pool: ['منبع اعتبار', 'محل اعتبار'],
  allocation_id: ['شناسه ابلاغ', 'شناسه تخصیص'],
  amount_toman: ['مبلغ به تومان', 'مبلغ (تومان)', 'مبلغ تومان'],
  amount_rial: ['مبلغ به ریال', 'مبلغ (ریال)', 'مبلغ ریال'],
  facility_id: ['شناسه تسهیلات'],
  bank: ['بانک عامل', 'بانک'],
  introduced_on: ['تاریخ معرفی'],
  planned_jobs: ['تعداد شغل پیش‌بینی‌شده', 'اشتغال پیش‌بینی‌شده'],
  applicant_id: ['شناسه متقاضی', 'کد ملی متقاضی'],
  declined_on: ['تاریخ رد'],
  reason: ['دلیل', 'علت'],
  paid_on: ['تاریخ پرداخت'],
  bank_reference: ['شماره سند بانک', 'شماره مرجع بانک', 'شماره پیگیری'],
  reversed_on: ['تاریخ برگشت'],
  job_id: ['شناسه شغل'],
  national_id: ['کد ملی', 'شماره ملی'],
  gender: ['جنسیت'],
  education: ['تحصیلات', 'مدرک تحصیلی'],
  priority_group: ['گروه اولویت‌دار', 'گروه هدف'],
  registered_on: ['تاریخ ثبت'],
  started_on: ['تاریخ شروع به کار', 'تاریخ شروع'],
  programme: ['برنامه', 'طرح'],
  round: ['مرحله', 'نوبت'],
  verdict: ['نتیجه', 'نظر'],
  verifier: ['راستی‌آزما', 'بازرس'],
  on: ['تاریخ', 'تاریخ راستی‌آزمایی'],
  ended_on: ['تاریخ پایان'],
};

/** The first spelling: the one under which a new file has its columns. */
export function persianHeader(column: ColumnName): string {
  return PERSIAN[column][0] ?? column;
}

/** How a spreadsheet names a column: 0 → A, 27 → AB. */
export function columnLetters(place: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (place % 26));
  return place < 26 ? last : columnLetters(Math.trunc(place / 26) - 1) + last;
}

export interface Header {
  /** Where each column stands, counted from 0. */
  readonly places: ReadonlyMap<ColumnName, number>;
  /** Cells up to the last one that has a name. */
  readonly width: number;
  /** When there are any, no row can be read. */
  readonly errors: readonly RowError[];
}

/** Every name under which a kind's columns may stand: as it is searched for, and as it is compared. */
export function headerNames(kind: ImportKind): ReadonlyMap<string, ColumnName> {
  const columns: readonly ColumnName[] = COLUMNS[kind];
  const both: readonly ColumnName[] = columns.includes('amount_toman')
    ? [...columns, 'amount_rial']
    : columns;
  return new Map(
    both.flatMap((column) =>
      [column, ...PERSIAN[column]].flatMap((name) =>
        [foldForSearch(name), nameKey(name)].map((folded) => [folded, column] as const),
      ),
    ),
  );
}

/** Columns may stand in any order. All must be there, also those whose cells may be empty: a lost one is noticed. */
export function readHeader(
  kind: ImportKind,
  cells: readonly string[],
  faults: readonly CellFault[] = [],
): Header {
  const names = headerNames(kind);
  const places = new Map<ColumnName, number>();
  const errors: RowError[] = [];
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const complain = (column: string, code: string, message: string): void => {
    errors.push({ row: 1, column, code, message });
  };
  for (const { place, code, words } of faults) {
    const name = columnLetters(place);
    complain(name, code, `The header of column ${name} ${words}`);
  }
  for (const [place, cell] of cells.slice(0, width).entries()) {
    const column = names.get(nameKey(cell));
    if (column === undefined) complain(visible(cell), 'unknown_column', unknownColumn(kind, names, cell));
    else if (places.has(column))
      complain(column, 'doubled_column', `The column ${column} stands there twice.`);
    else places.set(column, place);
  }
  for (const column of COLUMNS[kind]) {
    if (places.has(column) || (column === 'amount_toman' && places.has('amount_rial'))) continue;
    complain(column, 'missing_column', missingColumn(column));
  }
  return { places, width, errors };
}

function unknownColumn(kind: ImportKind, names: ReadonlyMap<string, ColumnName>, cell: string): string {
  const candidates = [...names].map(([folded, column]) => ({ folded, shown: column }));
  const offered = nearest(foldForSearch(cell.slice(0, 60)), candidates);
  const help = offered === undefined ? `It has ${COLUMNS[kind].join(', ')}.` : `Did you mean ${offered}?`;
  return `A file of ${kind} has no column ${shown(cell)}. ${help}`;
}

function missingColumn(column: ColumnName): string {
  const or = column === 'amount_toman' ? ' or amount_rial' : '';
  return `The column ${column}${or} (${persianHeader(column)}) is missing.`;
}
