import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PoolOpened } from '../../domain/events.js';
import type { Policy } from '../../domain/policy.js';
import type {
  AgencyTrace,
  BankReports,
  LotTrace,
  NoRecipient,
  SettledLots,
  Transfer,
  Verdict,
} from '../../domain/trace.js';
import { rial, rialText, sumRial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import type { AgencyOnBoard, FacilityCounts, PoolBoard, PoolTotals } from './pool-board.js';
import type { PoolSummary, VerdictCounts } from './pool-summary.js';
import type { LotOnBoard } from './lots.js';
import type { SimulatedAgency, Simulation } from './simulation.js';
import type { NamedHolidays, Names } from '@misaq/platform/text/names.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import { holidaysShown } from '@misaq/platform/text/presentable.js';
import type { SkippedHolidayItem } from '@misaq/platform/text/skipped-holiday.js';
import type { Page } from '@misaq/platform/questions/page.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    PoolPage: PoolPage;
    PoolBoard: Omit<PoolBoardItem, 'position'>;
    LotPage: Page<LotOnBoardItem>;
    Simulation: SimulationItem;
  }
}

export interface LotItem extends Omit<LotTrace, 'holidaysSkipped'> {
  readonly holidaysSkipped: readonly SkippedHolidayItem[];
}

/**
 * One agency as every answer shows it (board, review, simulation). A figure that does not exist yet (no deadline has
 * passed) is null, so that the shape is always the same. Basis points are truncated.
 */
export interface AgencyItem {
  readonly agency: string;
  readonly name: string | null;
  readonly verdict: Verdict;
  /** The credit it holds now. */
  readonly allocatedRial: RialText;
  readonly paidRial: RialText;
  readonly absorptionBasisPoints: number | null;
  readonly thresholdPercent: number;
  /** The latest deadline that had passed. */
  readonly deadline: PlainDate | null;
  readonly nextDeadline: PlainDate | null;
  readonly workingDaysLeft: number | null;
  /** What the verdict is about; fixed by the deadline. */
  readonly dueRial: RialText | null;
  readonly paidInTimeRial: RialText | null;
  readonly introducedInTimeRial: RialText | null;
  /** Introduced ÷ due and paid ÷ introduced, in time: whose fault it is. */
  readonly agencyShareBasisPoints: number | null;
  readonly bankShareBasisPoints: number | null;
  readonly paidAfterDeadlineRial: RialText | null;
  readonly reportedAfterDeadlineRial: RialText | null;
  /** Introduced in time but recorded only after the deadline. Null also in reviews by version 1 of the rule. */
  readonly introducedReportedAfterDeadlineRial: RialText | null;
  /** Paid in time and gone back within 10 working days after the deadline. Null also in reviews by version 1. */
  readonly returnedSoonRial: RialText | null;
  readonly pendingRial: RialText;
  readonly unmetDemandRial: RialText;
  readonly unpaidExpiredRial: RialText;
  readonly protectedRial: RialText;
  readonly ringFencedRial: RialText;
  readonly movableRial: RialText;
  readonly overdrawnRial: RialText;
  /** Of an overdrawn agency: the day of the earliest approval that took credit which has not come back. */
  readonly creditTakenOn: PlainDate | null;
  /** Null when the agency can receive. */
  readonly cannotReceive: NoRecipient | null;
  /** Of a donor: what was introduced in time and still waits, by bank. */
  readonly reports: readonly BankReports[];
  /** Of a donor: transfers from it can be approved from the day after. */
  readonly reportsDueUntil: PlainDate | null;
  /** In a review, lots that are settled stand in `settled`. */
  readonly lots: readonly LotItem[];
  /** Lots whose time is up and in which nothing is unpaid, in one line; null where every lot stands in `lots`. */
  readonly settled: SettledLots | null;
}

export function agencyItem(trace: AgencyTrace, names: Names, holidays: NamedHolidays): AgencyItem {
  return {
    agency: trace.agency,
    name: names(trace.agency) ?? null,
    verdict: trace.verdict,
    allocatedRial: trace.creditRial,
    paidRial: trace.paidRial,
    absorptionBasisPoints: trace.absorptionBasisPoints ?? null,
    thresholdPercent: trace.thresholdPercent,
    deadline: trace.deadline ?? null,
    nextDeadline: trace.nextDeadline ?? null,
    workingDaysLeft: trace.workingDaysLeft ?? null,
    dueRial: trace.dueRial ?? null,
    paidInTimeRial: trace.paidInTimeRial ?? null,
    introducedInTimeRial: trace.introducedInTimeRial ?? null,
    agencyShareBasisPoints: trace.agencyShareBasisPoints ?? null,
    bankShareBasisPoints: trace.bankShareBasisPoints ?? null,
    paidAfterDeadlineRial: trace.paidAfterDeadlineRial ?? null,
    reportedAfterDeadlineRial: trace.reportedAfterDeadlineRial ?? null,
    introducedReportedAfterDeadlineRial: trace.introducedReportedAfterDeadlineRial ?? null,
    returnedSoonRial: trace.returnedSoonRial ?? null,
    pendingRial: trace.pendingRial,
    unmetDemandRial: trace.unmetDemandRial,
    unpaidExpiredRial: trace.unpaidExpiredRial,
    protectedRial: trace.protectedRial,
    ringFencedRial: trace.ringFencedRial,
    movableRial: trace.movableRial,
    overdrawnRial: trace.overdrawnRial,
    creditTakenOn: trace.creditTakenOn ?? null,
    cannotReceive: trace.cannotReceive ?? null,
    reports: trace.reports ?? [],
    reportsDueUntil: trace.reportsDueUntil ?? null,
    lots: trace.lots.map((lot) => lotItem(lot, holidays)),
    settled: trace.settled ?? null,
  };
}

function lotItem<Lot extends LotTrace>(
  lot: Lot,
  holidays: NamedHolidays,
): Omit<Lot, 'holidaysSkipped'> & Pick<LotItem, 'holidaysSkipped'> {
  return { ...lot, holidaysSkipped: holidaysShown(lot.holidaysSkipped, holidays) };
}

/** An agency on the board of a pool. */
export interface AgencyOnBoardItem extends AgencyItem {
  /** Introduced less withdrawn, as of now and whatever the credit. */
  readonly introducedRial: RialText;
  readonly introducedBasisPoints: number | null;
  readonly paidOfIntroducedBasisPoints: number | null;
  /** Whether a deadline of it can still move when a lunar month is published. */
  readonly provisional: boolean;
  readonly facilities: FacilityCounts;
}

/**
 * `totals` and `unplacedRial` are null for an agency, which sees one row only. With two agencies in a pool, sums would
 * show each the figures of the other.
 */
export interface PoolBoardItem extends Omit<
  PoolBoard,
  'position' | 'agencies' | 'totals' | 'unplacedRial' | 'holidays'
> {
  readonly position: ShownPosition;
  readonly agencies: readonly AgencyOnBoardItem[];
  readonly totals: PoolTotals | null;
  readonly unplacedRial: RialText | null;
}

/** @param own whether the reader sees one row only */
export function poolBoardItem(
  { agencies, holidays, totals, unplacedRial, ...rest }: PoolBoard,
  names: Names,
  own: boolean,
): PoolBoardItem {
  return {
    ...rest,
    agencies: agencies.map((agency) => agencyOnBoardItem(agency, holidays, names)),
    totals: own ? null : totals,
    unplacedRial: own ? null : unplacedRial,
  };
}

function agencyOnBoardItem(agency: AgencyOnBoard, holidays: NamedHolidays, names: Names): AgencyOnBoardItem {
  return {
    ...agencyItem(agency, names, holidays),
    introducedRial: agency.introducedRial,
    introducedBasisPoints: agency.introducedBasisPoints ?? null,
    paidOfIntroducedBasisPoints: agency.paidOfIntroducedBasisPoints ?? null,
    provisional: agency.provisional,
    facilities: agency.facilities,
  };
}

/** A pool in the list of pools, with what it came to so far. */
export interface PoolItem extends PoolOpened {
  readonly facilities: Partial<FacilityCounts>;
  /** Introduced less withdrawn. */
  readonly introducedRial: RialText;
  /** Paid less what came back. */
  readonly paidRial: RialText;
  /** The day that the verdicts, deadlines and movable credit are as of. */
  readonly asOf: PlainDate;
  /** What the board of the pool adds up to, for an agency its part; null to an officer of a bank. */
  readonly credit: PoolCredit | null;
}

export interface PoolCredit {
  readonly creditRial: RialText;
  readonly pendingRial: RialText;
  readonly unmetDemandRial: RialText;
  readonly movableRial: RialText;
  readonly overdrawnRial: RialText;
  /** Due at the latest deadlines that have passed, and paid in time of that. */
  readonly dueRial: RialText;
  readonly paidInTimeRial: RialText;
  /** Paid ÷ credit, truncated; null without credit. */
  readonly absorptionBasisPoints: number | null;
  /** How many agencies have which verdict. */
  readonly verdicts: VerdictCounts;
  /** The next deadline of any agency, and the working days up to and including it; null when none is to come. */
  readonly nextDeadline: PlainDate | null;
  readonly workingDaysLeft: number | null;
  /** Whether a deadline can still move when a lunar month is published. */
  readonly provisional: boolean;
  /** What a review would move, and what it could not place; null to an officer of an agency. */
  readonly proposedRial: RialText | null;
  readonly unplacedRial: RialText | null;
  /** Null when no review is open, and to an agency that the open one did not look at. */
  readonly openReviewId: string | null;
}

/** Of all that the filter leaves. What banks do not see is null to them. */
export interface PoolSums {
  readonly pools: number;
  readonly introducedRial: RialText;
  readonly paidRial: RialText;
  readonly creditRial: RialText | null;
  readonly pendingRial: RialText | null;
  readonly movableRial: RialText | null;
  readonly verdicts: VerdictCounts | null;
}

/** A page of pools, with sums over all pages. */
export interface PoolPage extends Page<PoolItem> {
  readonly sums: PoolSums;
}

/** @param own whether the reader sees one agency only */
export function poolCredit(summary: PoolSummary, openReviewId: string | undefined, own: boolean): PoolCredit {
  const { facilities: _facilities, introducedRial: _introduced, paidRial: _paid, next, ...shown } = summary;
  return {
    ...shown,
    absorptionBasisPoints: shown.absorptionBasisPoints ?? null,
    nextDeadline: next?.deadline ?? null,
    workingDaysLeft: next?.workingDaysLeft ?? null,
    proposedRial: own ? null : shown.proposedRial,
    unplacedRial: own ? null : shown.unplacedRial,
    openReviewId: openReviewId ?? null,
  };
}

export function poolSums(pools: readonly PoolItem[]): PoolSums {
  const sum = (of: (pool: PoolItem) => RialText): RialText =>
    rialText(sumRial(pools.map((pool) => rial(of(pool)))));
  const credits = pools.flatMap(({ credit }) => credit ?? []);
  // An officer of a bank sees the credit of no pool.
  const isBank = pools.length > 0 && credits.length === 0;
  const ofCredit = (of: (credit: PoolCredit) => RialText): RialText | null =>
    isBank ? null : rialText(sumRial(credits.map((credit) => rial(of(credit)))));
  const count = (verdict: Verdict): number =>
    credits.reduce((total, { verdicts }) => total + verdicts[verdict], 0);
  return {
    pools: pools.length,
    introducedRial: sum((pool) => pool.introducedRial),
    paidRial: sum((pool) => pool.paidRial),
    creditRial: ofCredit((credit) => credit.creditRial),
    pendingRial: ofCredit((credit) => credit.pendingRial),
    movableRial: ofCredit((credit) => credit.movableRial),
    verdicts: isBank
      ? null
      : {
          running: count('running'),
          passed: count('passed'),
          'fell-short': count('fell-short'),
          emptied: count('emptied'),
        },
  };
}

/** A lot of credit with its clock. */
export interface LotOnBoardItem extends Omit<LotOnBoard, 'holidaysSkipped'> {
  readonly holidaysSkipped: readonly SkippedHolidayItem[];
}

export function lotOnBoardItem(lot: LotOnBoard, holidays: NamedHolidays): LotOnBoardItem {
  return lotItem(lot, holidays);
}

/** What other settings change for an agency. */
export interface ChangeItem {
  readonly agency: string;
  /** For whoever sees one agency only: whether more or less of its own credit can move, at most `movableAfterRial`. */
  readonly effect: SimulatedAgency['effect'];
  readonly verdictBefore: Verdict;
  readonly verdictAfter: Verdict;
  readonly movableBeforeRial: RialText;
  readonly movableAfterRial: RialText;
  /** These five are null for whoever sees one agency only: what moves rests on the figures of others. */
  readonly givesRial: RialText | null;
  readonly receivesRial: RialText | null;
  /** Received less given by the transfers a review would propose. */
  readonly netBeforeRial: RialText | null;
  readonly netAfterRial: RialText | null;
  readonly changeRial: RialText | null;
}

/** What a review would find under other settings. Nothing is written. */
export interface SimulationItem {
  readonly pool: string;
  readonly asOf: PlainDate;
  readonly policy: Policy;
  readonly policyBefore: Policy;
  readonly agencies: readonly AgencyItem[];
  /**
   * Null for whoever sees one agency only: what others have is not its to find out by trying.
   */
  readonly transfers: readonly Transfer[] | null;
  /** Null for whoever sees one agency only. */
  readonly unplacedRial: RialText | null;
  readonly changes: readonly ChangeItem[];
}

/** @param own whether the reader sees one agency only */
export function simulationItem(
  { pool, asOf, before, after, agencies, holidays }: Simulation,
  names: Names,
  own: boolean,
): SimulationItem {
  const { transfers, unplacedRial } = after;
  const gives = sumsBy(transfers, ({ from }) => from);
  const receives = sumsBy(transfers, ({ to }) => to);
  return {
    pool,
    asOf,
    policy: after.policy,
    policyBefore: before.policy,
    agencies: agencies.map((agency) => agencyItem(agency.after, names, holidays)),
    transfers: own ? null : transfers,
    unplacedRial: own ? null : unplacedRial,
    changes: agencies.map((agency) => (own ? ownChangeItem(agency) : changeItem(agency, gives, receives))),
  };
}

function ownChangeItem({ agency, before, after }: SimulatedAgency): ChangeItem {
  const more = rial(after.movableRial) - rial(before.movableRial);
  return {
    agency,
    effect: more > 0n ? 'loses' : more < 0n ? 'gains' : 'unchanged',
    verdictBefore: before.verdict,
    verdictAfter: after.verdict,
    movableBeforeRial: before.movableRial,
    movableAfterRial: after.movableRial,
    givesRial: null,
    receivesRial: null,
    netBeforeRial: null,
    netAfterRial: null,
    changeRial: null,
  };
}

type SumsByAgency = ReadonlyMap<string, Rial>;

function sumsBy(transfers: readonly Transfer[], agencyOf: (transfer: Transfer) => string): SumsByAgency {
  const sums = new Map<string, Rial>();
  for (const transfer of transfers) {
    const agency = agencyOf(transfer);
    sums.set(agency, (sums.get(agency) ?? 0n) + rial(transfer.amountRial));
  }
  return sums;
}

function changeItem(
  { agency, before, after, ...net }: SimulatedAgency,
  gives: SumsByAgency,
  receives: SumsByAgency,
): ChangeItem {
  return {
    agency,
    effect: net.effect,
    verdictBefore: before.verdict,
    verdictAfter: after.verdict,
    movableBeforeRial: before.movableRial,
    movableAfterRial: after.movableRial,
    givesRial: rialText(gives.get(agency) ?? 0n),
    receivesRial: rialText(receives.get(agency) ?? 0n),
    netBeforeRial: net.netBeforeRial,
    netAfterRial: net.netAfterRial,
    changeRial: net.changeRial,
  };
}
