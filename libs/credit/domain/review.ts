import { type PlainDate, addDays } from '@misaq/platform/calendar/plain-date.js';
import { workingDaysBetween, workingDeadline } from '@misaq/platform/calendar/working-calendar.js';
import { basisPoints, maxRial, minRial, rialText, sumRial, type Rial } from '@misaq/platform/kernel/money.js';
import { allSteps, type Steps } from '@misaq/platform/kernel/steps.js';
import { creditOf, type AgencyFigures, type PoolFigures } from './figures.js';
import {
  amountNow,
  amountOn,
  deadlineUnder,
  lossesOf,
  lotDeadline,
  unpaidByLot,
  type Loss,
  type Lot,
  type LotDeadline,
} from './lots.js';
import { lateReportsOf, policyOn, reportingDaysOf, type Policy } from './policy.js';
import { split, type Claim } from './split.js';
import {
  compareClaims,
  type AgencyTrace,
  type BankReports,
  type LotTrace,
  type NoRecipient,
  type Transfer,
} from './trace.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/*
 * The rule. Source 002 (1403): agencies have 20 working days to absorb their credit. Agencies that stay below 65 % lose
 * what they have not paid to those that perform.
 *
 * All functions here depend only on the figures, the calendar and the day D of the review. Deadlines fix verdicts:
 * nothing moved or paid later changes one, and choosing D does not choose one.
 */

/** The version of the rule that `PoolReviewed` names. docs/RULE.md says what changed against version 1. */
export const RULE_VERSION = 2;

/** Money returned within so many working days after a deadline is shown beside what was paid in time. */
const RETURNED_SOON_WORKING_DAYS = 10;

export interface Review {
  readonly asOf: PlainDate;
  readonly policy: Policy;
  readonly agencies: readonly AgencyTrace[];
  readonly transfers: readonly Transfer[];
  readonly unplacedRial: Rial;
  /** Holidays that any of the clocks skipped, by day. */
  readonly holidays: readonly { readonly date: PlainDate; readonly names: readonly string[] }[];
}

/** Applies the rule to a pool as of a day. It has no side effects; a simulation calls it with changed figures. */
export function review(figures: PoolFigures, asOf: PlainDate, calendar: WorkingCalendar): Review {
  return allSteps(reviewSteps(figures, asOf, calendar));
}

/** {@link review} in steps, because a pool of 300 agencies takes a tenth of a second. */
export function* reviewSteps(
  figures: PoolFigures,
  asOf: PlainDate,
  calendar: WorkingCalendar,
): Steps<Review> {
  const policy = policyOn(figures.policies, asOf);
  const standings: Standing[] = [];
  for (const agency of [...figures.agencies].sort((a, b) => (a.agency < b.agency ? -1 : 1))) {
    standings.push(standing(agency, figures.policies, asOf, calendar));
    yield;
  }

  const donors = standings.filter(({ movableRial }) => movableRial > 0n);
  const movableRial = sumRial(donors.map((donor) => donor.movableRial));
  const settlements = settle(movableRial, standings);
  const restRial = movableRial - sumRial(settlements.map(({ amountRial }) => amountRial));
  const recipients = standings.filter(({ cannotReceive }) => cannotReceive === undefined);
  const shares = split(
    restRial,
    recipients.map((recipient) => claim(recipient, policy)),
  );
  yield;
  const transfers = fill(donors, settlements, shares);
  yield;
  const agencies: AgencyTrace[] = [];
  for (const each of standings) {
    agencies.push(trace(each, asOf, calendar, figures.bankReports));
    yield;
  }

  return {
    asOf,
    policy,
    agencies,
    transfers,
    unplacedRial: restRial - sumRial(shares.values()),
    holidays: holidaysOf(standings),
  };
}

interface ClockedLot extends LotDeadline {
  readonly lot: Lot;
  /** The deadline passed before the day of the review. */
  readonly expired: boolean;
}

type Losses = ReadonlyMap<string, Loss>;

/** What was due on a deadline and what was done for it in time. */
interface Base {
  readonly deadline: PlainDate;
  readonly thresholdPercent: number;
  readonly dueRial: Rial;
  readonly paidInTimeRial: Rial;
  readonly introducedInTimeRial: Rial;
  readonly passed: boolean;
  /** Whether introductions that were recorded only after the deadline count. */
  readonly lateIntroductionsCount: boolean;
}

interface Standing {
  readonly agency: AgencyFigures;
  /** In order of deadline. */
  readonly lots: readonly ClockedLot[];
  readonly losses: Losses;
  readonly unpaid: ReadonlyMap<string, Rial>;
  readonly creditRial: Rial;
  readonly paidRial: Rial;
  readonly overdrawnRial: Rial;
  readonly pendingRial: Rial;
  readonly unmetDemandRial: Rial;
  /** At the latest passed deadline; undefined while none has passed. */
  readonly base: Base | undefined;
  readonly policy: Policy;
  /** Lots up to this deadline are protected by an earlier `passed`. */
  readonly protectedUntil: PlainDate | undefined;
  readonly unpaidExpiredRial: Rial;
  readonly protectedRial: Rial;
  readonly ringFencedRial: Rial;
  readonly movableRial: Rial;
  readonly cannotReceive: NoRecipient | undefined;
}

function standing(
  agency: AgencyFigures,
  policies: readonly Policy[],
  asOf: PlainDate,
  calendar: WorkingCalendar,
): Standing {
  const policy = policyOn(policies, asOf);
  const lots = clocked(agency.lots, asOf, calendar);
  const losses = lossesOf(agency.lots, calendar);
  const paidRial = sumRial(agency.days.map((day) => day.paidRial));
  const pendingRial = sumRial(agency.days.map((day) => day.pendingRial));
  const creditRial = creditOf(agency.lots);
  const unmetDemandRial = maxRial(0n, pendingRial - maxRial(0n, creditRial - paidRial));
  const unpaid = unpaidByLot(
    lots.map(({ lot }) => lot),
    paidRial,
  );

  const bases = deadlinesPassed(lots, losses).map((deadline) =>
    baseOn(deadline, agency, lots, losses, policies),
  );
  const base = bases.at(-1);
  const protectedUntil = bases.findLast(({ passed }) => passed)?.deadline;

  const unpaidIn = (some: readonly ClockedLot[]): Rial =>
    sumRial(some.map(({ lot }) => unpaid.get(lot.id) ?? 0n));
  const expired = lots.filter((lot) => lot.expired);
  const exposed = expired.filter(({ deadline }) => protectedUntil === undefined || deadline > protectedUntil);
  const unpaidExpiredRial = unpaidIn(expired);
  const protectedRial = unpaidExpiredRial - unpaidIn(exposed);
  const unpaidExposedRial = base === undefined || base.passed ? 0n : unpaidIn(exposed);
  // Waiting applicants are paid first out of credit that no review can move: running and protected lots.
  const safeRial = unpaidIn(lots.filter((lot) => !lot.expired)) + protectedRial;
  const ringFencedRial =
    policy.ringFence && base !== undefined
      ? minRial(unpaidExposedRial, maxRial(0n, waitingSinceInTime(agency, base) - safeRial))
      : 0n;

  const common = {
    agency,
    lots,
    losses,
    unpaid,
    creditRial,
    paidRial,
    pendingRial,
    unmetDemandRial,
    base,
    policy,
  };
  return {
    ...common,
    overdrawnRial: maxRial(0n, paidRial - creditRial),
    protectedUntil,
    unpaidExpiredRial,
    protectedRial,
    ringFencedRial,
    movableRial: unpaidExposedRial - ringFencedRial,
    cannotReceive: cannotReceive(common, policies, calendar),
  };
}

function clocked(lots: readonly Lot[], asOf: PlainDate, calendar: WorkingCalendar): ClockedLot[] {
  return lots
    .map((lot) => {
      const clock = lotDeadline(calendar, lot);
      return { lot, ...clock, expired: clock.deadline < asOf };
    })
    .sort((a, b) => {
      if (a.deadline !== b.deadline) return a.deadline < b.deadline ? -1 : 1;
      if (a.lot.startsOn !== b.lot.startsOn) return a.lot.startsOn < b.lot.startsOn ? -1 : 1;
      return a.lot.id < b.lot.id ? -1 : 1;
    });
}

/**
 * The lots that expired before a day and that set a deadline, in order of deadline. A lot that was empty on its
 * deadline (corrected to nothing, or given back before) sets none. There was nothing to absorb, and it must not give
 * older credit more time.
 */
export function expiredLots(
  { lots }: Pick<AgencyFigures, 'lots'>,
  asOf: PlainDate,
  calendar: WorkingCalendar,
): readonly { readonly lot: Lot; readonly deadline: PlainDate }[] {
  return settingDeadlines(clocked(lots, asOf, calendar), lossesOf(lots, calendar));
}

function settingDeadlines(lots: readonly ClockedLot[], losses: Losses): readonly ClockedLot[] {
  return lots.filter(({ lot, deadline, expired }) => expired && amountOn(lot, deadline, losses) > 0n);
}

/** The passed deadlines, in order. */
function deadlinesPassed(lots: readonly ClockedLot[], losses: Losses): PlainDate[] {
  return [...new Set(settingDeadlines(lots, losses).map(({ deadline }) => deadline))];
}

/**
 * The deadlines of one agency's lots before a day, also of lots that are empty now. A correction may fill such a lot
 * again, and its old deadline then decides the verdict.
 */
export function deadlinesBefore(
  day: PlainDate,
  agencyLots: readonly Lot[],
  calendar: WorkingCalendar,
): PlainDate[] {
  const passed = clocked(agencyLots, day, calendar).filter(({ expired }) => expired);
  return [...new Set(passed.map(({ deadline }) => deadline))];
}

/**
 * The verdict on a deadline looks at all credit that had expired by then, as it stood on that day. Credit that was
 * moved away later still counts as due; credit that was moved away before does not. The threshold and the treatment of
 * late introductions come from the policy in force on the deadline.
 */
function baseOn(
  deadline: PlainDate,
  { days }: AgencyFigures,
  lots: readonly { readonly lot: Lot; readonly deadline: PlainDate }[],
  losses: Losses,
  policies: readonly Policy[],
): Base {
  const policy = policyOn(policies, deadline);
  const { thresholdPercent, exactThresholdPasses } = policy;
  const lateIntroductionsCount = lateReportsOf(policy) === 'count';
  const dueRial = sumRial(
    lots.filter((lot) => lot.deadline <= deadline).map(({ lot }) => amountOn(lot, deadline, losses)),
  );
  let paid = 0n;
  let introduced = 0n;
  for (const { on, reportedOn, paidRial, introducedRial } of days) {
    if (on > deadline) continue;
    paid += paidRial;
    if (lateIntroductionsCount || reportedOn <= deadline) introduced += introducedRial;
  }
  const upToDue = (amount: Rial): Rial => maxRial(0n, minRial(amount, dueRial));
  const paidInTimeRial = upToDue(paid);
  // Paid applicants were introduced, even if a correction lowered the plan after the money came back.
  const introducedInTimeRial = maxRial(paidInTimeRial, upToDue(introduced));
  const passed = reaches(paidInTimeRial, dueRial, thresholdPercent, exactThresholdPasses);
  return {
    deadline,
    thresholdPercent,
    dueRial,
    paidInTimeRial,
    introducedInTimeRial,
    passed,
    lateIntroductionsCount,
  };
}

/** Compares whole numbers, never a percentage: 64.9999 % has not reached 65. */
export function reaches(
  paid: Rial,
  due: Rial,
  thresholdPercent: number,
  exactThresholdPasses: boolean,
): boolean {
  const reached = paid * 100n;
  const needed = BigInt(thresholdPercent) * due;
  return exactThresholdPasses ? reached >= needed : reached > needed;
}

/** Amounts introduced in time that still wait, by bank. */
function waitingSinceInTime(
  { days }: AgencyFigures,
  { deadline, lateIntroductionsCount }: Pick<Base, 'deadline' | 'lateIntroductionsCount'>,
): Rial {
  return sumRial(
    days
      .filter(({ on, reportedOn }) => on <= deadline && (lateIntroductionsCount || reportedOn <= deadline))
      .map(({ pendingRial }) => pendingRial),
  );
}

function cannotReceive(
  of: Pick<
    Standing,
    'agency' | 'lots' | 'losses' | 'base' | 'policy' | 'creditRial' | 'paidRial' | 'unmetDemandRial'
  >,
  policies: readonly Policy[],
  calendar: WorkingCalendar,
): NoRecipient | undefined {
  const { agency, lots, losses, base, policy, creditRial, paidRial, unmetDemandRial } = of;
  if (base !== undefined && !base.passed) return 'fell_short';
  const { thresholdPercent, exactThresholdPasses } = policy;
  const runsAhead = creditRial > 0n && reaches(paidRial, creditRial, thresholdPercent, exactThresholdPasses);
  if (base === undefined && !runsAhead) return 'below_threshold';
  for (const loss of losses.values()) {
    if (loss.standingRial <= 0n) continue;
    const { missedDeadline, policies: adopted } = loss;
    // The agency has passed at a later deadline, or a late report has turned the verdict of this one.
    if (base !== undefined && missedDeadline <= base.deadline) continue;
    // The calendar or an extension has moved deadlines. Judge the deadline of the loss again, by what is known now.
    const asThen = lots.map(({ lot }) => ({ lot, deadline: deadlineUnder(calendar, lot, adopted) }));
    if (!baseOn(missedDeadline, agency, asThen, losses, policies).passed) return 'lost_credit';
  }
  if (unmetDemandRial === 0n) return 'no_unmet_demand';
  return undefined;
}

/** What an overdrawn agency gets before any recipient. */
interface Settlement {
  readonly agency: string;
  readonly amountRial: Rial;
}

/**
 * Settles overdrafts first, in the order of {@link byOverdraftClaim}, as far as there is movable credit. An overdraft
 * is the amount by which true payments exceed an agency's credit.
 */
function settle(movableRial: Rial, standings: readonly Standing[]): Settlement[] {
  const settlements: Settlement[] = [];
  let left = movableRial;
  for (const { agency, overdrawnRial } of standings.filter(isOverdrawn).sort(byOverdraftClaim)) {
    const amountRial = minRial(left, overdrawnRial);
    if (amountRial === 0n) break;
    left -= amountRial;
    settlements.push({ agency: agency.agency, amountRial });
  }
  return settlements;
}

function isOverdrawn({ overdrawnRial }: Standing): boolean {
  return overdrawnRial > 0n;
}

/** Overdrawn agencies in the order of their claims: by the day on which credit was taken from them, then by id. */
function byOverdraftClaim(a: Standing, b: Standing): number {
  return compareClaims(
    { agency: a.agency.agency, creditTakenOn: creditTakenOn(a.losses) },
    { agency: b.agency.agency, creditTakenOn: creditTakenOn(b.losses) },
  );
}

/** The day of the earliest approval whose taken credit has not fully come back. */
function creditTakenOn(losses: Losses): PlainDate | undefined {
  let earliest: PlainDate | undefined;
  for (const { standingRial, on } of losses.values())
    if (standingRial > 0n && (earliest === undefined || on < earliest)) earliest = on;
  return earliest;
}

/** Absorption as a fraction: paid in time ÷ due, or paid ÷ credit while no deadline has passed. */
function absorption({ base, paidRial, creditRial }: Standing): readonly [part: Rial, whole: Rial] {
  return base === undefined
    ? [minRial(paidRial, creditRial), creditRial]
    : [base.paidInTimeRial, base.dueRial];
}

function claim(recipient: Standing, { split: how }: Policy): Claim {
  const { agency, unmetDemandRial: demandRial } = recipient;
  const [part, whole] = absorption(recipient);
  const byPerformance = how === 'performance-weighted' && whole > 0n;
  return byPerformance
    ? { agency: agency.agency, demandRial, weight: demandRial * part, weightOf: whole }
    : { agency: agency.agency, demandRial, weight: demandRial, weightOf: 1n };
}

/** What one donor gives one recipient. */
interface Gift {
  amountRial: Rial;
  settlesRial: Rial;
}

/**
 * Donors, lowest absorption first (ties by id), settle overdrafts in the order of the claims. Then they fill recipients
 * in order of id. Lots give in order of deadline. All that one donor gives one recipient is one transfer.
 */
function fill(
  donors: readonly Standing[],
  settlements: readonly Settlement[],
  shares: ReadonlyMap<string, Rial>,
): Transfer[] {
  const overdrafts = settlements.map(({ agency, amountRial }) => ({ agency, amountRial }));
  const demands = [...shares]
    .filter(([, amount]) => amount > 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([agency, amountRial]) => ({ agency, amountRial }));
  const worstFirst = [...donors].sort((a, b) => {
    const [partA, wholeA] = absorption(a);
    const [partB, wholeB] = absorption(b);
    const difference = partA * wholeB - partB * wholeA;
    if (difference !== 0n) return difference < 0n ? -1 : 1;
    return a.agency.agency < b.agency.agency ? -1 : 1;
  });
  const giving = worstFirst.map((donor) => ({
    donor,
    leftRial: donor.movableRial,
    gifts: new Map<string, Gift>(),
  }));
  const give = (wanting: { readonly agency: string; amountRial: Rial }[], settles: boolean): void => {
    for (const each of giving)
      for (const recipient of wanting) {
        const amountRial = minRial(each.leftRial, recipient.amountRial);
        if (amountRial === 0n) continue;
        each.leftRial -= amountRial;
        recipient.amountRial -= amountRial;
        const gift = each.gifts.get(recipient.agency) ?? { amountRial: 0n, settlesRial: 0n };
        gift.amountRial += amountRial;
        if (settles) gift.settlesRial += amountRial;
        each.gifts.set(recipient.agency, gift);
      }
  };
  give(overdrafts, true);
  give(demands, false);
  return giving.flatMap(({ donor, gifts }) => transfersOf(donor, gifts));
}

function transfersOf(donor: Standing, gifts: ReadonlyMap<string, Gift>): Transfer[] {
  const from = donor.agency.agency;
  const missedDeadline = donor.base?.deadline;
  if (missedDeadline === undefined)
    throw new Error(`${from} gives credit although no deadline of it has passed`);
  const lots = givingLots(donor);
  return [...gifts].map(([to, { amountRial, settlesRial }]) => ({
    from,
    to,
    amountRial: rialText(amountRial),
    ...(settlesRial > 0n && { settlesOverdraftRial: rialText(settlesRial) }),
    missedDeadline,
    takes: take(lots, amountRial),
  }));
}

interface GivingLot {
  readonly lotId: string;
  leftRial: Rial;
}

function givingLots({ lots, unpaid, protectedUntil }: Standing): GivingLot[] {
  return lots
    .filter(({ expired, deadline }) => expired && (protectedUntil === undefined || deadline > protectedUntil))
    .map(({ lot }) => ({ lotId: lot.id, leftRial: unpaid.get(lot.id) ?? 0n }));
}

/** Takes an amount from lots in their order and lowers their remaining amounts. */
export function take(lots: readonly GivingLot[], amountRial: Rial): Transfer['takes'] {
  const takes: { lotId: string; amountRial: string }[] = [];
  let left = amountRial;
  for (const lot of lots) {
    const taken = minRial(left, lot.leftRial);
    if (taken === 0n) continue;
    lot.leftRial -= taken;
    left -= taken;
    takes.push({ lotId: lot.lotId, amountRial: rialText(taken) });
  }
  if (left !== 0n) throw new Error(`the lots lack ${left.toString()} rial`);
  return takes;
}

function trace(
  each: Standing,
  asOf: PlainDate,
  calendar: WorkingCalendar,
  bankReports: PoolFigures['bankReports'],
): AgencyTrace {
  const { agency, base, lots, unpaid, policy, movableRial, ringFencedRial } = each;
  const [part, whole] = absorption(each);
  const absorptionBasisPoints = basisPoints(part, whole);
  // An empty lot sets no deadline: it has nothing to absorb.
  const next = lots.find(({ lot, expired }) => !expired && amountNow(lot) > 0n);
  const takenOn = creditTakenOn(each.losses);
  return {
    agency: agency.agency,
    verdict: verdictOf(each),
    ...(next && {
      nextDeadline: next.deadline,
      workingDaysLeft: workingDaysBetween(calendar, lastDayCounted(next, asOf), next.deadline),
    }),
    thresholdPercent: base?.thresholdPercent ?? policy.thresholdPercent,
    creditRial: rialText(each.creditRial),
    paidRial: rialText(each.paidRial),
    ...(base && traceBase(base, agency, calendar)),
    ...(absorptionBasisPoints !== undefined && { absorptionBasisPoints }),
    pendingRial: rialText(each.pendingRial),
    unmetDemandRial: rialText(each.unmetDemandRial),
    unpaidExpiredRial: rialText(each.unpaidExpiredRial),
    protectedRial: rialText(each.protectedRial),
    ringFencedRial: rialText(ringFencedRial),
    movableRial: rialText(movableRial),
    overdrawnRial: rialText(each.overdrawnRial),
    ...(each.overdrawnRial > 0n && takenOn !== undefined && { creditTakenOn: takenOn }),
    ...(each.cannotReceive && { cannotReceive: each.cannotReceive }),
    ...(base && movableRial > 0n && traceReports(agency, base, policy, calendar, bankReports)),
    lots: lots.map((lot) => traceLot(lot, unpaid, each.protectedUntil)),
  };
}

/** The day before the review, because its own day can still be used. Never earlier than the day of notification. */
function lastDayCounted({ lot }: ClockedLot, asOf: PlainDate): PlainDate {
  const yesterday = addDays(asOf, -1);
  return yesterday < lot.startsOn ? lot.startsOn : yesterday;
}

function verdictOf({ base, movableRial, ringFencedRial }: Standing): AgencyTrace['verdict'] {
  if (base === undefined) return 'running';
  if (base.passed) return 'passed';
  return movableRial + ringFencedRial === 0n ? 'emptied' : 'fell-short';
}

/** Which applicants wait at which bank since before the deadline, and until when the banks have to report. */
function traceReports(
  { waiting = [] }: AgencyFigures,
  { deadline }: Base,
  policy: Policy,
  calendar: WorkingCalendar,
  bankReports: PoolFigures['bankReports'],
): Partial<AgencyTrace> {
  const byBank = new Map<string, Rial>();
  for (const { bank, introducedOn, pendingRial } of waiting)
    if (introducedOn <= deadline && pendingRial !== 0n)
      byBank.set(bank, (byBank.get(bank) ?? 0n) + pendingRial);
  const reports = [...byBank]
    .filter(([, waitingRial]) => waitingRial > 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([bank, waitingRial]): BankReports => {
      const lastRecordedOn = bankReports?.get(bank);
      return {
        bank,
        waitingRial: rialText(waitingRial),
        ...(lastRecordedOn !== undefined && { lastRecordedOn }),
      };
    });
  const reportsDueUntil = reportsDue(policy, deadline, calendar);
  return {
    ...(reports.length > 0 && { reports }),
    ...(reportsDueUntil !== undefined && { reportsDueUntil }),
  };
}

/** The last day on which banks may report payments for a deadline; undefined when the policy gives them none. */
export function reportsDue(
  policy: Policy,
  deadline: PlainDate,
  calendar: WorkingCalendar,
): PlainDate | undefined {
  const days = reportingDaysOf(policy);
  return days === 0 ? undefined : workingDeadline(calendar, deadline, days).deadline;
}

function traceBase(
  base: Base,
  { days, returns = [] }: AgencyFigures,
  calendar: WorkingCalendar,
): Partial<AgencyTrace> {
  const { deadline, dueRial, paidInTimeRial, introducedInTimeRial } = base;
  const agencyShareBasisPoints = basisPoints(introducedInTimeRial, dueRial);
  const bankShareBasisPoints = basisPoints(paidInTimeRial, introducedInTimeRial);
  const recordedLate = days.filter(({ on, reportedOn }) => on <= deadline && reportedOn > deadline);
  const introducedLate = sumRial(recordedLate.map(({ introducedRial }) => introducedRial));
  const paidRecordedLate = sumRial(recordedLate.map(({ paidRial }) => paidRial));
  return {
    deadline,
    dueRial: rialText(dueRial),
    paidInTimeRial: rialText(paidInTimeRial),
    introducedInTimeRial: rialText(introducedInTimeRial),
    ...(agencyShareBasisPoints !== undefined && { agencyShareBasisPoints }),
    ...(bankShareBasisPoints !== undefined && { bankShareBasisPoints }),
    paidAfterDeadlineRial: rialText(paidAfter(deadline, days, returns)),
    reportedAfterDeadlineRial: rialText(paidRecordedLate),
    introducedReportedAfterDeadlineRial: rialText(maxRial(0n, introducedLate)),
    returnedSoonRial: rialText(minRial(paidInTimeRial, returnedSoon(returns, deadline, calendar))),
  };
}

/**
 * What was paid after a deadline and has not come back. The return of money paid by the deadline does not lower it.
 */
function paidAfter(
  deadline: PlainDate,
  days: AgencyFigures['days'],
  returns: NonNullable<AgencyFigures['returns']>,
): Rial {
  const after = days.filter(({ on }) => on > deadline).map(({ paidRial }) => paidRial);
  const earlierMoneyBack = returns.filter(
    ({ paidOn, returnedOn }) => paidOn <= deadline && returnedOn > deadline,
  );
  return sumRial(after) + sumRial(earlierMoneyBack.map(({ amountRial }) => amountRial));
}

/** What was paid by a deadline and went back within the working days after it. */
function returnedSoon(
  returns: NonNullable<AgencyFigures['returns']>,
  deadline: PlainDate,
  calendar: WorkingCalendar,
): Rial {
  const after = returns.filter(({ paidOn, returnedOn }) => paidOn <= deadline && returnedOn > deadline);
  if (after.length === 0) return 0n;
  const last = workingDeadline(calendar, deadline, RETURNED_SOON_WORKING_DAYS).deadline;
  return sumRial(after.filter(({ returnedOn }) => returnedOn <= last).map(({ amountRial }) => amountRial));
}

function traceLot(
  { lot, clock, otherClocks, deadline, provisional, holidaysSkipped, expired }: ClockedLot,
  unpaid: ReadonlyMap<string, Rial>,
  protectedUntil: PlainDate | undefined,
): LotTrace {
  return {
    lotId: lot.id,
    startsOn: lot.startsOn,
    clock,
    ...(otherClocks.length > 0 && { otherClocks }),
    deadline,
    provisional,
    holidaysSkipped: holidaysSkipped.map(({ date }) => date),
    expired,
    protected: expired && protectedUntil !== undefined && deadline <= protectedUntil,
    amountRial: rialText(amountNow(lot)),
    unpaidRial: rialText(unpaid.get(lot.id) ?? 0n),
  };
}

function holidaysOf(standings: readonly Standing[]): Review['holidays'] {
  const byDay = new Map<PlainDate, readonly string[]>();
  for (const { lots } of standings)
    for (const { holidaysSkipped } of lots)
      for (const { date, names } of holidaysSkipped) byDay.set(date, names);
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, names]) => ({ date, names }));
}
