import type { CommitmentBoard, CommitmentPart } from '@misaq/read-models/commitment-board/queries.js';
import {
  countColumn,
  type ExportColumn,
  type ExportLanguage,
  type ExportTable,
  type NameOf,
  percentColumn,
} from './export-table.js';

export type Dimension = 'total' | 'agency' | 'sector' | 'county';

/** A line of the board; of the sum over all, the id is empty. */
export interface CommitmentLine extends CommitmentPart {
  readonly dimension: Dimension;
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
  nameOf: Readonly<Record<Exclude<Dimension, 'total'>, NameOf>>,
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
      of: ({ dimension, id }) => (dimension === 'total' ? undefined : nameOf[dimension](id)),
    },
    ...versions.map((each) =>
      countColumn<CommitmentLine>(
        `assigned-${each}`,
        `promised, ${each}`,
        each === 'baseline' ? 'تعهد اولیه' : `تعهد (${each})`,
        (row) => row.assigned[each] ?? 0,
      ),
    ),
    countColumn('net', 'registered, net', 'ثبت‌شده (خالص)', (row) => row.net),
    percentColumn(
      'fulfilment',
      `fulfilment of ${version}`,
      version === 'baseline' ? 'تحقق تعهد اولیه' : `تحقق ${version}`,
      (row) => row.fulfilmentBasisPoints,
    ),
    countColumn('registered', 'registered', 'ثبت‌شده', (row) => row.registered),
    countColumn('netWomen', 'women, net', 'زنان (خالص)', (row) => row.netWomen),
    countColumn('rejected', 'rejected', 'ردشده', (row) => row.rejected),
    countColumn('voided', 'void', 'باطل‌شده', (row) => row.voided),
    countColumn('round1', 'verified, round 1', 'راستی‌آزمایی مرحله ۱', (row) => row.verified.round1),
    countColumn('round2', 'verified, round 2', 'راستی‌آزمایی مرحله ۲', (row) => row.verified.round2),
    countColumn('round3', 'verified, round 3', 'راستی‌آزمایی مرحله ۳', (row) => row.verified.round3),
    countColumn('ended', 'ended', 'پایان‌یافته', (row) => row.ended),
  ];
}

type Board = Pick<CommitmentBoard, 'version' | 'versions' | 'totals' | 'agencies' | 'sectors' | 'counties'>;

export function commitmentTable(
  board: Board,
  nameOf: Readonly<Record<Exclude<Dimension, 'total'>, NameOf>>,
): ExportTable<CommitmentLine> {
  const { version, versions, totals, agencies, sectors, counties } = board;
  const by = (dimension: Dimension, parts: readonly CommitmentPart[]): readonly CommitmentLine[] =>
    parts.map((part) => ({ ...part, dimension }));
  return {
    nameFa: 'تعهدات اشتغال',
    nameEn: 'commitments',
    columns: commitmentColumns(version, versions, nameOf),
    rows: [
      { ...totals, id: '', dimension: 'total' },
      ...by('agency', agencies),
      ...by('sector', sectors),
      ...by('county', counties),
    ],
  };
}
