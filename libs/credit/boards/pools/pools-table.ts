import {
  countColumn,
  dayColumns,
  type ExportColumn,
  type ExportTable,
  percentColumn,
  rialColumn,
} from '@misaq/platform/questions/export-table.js';
import type { PoolItem } from './wire.js';

const POOL_COLUMNS: readonly ExportColumn<PoolItem>[] = [
  { key: 'pool', headerEn: 'pool', headerFa: 'منبع اعتبار', kind: 'id', of: (row) => row.pool },
  { key: 'province', headerEn: 'province', headerFa: 'استان', kind: 'id', of: (row) => row.province },
  countColumn('year', 'year', 'سال', (row) => row.year),
  { key: 'programme', headerEn: 'programme', headerFa: 'برنامه', kind: 'id', of: (row) => row.programme },
  rialColumn('creditRial', 'credit', 'اعتبار', (row) => row.credit?.creditRial),
  rialColumn('introducedRial', 'introduced', 'معرفی‌شده', (row) => row.introducedRial),
  rialColumn('paidRial', 'paid', 'پرداخت‌شده', (row) => row.paidRial),
  percentColumn('absorption', 'absorption', 'جذب', (row) => row.credit?.absorptionBasisPoints),
  rialColumn('pendingRial', 'pending', 'در انتظار پرداخت', (row) => row.credit?.pendingRial),
  rialColumn('movableRial', 'movable', 'قابل جابه‌جایی', (row) => row.credit?.movableRial),
  rialColumn('proposedRial', 'would move', 'انتقال پیشنهادی', (row) => row.credit?.proposedRial),
  rialColumn('unplacedRial', 'unplaced', 'بدون متقاضی', (row) => row.credit?.unplacedRial),
  countColumn('passed', 'agencies passed', 'دستگاه پذیرفته', (row) => row.credit?.verdicts.passed),
  countColumn(
    'fellShort',
    'agencies fell short',
    'دستگاه زیر حد نصاب',
    (row) => row.credit?.verdicts['fell-short'],
  ),
  countColumn(
    'emptied',
    'agencies emptied',
    'دستگاه با اعتبار منتقل‌شده',
    (row) => row.credit?.verdicts.emptied,
  ),
  countColumn('running', 'agencies running', 'دستگاه در جریان', (row) => row.credit?.verdicts.running),
  ...dayColumns<PoolItem>('nextDeadline', 'next deadline', 'مهلت بعدی', (row) => row.credit?.nextDeadline),
  countColumn('workingDaysLeft', 'working days left', 'روز کاری مانده', (row) => row.credit?.workingDaysLeft),
  {
    key: 'openReviewId',
    headerEn: 'open review',
    headerFa: 'بازبینی در انتظار امضا',
    kind: 'id',
    of: (row) => row.credit?.openReviewId ?? undefined,
  },
  countColumn('facilities', 'facilities introduced', 'تعداد معرفی', (row) => row.facilities.introduced),
  countColumn('waiting', 'facilities waiting', 'تعداد در انتظار', (row) => row.facilities.waiting),
];

/** One line a pool that the reader sees. */
export function poolsTable(rows: readonly PoolItem[]): ExportTable<PoolItem> {
  return { nameFa: 'منابع اعتبار', nameEn: 'pools', columns: POOL_COLUMNS, rows };
}
