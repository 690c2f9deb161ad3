import type { JobCounts } from './counts.js';
import type { CommitmentCell } from './cells.js';
import type { CommitmentBoard, CommitmentMonth, CommitmentPart } from './queries.js';
import type { Names } from '@misaq/platform/text/names.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { Page } from '@misaq/platform/questions/page.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    CommitmentBoard: Omit<CommitmentBoardItem, 'position'>;
    CommitmentCellPage: Page<CommitmentCellItem>;
  }
}

export interface NamesByKind {
  readonly agency: Names;
  readonly sector: Names;
  readonly county: Names;
}

/** Promised and registered jobs, in total or for a part. */
export interface CommitmentFigures {
  /** Jobs promised by the version asked for. */
  readonly assigned: number;
  readonly assignedByVersion: Readonly<Record<string, number>>;
  /** Net of rejections and voids: what fulfilment counts. */
  readonly registered: number;
  /** Registered ÷ promised, truncated; null when nothing was promised. */
  readonly fulfilmentBasisPoints: number | null;
  readonly registeredGross: number;
  readonly registeredWomen: number;
  readonly registeredGrossWomen: number;
  readonly rejected: number;
  readonly voided: number;
  readonly verified: JobCounts['verified'];
  readonly ended: number;
}

export interface CommitmentMonthItem {
  /** Jalali: `1401-10`. */
  readonly month: string;
  readonly registered: number;
  readonly registeredToDate: number;
  readonly fulfilmentBasisPoints: number | null;
  readonly registeredGross: number;
  readonly rejected: number;
  readonly voided: number;
}

export interface AgencyCommitmentItem extends CommitmentFigures {
  readonly agency: string;
  readonly name: string | null;
}

export interface SectorCommitmentItem extends CommitmentFigures {
  readonly sector: string;
  readonly name: string | null;
}

export interface CountyCommitmentItem extends CommitmentFigures {
  readonly county: string;
  readonly name: string | null;
}

/** A province's promise for a year. For an agency: its own, without sums over sectors, counties and months. */
export interface CommitmentBoardItem extends CommitmentFigures {
  readonly position: ShownPosition;
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  /** The version that fulfilment is measured against. */
  readonly version: string;
  readonly versions: readonly string[];
  readonly months: readonly CommitmentMonthItem[];
  readonly agencies: readonly AgencyCommitmentItem[];
  readonly sectors: readonly SectorCommitmentItem[];
  readonly counties: readonly CountyCommitmentItem[];
}

export function commitmentBoardItem(found: CommitmentBoard, names: NamesByKind): CommitmentBoardItem {
  const { position, province, year, version, versions, totals, months, agencies, sectors, counties } = found;
  return {
    position,
    province,
    year,
    version,
    versions,
    ...figures(totals, version),
    months: months.map(monthItem),
    agencies: agencies.map((part) => ({
      agency: part.id,
      name: names.agency(part.id) ?? null,
      ...figures(part, version),
    })),
    sectors: sectors.map((part) => ({
      sector: part.id,
      name: names.sector(part.id) ?? null,
      ...figures(part, version),
    })),
    counties: counties.map((part) => ({
      county: part.id,
      name: names.county(part.id) ?? null,
      ...figures(part, version),
    })),
  };
}

function figures(part: Omit<CommitmentPart, 'id'>, version: string): CommitmentFigures {
  return {
    assigned: part.assigned[version] ?? 0,
    assignedByVersion: part.assigned,
    registered: part.net,
    fulfilmentBasisPoints: part.fulfilmentBasisPoints ?? null,
    registeredGross: part.registered,
    registeredWomen: part.netWomen,
    registeredGrossWomen: part.registeredWomen,
    rejected: part.rejected,
    voided: part.voided,
    verified: part.verified,
    ended: part.ended,
  };
}

export function monthItem({
  month,
  net,
  netToDate,
  fulfilmentBasisPoints,
  ...counts
}: CommitmentMonth): CommitmentMonthItem {
  return {
    month,
    registered: net,
    registeredToDate: netToDate,
    fulfilmentBasisPoints: fulfilmentBasisPoints ?? null,
    registeredGross: counts.registered,
    rejected: counts.rejected,
    voided: counts.voided,
  };
}

/** One agency's promise in one sector of one county. */
export interface CommitmentCellItem extends CommitmentFigures {
  readonly agency: string;
  readonly sector: string;
  readonly county: string;
  /** Months in which a job was registered. */
  readonly months: readonly (Pick<
    CommitmentFigures,
    'registered' | 'registeredGross' | 'rejected' | 'voided'
  > & {
    readonly month: string;
  })[];
}

export function commitmentCellItem(cell: CommitmentCell, version: string): CommitmentCellItem {
  const { agency, sector, county, months } = cell;
  return {
    agency,
    sector,
    county,
    ...figures(cell, version),
    months: months.map(({ month, net, registered, rejected, voided }) => ({
      month,
      registered: net,
      registeredGross: registered,
      rejected,
      voided,
    })),
  };
}
