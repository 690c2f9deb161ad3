import { type PlainDate, addDays } from '@misaq/calendar/plain-date.js';
import { type WorkingCalendar, workingDaysBetween } from '@misaq/calendar/working-calendar.js';
import { basisPoints, maxRial, minRial, rialText, sumRial, type Rial } from '../kernel/money.js';
import { creditOf, type AgencyFigures, type PoolFigures } from './figures.js';
import { amountNow, amountOn, lostFor, missedDeadlines, unpaidByLot, type Lot } from './lots.js';
import { deadlineOf, policyOn, type Deadline, type Policy } from './policy.js';
import { split, type Claim } from './split.js';
import type { AgencyTrace, LotTrace, NoRecipient, Transfer } from './trace.js';

/*
 * The rule. Source 002 (1403): agencies have 20 working days to absorb their credit, and those who stay below 65 %
 * lose what they have not paid to those who perform.
 *
 * Everything here is a function of the figures, the calendar and the day D the question is asked for. Verdicts are
 * fixed by deadlines: nothing moved or paid later changes one, and nobody chooses one by choosing D.
 */

export interface Review {
  readonly asOf: PlainDate;
  readonly policy: Policy;
  readonly agencies: readonly AgencyTrace[];
  readonly transfers: readonly Transfer[];
  readonly unplacedRial: Rial;
  /** Holidays that any of the clocks passed over, by day. */
  readonly holidays: readonly { readonly date: PlainDate; readonly names: readonly string[] }[];
}

/** Applies the rule to a pool as of a day. Writes nothing; a simulation is this function on changed figures. */
export function review(figures: PoolFigures, asOf: PlainDate, calendar: WorkingCalendar): Review {
  const policy = policyOn(figures.policies, asOf);
  const standings = [...figures.agencies]
    .sort((a, b) => (a.agency < b.agency ? -1 : 1))
    .map((agency) => standing(agency, figures.policies, asOf, calendar));

  const donors = standings.filter(({ movableRial }) => movableRial > 0n);
  const recipients = standings.filter(({ cannotReceive }) => cannotReceive === undefined);
  const movableRial = sumRial(donors.map((donor) => donor.movableRial));
  const shares = split(
    movableRial,
    recipients.map((recipient) => claim(recipient, policy)),
  );
  const transfers = fill(donors, shares);

  return {
    asOf,
    policy,
    agencies: standings.map((each) => trace(each, asOf, calendar)),
    transfers,
    unplacedRial: movableRial - sumRial(shares.values()),
    holidays: holidaysOf(standings),
  };
}

interface ClockedLot extends Deadline {
  readonly lot: Lot;
  /** Time was up before the day of the review began. */
  readonly expired: boolean;
}

type Missed = ReturnType<typeof missedDeadlines>;

/** What is due on a deadline and what was done for it in time. */
interface Base {
  readonly deadline: PlainDate;
  readonly thresholdPercent: number;
  readonly dueRial: Rial;
  readonly paidInTimeRial: Rial;
  readonly introducedInTimeRial: Rial;
  readonly passed: boolean;
}

interface Standing {
  readonly agency: AgencyFigures;
  /** In order of deadline. */
  readonly lots: readonly ClockedLot[];
  readonly unpaid: ReadonlyMap<string, Rial>;
  readonly creditRial: Rial;
  readonly paidRial: Rial;
  readonly pendingRial: Rial;
  readonly unmetDemandRial: Rial;
  /** At the latest deadline that has passed; undefined while running. */
  readonly base: Base | undefined;
  readonly policy: Policy;
  /** Lots up to this deadline are covered by an earlier `passed`. */
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
  const paidRial = sumRial(agency.days.map((day) => day.paidRial));
  const pendingRial = sumRial(agency.days.map((day) => day.pendingRial));
  const creditRial = creditOf(agency.lots);
  const unmetDemandRial = maxRial(0n, pendingRial - maxRial(0n, creditRial - paidRial));
  const unpaid = unpaidByLot(
    lots.map(({ lot }) => lot),
    paidRial,
  );

  const missed = missedDeadlines(lots);
  const bases = deadlinesPassed(lots, missed).map((deadline) =>
    baseOn(deadline, agency, lots, missed, policies),
  );
  const base = bases.at(-1);
  const protectedUntil = bases.findLast(({ passed }) => passed)?.deadline;

  const expired = lots.filter((lot) => lot.expired);
  const unpaidIn = (some: readonly ClockedLot[]): Rial =>
    sumRial(some.map(({ lot }) => unpaid.get(lot.id) ?? 0n));
  const exposed = expired.filter(({ deadline }) => protectedUntil === undefined || deadline > protectedUntil);
  const unpaidExposedRial = base === undefined || base.passed ? 0n : unpaidIn(exposed);
  const ringFencedRial =
    policy.ringFence && base !== undefined
      ? minRial(unpaidExposedRial, waitingSinceInTime(agency, base, lots, unpaid))
      : 0n;

  const common = { agency, lots, unpaid, creditRial, paidRial, pendingRial, unmetDemandRial, base, policy };
  return {
    ...common,
    protectedUntil,
    unpaidExpiredRial: unpaidIn(expired),
    protectedRial: unpaidIn(expired) - unpaidIn(exposed),
    ringFencedRial,
    movableRial: unpaidExposedRial - ringFencedRial,
    cannotReceive: cannotReceive({ ...common, missed }),
  };
}

function clocked(lots: readonly Lot[], asOf: PlainDate, calendar: WorkingCalendar): ClockedLot[] {
  return lots
    .map((lot) => {
      const clock = deadlineOf(calendar, lot.startsOn, lot.clock);
      return { lot, ...clock, expired: clock.deadline < asOf };
    })
    .sort((a, b) => {
      if (a.deadline !== b.deadline) return a.deadline < b.deadline ? -1 : 1;
      if (a.lot.startsOn !== b.lot.startsOn) return a.lot.startsOn < b.lot.startsOn ? -1 : 1;
      return a.lot.id < b.lot.id ? -1 : 1;
    });
}

/**
 * The deadlines that have passed, in order. A lot that was empty when its time was up (corrected to nothing, or given
 * back before) sets none: there was nothing to absorb, and it must not give older credit until then.
 */
function deadlinesPassed(lots: readonly ClockedLot[], missed: Missed): PlainDate[] {
  const held = lots.filter(({ lot, deadline, expired }) => expired && amountOn(lot, deadline, missed) > 0n);
  return [...new Set(held.map(({ deadline }) => deadline))];
}

/**
 * The deadlines of one agency's lots that have passed before a day, also of lots that are empty by now: a correction may
 * fill them again, and the verdict is that of their deadline then.
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
 * The verdict on one deadline looks at all credit whose time was up on it together, as it stood on that day: what was
 * moved away later still counts as due, what was moved away before does not. The threshold is the one in force then.
 */
function baseOn(
  deadline: PlainDate,
  { days }: AgencyFigures,
  lots: readonly ClockedLot[],
  missed: Missed,
  policies: readonly Policy[],
): Base {
  const { thresholdPercent, exactThresholdPasses } = policyOn(policies, deadline);
  const dueRial = sumRial(
    lots.filter((lot) => lot.deadline <= deadline).map(({ lot }) => amountOn(lot, deadline, missed)),
  );
  const inTime = days.filter(({ on }) => on <= deadline);
  const upToDue = (amount: Rial): Rial => maxRial(0n, minRial(amount, dueRial));
  const paidInTimeRial = upToDue(sumRial(inTime.map(({ paidRial }) => paidRial)));
  const introduced = sumRial(inTime.map(({ introducedRial }) => introducedRial));
  // Whoever was paid had been introduced, though a correction may have lowered the plan after the money came back.
  const introducedInTimeRial = maxRial(paidInTimeRial, upToDue(introduced));
  const passed = reaches(paidInTimeRial, dueRial, thresholdPercent, exactThresholdPasses);
  return { deadline, thresholdPercent, dueRial, paidInTimeRial, introducedInTimeRial, passed };
}

/** Whole numbers are compared, never a percentage: 64.9999 % has not reached 65. */
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

/** Introduced in time and still waiting, beyond what credit that is not yet due can pay. */
function waitingSinceInTime(
  { days }: AgencyFigures,
  { deadline }: Base,
  lots: readonly ClockedLot[],
  unpaid: ReadonlyMap<string, Rial>,
): Rial {
  const waiting = sumRial(days.filter(({ on }) => on <= deadline).map(({ pendingRial }) => pendingRial));
  const notYetDue = sumRial(
    lots.filter(({ expired }) => !expired).map(({ lot }) => unpaid.get(lot.id) ?? 0n),
  );
  return maxRial(0n, waiting - notYetDue);
}

function cannotReceive({
  base,
  lots,
  missed,
  policy,
  creditRial,
  paidRial,
  unmetDemandRial,
}: Pick<Standing, 'base' | 'lots' | 'policy' | 'creditRial' | 'paidRial' | 'unmetDemandRial'> & {
  readonly missed: Missed;
}): NoRecipient | undefined {
  if (base !== undefined && !base.passed) return 'fell_short';
  const { thresholdPercent, exactThresholdPasses } = policy;
  const runsAhead = creditRial > 0n && reaches(paidRial, creditRial, thresholdPercent, exactThresholdPasses);
  if (base === undefined && !runsAhead) return 'below_threshold';
  // Whoever lost credit is no recipient until it passes at a later deadline than the one it lost it for.
  const lost = lots.map(({ lot }) => lostFor(lot, missed));
  if (lost.some((deadline) => deadline !== undefined && (base === undefined || deadline >= base.deadline)))
    return 'lost_credit';
  if (unmetDemandRial === 0n) return 'no_unmet_demand';
  return undefined;
}

/** Absorption as a fraction: in time ÷ due, or while running paid ÷ credit. */
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

/** Donors, worst absorption first (ties by id), fill recipients in order of id; lots give in order of deadline. */
function fill(donors: readonly Standing[], shares: ReadonlyMap<string, Rial>): Transfer[] {
  const wanting = [...shares]
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

  const transfers: Transfer[] = [];
  for (const donor of worstFirst) {
    const missed = donor.base?.deadline;
    if (missed === undefined) throw new Error(`${donor.agency.agency} gives though no time of its is up`);
    const giving = givingLots(donor);
    let left = donor.movableRial;
    for (const recipient of wanting) {
      const amount = minRial(left, recipient.amountRial);
      if (amount === 0n) continue;
      left -= amount;
      recipient.amountRial -= amount;
      transfers.push({
        from: donor.agency.agency,
        to: recipient.agency,
        amountRial: rialText(amount),
        missedDeadline: missed,
        takes: take(giving, amount),
      });
    }
  }
  return transfers;
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

/** Takes an amount from lots in their order and lowers what they have left. */
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
  if (left !== 0n) throw new Error(`lots are short of ${left.toString()} rial`);
  return takes;
}

function trace(each: Standing, asOf: PlainDate, calendar: WorkingCalendar): AgencyTrace {
  const { agency, base, lots, unpaid, policy, movableRial, ringFencedRial } = each;
  const [part, whole] = absorption(each);
  const absorptionBasisPoints = basisPoints(part, whole);
  const next = lots.find(({ expired }) => !expired);
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
    ...(base && traceBase(base, agency)),
    ...(absorptionBasisPoints !== undefined && { absorptionBasisPoints }),
    pendingRial: rialText(each.pendingRial),
    unmetDemandRial: rialText(each.unmetDemandRial),
    unpaidExpiredRial: rialText(each.unpaidExpiredRial),
    protectedRial: rialText(each.protectedRial),
    ringFencedRial: rialText(ringFencedRial),
    movableRial: rialText(movableRial),
    overdrawnRial: rialText(maxRial(0n, each.paidRial - each.creditRial)),
    ...(each.cannotReceive && { cannotReceive: each.cannotReceive }),
    lots: lots.map((lot) => traceLot(lot, unpaid, each.protectedUntil)),
  };
}

/** The day before the review, whose own day still can be used, but never before the day of the notification. */
function lastDayCounted({ lot }: ClockedLot, asOf: PlainDate): PlainDate {
  const yesterday = addDays(asOf, -1);
  return yesterday < lot.startsOn ? lot.startsOn : yesterday;
}

function verdictOf({ base, movableRial, ringFencedRial }: Standing): AgencyTrace['verdict'] {
  if (base === undefined) return 'running';
  if (base.passed) return 'passed';
  return movableRial + ringFencedRial === 0n ? 'emptied' : 'fell-short';
}

function traceBase(base: Base, { days }: AgencyFigures): Partial<AgencyTrace> {
  const { deadline, dueRial, paidInTimeRial, introducedInTimeRial } = base;
  const agencyShareBasisPoints = basisPoints(introducedInTimeRial, dueRial);
  const bankShareBasisPoints = basisPoints(paidInTimeRial, introducedInTimeRial);
  const sumPaid = (some: AgencyFigures['days']): string =>
    rialText(sumRial(some.map(({ paidRial }) => paidRial)));
  return {
    deadline,
    dueRial: rialText(dueRial),
    paidInTimeRial: rialText(paidInTimeRial),
    introducedInTimeRial: rialText(introducedInTimeRial),
    ...(agencyShareBasisPoints !== undefined && { agencyShareBasisPoints }),
    ...(bankShareBasisPoints !== undefined && { bankShareBasisPoints }),
    paidAfterDeadlineRial: sumPaid(days.filter(({ on }) => on > deadline)),
    reportedAfterDeadlineRial: sumPaid(
      days.filter(({ on, reportedOn }) => on <= deadline && reportedOn > deadline),
    ),
  };
}

function traceLot(
  { lot, deadline, provisional, holidaysSkipped, expired }: ClockedLot,
  unpaid: ReadonlyMap<string, Rial>,
  protectedUntil: PlainDate | undefined,
): LotTrace {
  return {
    lotId: lot.id,
    startsOn: lot.startsOn,
    clock: lot.clock,
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
