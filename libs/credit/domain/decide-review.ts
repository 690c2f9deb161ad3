import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { accepted, refused, unchanged, type JsonValue } from '@misaq/platform/kernel/decision.js';
import { identifierFault, reasonFault } from '@misaq/platform/kernel/fields.js';
import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import { minRial, rial, rialText, sumRial } from '@misaq/platform/kernel/money.js';
import { again } from '@misaq/platform/kernel/recorded.js';
import type {
  ApproveReallocation,
  DismissReallocation,
  ReverseReallocation,
  ReviewPool,
} from './commands.js';
import {
  amountFault,
  recordedDayFault,
  refuse,
  reviewIdPrefix,
  type CreditContext,
  type CreditDecision,
  type CreditRefusal,
} from './context.js';
import type { CreditReallocated, PoolReviewed } from './review-events.js';
import { dueReview } from './due-review.js';
import { amountNow } from './lots.js';
import { appliesAlike, deadlineOf, type Policy, policyOn } from './policy.js';
import { reportsDue, review, RULE_VERSION, type Review } from './review.js';
import { REVIEW_BYTES_MAX, storedBytes } from './stored-form.js';
import { figuresOf, lastReviewWithFate, type PoolState, type ReviewRecord } from './state.js';
import { compareClaims, outcome, withSettledInOneLine, type AgencyTrace, type Transfer } from './trace.js';

/* The review of a pool, and its approval, dismissal or reversal by a person. */

export function reviewPool(
  state: PoolState,
  { asOf, onlyWhenDue }: ReviewPool,
  context: CreditContext,
): CreditDecision {
  const fault = recordedDayFault('asOf', asOf, context.today);
  if (fault !== undefined) return refuse(fault);
  if (state.name === undefined) return refused('unknown_pool', { pool: context.pool });
  const lastReviewAsOf = state.lastReview?.asOf;
  if (lastReviewAsOf !== undefined && asOf < lastReviewAsOf)
    return refused('review_before_last', { asOf, lastReviewAsOf });
  const because =
    onlyWhenDue === true
      ? dueReview(figuresOf(state), lastReviewWithFate(state), context.calendar, asOf)
      : undefined;
  if (onlyWhenDue === true && because === undefined) return unchanged;

  const reviewId = `${reviewIdPrefix(context.pool)}${String(state.reviews.size + 1)}`;
  const { unplacedRial, agencies, ...found } = review(figuresOf(state), asOf, context.calendar);
  const reviewed: PoolReviewed = {
    ...found,
    agencies: agencies.map(withSettledInOneLine),
    reviewId,
    ruleVersion: RULE_VERSION,
    requestedBy: context.actor.role === 'system' ? 'system' : context.actor.id,
    ...(because && { because }),
    calendarRevision: context.calendar.revision,
    unplacedRial: rialText(unplacedRial),
  };
  const bytes = storedBytes('PoolReviewed', reviewed);
  if (bytes > REVIEW_BYTES_MAX) return refused('review_too_large', { bytes, bytesMax: REVIEW_BYTES_MAX });
  const open = state.openReviewId === undefined ? undefined : state.reviews.get(state.openReviewId)?.review;
  if (open === undefined) return accepted({ type: 'PoolReviewed', data: reviewed });
  if (sameFindings(open, reviewed)) return unchanged;
  return accepted(
    { type: 'ReviewSuperseded', data: { reviewId: open.reviewId, supersededBy: reviewId } },
    { type: 'PoolReviewed', data: reviewed },
  );
}

/**
 * Whether a repeated request finds unchanged figures. The same requester then gets the review that is already open.
 */
function sameFindings(open: PoolReviewed, again: PoolReviewed): boolean {
  // Reviews of different days or requesters always differ. Writing both as text would hold the event loop for long in a
  // large pool.
  if (open.asOf !== again.asOf || open.requestedBy !== again.requestedBy) return false;
  const findings = ({ reviewId: _id, because: _because, ...rest }: PoolReviewed): string =>
    canonicalJson(rest);
  return findings(open) === findings(again);
}

/** What the approval of a review is decided on. */
export interface ApprovalGrounds {
  readonly record: ReviewRecord | undefined;
  readonly policies: readonly Policy[];
  /** The pool reviewed again as of the day of the review, on what is known now. */
  readonly reviewAgain: (asOf: PlainDate) => Review;
}

export function approveReallocation(
  state: PoolState,
  command: ApproveReallocation,
  context: CreditContext,
): CreditDecision {
  const grounds: ApprovalGrounds = {
    record: state.reviews.get(command.reviewId),
    policies: state.policies,
    reviewAgain: (asOf) => review(figuresOf(state), asOf, context.calendar),
  };
  return approvalOf(grounds, command, context);
}

/**
 * The same of grounds that come from elsewhere: a screen asks by it whether a signature would be accepted, and gets the
 * refusal by which the signature would be refused.
 */
export function approvalOf(
  { record, policies, reviewAgain }: ApprovalGrounds,
  { reviewId, reason }: Pick<ApproveReallocation, 'reviewId' | 'reason'>,
  context: Pick<CreditContext, 'actor' | 'calendar' | 'today'>,
): CreditDecision {
  const fault = identifierFault('reviewId', reviewId) ?? reasonFault(reason);
  if (fault !== undefined) return refuse(fault);
  if (record === undefined) return refused('unknown_review', { reviewId });
  if (record.status === 'approved') return decidedAlready(record, reason, context.actor.id);
  if (record.review === undefined) return refused('review_not_open', { reviewId, status: record.status });
  if (record.requestedBy === context.actor.id)
    return refused('own_review', { reviewId, requestedBy: record.requestedBy });
  const { asOf, transfers } = record.review;
  if (transfers.length === 0) return refused('nothing_to_move', { reviewId });
  const early = reportsStillDue(policies, record.review, context);
  if (early !== undefined) return refuse(early);
  const stale = staleness(record.review, reviewAgain(asOf), context.calendar.revision);
  if (stale !== undefined) return refuse(stale);

  for (const { amountRial, takes } of transfers) assertConserved(amountRial, takes);
  const reallocated = reallocationOf(record.review, policies, reason, context);
  const bytes = storedBytes('CreditReallocated', reallocated);
  if (bytes > REVIEW_BYTES_MAX) return refused('review_too_large', { bytes, bytesMax: REVIEW_BYTES_MAX });
  return accepted({ type: 'CreditReallocated', data: reallocated });
}

function reallocationOf(
  { reviewId, transfers }: PoolReviewed,
  policies: readonly Policy[],
  reason: string,
  { actor, calendar, today: approvedOn }: Pick<CreditContext, 'actor' | 'calendar' | 'today'>,
): CreditReallocated {
  const { clock } = policyOn(policies, approvedOn);
  const { deadline } = deadlineOf(calendar, approvedOn, clock);
  return {
    reviewId,
    approvedOn,
    approvedBy: actor.id,
    reason,
    calendarRevision: calendar.revision,
    transfers: transfers.map((transfer, index) => ({
      ...transfer,
      lotId: `${reviewId}-lot-${String(index + 1)}`,
      clock,
      deadline,
    })),
  };
}

/**
 * The signer is part of the act. The deputy who decided gets the first answer again. Another deputy is told who has
 * decided.
 */
function decidedAlready(
  { reviewId, status, decided }: ReviewRecord,
  reason: string,
  actorId: string,
): CreditDecision {
  if (decided === undefined) throw new Error(`review ${reviewId} is ${status} but has no decision on record`);
  if (decided.by === actorId) return again(reviewId, { reason: decided.reason }, { reason });
  return refused('already_decided', { reviewId, status, by: decided.by, on: decided.on });
}

/**
 * Refuses while banks still have time to report what they paid for a donor by its deadline. The number of working days
 * comes from the policy that is now in force on the day of the review.
 */
function reportsStillDue(
  policies: readonly Policy[],
  { reviewId, asOf, transfers }: PoolReviewed,
  { calendar, today }: Pick<CreditContext, 'calendar' | 'today'>,
): CreditRefusal | undefined {
  const policy = policyOn(policies, asOf);
  for (const { from: agency, missedDeadline: deadline } of transfers) {
    const reportsUntil = reportsDue(policy, deadline, calendar);
    if (reportsUntil !== undefined && today <= reportsUntil)
      return { name: 'reports_still_due', figures: { reviewId, agency, deadline, reportsUntil } };
  }
  return undefined;
}

/** Invariant: moving credit conserves it. The amount given equals the sum of the parts taken. */
function assertConserved(amountRial: string, parts: readonly { readonly amountRial: string }[]): void {
  const sum = sumRial(parts.map((part) => rial(part.amountRial)));
  if (sum !== rial(amountRial))
    throw new Error(`${amountRial} rial would move, but the parts sum to ${rialText(sum)}`);
}

/**
 * A proposal is stale when a new review of the same day would differ from it in one of these ways:
 * - it changes a verdict, moves a traced deadline, or applies another policy;
 * - it gives nothing to one of the recipients, or settles another overdraft first;
 * - a transfer exceeds the donor's movable credit, the unpaid rest of the named lots, or the recipient's need.
 *
 * Other payments since the review do not make it stale.
 */
function staleness(traced: PoolReviewed, now: Review, calendarRevision: number): CreditRefusal | undefined {
  const found =
    changedPolicy(traced, now) ??
    changedVerdict(traced, now, calendarRevision) ??
    grownOverdraft(traced, now) ??
    shortDonor(traced, now) ??
    changedRecipient(traced, now);
  if (found === undefined) return undefined;
  return { name: 'review_stale', figures: { reviewId: traced.reviewId, ...found } };
}

/** Why a review is stale, with figures. */
type Staleness = { readonly why: string } & Readonly<Record<string, JsonValue>>;

function changedPolicy(traced: PoolReviewed, now: Review): Staleness | undefined {
  if (appliesAlike(traced.policy, now.policy)) return undefined;
  return { why: 'policy_changed', was: traced.policy.version, is: now.policy.version };
}

function changedVerdict(traced: PoolReviewed, now: Review, calendarRevision: number): Staleness | undefined {
  const agenciesNow = byAgency(now.agencies);
  const isRevised = calendarRevision !== traced.calendarRevision;
  for (const was of traced.agencies) {
    const { agency } = was;
    const is = agenciesNow.get(agency);
    const moved = movedDeadline(was, is, isRevised);
    if (moved !== undefined) return { why: 'deadline_moved', agency, ...moved };
    if (is === undefined || outcome(is.verdict) !== outcome(was.verdict))
      return { why: 'verdict_changed', agency, was: was.verdict, is: is?.verdict ?? null };
  }
  const tracedAgencies = new Set(traced.agencies.map(({ agency }) => agency));
  for (const { agency, verdict } of now.agencies) {
    // Credit with a deadline before the review was recorded only after it. The review does not know this agency.
    if (!tracedAgencies.has(agency) && verdict !== 'running')
      return { why: 'verdict_changed', agency, was: null, is: verdict };
  }
  return undefined;
}

/** An overdraft that appeared or grew since the review, and that comes before a transfer the review proposes. */
function grownOverdraft(traced: PoolReviewed, now: Review): Staleness | undefined {
  const overdrawnThen = new Map(
    traced.agencies.map(({ agency, overdrawnRial }) => [agency, rial(overdrawnRial)]),
  );
  const agenciesNow = byAgency(now.agencies);
  const comesAfter = (grown: AgencyTrace, { to, amountRial, settlesOverdraftRial }: Transfer): boolean => {
    if (settlesOverdraftRial !== amountRial) return true;
    const recipient = agenciesNow.get(to);
    return to !== grown.agency && (recipient === undefined || compareClaims(grown, recipient) < 0);
  };
  for (const is of now.agencies) {
    const then = overdrawnThen.get(is.agency) ?? 0n;
    if (rial(is.overdrawnRial) > then && traced.transfers.some((transfer) => comesAfter(is, transfer)))
      return {
        why: 'overdraft_grew',
        agency: is.agency,
        wasRial: rialText(then),
        overdrawnRial: is.overdrawnRial,
      };
  }
  return undefined;
}

function shortDonor(traced: PoolReviewed, now: Review): Staleness | undefined {
  const lotsNow = new Map(now.agencies.flatMap(({ lots }) => lots.map((lot) => [lot.lotId, lot])));
  for (const [lotId, taken] of totals(
    traced.transfers.flatMap(({ takes }) => takes.map((t) => [t.lotId, t.amountRial])),
  )) {
    const lot = lotsNow.get(lotId);
    // The latest verdict is unchanged, but an earlier deadline is now passed and protects this lot.
    if (lot?.protected === true) return { why: 'lot_protected', lotId };
    const unpaid = rial(lot?.unpaidRial ?? '0');
    if (taken > unpaid)
      return { why: 'donor_has_paid', lotId, takenRial: rialText(taken), unpaidRial: rialText(unpaid) };
  }
  const agenciesNow = byAgency(now.agencies);
  const agenciesThen = byAgency(traced.agencies);
  for (const [agency, taken] of totals(traced.transfers.map(({ from, amountRial }) => [from, amountRial]))) {
    const { movableRial = '0', ringFencedRial = '0' } = agenciesNow.get(agency) ?? {};
    if (taken <= rial(movableRial)) continue;
    // The lots still hold the amount, but part of it is now ring-fenced for applicants who wait since the deadline.
    const grew = rial(ringFencedRial) > rial(agenciesThen.get(agency)?.ringFencedRial ?? '0');
    const why = grew ? 'ring_fence_grew' : 'cuts_into_ring_fence';
    return { why, agency, takenRial: rialText(taken), movableRial, ringFencedRial };
  }
  return undefined;
}

function changedRecipient(traced: PoolReviewed, now: Review): Staleness | undefined {
  const agenciesNow = byAgency(now.agencies);
  const settled = totals(
    traced.transfers.map(({ to, settlesOverdraftRial = '0' }) => [to, settlesOverdraftRial]),
  );
  for (const [agency, given] of totals(traced.transfers.map(({ to, amountRial }) => [to, amountRial]))) {
    const is = agenciesNow.get(agency);
    const settles = settled.get(agency) ?? 0n;
    const overdrawn = rial(is?.overdrawnRial ?? '0');
    if (settles > overdrawn)
      return {
        why: 'overdraft_fell',
        agency,
        settlesRial: rialText(settles),
        overdrawnRial: rialText(overdrawn),
      };
    const rest = given - settles;
    if (rest === 0n) continue;
    const cannotReceive = is?.cannotReceive;
    if (cannotReceive !== undefined && cannotReceive !== 'no_unmet_demand')
      return { why: 'recipient_changed', agency, cannotReceive };
    const demand = rial(is?.unmetDemandRial ?? '0');
    if (rest > demand)
      return {
        why: 'demand_fell',
        agency,
        givenRial: rialText(rest),
        unmetDemandRial: rialText(demand),
      };
  }
  return undefined;
}

function byAgency(agencies: readonly AgencyTrace[]): ReadonlyMap<string, AgencyTrace> {
  return new Map(agencies.map((agency) => [agency.agency, agency]));
}

/**
 * A traced deadline that has moved. Settled lots are not traced one by one. Among their deadlines only the verdict's
 * matters, and the trace of the agency holds it.
 */
function movedDeadline(
  was: AgencyTrace,
  is: AgencyTrace | undefined,
  isRevised: boolean,
): { lotId?: string; was: PlainDate; is: PlainDate | null } | undefined {
  const now = new Map(is?.lots.map(({ lotId, deadline }) => [lotId, deadline]));
  for (const { lotId, deadline } of was.lots) {
    const deadlineNow = now.get(lotId);
    if (deadlineNow !== undefined && deadlineNow !== deadline)
      return { lotId, was: deadline, is: deadlineNow };
  }
  if (isRevised && was.settled !== undefined && was.deadline !== undefined && is?.deadline !== was.deadline)
    return { was: was.deadline, is: is?.deadline ?? null };
  return undefined;
}

function totals(amounts: readonly (readonly [key: string, amountRial: string])[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const [key, amountRial] of amounts) sums.set(key, (sums.get(key) ?? 0n) + rial(amountRial));
  return sums;
}

export function dismissReallocation(
  state: PoolState,
  { reviewId, reason }: DismissReallocation,
  context: CreditContext,
): CreditDecision {
  const fault = identifierFault('reviewId', reviewId) ?? reasonFault(reason);
  if (fault !== undefined) return refuse(fault);
  const record = state.reviews.get(reviewId);
  if (record === undefined) return refused('unknown_review', { reviewId });
  if (record.status === 'dismissed') return decidedAlready(record, reason, context.actor.id);
  if (record.status !== 'open') return refused('review_not_open', { reviewId, status: record.status });
  return accepted({
    type: 'ReallocationDismissed',
    data: { reviewId, dismissedOn: context.today, dismissedBy: context.actor.id, reason },
  });
}

/** Four-eyes principle: the deputy who approved the reallocation cannot reverse it. */
// Longer than 60 lines: the guards stand in the order in which they refuse.
export function reverseReallocation(
  state: PoolState,
  { reversalId, reviewId, from, to, amountRial, reason }: ReverseReallocation,
  context: CreditContext,
): CreditDecision {
  const fault =
    identifierFault('reversalId', reversalId) ??
    identifierFault('reviewId', reviewId) ??
    identifierFault('from', from) ??
    identifierFault('to', to) ??
    amountFault(amountRial) ??
    reasonFault(reason);
  if (fault !== undefined) return refuse(fault);
  const recorded = state.reversals.get(reversalId);
  if (recorded !== undefined)
    return again(
      reversalId,
      {
        reviewId: recorded.reviewId,
        from: recorded.from,
        to: recorded.to,
        amountRial: recorded.amountRial,
        reason: recorded.reason,
      },
      { reviewId, from, to, amountRial: rialText(amountRial), reason },
    );
  if (!state.reviews.has(reviewId)) return refused('unknown_review', { reviewId });
  const reallocation = state.reallocations.get(reviewId);
  const transfer = reallocation?.transfers.find((each) => each.from === from && each.to === to);
  if (reallocation === undefined || transfer === undefined)
    return refused('not_reallocated', { reviewId, from, to });
  if (reallocation.approvedBy === context.actor.id)
    return refused('own_reallocation', { reviewId, approvedBy: reallocation.approvedBy });

  const outstanding = outstandingTakes(state, reallocation, transfer);
  const left = sumRial(outstanding.map((take) => take.leftRial));
  const lot = state.lots.get(transfer.lotId);
  const inLot = lot === undefined ? 0n : amountNow(lot);
  const returnable = minRial(left, inLot);
  if (amountRial > returnable)
    return refused('beyond_reallocated', {
      outstandingRial: rialText(returnable),
      givenRial: rialText(amountRial),
    });
  const unpaid = (state.credit.get(to) ?? 0n) - (state.accounts.get(to)?.paidRial ?? 0n);
  if (amountRial > unpaid)
    return refused('recipient_has_paid', {
      unpaidRial: rialText(unpaid > 0n ? unpaid : 0n),
      givenRial: rialText(amountRial),
    });

  const returns = returnsOf(outstanding, amountRial);
  assertConserved(rialText(amountRial), returns);
  return accepted({
    type: 'ReallocationReversed',
    data: {
      reversalId,
      reviewId,
      reversedOn: context.today,
      reversedBy: context.actor.id,
      from,
      to,
      amountRial: rialText(amountRial),
      lotId: transfer.lotId,
      returns,
      reason,
    },
  });
}

interface OutstandingTake {
  readonly lotId: string;
  readonly leftRial: bigint;
}

/** The part of a transfer that has not been given back, by donor lot. */
function outstandingTakes(
  state: PoolState,
  { reviewId }: CreditReallocated,
  transfer: CreditReallocated['transfers'][number],
): OutstandingTake[] {
  const returned = totals(
    [...state.reversals.values()]
      .filter((each) => each.reviewId === reviewId && each.lotId === transfer.lotId)
      .flatMap(({ returns }) => returns.map(({ lotId, amountRial }) => [lotId, amountRial] as const)),
  );
  return transfer.takes.map(({ lotId, amountRial }) => ({
    lotId,
    leftRial: rial(amountRial) - (returned.get(lotId) ?? 0n),
  }));
}

function returnsOf(
  takes: readonly OutstandingTake[],
  amountRial: bigint,
): { lotId: string; amountRial: string }[] {
  const returns: { lotId: string; amountRial: string }[] = [];
  let left = amountRial;
  for (const { lotId, leftRial } of takes) {
    const back = minRial(left, leftRial);
    if (back === 0n) continue;
    left -= back;
    returns.push({ lotId, amountRial: rialText(back) });
  }
  return returns;
}
