import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import {
  asciiFault,
  choiceFault,
  identifierFault,
  ifGiven,
  invalidField,
  reasonFault,
  wholeNumberFault,
} from '@misaq/platform/kernel/fields.js';
import { rialText } from '@misaq/platform/kernel/money.js';
import { again } from '@misaq/platform/kernel/recorded.js';
import { identityKey } from '@misaq/platform/kernel/spelling.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import { checkOrganisation } from '@misaq/register/domain/register.js';
import type { AdoptPolicy, AllocateCredit, CorrectAllocation } from './commands.js';
import {
  amountFault,
  dayFault,
  recordedDayFault,
  refuse,
  reviewIdPrefix,
  type CreditContext,
  type CreditDecision,
  type CreditRefusal,
} from './context.js';
import type { CreditEvent } from './events.js';
import type { PolicyAdopted } from './lot-events.js';
import { amountNow, extended, hasClock, lotDeadline, type Lot } from './lots.js';
import {
  type Clock,
  deadlineOf,
  judgesAlike,
  LATE_REPORTS,
  lateReportsOf,
  plainPolicy,
  type Policy,
  type PolicySettings,
  policyOn,
  PROVINCE_DEFAULTS,
  samePolicy,
  SPLITS,
} from './policy.js';
import { deadlinesBefore } from './review.js';
import { figuresOf, type PoolState } from './state.js';

/* Policies, allocations and corrections of allocations: how credit comes into a pool. */

export function adoptPolicy(state: PoolState, command: AdoptPolicy, context: CreditContext): CreditDecision {
  const fault = policyFault(command) ?? lotIdsFault(command.extendLots) ?? reasonFault(command.reason);
  if (fault !== undefined) return refuse(fault);
  const { effectiveOn, reason } = command;
  const lots: Lot[] = [];
  for (const lotId of new Set(command.extendLots)) {
    const lot = state.lots.get(lotId);
    if (lot === undefined) return refused('unknown_lot', { lotId });
    lots.push(lot);
  }
  const policy = plainPolicy(command);
  const { clock } = policy;
  const stands = state.policies.length > 0 && samePolicy(policyOn(state.policies, effectiveOn), policy);
  if (stands && lots.every((lot) => hasClock(lot, clock))) return unchanged;

  const lastReviewAsOf = state.lastReview?.asOf;
  if (lastReviewAsOf !== undefined && effectiveOn < lastReviewAsOf)
    return refused('policy_before_last_review', { effectiveOn, lastReviewAsOf });
  const opening = openingEvents(state, context);
  if ('name' in opening) return refuse(opening);
  const extendedLots: PolicyAdopted['extendedLots'][number][] = [];
  const version = state.policies.length + 1;
  for (const lot of lots) {
    const { deadline } = lotDeadline(context.calendar, lot);
    const given = deadlineOf(context.calendar, lot.startsOn, clock).deadline;
    if (given < deadline) return refused('lot_would_be_shortened', { lotId: lot.id, deadline, given });
    extendedLots.push({ lotId: lot.id, clock, deadline: given });
  }
  const adopted = { ...policy, version };
  const judged = judgedOtherwise(state, adopted, new Set(command.extendLots), context);
  if (judged !== undefined) return refuse(judged);
  return accepted(...opening, { type: 'PolicyAdopted', data: { ...adopted, extendedLots, reason } });
}

/**
 * A verdict is fixed by its deadline, even if no review has looked at it yet. A policy that is adopted later must not
 * change it. Lots that the policy extends are judged at their new deadline.
 */
function judgedOtherwise(
  state: PoolState,
  adopted: Policy,
  extendedLots: ReadonlySet<string>,
  { today, calendar }: CreditContext,
): CreditRefusal | undefined {
  const policies = [...state.policies, adopted];
  for (const { agency, lots } of figuresOf(state).agencies) {
    const asExtended = lots.map((lot) =>
      extendedLots.has(lot.id) ? extended(lot, adopted.clock, adopted.version) : lot,
    );
    for (const deadline of deadlinesBefore(today, asExtended, calendar)) {
      const before = policyOn(state.policies, deadline);
      const given = policyOn(policies, deadline);
      if (judgesAlike(before, given)) continue;
      return {
        name: 'policy_after_deadline',
        figures: {
          effectiveOn: adopted.effectiveOn,
          agency,
          deadline,
          inForce: judgement(before),
          given: judgement(given),
        },
      };
    }
  }
  return undefined;
}

/** The fields of a policy that a deadline fixes. Fields that hold their default are left out. */
function judgement(policy: Policy) {
  const { thresholdPercent, exactThresholdPasses } = policy;
  const lateReports = lateReportsOf(policy);
  return {
    thresholdPercent,
    exactThresholdPasses,
    ...(lateReports !== 'count' && { lateReportsOfIntroductions: lateReports }),
  };
}

export function allocateCredit(
  state: PoolState,
  command: AllocateCredit,
  context: CreditContext,
): CreditDecision {
  const { allocationId, agency, amountRial, notifiedOn } = command;
  const fault =
    identifierFault('allocationId', allocationId) ??
    identifierFault('agency', agency) ??
    reservedIdFault(allocationId, context) ??
    amountFault(amountRial) ??
    recordedDayFault('notifiedOn', notifiedOn, context.today);
  if (fault !== undefined) return refuse(fault);
  const recorded = state.allocations.get(allocationId);
  if (recorded !== undefined)
    return again(
      allocationId,
      { agency: recorded.agency, amountRial: rialText(recorded.amountRial), notifiedOn: recorded.notifiedOn },
      { agency, amountRial: rialText(amountRial), notifiedOn },
    );
  const unknown = checkOrganisation(context.register, 'agency', agency, notifiedOn);
  if (unknown !== undefined) return refuse(unknown);
  const opening = openingEvents(state, context);
  if ('name' in opening) return refuse(opening);

  const defaults: Policy = { ...PROVINCE_DEFAULTS, version: 1, effectiveOn: notifiedOn };
  const first: CreditEvent[] =
    state.policies.length > 0
      ? []
      : [
          {
            type: 'PolicyAdopted',
            data: { ...defaults, extendedLots: [], reason: 'The default policy of the province' },
          },
        ];
  const policy = state.policies.length > 0 ? policyOn(state.policies, notifiedOn) : defaults;
  const { deadline } = deadlineOf(context.calendar, notifiedOn, policy.clock);
  return accepted(...opening, ...first, {
    type: 'CreditAllocated',
    data: {
      allocationId,
      agency,
      amountRial: rialText(amountRial),
      notifiedOn,
      clock: policy.clock,
      deadline,
      calendarRevision: context.calendar.revision,
    },
  });
}

export function correctAllocation(state: PoolState, command: CorrectAllocation): CreditDecision {
  const { allocationId, amountRial, reason } = command;
  const fault =
    identifierFault('allocationId', allocationId) ?? amountFault(amountRial, 0n) ?? reasonFault(reason);
  if (fault !== undefined) return refuse(fault);
  const lot = state.lots.get(allocationId);
  if (lot?.origin.kind !== 'allocation') return refused('unknown_allocation', { allocationId });
  if (lot.amountRial === amountRial) return unchanged;

  const change = amountRial - lot.amountRial;
  const moved = lot.amountRial - amountNow(lot);
  if (amountNow(lot) + change < 0n)
    return refused('correction_below_moved', { movedRial: rialText(moved), givenRial: rialText(amountRial) });
  const credit = (state.credit.get(lot.agency) ?? 0n) + change;
  const paid = state.accounts.get(lot.agency)?.paidRial ?? 0n;
  if (change < 0n && credit < paid)
    return refused('correction_below_paid', { creditRial: rialText(credit), paidRial: rialText(paid) });
  return accepted({
    type: 'AllocationCorrected',
    data: {
      allocationId,
      agency: lot.agency,
      previousAmountRial: rialText(lot.amountRial),
      amountRial: rialText(amountRial),
      reason,
    },
  });
}

/**
 * Reviews and the lots of their transfers are named after the pool. A command names them by an identifier of at most 80
 * characters.
 */
const POOL_LENGTH_MAX = 60;

/** The first event of a pool, or none when the pool is already open. */
function openingEvents(state: PoolState, { pool }: CreditContext): CreditEvent[] | CreditRefusal {
  if (state.name !== undefined) return [];
  const fault = identifierFault('pool', pool);
  if (fault !== undefined) return fault;
  const name = parsePool(pool);
  if (name === undefined) return invalidField('pool', 'not_a_pool', pool);
  // This checks the programme, and the province as far as it is part of the pool's name.
  const notAscii = asciiFault('pool', pool);
  if (notAscii !== undefined) return notAscii;
  if (pool.length > POOL_LENGTH_MAX) return invalidField('pool', 'too_long', pool);
  return [{ type: 'PoolOpened', data: { pool, ...name } }];
}

/** An allocation is a lot with the same id. Refuses ids that a reallocation will give to the lots of its transfers. */
function reservedIdFault(allocationId: string, { pool }: CreditContext): CreditRefusal | undefined {
  return identityKey(allocationId).startsWith(identityKey(reviewIdPrefix(pool)))
    ? invalidField('allocationId', 'reserved', allocationId)
    : undefined;
}

function lotIdsFault(lotIds: unknown): CreditRefusal | undefined {
  if (!Array.isArray(lotIds)) return invalidField('extendLots', 'wrong_type', lotIds);
  for (const lotId of lotIds as readonly unknown[]) {
    const fault = identifierFault('extendLots', lotId);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function policyFault(policy: PolicySettings): CreditRefusal | undefined {
  return (
    dayFault('effectiveOn', policy.effectiveOn) ??
    wholeNumberFault('thresholdPercent', policy.thresholdPercent, 1, 100) ??
    choiceFault('exactThresholdPasses', policy.exactThresholdPasses, [true, false]) ??
    choiceFault('split', policy.split, SPLITS) ??
    choiceFault('ringFence', policy.ringFence, [true, false]) ??
    ifGiven(policy.reportingWorkingDays, (given) =>
      wholeNumberFault('reportingWorkingDays', given, 0, WORKING_DAYS_MAX),
    ) ??
    ifGiven(policy.lateReportsOfIntroductions, (given) =>
      choiceFault('lateReportsOfIntroductions', given, LATE_REPORTS),
    ) ??
    clockFault(policy.clock)
  );
}

/** Longest clock. A longer one would not end in the year for which it was meant. */
const WORKING_DAYS_MAX = 400;

function clockFault(given: Clock): CreditRefusal | undefined {
  const clock = given as Partial<Clock> | null | undefined;
  switch (clock?.kind) {
    case 'working-days':
      return wholeNumberFault('days', clock.days, 1, WORKING_DAYS_MAX);
    case 'until':
      return (
        dayFault('date', clock.date) ??
        wholeNumberFault('graceWorkingDays', clock.graceWorkingDays, 1, WORKING_DAYS_MAX)
      );
    case undefined:
    default:
      return invalidField('clock', 'not_one_of_the_choices', clock?.kind);
  }
}
