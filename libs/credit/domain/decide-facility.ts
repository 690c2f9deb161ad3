import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import {
  choiceFault,
  identifierFault,
  ifGiven,
  reasonFault,
  referenceFault,
  wholeNumberFault,
} from '@misaq/platform/kernel/fields.js';
import { maxRial, minRial, rial, rialText, sumRial, type Rial } from '@misaq/platform/kernel/money.js';
import { again, present, withSpelling } from '@misaq/platform/kernel/recorded.js';
import { checkOrganisation } from '@misaq/register/domain/register.js';
import type {
  CloseFacility,
  CorrectIntroduction,
  DeclineFacility,
  IntroduceFacility,
  PayFacility,
  ReversePayment,
  WithdrawFacility,
} from './commands.js';
import type { FacilityEnded, ReturnedLater } from './facility-events.js';
import {
  amountFault,
  recordedDayFault,
  refuse,
  type CreditContext,
  type CreditDecision,
  type CreditRefusal,
} from './context.js';
import {
  paidOf,
  payableOn,
  paymentOf,
  remainingOf,
  returnedAfter,
  type Ending,
  type Facility,
  type Payment,
} from './facility.js';
import { lossesOf, lotDeadline, settledBy } from './lots.js';
import type { PoolState } from './state.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/* Facilities from introduction to their end: how an agency absorbs credit, and whether agency or bank failed to. */

const PLANNED_JOBS_MAX = 100_000;
const REFERENCE_LENGTH_MAX = 80;

export function introduceFacility(
  state: PoolState,
  command: IntroduceFacility,
  context: CreditContext,
): CreditDecision {
  const { facilityId, agency, bank, amountRial, introducedOn, county, sector, plannedJobs, applicant } =
    command;
  const fault =
    identifierFault('facilityId', facilityId) ??
    identifierFault('agency', agency) ??
    identifierFault('bank', bank) ??
    amountFault(amountRial) ??
    recordedDayFault('introducedOn', introducedOn, context.today) ??
    identifierFault('county', county) ??
    identifierFault('sector', sector) ??
    wholeNumberFault('plannedJobs', plannedJobs, 0, PLANNED_JOBS_MAX) ??
    ifGiven(applicant, (given) => identifierFault('applicant', given));
  if (fault !== undefined) return refuse(fault);
  if (state.name === undefined) return refused('unknown_pool', { pool: context.pool });

  const given = { agency, bank, amountRial: rialText(amountRial), introducedOn, county, sector, plannedJobs };
  const recorded = state.facilities.get(facilityId);
  if (recorded !== undefined)
    return again(facilityId, introduced(recorded), { ...given, applicant: applicant ?? null });
  const unknown =
    checkOrganisation(context.register, 'agency', agency, introducedOn) ??
    checkOrganisation(context.register, 'bank', bank, introducedOn) ??
    checkOrganisation(context.register, 'county', county, introducedOn) ??
    checkOrganisation(context.register, 'sector', sector, introducedOn);
  if (unknown !== undefined) return refuse(unknown);
  return accepted({
    type: 'FacilityIntroduced',
    data: { facilityId, ...given, ...recordedOn(introducedOn, context), ...present({ applicant }) },
  });
}

/** The day of recording, or nothing when it equals the day on which the act is dated. */
function recordedOn(dated: PlainDate, { today }: CreditContext): { readonly reportedOn?: PlainDate } {
  return today === dated ? {} : { reportedOn: today };
}

/** A facility as it was introduced, before corrections. */
function introduced(facility: Facility) {
  const { agency, bank, introducedOn, county, sector, plannedJobs, applicant } = facility;
  return {
    agency,
    bank,
    amountRial: facility.introducedRial,
    introducedOn,
    county,
    sector,
    plannedJobs,
    applicant,
  };
}

export function correctIntroduction(
  state: PoolState,
  command: CorrectIntroduction,
  context: CreditContext,
): CreditDecision {
  const { facilityId, amountRial, reason } = command;
  const fault = identifierFault('facilityId', facilityId) ?? amountFault(amountRial) ?? reasonFault(reason);
  if (fault !== undefined) return refuse(fault);
  const facility = state.facilities.get(facilityId);
  if (facility === undefined) return refuse(unknownFacility(state, facilityId, context));
  if (rial(facility.amountRial) === amountRial) return unchanged;
  if (facility.ended !== null) return refuse(notOpen(facilityId, facility.ended));
  const paid = paidOf(facility);
  if (amountRial < paid)
    return refused('facility_already_paid', {
      facilityId,
      paidRial: rialText(paid),
      givenRial: rialText(amountRial),
    });
  return accepted({
    type: 'IntroductionCorrected',
    data: {
      ...reference(facilityId, facility),
      previousAmountRial: facility.amountRial,
      amountRial: rialText(amountRial),
      remainingRial: rialText(amountRial - paid),
      reason,
    },
  });
}

export function declineFacility(
  state: PoolState,
  command: DeclineFacility,
  context: CreditContext,
): CreditDecision {
  const { facilityId, bank, declinedOn, reason } = command;
  const ending = endFacility(
    state,
    context,
    facilityId,
    { status: 'declined', on: declinedOn, reason, by: 'bank' },
    bank,
  );
  if ('kind' in ending) return ending;
  const paid = paidOf(ending.facility);
  if (paid > 0n) return refused('facility_already_paid', { facilityId, paidRial: rialText(paid) });
  const { unpaidRial } = ending;
  return accepted({
    type: 'FacilityDeclined',
    data: {
      ...reference(facilityId, ending.facility),
      declinedOn,
      ...recordedOn(declinedOn, context),
      unpaidRial,
      reason,
    },
  });
}

export function withdrawFacility(
  state: PoolState,
  command: WithdrawFacility,
  context: CreditContext,
): CreditDecision {
  const { facilityId, withdrawnOn, by, reason } = command;
  const ending = endFacility(state, context, facilityId, {
    status: 'withdrawn',
    on: withdrawnOn,
    reason,
    by,
  });
  if ('kind' in ending) return ending;
  const { unpaidRial, returnedLater } = ending;
  return accepted({
    type: 'FacilityWithdrawn',
    data: {
      ...reference(facilityId, ending.facility),
      withdrawnOn,
      by,
      unpaidRial,
      ...(returnedLater.length > 0 && { returnedLater }),
      reason,
    },
  });
}

export function closeFacility(
  state: PoolState,
  command: CloseFacility,
  context: CreditContext,
): CreditDecision {
  const { facilityId, bank, closedOn, reason } = command;
  const ending = endFacility(
    state,
    context,
    facilityId,
    { status: 'closed', on: closedOn, reason, by: 'bank' },
    bank,
  );
  if ('kind' in ending) return ending;
  const { unpaidRial, returnedLater } = ending;
  return accepted({
    type: 'FacilityClosed',
    data: {
      ...reference(facilityId, ending.facility),
      closedOn,
      ...recordedOn(closedOn, context),
      unpaidRial,
      ...(returnedLater.length > 0 && { returnedLater }),
      reason,
    },
  });
}

/**
 * The steps that declining, withdrawing and closing share. Returns the facility, or the answer when the command is
 * refused or already recorded.
 */
function endFacility(
  state: PoolState,
  context: CreditContext,
  facilityId: string,
  ending: Ending,
  bank?: string,
):
  | CreditDecision
  | {
      readonly facility: Facility;
      readonly unpaidRial: string;
      readonly returnedLater: readonly ReturnedLater[];
    } {
  const { today, actor } = context;
  const fault =
    identifierFault('facilityId', facilityId) ??
    (ending.status === 'withdrawn'
      ? choiceFault('by', ending.by, ['applicant', 'agency'])
      : identifierFault('bank', bank)) ??
    recordedDayFault(`${ending.status}On`, ending.on, today) ??
    reasonFault(ending.reason);
  if (fault !== undefined) return refuse(fault);
  const facility = state.facilities.get(facilityId);
  if (facility === undefined) return refuse(unknownFacility(state, facilityId, context));
  if (ending.status !== 'withdrawn' && bank !== facility.bank)
    return refuse(wrongBank(facilityId, facility, bank ?? '', actor));
  if (facility.ended?.status === ending.status)
    return again(facilityId, { ...facility.ended }, { ...ending });
  if (facility.ended !== null) return refuse(notOpen(facilityId, facility.ended));
  const remaining = remainingOf(facility);
  if (remaining === 0n)
    return refused('facility_already_paid', { facilityId, paidRial: facility.amountRial });
  if (ending.on < facility.introducedOn)
    return refused('before_introduction', { introducedOn: facility.introducedOn, given: ending.on });
  const lastPayment = lastPaymentDay(facility, ending);
  if (lastPayment !== undefined && ending.on < lastPayment)
    return refused('before_last_payment', { lastPaymentOn: lastPayment, given: ending.on });
  return {
    facility,
    unpaidRial: rialText(remaining),
    returnedLater: returnedAfter(facility, ending.on),
  };
}

/**
 * The last day on which the facility was paid. Payments recorded in error do not count. Money may come back after a
 * facility was withdrawn or closed. A bank that declines, however, states that nothing is paid on that day.
 */
function lastPaymentDay({ payments }: Facility, ending: Ending): PlainDate | undefined {
  return payments
    .filter(({ reversal }) => reversal?.kind !== 'recorded-in-error')
    .flatMap(({ paidOn, reversal }) =>
      reversal === null || mayHavePayments(ending) ? [paidOn] : [paidOn, reversal.on],
    )
    .sort()
    .at(-1);
}

export function payFacility(state: PoolState, command: PayFacility, context: CreditContext): CreditDecision {
  const { facilityId, bank, amountRial, paidOn, bankReference } = command;
  const fault =
    identifierFault('facilityId', facilityId) ??
    identifierFault('bank', bank) ??
    referenceFault('bankReference', bankReference, REFERENCE_LENGTH_MAX) ??
    amountFault(amountRial) ??
    recordedDayFault('paidOn', paidOn, context.today);
  if (fault !== undefined) return refuse(fault);
  const facility = state.facilities.get(facilityId);
  if (facility === undefined) return refuse(unknownFacility(state, facilityId, context));
  if (facility.bank !== bank) return refuse(wrongBank(facilityId, facility, bank, context.actor));
  const recorded = paymentOf(facility, bankReference);
  if (recorded !== undefined) return paidAgain(recorded, command);
  if (paidOn < facility.introducedOn)
    return refused('paid_before_introduced', { introducedOn: facility.introducedOn, paidOn });
  const { ended } = facility;
  if (ended !== null && !canHaveBeenPaid(ended, paidOn)) return refuse(notOpen(facilityId, ended));
  const remaining = remainingOf(facility);
  if (remaining === 0n)
    return refused('facility_already_paid', { facilityId, paidRial: facility.amountRial });
  const payable = payableOn(facility, paidOn);
  if (amountRial > payable)
    return refused('beyond_facility', { remainingRial: rialText(payable), givenRial: rialText(amountRial) });

  const overdrawnRial = context.creditAssumed === true ? 0n : overdrawnBy(state, facility.agency, amountRial);
  if (
    overdrawnRial > 0n &&
    overdrawnRial > contestableRial(state, facility.agency, paidOn, context.calendar)
  ) {
    const credit = state.credit.get(facility.agency) ?? 0n;
    const paid = state.accounts.get(facility.agency)?.paidRial ?? 0n;
    return refused('credit_exhausted', {
      agency: facility.agency,
      // A bank must not read an agency's total, which includes payments of other banks.
      ...(context.actor.role !== 'bank' && { creditRial: rialText(credit), paidRial: rialText(paid) }),
      givenRial: rialText(amountRial),
    });
  }
  return accepted({
    type: 'FacilityPaid',
    data: {
      ...reference(facilityId, facility),
      bankReference,
      amountRial: rialText(amountRial),
      paidOn,
      reportedOn: context.today,
      remainingRial: ended === null ? rialText(remaining - amountRial) : '0',
      ...(ended !== null && { ended: endedAs(ended) }),
      ...(overdrawnRial > 0n && { overdrawnRial: rialText(overdrawnRial) }),
    },
  });
}

/**
 * The answer to a payment whose reference is already recorded. Sending a reversed payment again does not pay it again.
 */
function paidAgain(
  recorded: Payment,
  { facilityId, bank, amountRial, paidOn, bankReference }: PayFacility,
): CreditDecision {
  const decision = again(
    `${facilityId}/${bank}/${bankReference}`,
    { amountRial: recorded.amountRial, paidOn: recorded.paidOn },
    { amountRial: rialText(amountRial), paidOn },
  );
  if (decision.kind === 'refused' || recorded.reversal === null)
    return withSpelling(decision, 'bankReference', recorded.bankReference, bankReference);
  const { kind, on: takenBackOn } = recorded.reversal;
  return {
    kind: 'unchanged',
    remark: {
      name: 'payment_taken_back',
      figures: { facilityId, bankReference: recorded.bankReference, takenBackOn, kind },
    },
  };
}

type PayableEnding = Ending & Pick<FacilityEnded, 'status'>;

/**
 * Whether a payment that is reported after the end of its facility can be true. It can be when it was made before the
 * facility was closed or withdrawn. Both reports would also be accepted in the opposite order.
 */
function canHaveBeenPaid(ended: Ending, paidOn: PlainDate): ended is PayableEnding {
  return mayHavePayments(ended) && paidOn <= ended.on;
}

/** False for a declined facility: its bank has stated that it paid nothing. */
function mayHavePayments(ended: Ending): ended is PayableEnding {
  return ended.status !== 'declined';
}

function endedAs({ status, on }: PayableEnding): FacilityEnded {
  return { status, on };
}

/** How far this payment would overdraw the agency; 0 when its credit covers the payment. */
function overdrawnBy(state: PoolState, agency: string, amountRial: Rial): Rial {
  const paid = (state.accounts.get(agency)?.paidRial ?? 0n) + amountRial;
  const credit = state.credit.get(agency) ?? 0n;
  return paid > credit ? paid - credit : 0n;
}

/**
 * How far a payment dated on a day may overdraw an agency. The limit is credit that a reallocation took. On that day
 * the agency must still have had it, or have had time to use it. Such a payment is true though it is reported late. It
 * is recorded as contested.
 *
 * The latest possible day is that of the approval, or the deadline as the calendar now has it, whichever is later. A
 * closure may be recorded after the approval. Credit that has come back, or has settled an overdraft since, no longer
 * counts. Overdrafts are settled in the order in which credit was taken.
 */
function contestableRial(state: PoolState, agency: string, day: PlainDate, calendar: WorkingCalendar): Rial {
  const lots = [...state.lots.values()].filter((lot) => lot.agency === agency);
  let settled = sumRial(lots.map(settledBy));
  let contestable = 0n;
  for (const { reviewId, on: approvedOn, missedDeadline, standingRial } of lossesOf(
    lots,
    calendar,
  ).values()) {
    const covered = minRial(settled, maxRial(0n, standingRial));
    settled -= covered;
    const away = standingRial - covered;
    if (away <= 0n) continue;
    const inTime = lots
      .filter((lot) => lot.moves.some((move) => move.reviewId === reviewId && move.missedDeadline))
      .map((lot) => lotDeadline(calendar, lot).deadline);
    if ([approvedOn, missedDeadline, ...inTime].some((until) => day <= until)) contestable += away;
  }
  return contestable;
}

export function reversePayment(
  state: PoolState,
  command: ReversePayment,
  context: CreditContext,
): CreditDecision {
  const { facilityId, bank, bankReference, kind, reversedOn, reason } = command;
  const fault =
    identifierFault('facilityId', facilityId) ??
    identifierFault('bank', bank) ??
    referenceFault('bankReference', bankReference, REFERENCE_LENGTH_MAX) ??
    choiceFault('kind', kind, ['returned', 'recorded-in-error']) ??
    recordedDayFault('reversedOn', reversedOn, context.today) ??
    reasonFault(reason);
  if (fault !== undefined) return refuse(fault);
  const facility = state.facilities.get(facilityId);
  if (facility === undefined) return refuse(unknownFacility(state, facilityId, context));
  if (facility.bank !== bank) return refuse(wrongBank(facilityId, facility, bank, context.actor));
  const payment = paymentOf(facility, bankReference);
  if (payment === undefined) return refused('unknown_payment', { facilityId, bankReference });
  if (payment.reversal !== null) {
    const key = `${facilityId}/${bank}/${bankReference}`;
    const decision = again(key, { ...payment.reversal }, { kind, on: reversedOn, reason });
    return withSpelling(decision, 'bankReference', payment.bankReference, bankReference);
  }
  if (reversedOn < payment.paidOn)
    return refused('reversed_before_paid', { paidOn: payment.paidOn, reversedOn });
  const { ended } = facility;
  const waitsAgain = ended === null;
  const unpaidAtEnd =
    ended !== null &&
    mayHavePayments(ended) &&
    (ended.status === 'withdrawn' || kind === 'recorded-in-error' || reversedOn <= ended.on);
  return accepted({
    type: 'FacilityPaymentReversed',
    data: {
      ...reference(facilityId, facility),
      bankReference: payment.bankReference,
      amountRial: payment.amountRial,
      kind,
      paidOn: payment.paidOn,
      paymentReportedOn: payment.reportedOn,
      reversedOn,
      reportedOn: context.today,
      waitsAgain,
      remainingRial: waitsAgain ? rialText(remainingOf(facility) + rial(payment.amountRial)) : '0',
      ...(unpaidAtEnd && { ended: endedAs(ended) }),
      reason,
    },
  });
}

function reference(facilityId: string, { agency, bank, introducedOn, reportedOn }: Facility) {
  // Written out without spreading: this code runs for every payment.
  return reportedOn === undefined
    ? { facilityId, agency, bank, introducedOn }
    : { facilityId, agency, bank, introducedOn, introductionReportedOn: reportedOn };
}

/**
 * Refuses with a pool that nobody has opened, so that the caller finds a typing error in its name. A bank must not
 * learn which pools exist. Its officers get «facility not found» for pools that do not exist, and for pools of others.
 */
function unknownFacility(
  { name }: PoolState,
  facilityId: string,
  { pool, actor }: CreditContext,
): CreditRefusal {
  return name === undefined && actor.role !== 'bank'
    ? { name: 'unknown_pool', figures: { pool } }
    : { name: 'unknown_facility', figures: { facilityId } };
}

/** A bank must not learn which applicants another bank has. Its officers get «facility not found». */
function wrongBank(
  facilityId: string,
  facility: Facility,
  given: string,
  { role }: CreditContext['actor'],
): CreditRefusal {
  if (role === 'bank') return { name: 'unknown_facility', figures: { facilityId } };
  return { name: 'wrong_bank', figures: { introducedTo: facility.bank, given } };
}

function notOpen(facilityId: string, { status, on }: Ending): CreditRefusal {
  return { name: 'facility_not_open', figures: { facilityId, status, on } };
}
