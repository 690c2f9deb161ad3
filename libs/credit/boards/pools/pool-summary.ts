import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  basisPoints,
  rial,
  rialText,
  sumRial,
  type Rial,
  type RialText,
} from '@misaq/platform/kernel/money.js';
import type { Verdict } from '../../domain/trace.js';
import { addCounts, type FacilityCounts, NO_FACILITIES } from './pool-board.js';
import type { AgencyStanding, PoolStanding } from './standings.js';

/** How many agencies have which verdict. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

export interface NextDeadline {
  readonly deadline: PlainDate;
  readonly workingDaysLeft: number;
}

/** A pool in one line: what the board of the pool adds up to. */
export interface PoolSummary {
  readonly facilities: FacilityCounts;
  /** Introduced less withdrawn. */
  readonly introducedRial: RialText;
  /** Paid less what came back. */
  readonly paidRial: RialText;
  readonly creditRial: RialText;
  readonly pendingRial: RialText;
  readonly unmetDemandRial: RialText;
  readonly movableRial: RialText;
  readonly overdrawnRial: RialText;
  /** Due at the latest deadlines that have passed, and paid in time of that. */
  readonly dueRial: RialText;
  readonly paidInTimeRial: RialText;
  /** Paid ÷ credit; absent without credit. */
  readonly absorptionBasisPoints?: number;
  readonly verdicts: VerdictCounts;
  /** The next deadline of any agency; absent when none is to come. */
  readonly next?: NextDeadline;
  /** Whether a deadline can still move when a lunar month is published. */
  readonly provisional: boolean;
  /** What a review would move, and what it could not place. */
  readonly proposedRial: RialText;
  readonly unplacedRial: RialText;
}

/** @param only the agency whose part is asked for; all when left out */
export function summaryOf(
  { agencies, proposedRial, unplacedRial }: PoolStanding,
  counts: ReadonlyMap<string, FacilityCounts>,
  only: string | undefined,
): PoolSummary {
  const seen = agencies.filter(({ agency }) => only === undefined || agency === only);
  const sum = (of: (agency: AgencyStanding) => RialText | undefined): Rial =>
    sumRial(seen.map((each) => rial(of(each) ?? '0')));
  const text = (of: (agency: AgencyStanding) => RialText | undefined): RialText => rialText(sum(of));
  const [creditRial, paidRial] = [sum((each) => each.creditRial), sum((each) => each.paidRial)];
  const absorptionBasisPoints = basisPoints(paidRial, creditRial);
  const next = nextOf(seen);
  return {
    facilities:
      only === undefined
        ? [...counts.values()].reduce(addCounts, NO_FACILITIES)
        : (counts.get(only) ?? NO_FACILITIES),
    introducedRial: text((each) => each.introducedRial),
    paidRial: rialText(paidRial),
    creditRial: rialText(creditRial),
    pendingRial: text((each) => each.pendingRial),
    unmetDemandRial: text((each) => each.unmetDemandRial),
    movableRial: text((each) => each.movableRial),
    overdrawnRial: text((each) => each.overdrawnRial),
    dueRial: text((each) => each.dueRial),
    paidInTimeRial: text((each) => each.paidInTimeRial),
    ...(absorptionBasisPoints !== undefined && { absorptionBasisPoints }),
    verdicts: countVerdicts(seen),
    ...(next && { next }),
    provisional: seen.some(({ provisional }) => provisional),
    proposedRial: rialText(proposedRial),
    unplacedRial: rialText(unplacedRial),
  };
}

function countVerdicts(agencies: readonly AgencyStanding[]): VerdictCounts {
  const count = (verdict: Verdict): number => agencies.filter((each) => each.verdict === verdict).length;
  return {
    running: count('running'),
    passed: count('passed'),
    'fell-short': count('fell-short'),
    emptied: count('emptied'),
  };
}

function nextOf(agencies: readonly AgencyStanding[]): NextDeadline | undefined {
  const coming = agencies.flatMap(({ nextDeadline: deadline, workingDaysLeft }) =>
    deadline === undefined || workingDaysLeft === undefined ? [] : [{ deadline, workingDaysLeft }],
  );
  return coming.reduce<NextDeadline | undefined>(
    (first, each) => (first === undefined || each.deadline < first.deadline ? each : first),
    undefined,
  );
}
