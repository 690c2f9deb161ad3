import type { HistoryItem } from './wire.js';
import { tehranTime } from '@misaq/platform/text/tehran-time.js';
import { dayColumns, type ExportColumn, type ExportTable } from '@misaq/platform/questions/export-table.js';

export const HISTORY_COLUMNS: readonly ExportColumn<HistoryItem>[] = [
  {
    key: 'position',
    headerEn: 'position',
    headerFa: 'شماره رویداد',
    kind: 'count',
    of: (row) => row.position,
  },
  {
    key: 'recordedAt',
    headerEn: 'recorded (Tehran)',
    headerFa: 'زمان ثبت (تهران)',
    kind: 'instant',
    of: (row) => tehranTime(row.recordedAt),
  },
  {
    key: 'recordedAtIso',
    headerEn: 'recorded (UTC)',
    headerFa: 'زمان ثبت (UTC)',
    kind: 'instant',
    of: (row) => row.recordedAt,
  },
  ...dayColumns<HistoryItem>('effectiveOn', 'effective', 'تاریخ اثر', (row) => row.effectiveOn),
  { key: 'actor', headerEn: 'actor', headerFa: 'شناسه کاربر', kind: 'id', of: (row) => row.actor.id },
  {
    key: 'actorName',
    headerEn: 'actor name',
    headerFa: 'نام کاربر',
    kind: 'text',
    of: (row) => row.actor.name,
  },
  { key: 'role', headerEn: 'role', headerFa: 'نقش', kind: 'id', of: (row) => row.actor.role },
  {
    key: 'organisation',
    headerEn: 'organisation',
    headerFa: 'سازمان',
    kind: 'id',
    of: (row) => row.actor.organisation,
  },
  {
    key: 'token',
    headerEn: 'token',
    headerFa: 'شناسه کلید دسترسی',
    kind: 'id',
    of: (row) => row.actor.tokenId,
  },
  {
    key: 'session',
    headerEn: 'session',
    headerFa: 'شناسه نشست',
    kind: 'id',
    of: (row) => row.actor.sessionId,
  },
  {
    key: 'operatingSystemUser',
    headerEn: 'operating-system user',
    headerFa: 'کاربر سیستم‌عامل',
    kind: 'id',
    of: (row) => row.actor.operatingSystemUser,
  },
  { key: 'type', headerEn: 'event', headerFa: 'رویداد', kind: 'id', of: (row) => row.type },
  { key: 'stream', headerEn: 'stream', headerFa: 'جریان', kind: 'id', of: (row) => row.stream },
  { key: 'summary', headerEn: 'what', headerFa: 'شرح', kind: 'text', of: (row) => row.summary },
  { key: 'reason', headerEn: 'why', headerFa: 'دلیل', kind: 'text', of: (row) => row.reason ?? undefined },
];

/** @param rows page by page, because a history may be larger than memory */
export function historyTable(rows: AsyncIterable<HistoryItem>): ExportTable<HistoryItem> {
  return { nameFa: 'تاریخچه', nameEn: 'history', columns: HISTORY_COLUMNS, rows };
}
