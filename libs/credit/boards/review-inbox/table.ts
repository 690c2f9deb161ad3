import { tehranTime } from '@misaq/platform/text/tehran-time.js';
import {
  dayColumns,
  type ExportColumn,
  type ExportTable,
  rialColumn,
} from '@misaq/platform/questions/export-table.js';
import type { ReviewInboxItem, ReviewStatus } from './wire.js';

const STATUSES: Readonly<Record<ReviewStatus, string>> = {
  open: 'در انتظار امضا',
  superseded: 'جایگزین‌شده',
  approved: 'تأییدشده',
  dismissed: 'ردشده',
  reversed: 'بازگردانده‌شده',
};

const decided = ({ outcome }: ReviewInboxItem) => ('by' in outcome ? outcome : undefined);

const REVIEW_COLUMNS: readonly ExportColumn<ReviewInboxItem>[] = [
  { key: 'reviewId', headerEn: 'review', headerFa: 'شناسه بازبینی', kind: 'id', of: (row) => row.reviewId },
  { key: 'pool', headerEn: 'pool', headerFa: 'منبع اعتبار', kind: 'id', of: (row) => row.pool },
  ...dayColumns<ReviewInboxItem>('asOf', 'as of', 'به تاریخ', (row) => row.asOf),
  {
    key: 'recordedAt',
    headerEn: 'recorded (Tehran)',
    headerFa: 'زمان ثبت (تهران)',
    kind: 'instant',
    of: (row) => tehranTime(row.recordedAt),
  },
  {
    key: 'requestedBy',
    headerEn: 'requested by',
    headerFa: 'درخواست‌کننده',
    kind: 'id',
    of: (row) => row.requestedBy,
  },
  {
    key: 'status',
    headerEn: 'status',
    headerFa: 'وضعیت',
    kind: 'text',
    of: ({ status }, language) => (language === 'fa' ? STATUSES[status] : status),
  },
  rialColumn('transferredRial', 'transfers', 'انتقال', (row) => row.transferredRial),
  rialColumn('returnedRial', 'given back', 'بازگردانده‌شده', (row) => row.returnedRial),
  rialColumn('unplacedRial', 'unplaced', 'بدون متقاضی', (row) => row.unplacedRial),
  {
    key: 'transferList',
    headerEn: 'from, to, rials',
    headerFa: 'از، به، ریال',
    kind: 'text',
    of: ({ transfers }) =>
      transfers.map(({ from, to, amountRial }) => `${from}, ${to}, ${amountRial}`).join('; ') || undefined,
  },
  ...dayColumns<ReviewInboxItem>('decidedOn', 'decided', 'تاریخ تصمیم', (row) => decided(row)?.on),
  {
    key: 'decidedBy',
    headerEn: 'decided by',
    headerFa: 'امضاکننده',
    kind: 'id',
    of: (row) => decided(row)?.by,
  },
  { key: 'reason', headerEn: 'why', headerFa: 'دلیل', kind: 'text', of: (row) => decided(row)?.reason },
  {
    key: 'position',
    headerEn: 'position',
    headerFa: 'شماره رویداد',
    kind: 'count',
    of: (row) => row.position,
  },
];

/** One line a review, the latest first. */
export function reviewInboxTable(rows: readonly ReviewInboxItem[]): ExportTable<ReviewInboxItem> {
  return { nameFa: 'بازبینی‌ها', nameEn: 'reviews', columns: REVIEW_COLUMNS, rows };
}
