import type { Gender } from '../../domain/events.js';
import type { JobOnList } from './queries.js';
import {
  countColumn,
  dayColumns,
  type ExportColumn,
  type ExportTable,
} from '@misaq/platform/questions/export-table.js';
import type { JobStatusOnList } from './job-status.js';

const STATUSES: Readonly<Record<JobStatusOnList, string>> = {
  registered: 'ثبت‌شده',
  'verified-1': 'راستی‌آزمایی مرحله ۱',
  'verified-2': 'راستی‌آزمایی مرحله ۲',
  'verified-3': 'راستی‌آزمایی مرحله ۳',
  rejected: 'ردشده',
  ended: 'پایان‌یافته',
  voided: 'باطل‌شده',
};

const GENDERS: Readonly<Record<Gender, string>> = { female: 'زن', male: 'مرد' };

/** The name of an agency in a province. */
export type AgencyNameIn = (province: string, agency: string) => string | undefined;

/** The columns of a table of jobs. None identifies the person of a job. */
export function jobColumns(agencyName: AgencyNameIn): readonly ExportColumn<JobOnList>[] {
  return [
    { key: 'jobId', headerEn: 'job', headerFa: 'شناسه شغل', kind: 'id', of: (row) => row.jobId },
    { key: 'province', headerEn: 'province', headerFa: 'استان', kind: 'id', of: (row) => row.province },
    // As a number, the year would get a thousands separator.
    { key: 'year', headerEn: 'year', headerFa: 'سال', kind: 'id', of: (row) => String(row.year) },
    { key: 'agency', headerEn: 'agency', headerFa: 'شناسه دستگاه', kind: 'id', of: (row) => row.agency },
    {
      key: 'agencyName',
      headerEn: 'agency name',
      headerFa: 'دستگاه',
      kind: 'text',
      of: ({ province, agency }) => agencyName(province, agency),
    },
    { key: 'county', headerEn: 'county', headerFa: 'شهرستان', kind: 'id', of: (row) => row.county },
    { key: 'sector', headerEn: 'sector', headerFa: 'بخش', kind: 'id', of: (row) => row.sector },
    {
      key: 'gender',
      headerEn: 'gender',
      headerFa: 'جنسیت',
      kind: 'text',
      of: ({ gender }, language) => (language === 'fa' ? GENDERS[gender] : gender),
    },
    ...dayColumns<JobOnList>('registeredOn', 'registered', 'تاریخ ثبت', (row) => row.registeredOn),
    {
      key: 'status',
      headerEn: 'status',
      headerFa: 'وضعیت',
      kind: 'text',
      of: ({ status }, language) => (language === 'fa' ? STATUSES[status] : status),
    },
    countColumn('verifiedRounds', 'rounds passed', 'مراحل راستی‌آزمایی', (row) => row.verifiedRounds),
  ];
}

/** @param rows page by page */
export function jobTable(rows: AsyncIterable<JobOnList>, agencyName: AgencyNameIn): ExportTable<JobOnList> {
  return { nameFa: 'مشاغل', nameEn: 'jobs', columns: jobColumns(agencyName), rows };
}
