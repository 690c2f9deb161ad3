import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { AgencyFigures } from '../../domain/figures.js';
import type { Policy } from '../../domain/policy.js';
import type { Review } from '../../domain/review.js';
import type { AgencyTrace, Transfer } from '../../domain/trace.js';
import {
  basisPoints,
  rial,
  rialText,
  sumRial,
  type Rial,
  type RialText,
} from '@misaq/platform/kernel/money.js';
import type { PoolName } from '@misaq/platform/kernel/streams.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';

/** How many facilities of an agency stand where. `introduced` counts all there ever were. */
export interface FacilityCounts {
  readonly introduced: number;
  readonly waiting: number;
  readonly paidInFull: number;
  readonly declined: number;
  readonly withdrawn: number;
  readonly closed: number;
  /** Payments that stand. */
  readonly payments: number;
  /** Payments that were contested when they were recorded: true, but of credit that had been moved. */
  readonly contestedPayments: number;
  readonly plannedJobs: number;
}

/** An agency in a pool. The result of the rule is the domain's own trace, unchanged. */
export interface AgencyOnBoard extends AgencyTrace {
  /** Introduced less withdrawn, as of now and whatever the credit. */
  readonly introducedRial: RialText;
  /** Introduced ÷ credit and paid ÷ introduced, as of now. The shares behind the verdict are separate fields. */
  readonly introducedBasisPoints?: number;
  readonly paidOfIntroducedBasisPoints?: number;
  /** Whether a deadline of it can still move when a lunar month is published. */
  readonly provisional: boolean;
  readonly facilities: FacilityCounts;
}

export interface PoolTotals {
  readonly creditRial: RialText;
  readonly introducedRial: RialText;
  readonly paidRial: RialText;
  readonly pendingRial: RialText;
  readonly unmetDemandRial: RialText;
  readonly movableRial: RialText;
  readonly overdrawnRial: RialText;
  /** Paid ÷ credit; absent without credit. */
  readonly absorptionBasisPoints?: number;
  readonly facilities: FacilityCounts;
}

export interface PoolBoard extends Fresh, PoolName {
  readonly pool: string;
  readonly asOf: PlainDate;
  /** In force on that day. */
  readonly policy: Policy;
  readonly calendarRevision: number;
  readonly provisional: boolean;
  /** By id; only one agency when the question was for one. */
  readonly agencies: readonly AgencyOnBoard[];
  /** Always of the whole pool. */
  readonly totals: PoolTotals;
  /** What a review on that day would propose. */
  readonly transfers: readonly Transfer[];
  readonly unplacedRial: RialText;
  readonly holidays: Review['holidays'];
}

export const NO_FACILITIES: FacilityCounts = {
  introduced: 0,
  waiting: 0,
  paidInFull: 0,
  declined: 0,
  withdrawn: 0,
  closed: 0,
  payments: 0,
  contestedPayments: 0,
  plannedJobs: 0,
};

export function addCounts(a: FacilityCounts, b: FacilityCounts): FacilityCounts {
  return {
    introduced: a.introduced + b.introduced,
    waiting: a.waiting + b.waiting,
    paidInFull: a.paidInFull + b.paidInFull,
    declined: a.declined + b.declined,
    withdrawn: a.withdrawn + b.withdrawn,
    closed: a.closed + b.closed,
    payments: a.payments + b.payments,
    contestedPayments: a.contestedPayments + b.contestedPayments,
    plannedJobs: a.plannedJobs + b.plannedJobs,
  };
}

export function agencyOnBoard(
  trace: AgencyTrace,
  figures: AgencyFigures,
  facilities: FacilityCounts,
): AgencyOnBoard {
  const introduced = introducedOf(figures);
  const introducedBasisPoints = basisPoints(introduced, rial(trace.creditRial));
  const paidOfIntroducedBasisPoints = basisPoints(rial(trace.paidRial), introduced);
  return {
    ...trace,
    introducedRial: rialText(introduced),
    ...(introducedBasisPoints !== undefined && { introducedBasisPoints }),
    ...(paidOfIntroducedBasisPoints !== undefined && { paidOfIntroducedBasisPoints }),
    provisional: trace.lots.some(({ provisional }) => provisional),
    facilities,
  };
}

function introducedOf({ days }: AgencyFigures): Rial {
  return sumRial(days.map(({ introducedRial }) => introducedRial));
}

export function poolTotals(agencies: readonly AgencyOnBoard[]): PoolTotals {
  type Amount =
    | 'creditRial'
    | 'introducedRial'
    | 'paidRial'
    | 'pendingRial'
    | 'unmetDemandRial'
    | 'movableRial'
    | 'overdrawnRial';
  const sum = (of: Amount) => sumRial(agencies.map((agency) => rial(agency[of])));
  const absorptionBasisPoints = basisPoints(sum('paidRial'), sum('creditRial'));
  return {
    creditRial: rialText(sum('creditRial')),
    introducedRial: rialText(sum('introducedRial')),
    paidRial: rialText(sum('paidRial')),
    pendingRial: rialText(sum('pendingRial')),
    unmetDemandRial: rialText(sum('unmetDemandRial')),
    movableRial: rialText(sum('movableRial')),
    overdrawnRial: rialText(sum('overdrawnRial')),
    ...(absorptionBasisPoints !== undefined && { absorptionBasisPoints }),
    facilities: agencies.map(({ facilities }) => facilities).reduce(addCounts, NO_FACILITIES),
  };
}
