import {
  dayColumns,
  type ExportColumn,
  type ExportTable,
  type NameOf,
  rialColumn,
} from '@misaq/platform/questions/export-table.js';
import type { ReversalKind } from '../../domain/facility-events.js';
import type { PaymentTiming } from './timing.js';
import type { PaymentItem } from './wire.js';

const TIMINGS: Readonly<Record<PaymentTiming, string>> = {
  'in-time': 'در مهلت',
  late: 'پس از مهلت',
  'not-counted': 'به‌شمار نیامده',
  'no-deadline': 'مهلت نرسیده',
};

const REVERSALS: Readonly<Record<ReversalKind, string>> = {
  returned: 'برگشت وجه',
  'recorded-in-error': 'ثبت اشتباه',
};

export interface PaymentNames {
  readonly agency: NameOf;
  readonly bank: NameOf;
}

function paymentColumns(names: PaymentNames): readonly ExportColumn<PaymentItem>[] {
  const text = (
    key: string,
    headerEn: string,
    headerFa: string,
    of: ExportColumn<PaymentItem>['of'],
  ): ExportColumn<PaymentItem> => ({ key, headerEn, headerFa, kind: 'text', of });
  const id = (
    key: string,
    headerEn: string,
    headerFa: string,
    of: ExportColumn<PaymentItem>['of'],
  ): ExportColumn<PaymentItem> => ({ key, headerEn, headerFa, kind: 'id', of });
  return [
    id('facilityId', 'facility', 'شناسه تسهیلات', (row) => row.facilityId),
    id('bankReference', 'bank reference', 'شماره پیگیری بانک', (row) => row.bankReference),
    id('pool', 'pool', 'منبع اعتبار', (row) => row.pool),
    id('agency', 'agency', 'شناسه دستگاه', (row) => row.agency),
    text('agencyName', 'agency name', 'دستگاه', (row) => names.agency(row.agency)),
    id('bank', 'bank', 'شناسه بانک', (row) => row.bank),
    text('bankName', 'bank name', 'بانک', (row) => names.bank(row.bank)),
    id('county', 'county', 'شهرستان', (row) => row.county),
    ...dayColumns<PaymentItem>('introducedOn', 'introduced', 'تاریخ معرفی', (row) => row.introducedOn),
    ...dayColumns<PaymentItem>('paidOn', 'paid', 'تاریخ پرداخت', (row) => row.paidOn),
    ...dayColumns<PaymentItem>('reportedOn', 'recorded', 'تاریخ ثبت', (row) => row.reportedOn),
    rialColumn('amountRial', 'amount', 'مبلغ پرداخت', (row) => row.amountRial),
    rialColumn('standsRial', 'stands', 'پرداخت برجا', (row) => row.standsRial),
    text('timing', 'against the deadline', 'نسبت به مهلت', ({ timing }, language) =>
      timing === null ? undefined : language === 'fa' ? TIMINGS[timing] : timing,
    ),
    rialColumn(
      'countedInTimeRial',
      'counts as paid in time',
      'پرداخت در مهلت',
      (row) => row.countedInTimeRial,
    ),
    rialColumn('overdrawnRial', 'overdrawn', 'بیش از اعتبار', (row) => row.overdrawnRial),
    text('reversal', 'reversal', 'برگشت', ({ reversal }, language) =>
      reversal === null ? undefined : language === 'fa' ? REVERSALS[reversal.kind] : reversal.kind,
    ),
    ...dayColumns<PaymentItem>('reversedOn', 'reversed', 'تاریخ برگشت', (row) => row.reversal?.reversedOn),
    {
      key: 'position',
      headerEn: 'position',
      headerFa: 'شماره رویداد',
      kind: 'count',
      of: (row) => row.position,
    },
  ];
}

/** @param rows as the pages of a list come */
export function paymentTable(
  rows: AsyncIterable<PaymentItem>,
  names: PaymentNames,
): ExportTable<PaymentItem> {
  return { nameFa: 'پرداخت‌ها', nameEn: 'payments', columns: paymentColumns(names), rows };
}
