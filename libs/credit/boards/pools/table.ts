import { VERDICTS, WHY_NOT } from '../../domain/vocabulary.js';
import type { AgencyOnBoardItem, PoolBoardItem } from './wire.js';
import {
  countColumn,
  dayColumns,
  type ExportColumn,
  type ExportTable,
  percentColumn,
  rialColumn,
} from '@misaq/platform/questions/export-table.js';

export const CREDIT_BOARD_COLUMNS: readonly ExportColumn<AgencyOnBoardItem>[] = [
  { key: 'agency', headerEn: 'agency', headerFa: 'شناسه دستگاه', kind: 'id', of: (row) => row.agency },
  { key: 'name', headerEn: 'name', headerFa: 'دستگاه', kind: 'text', of: (row) => row.name ?? undefined },
  rialColumn('creditRial', 'credit', 'اعتبار', (row) => row.allocatedRial),
  rialColumn('introducedRial', 'introduced', 'معرفی‌شده', (row) => row.introducedRial),
  rialColumn('paidRial', 'paid', 'پرداخت‌شده', (row) => row.paidRial),
  percentColumn('absorption', 'absorption', 'جذب', (row) => row.absorptionBasisPoints),
  countColumn('thresholdPercent', 'threshold (%)', 'حد نصاب (٪)', (row) => row.thresholdPercent),
  {
    key: 'verdict',
    headerEn: 'verdict',
    headerFa: 'وضعیت',
    kind: 'text',
    of: ({ verdict }, language) => (language === 'fa' ? VERDICTS[verdict].fa : verdict),
  },
  ...dayColumns<AgencyOnBoardItem>('deadline', 'time up', 'پایان مهلت', (row) => row.deadline),
  ...dayColumns<AgencyOnBoardItem>('nextDeadline', 'next deadline', 'مهلت بعدی', (row) => row.nextDeadline),
  countColumn('workingDaysLeft', 'working days left', 'روز کاری مانده', (row) => row.workingDaysLeft),
  rialColumn('dueRial', 'due', 'سررسیدشده', (row) => row.dueRial),
  rialColumn('paidInTimeRial', 'paid in time', 'پرداخت در مهلت', (row) => row.paidInTimeRial),
  rialColumn(
    'introducedInTimeRial',
    'introduced in time',
    'معرفی در مهلت',
    (row) => row.introducedInTimeRial,
  ),
  percentColumn('agencyShare', 'agency share', 'سهم دستگاه', (row) => row.agencyShareBasisPoints),
  percentColumn('bankShare', 'bank share', 'سهم بانک', (row) => row.bankShareBasisPoints),
  rialColumn('pendingRial', 'pending', 'در انتظار پرداخت', (row) => row.pendingRial),
  rialColumn('unmetDemandRial', 'unmet demand', 'تقاضای بی‌پاسخ', (row) => row.unmetDemandRial),
  rialColumn('movableRial', 'movable', 'قابل جابه‌جایی', (row) => row.movableRial),
  rialColumn('overdrawnRial', 'overdrawn', 'بیش از اعتبار', (row) => row.overdrawnRial),
  rialColumn(
    'reportedAfterDeadlineRial',
    'paid in time, recorded late',
    'پرداخت در مهلت، ثبت پس از مهلت',
    (row) => row.reportedAfterDeadlineRial,
  ),
  rialColumn(
    'introducedReportedAfterDeadlineRial',
    'introduced in time, recorded late',
    'معرفی در مهلت، ثبت پس از مهلت',
    (row) => row.introducedReportedAfterDeadlineRial,
  ),
  rialColumn(
    'returnedSoonRial',
    'returned soon after',
    'بازگشت تا ۱۰ روز کاری پس از مهلت',
    (row) => row.returnedSoonRial,
  ),
  {
    key: 'cannotReceive',
    headerEn: 'cannot receive',
    headerFa: 'مانع دریافت',
    kind: 'text',
    of: ({ cannotReceive }, language) =>
      cannotReceive === null ? undefined : language === 'en' ? cannotReceive : WHY_NOT[cannotReceive].fa,
  },
  countColumn(
    'facilitiesIntroduced',
    'facilities introduced',
    'تعداد معرفی',
    (row) => row.facilities.introduced,
  ),
  countColumn('facilitiesWaiting', 'facilities waiting', 'تعداد در انتظار', (row) => row.facilities.waiting),
  countColumn(
    'facilitiesPaid',
    'facilities paid in full',
    'تعداد پرداخت کامل',
    (row) => row.facilities.paidInFull,
  ),
  countColumn('facilitiesDeclined', 'facilities declined', 'تعداد رد بانک', (row) => row.facilities.declined),
  countColumn(
    'facilitiesWithdrawn',
    'facilities withdrawn',
    'تعداد انصراف',
    (row) => row.facilities.withdrawn,
  ),
  countColumn('plannedJobs', 'planned jobs', 'شغل پیش‌بینی‌شده', (row) => row.facilities.plannedJobs),
];

/** One row for each agency that the reader may see. */
export function creditBoardTable({
  agencies,
}: Pick<PoolBoardItem, 'agencies'>): ExportTable<AgencyOnBoardItem> {
  return { nameFa: 'جذب اعتبار', nameEn: 'credit', columns: CREDIT_BOARD_COLUMNS, rows: agencies };
}
