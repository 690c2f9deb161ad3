import type { FacilityOnList } from './queries.js';
import {
  countColumn,
  dayColumns,
  type ExportColumn,
  type ExportTable,
  type NameOf,
  rialColumn,
} from '@misaq/platform/questions/export-table.js';
import type { FacilityStatus } from './facility-status.js';

const STATUSES: Readonly<Record<FacilityStatus, string>> = {
  waiting: 'در انتظار',
  'paid-in-part': 'پرداخت جزئی',
  paid: 'پرداخت کامل',
  declined: 'رد بانک',
  withdrawn: 'انصراف',
  closed: 'بسته‌شده',
};

export interface FacilityNames {
  readonly agency: NameOf;
  readonly bank: NameOf;
}

export function facilityColumns(names: FacilityNames): readonly ExportColumn<FacilityOnList>[] {
  return [
    {
      key: 'facilityId',
      headerEn: 'facility',
      headerFa: 'شناسه تسهیلات',
      kind: 'id',
      of: (row) => row.facilityId,
    },
    { key: 'pool', headerEn: 'pool', headerFa: 'منبع اعتبار', kind: 'id', of: (row) => row.pool },
    { key: 'agency', headerEn: 'agency', headerFa: 'شناسه دستگاه', kind: 'id', of: (row) => row.agency },
    {
      key: 'agencyName',
      headerEn: 'agency name',
      headerFa: 'دستگاه',
      kind: 'text',
      of: (row) => names.agency(row.agency),
    },
    { key: 'bank', headerEn: 'bank', headerFa: 'شناسه بانک', kind: 'id', of: (row) => row.bank },
    {
      key: 'bankName',
      headerEn: 'bank name',
      headerFa: 'بانک',
      kind: 'text',
      of: (row) => names.bank(row.bank),
    },
    { key: 'county', headerEn: 'county', headerFa: 'شهرستان', kind: 'id', of: (row) => row.county },
    { key: 'sector', headerEn: 'sector', headerFa: 'بخش', kind: 'id', of: (row) => row.sector },
    ...dayColumns<FacilityOnList>('introducedOn', 'introduced', 'تاریخ معرفی', (row) => row.introducedOn),
    {
      key: 'status',
      headerEn: 'status',
      headerFa: 'وضعیت',
      kind: 'text',
      of: ({ status }, language) => (language === 'fa' ? STATUSES[status] : status),
    },
    rialColumn('amountRial', 'amount', 'مبلغ معرفی', (row) => row.amountRial),
    rialColumn('paidRial', 'paid', 'پرداخت‌شده', (row) => row.paidRial),
    rialColumn('pendingRial', 'pending', 'در انتظار پرداخت', (row) => row.pendingRial),
    countColumn('payments', 'payments', 'تعداد پرداخت', (row) => row.payments),
    countColumn('daysWaiting', 'days waiting', 'روز انتظار', (row) => row.daysWaiting),
    countColumn('plannedJobs', 'planned jobs', 'شغل پیش‌بینی‌شده', (row) => row.plannedJobs),
    ...dayColumns<FacilityOnList>('endedOn', 'ended', 'تاریخ پایان', (row) => row.endedOn),
  ];
}

/** @param rows page by page */
export function facilityTable(
  rows: AsyncIterable<FacilityOnList>,
  names: FacilityNames,
): ExportTable<FacilityOnList> {
  return { nameFa: 'تسهیلات', nameEn: 'facilities', columns: facilityColumns(names), rows };
}
