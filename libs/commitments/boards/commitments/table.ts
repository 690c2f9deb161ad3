import type { CommitmentBoardItem, CommitmentFigures } from './wire.js';
import {
  countColumn,
  type ExportColumn,
  type ExportLanguage,
  type ExportTable,
  percentColumn,
} from '@misaq/platform/questions/export-table.js';

export type Dimension = 'total' | 'agency' | 'sector' | 'county';

/** A row of the board; the total has an empty id. */
export interface CommitmentLine extends CommitmentFigures {
  readonly dimension: Dimension;
  readonly id: string;
  readonly name: string | null;
}

const DIMENSIONS: Readonly<Record<Dimension, string>> = {
  total: 'جمع',
  agency: 'دستگاه',
  sector: 'بخش',
  county: 'شهرستان',
};

export function commitmentColumns(
  version: string,
  versions: readonly string[],
): readonly ExportColumn<CommitmentLine>[] {
  return [
    {
      key: 'dimension',
      headerEn: 'by',
      headerFa: 'به تفکیک',
      kind: 'id',
      of: ({ dimension }, language: ExportLanguage) =>
        language === 'fa' ? DIMENSIONS[dimension] : dimension,
    },
    { key: 'id', headerEn: 'id', headerFa: 'شناسه', kind: 'id', of: (row) => row.id },
    {
      key: 'name',
      headerEn: 'name',
      headerFa: 'نام',
      kind: 'text',
      of: (row) => row.name ?? undefined,
    },
    ...versions.map((each) =>
      countColumn<CommitmentLine>(
        `assigned-${each}`,
        `promised, ${each}`,
        each === 'baseline' ? 'تعهد اولیه' : `تعهد (${each})`,
        (row) => row.assignedByVersion[each] ?? 0,
      ),
    ),
    countColumn('net', 'registered, net', 'ثبت‌شده (خالص)', (row) => row.registered),
    percentColumn(
      'fulfilment',
      `fulfilment of ${version}`,
      version === 'baseline' ? 'تحقق تعهد اولیه' : `تحقق ${version}`,
      (row) => row.fulfilmentBasisPoints,
    ),
    countColumn('registered', 'registered', 'ثبت‌شده', (row) => row.registeredGross),
    countColumn('netWomen', 'women, net', 'زنان (خالص)', (row) => row.registeredWomen),
    countColumn('rejected', 'rejected', 'ردشده', (row) => row.rejected),
    countColumn('voided', 'void', 'باطل‌شده', (row) => row.voided),
    countColumn('round1', 'verified, round 1', 'راستی‌آزمایی مرحله ۱', (row) => row.verified.round1),
    countColumn('round2', 'verified, round 2', 'راستی‌آزمایی مرحله ۲', (row) => row.verified.round2),
    countColumn('round3', 'verified, round 3', 'راستی‌آزمایی مرحله ۳', (row) => row.verified.round3),
    countColumn('ended', 'ended', 'پایان‌یافته', (row) => row.ended),
  ];
}

/** The total, then a row for each agency, sector and county that the reader may see. */
export function commitmentTable(
  board: Omit<CommitmentBoardItem, 'position' | 'province' | 'year' | 'months'>,
): ExportTable<CommitmentLine> {
  const { version, versions, agencies, sectors, counties } = board;
  return {
    nameFa: 'تعهدات اشتغال',
    nameEn: 'commitments',
    columns: commitmentColumns(version, versions),
    rows: [
      { ...board, id: '', name: null, dimension: 'total' },
      ...agencies.map((part) => ({ ...part, id: part.agency, dimension: 'agency' as const })),
      ...sectors.map((part) => ({ ...part, id: part.sector, dimension: 'sector' as const })),
      ...counties.map((part) => ({ ...part, id: part.county, dimension: 'county' as const })),
    ],
  };
}
