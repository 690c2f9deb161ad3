import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { isWorkingDay } from '@misaq/platform/calendar/working-calendar.js';
import { maxRial, minRial, sumRial, type Rial } from '@misaq/platform/kernel/money.js';
import type { Policy } from './policy.js';
import { endOfWorkingDays, later, latestEnd, policyInForce } from './reference-clocks.fixture.js';
import {
  factsOf,
  type FacilityFact,
  type Facts,
  type LotFact,
  type Move,
  type PaymentFact,
  type Recorded,
  type Take,
  type TransferFact,
} from './reference-facts.fixture.js';
import type { NoRecipient, Verdict } from './trace.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/*
 * The rule of version 2, written a second time from its specification, to be compared with `review.ts`.
 *
 * The reference shares no code with the implementation. It keeps no running sums: each question reads all facilities,
 * payments and lots again. The comment of each function quotes the sentence of the rule that it implements.
 */

/* ---------- Money of facilities ---------- */

/** «Returned money counts from the day of its return, a payment recorded in error as never made.» */
function standsOn(payment: PaymentFact, day: PlainDate): boolean {
  if (payment.reversal?.kind === 'recorded-in-error') return false;
  if (payment.reversal?.kind === 'returned' && payment.reversal.on <= day) return false;
  return payment.paidOn <= day;
}

/** Whether a payment stands, as is known now: it has not been reversed. */
function standsNow(payment: PaymentFact): boolean {
  return payment.reversal === undefined;
}

function sumOf(payments: readonly PaymentFact[]): Rial {
  return sumRial(payments.map(({ amount }) => amount));
}

function paidBy(facility: FacilityFact, day: PlainDate): Rial {
  return sumOf(facility.payments.filter((payment) => standsOn(payment, day)));
}

function paidNow(facility: FacilityFact): Rial {
  return sumOf(facility.payments.filter(standsNow));
}

/** What an applicant still waits for: the unpaid amount, unless the facility has ended. */
function waitsFor(facility: FacilityFact): Rial {
  return facility.end === undefined ? facility.amount - paidNow(facility) : 0n;
}

/**
 * How much a facility that was introduced by a day counts as introduced on it: its corrected amount. «Withdrawn by the
 * deadline counts only as far as it stands paid.»
 */
function introducedBy(facility: FacilityFact, day: PlainDate): Rial {
  if (facility.introducedOn > day) return 0n;
  if (facility.end?.status === 'withdrawn' && facility.end.on <= day) return paidBy(facility, day);
  return facility.amount;
}

type LateReports = 'count' | 'ignore';

function lateReportsOf({ lateReportsOfIntroductions = 'count' }: Policy): LateReports {
  return lateReportsOfIntroductions;
}

/** «`ignore`: only introductions that were recorded by the end of the deadline.» */
function counts(facility: FacilityFact, deadline: PlainDate, lateReports: LateReports): boolean {
  return lateReports === 'count' || facility.recordedOn <= deadline;
}

/* ---------- Lots ---------- */

/** A lot with its deadlines as the calendar of the review counts them. */
interface TimedLot extends Omit<LotFact, 'takes'> {
  readonly deadline: PlainDate;
  readonly takes: readonly TimedTake[];
}

interface TimedTake extends Take {
  /** The deadline for which the credit was taken. */
  readonly missed: PlainDate;
}

function timed(calendar: WorkingCalendar, lot: LotFact, lots: readonly LotFact[]): TimedLot {
  return {
    ...lot,
    deadline: latestEnd(calendar, lot.startsOn, lot.clocks),
    takes: lot.takes.map((take) => ({ ...take, missed: missedNow(calendar, take.transfer, lots) })),
  };
}

/**
 * The deadline that a donor missed, as the calendar has it now. It is the later of the reviewed deadline and those of
 * the lots that were taken. An extension after the approval makes a new deadline and does not move this one.
 */
function missedNow(
  calendar: WorkingCalendar,
  { lotIds, missedDeadline, clocksThen }: TransferFact,
  lots: readonly { readonly id: string; readonly startsOn: PlainDate }[],
): PlainDate {
  return lots
    .filter(({ id }) => lotIds.includes(id))
    .map(({ id, startsOn }) => latestEnd(calendar, startsOn, clocksThen.get(id) ?? []))
    .reduce(later, missedDeadline);
}

function until(moves: readonly Move[], day: PlainDate): Rial {
  return sumRial(moves.filter(({ on }) => on <= day).map(({ amount }) => amount));
}

function all(moves: readonly Move[]): Rial {
  return sumRial(moves.map(({ amount }) => amount));
}

/**
 * The amount of a lot on a deadline: what was allocated or received, less what had left it by then. «Nothing moved
 * later changes a verdict»: credit that was taken for a missed deadline was still in the lot on that deadline. This
 * also holds when the calendar now has that deadline on or after the day of the approval.
 */
function creditedOn({ amount, takes, givenBack }: TimedLot, day: PlainDate): Rial {
  const away = takes
    .filter((take) => take.on <= day && take.missed < day)
    .map((take) => take.amount - until(take.returned, day));
  return maxRial(0n, amount - sumRial(away) - until(givenBack, day));
}

function creditedNow({ amount, takes, givenBack }: TimedLot): Rial {
  return amount - all(takes) + sumRial(takes.map(({ returned }) => all(returned))) - all(givenBack);
}

/* ---------- One agency ---------- */

/** The facts of one agency in the pool, and those that all agencies share. */
interface Own {
  readonly agency: string;
  readonly lots: readonly TimedLot[];
  readonly facilities: readonly FacilityFact[];
  readonly policies: readonly Policy[];
  readonly calendar: WorkingCalendar;
  /** The day of the review. */
  readonly day: PlainDate;
}

export interface ReferenceLot {
  readonly lotId: string;
  readonly deadline: PlainDate;
  readonly expired: boolean;
  readonly protected: boolean;
  readonly amount: Rial;
  readonly unpaid: Rial;
}

/** The figures that the deadline of a verdict fixes. */
export interface Judgement {
  readonly deadline: PlainDate;
  readonly policy: Policy;
  readonly due: Rial;
  readonly paidInTime: Rial;
  readonly passed: boolean;
}

/** Figures beside a verdict: whether agency or bank failed, and what a fair reader wants to see. */
export interface Circumstances {
  readonly introducedInTime: Rial;
  readonly paidAfterDeadline: Rial;
  readonly paymentsReportedLate: Rial;
  readonly introductionsReportedLate: Rial;
  readonly returnedSoon: Rial;
  /** Introduced in time and still waiting, by bank. */
  readonly waitingAtBanks: readonly WaitingAtBank[];
  /** The last day that banks have to report, or the deadline itself when the policy gives them none. */
  readonly reportsDueUntil: PlainDate;
}

export interface WaitingAtBank {
  readonly bank: string;
  readonly waiting: Rial;
  /** The last day on which the bank recorded anything in the pool. */
  readonly lastRecordedOn: PlainDate | undefined;
}

export interface ReferenceAgency {
  readonly agency: string;
  readonly verdict: Verdict;
  readonly thresholdPercent: number;
  /** Absent while no deadline has passed. */
  readonly judgement: Judgement | undefined;
  readonly circumstances: Circumstances | undefined;
  readonly next: { readonly deadline: PlainDate; readonly workingDaysLeft: number } | undefined;
  /** Paid ÷ due; before the first deadline paid ÷ credit. */
  readonly absorption: { readonly paid: Rial; readonly of: Rial };
  readonly credit: Rial;
  readonly paid: Rial;
  readonly pending: Rial;
  readonly unmetDemand: Rial;
  readonly unpaidExpired: Rial;
  readonly protected: Rial;
  readonly ringFenced: Rial;
  readonly movable: Rial;
  readonly overdrawn: Rial;
  /** The day of the earliest transfer that still stands, for an overdrawn agency: since when its credit is gone. */
  readonly takenOn: PlainDate | undefined;
  readonly cannotReceive: NoRecipient | undefined;
  /** Every lot, in the order in which payments consume them. */
  readonly lots: readonly ReferenceLot[];
}

/**
 * «Due = what was credited to it on that deadline in lots with that deadline or an earlier one; paid in time = payments
 * by then, up to due; passed when paid × 100 ≥ threshold × due, with the policy in force on the deadline.»
 */
function judge({ lots, facilities, policies }: Own, deadline: PlainDate): Judgement {
  const policy = policyInForce(policies, deadline);
  const expired = lots.filter((lot) => lot.deadline <= deadline);
  const due = sumRial(expired.map((lot) => creditedOn(lot, deadline)));
  const paidInTime = minRial(due, sumRial(facilities.map((facility) => paidBy(facility, deadline))));
  return { deadline, policy, due, paidInTime, passed: reaches(policy, paidInTime, due) };
}

/** «Exactly the threshold passes unless the policy says otherwise.» */
function reaches(policy: Policy, paid: Rial, credit: Rial): boolean {
  const left = paid * 100n;
  const right = BigInt(policy.thresholdPercent) * credit;
  return policy.exactThresholdPasses ? left >= right : left > right;
}

/** «Deadlines whose time was up before D starts.» A lot that held nothing on its deadline sets none. */
function passedDeadlines({ lots, day }: Own): PlainDate[] {
  const setting = lots.filter((lot) => lot.deadline < day && creditedOn(lot, lot.deadline) > 0n);
  return [...new Set(setting.map(({ deadline }) => deadline))].sort();
}

/** «Payments consume an agency's lots in order of deadline.» At one deadline: by start, then by id. */
function unpaidLots({ lots, facilities, day }: Own, coveredUntil: PlainDate | undefined): ReferenceLot[] {
  let paid = sumRial(facilities.map(paidNow));
  return [...lots].sort(byDeadline).map((lot) => {
    const { id: lotId, deadline } = lot;
    const amount = creditedNow(lot);
    const consumed = minRial(paid, amount);
    paid -= consumed;
    const isProtected = coveredUntil !== undefined && deadline <= coveredUntil;
    const expired = deadline < day;
    return { lotId, deadline, expired, protected: isProtected, amount, unpaid: amount - consumed };
  });
}

function byDeadline(a: TimedLot, b: TimedLot): number {
  return compare(a.deadline, b.deadline) || compare(a.startsOn, b.startsOn) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function unpaidIn(lots: readonly ReferenceLot[]): Rial {
  return sumRial(lots.map(({ unpaid }) => unpaid));
}

function waitingInTime({ facilities }: Own, deadline: PlainDate): FacilityFact[] {
  return facilities.filter((each) => each.introducedOn <= deadline && waitsFor(each) > 0n);
}

/**
 * «Ring-fence (policy): min(that, max(0, introduced in time and still pending − credit not yet due − credit that is
 * protected)).» The policy of the day of the review says whether there is one; the policy of the deadline says whether
 * introductions that were recorded late count.
 */
function ringFence(
  own: Own,
  { deadline, policy }: Judgement,
  lots: readonly ReferenceLot[],
  that: Rial,
): Rial {
  if (!policyInForce(own.policies, own.day).ringFence) return 0n;
  const counted = waitingInTime(own, deadline).filter((each) =>
    counts(each, deadline, lateReportsOf(policy)),
  );
  const pending = sumRial(counted.map(waitsFor));
  const notYetDue = unpaidIn(lots.filter((lot) => !lot.expired));
  const isProtected = unpaidIn(lots.filter((lot) => lot.protected));
  return minRial(that, maxRial(0n, pending - notYetDue - isProtected));
}

const RETURNED_SOON_WORKING_DAYS = 10;

function circumstancesOf(
  own: Own,
  facts: Facts,
  { deadline, policy, due, paidInTime }: Judgement,
): Circumstances {
  const { facilities, calendar, policies, day } = own;
  const payments = facilities.flatMap((facility) => facility.payments);
  const inTime = payments.filter((payment) => standsOn(payment, deadline));
  const soon = endOfWorkingDays(calendar, deadline, RETURNED_SOON_WORKING_DAYS);
  const counted = facilities.filter((each) => counts(each, deadline, lateReportsOf(policy)));
  const introduced = sumRial(counted.map((each) => introducedBy(each, deadline)));
  const recordedLate = facilities.filter(({ recordedOn }) => recordedOn > deadline);
  const paymentsRecordedLate = payments.filter(
    ({ paidOn, recordedOn, reversal }) =>
      paidOn <= deadline && recordedOn > deadline && reversal?.kind !== 'recorded-in-error',
  );
  const waiting = waitingInTime(own, deadline);
  const banks = [...new Set(waiting.map(({ bank }) => bank))].sort();
  return {
    // At least the amount paid in time: the two shares have to multiply to the absorption. Introductions can sum to
    // less when a plan was lowered after its money had come back. They also do when a paid introduction does not count.
    introducedInTime: maxRial(paidInTime, minRial(due, introduced)),
    paidAfterDeadline: sumOf(payments.filter((each) => standsNow(each) && each.paidOn > deadline)),
    // «Payments recorded only after the deadline.» A payment is no less late because its money came back.
    paymentsReportedLate: sumOf(paymentsRecordedLate),
    introductionsReportedLate: sumRial(recordedLate.map((each) => introducedBy(each, deadline))),
    // «Counted as paid in time and back within 10 working days after the deadline, the tenth included.»
    returnedSoon: minRial(
      paidInTime,
      sumOf(inTime.filter(({ reversal }) => reversal !== undefined && reversal.on <= soon)),
    ),
    waitingAtBanks: banks.map((bank) => ({
      bank,
      waiting: sumRial(waiting.filter((each) => each.bank === bank).map(waitsFor)),
      lastRecordedOn: facts.bankLastRecorded.get(bank),
    })),
    reportsDueUntil: endOfWorkingDays(
      calendar,
      deadline,
      policyInForce(policies, day).reportingWorkingDays ?? 0,
    ),
  };
}

function reviewAgency(own: Own, facts: Facts): ReferenceAgency {
  const { lots: timedLots, facilities, policies, day } = own;
  const deadlines = passedDeadlines(own);
  const deadline = deadlines.at(-1);
  const judgement = deadline === undefined ? undefined : judge(own, deadline);
  const fellShort = judgement !== undefined && !judgement.passed;

  const credit = sumRial(timedLots.map(creditedNow));
  const paid = sumRial(facilities.map(paidNow));
  const pending = sumRial(facilities.map(waitsFor));

  // «Except lots whose deadline is covered by an earlier passed.»
  const coveredUntil = deadlines.filter((each) => judge(own, each).passed).at(-1);
  const lots = unpaidLots(own, coveredUntil);
  const expired = lots.filter((lot) => lot.expired);
  const that = fellShort ? unpaidIn(expired.filter((lot) => !lot.protected)) : 0n;
  const ringFenced = fellShort ? ringFence(own, judgement, lots, that) : 0n;

  // Before the first deadline, payments count up to the credit, just as they later count up to what is due.
  const absorption =
    judgement === undefined
      ? { paid: minRial(paid, credit), of: credit }
      : { paid: judgement.paidInTime, of: judgement.due };
  // «Max(0, introduced and still unpaid − own unpaid credit).»
  const unmetDemand = maxRial(0n, pending - maxRial(0n, credit - paid));
  return {
    agency: own.agency,
    verdict: verdictOf(judgement, that),
    thresholdPercent: (judgement?.policy ?? policyInForce(policies, day)).thresholdPercent,
    judgement,
    circumstances: judgement && circumstancesOf(own, facts, judgement),
    next: nextDeadline(own),
    absorption,
    credit,
    paid,
    pending,
    unmetDemand,
    unpaidExpired: unpaidIn(expired),
    protected: unpaidIn(lots.filter((lot) => lot.protected)),
    ringFenced,
    movable: that - ringFenced,
    overdrawn: maxRial(0n, paid - credit),
    takenOn: takenFirst(facts, own.agency),
    cannotReceive: whyNot(own, facts, judgement, absorption, unmetDemand),
    lots,
  };
}

/** «None → running. Fell short and nothing left to move → emptied»; ring-fenced credit counts as left. */
function verdictOf(judgement: Judgement | undefined, couldMove: Rial): Verdict {
  if (judgement === undefined) return 'running';
  if (judgement.passed) return 'passed';
  return couldMove === 0n ? 'emptied' : 'fell-short';
}

/** The next deadline of credit, and the working days up to it. The day of notification is not part of the clock. */
function nextDeadline({ lots, calendar, day }: Own): ReferenceAgency['next'] {
  const running = lots.filter((lot) => lot.deadline >= day && creditedNow(lot) > 0n).sort(byDeadline);
  const next = running[0];
  if (next === undefined) return undefined;
  const { deadline, startsOn } = next;
  let workingDaysLeft = 0;
  for (let each = later(day, addDays(startsOn, 1)); each <= deadline; each = addDays(each, 1))
    if (isWorkingDay(calendar, each)) workingDaysLeft += 1;
  return { deadline, workingDaysLeft };
}

/**
 * «Recipients: agencies that passed, or are still running but already at the threshold on all their credit; not one
 * that lost credit for a deadline whose verdict still is fell short, until it passes at a later one.»
 */
function whyNot(
  own: Own,
  facts: Facts,
  judgement: Judgement | undefined,
  { paid, of: credit }: ReferenceAgency['absorption'],
  unmetDemand: Rial,
): NoRecipient | undefined {
  const policyOfDay = policyInForce(own.policies, own.day);
  if (judgement !== undefined && !judgement.passed) return 'fell_short';
  // An agency without credit has reached nothing.
  if (judgement === undefined && (credit === 0n || !reaches(policyOfDay, paid, credit)))
    return 'below_threshold';
  if (isBarred(own, facts, judgement)) return 'lost_credit';
  return unmetDemand === 0n ? 'no_unmet_demand' : undefined;
}

/**
 * Whether a loss still bars an agency that did not fall short at its latest deadline. It does while the verdict of the
 * missed deadline is fell short. Where extensions have moved all lots away from that deadline, the lots are judged by
 * the clocks they had at the approval. More time does not reverse a verdict; a late report can. A loss that was given
 * back in full does not count.
 */
function isBarred(own: Own, facts: Facts, passed: Judgement | undefined): boolean {
  const losses = facts.transfers.filter(
    ({ from, amount, reversed }) => from === own.agency && reversed < amount,
  );
  return losses.some((loss) => {
    const missed = missedNow(own.calendar, loss, own.lots);
    if (passed !== undefined && passed.deadline > missed) return false;
    if (passedDeadlines(own).includes(missed)) return !judge(own, missed).passed;
    const lotsThen = own.lots.map((lot) => {
      const clocks = loss.clocksThen.get(lot.id) ?? lot.clocks.slice(0, 1);
      return { ...lot, deadline: latestEnd(own.calendar, lot.startsOn, clocks) };
    });
    return !judge({ ...own, lots: lotsThen }, missed).passed;
  });
}

/* ---------- Who gives to whom ---------- */

export interface ReferenceTransfer {
  readonly from: string;
  readonly to: string;
  amount: Rial;
  /** The part that settles an overdraft. */
  settles: Rial;
  readonly missedDeadline: PlainDate;
  takes: { readonly lotId: string; readonly amount: Rial }[];
}

interface Want {
  readonly agency: string;
  amount: Rial;
}

/** «The earliest transfer that still stands at least in part.» */
function takenFirst({ transfers }: Facts, agency: string): PlainDate | undefined {
  const standing = transfers.filter(({ from, amount, reversed }) => from === agency && reversed < amount);
  return standing.map(({ approvedOn }) => approvedOn).sort()[0];
}

/** «In order of the day on which credit was taken from it, then by id.» */
function overdraftsInOrder(agencies: readonly ReferenceAgency[]): Want[] {
  return agencies
    .filter(({ overdrawn }) => overdrawn > 0n)
    .sort((a, b) => compare(a.takenOn ?? 'never', b.takenOn ?? 'never') || compare(a.agency, b.agency))
    .map(({ agency, overdrawn }) => ({ agency, amount: overdrawn }));
}

/** «Donors in order of absorption, lowest first, cross-multiplied, tie by id.» */
function donorsInOrder(agencies: readonly ReferenceAgency[]): ReferenceAgency[] {
  return agencies
    .filter(({ movable }) => movable > 0n)
    .sort((a, b) => {
      const left = a.absorption.paid * b.absorption.of;
      const right = b.absorption.paid * a.absorption.of;
      if (left !== right) return left < right ? -1 : 1;
      return compare(a.agency, b.agency);
    });
}

/**
 * «Unmet demand: proportional to it; performance-weighted: × absorption; always capped by demand; largest remainder,
 * ties by agency id.» An agency whose share reaches its demand gets its demand, and the others divide the rest again.
 */
export function divide(
  amount: Rial,
  claims: readonly { readonly agency: string; readonly demand: Rial; readonly weight: Rial }[],
): Want[] {
  const wants = claims.filter(({ demand, weight }) => demand > 0n && weight > 0n);
  const total = sumRial(wants.map(({ weight }) => weight));
  const full = wants.filter(({ demand, weight }) => amount * weight >= demand * total);
  if (full.length > 0) {
    const rest = wants.filter((want) => !full.includes(want));
    const used = sumRial(full.map(({ demand }) => demand));
    return [
      ...full.map(({ agency, demand }) => ({ agency, amount: demand })),
      ...divide(amount - used, rest),
    ];
  }
  const shares = wants.map(({ agency, weight }) => ({
    agency,
    amount: (amount * weight) / total,
    remainder: (amount * weight) % total,
  }));
  const left = amount - sumRial(shares.map((share) => share.amount));
  const byRemainder = [...shares].sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    return compare(a.agency, b.agency);
  });
  return byRemainder.map(({ agency, amount: share }, index) => ({
    agency,
    amount: share + (BigInt(index) < left ? 1n : 0n),
  }));
}

/** Overdrafts first, then the recipients. Credit that cannot be placed stays. */
function propose(
  agencies: readonly ReferenceAgency[],
  split: Policy['split'],
): { readonly transfers: ReferenceTransfer[]; readonly unplaced: Rial } {
  const donors = donorsInOrder(agencies).map((donor) => ({ donor, left: donor.movable }));
  const transfers: ReferenceTransfer[] = [];
  const fill = (wants: readonly Want[], settles: boolean): void => {
    for (const giving of donors) {
      for (const want of wants) {
        const amount = minRial(giving.left, want.amount);
        if (amount === 0n) continue;
        giving.left -= amount;
        want.amount -= amount;
        const { agency: from, judgement } = giving.donor;
        if (judgement === undefined) throw new Error('a donor has a deadline');
        let transfer = transfers.find((each) => each.from === from && each.to === want.agency);
        if (transfer === undefined) {
          transfer = {
            from,
            to: want.agency,
            amount: 0n,
            settles: 0n,
            missedDeadline: judgement.deadline,
            takes: [],
          };
          transfers.push(transfer);
        }
        transfer.amount += amount;
        if (settles) transfer.settles += amount;
      }
    }
  };

  fill(overdraftsInOrder(agencies), true);
  const rest = sumRial(donors.map(({ left }) => left));
  const recipients = agencies.filter(({ cannotReceive }) => cannotReceive === undefined);
  // A common denominator for the absorptions, so that weights are whole numbers.
  const common = recipients.reduce((product, { absorption }) => product * absorption.of, 1n);
  const claims = recipients.map(({ agency, unmetDemand, absorption }) => ({
    agency,
    demand: unmetDemand,
    weight: split === 'unmet-demand' ? unmetDemand : (unmetDemand * absorption.paid * common) / absorption.of,
  }));
  fill(
    divide(rest, claims).sort((a, b) => compare(a.agency, b.agency)),
    false,
  );

  for (const { donor } of donors)
    takeLots(
      donor,
      transfers.filter(({ from }) => from === donor.agency),
    );
  const unplaced = sumRial(donors.map(({ left }) => left));
  return { transfers, unplaced };
}

/** «A transfer names the lots it takes, earliest deadline first.» */
function takeLots({ lots }: ReferenceAgency, transfers: readonly ReferenceTransfer[]): void {
  const free = lots
    .filter((lot) => lot.expired && !lot.protected)
    .map(({ lotId, unpaid }) => ({ lotId, left: unpaid }));
  for (const transfer of transfers) {
    let needed = transfer.amount;
    for (const lot of free) {
      const amount = minRial(needed, lot.left);
      if (amount === 0n) continue;
      lot.left -= amount;
      needed -= amount;
      transfer.takes.push({ lotId: lot.lotId, amount });
    }
    if (needed > 0n) throw new Error('a donor gives more than its lots hold');
  }
}

/* ---------- The review ---------- */

export interface ReferenceReview {
  readonly policy: Policy;
  readonly agencies: readonly ReferenceAgency[];
  readonly transfers: readonly ReferenceTransfer[];
  readonly unplaced: Rial;
}

/** «A review of a pool as of day D»: every figure of `PoolReviewed`, by a calendar, from the log alone. */
export function referenceReview(
  log: readonly Recorded[],
  day: PlainDate,
  calendar: WorkingCalendar,
): ReferenceReview {
  const facts = factsOf(log);
  const policy = policyInForce(facts.policies, day);
  const lots = facts.lots.map((lot) => timed(calendar, lot, facts.lots));
  const names = new Set([...facts.lots, ...facts.facilities].map(({ agency }) => agency));
  const agencies = [...names].sort().map((agency) =>
    reviewAgency(
      {
        agency,
        lots: lots.filter((lot) => lot.agency === agency),
        facilities: facts.facilities.filter((facility) => facility.agency === agency),
        policies: facts.policies,
        calendar,
        day,
      },
      facts,
    ),
  );
  return { policy, agencies, ...propose(agencies, policy.split) };
}
