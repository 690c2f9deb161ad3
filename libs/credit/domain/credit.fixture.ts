import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { rialText, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import {
  evolve as evolveRegister,
  initialRegister,
  type RegisterState,
} from '@misaq/register/domain/register.js';
import { registered } from '@misaq/register/domain/register.fixture.js';
import type {
  AdoptPolicy,
  AllocateCredit,
  CorrectAllocation,
  CorrectIntroduction,
  CreditCommand,
  IntroduceFacility,
  PayFacility,
  ReversePayment,
} from './commands.js';
import type { CreditDecision } from './context.js';
import type { CreditEvent } from './events.js';
import type { PoolReviewed } from './review-events.js';
import { decide } from './pool.js';
import { PROVINCE_DEFAULTS } from './policy.js';
import { evolvePool, initialPool, type PoolState } from './state.js';
import type { AgencyTrace } from './trace.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/* Fixture: a pool of 1403 with given/when/then helpers. */

export const POOL = 'east-azerbaijan-1403-note16';

/** Notified on 2 Ordibehesht 1403; 20 working days end on the 31st (one holiday inside). */
export const NOTIFIED = day('1403-02-02');
export const INTRODUCED = day('1403-02-05');
export const IN_TIME = day('1403-02-20');
export const DEADLINE = day('1403-02-31');
export const REVIEW_DAY = day('1403-03-01');
export const TODAY = day('1403-03-10');

type Person = Pick<Actor, 'id' | 'role'>;
export const SYSTEM: Person = { id: 'system', role: 'system' };
export const LABOUR: Person = { id: 'labour-1', role: 'labour' };
export const DEPUTY: Person = { id: 'deputy-1', role: 'economic-deputy' };
export const OTHER_DEPUTY: Person = { id: 'deputy-2', role: 'economic-deputy' };

/** Converts billions of toman to rial (1 toman = 10 rial), exact to a million toman: `bn(56.25)`. */
export function bn(billionToman: number): Rial {
  return BigInt(Math.round(billionToman * 1000)) * 10_000_000n;
}

export function bnText(billionToman: number): RialText {
  return rialText(bn(billionToman));
}

export function province(): RegisterState {
  return [
    registered('agency', 'relief-committee', 'کمیته امداد'),
    registered('agency', 'behzisti', 'بهزیستی'),
    registered('agency', 'jihad-agriculture', 'جهاد کشاورزی'),
    registered('agency', 'cultural-heritage', 'میراث فرهنگی'),
    registered('bank', 'bank-melli', 'بانک ملی', 'state'),
    registered('bank', 'bank-mellat', 'بانک ملت', 'private'),
    registered('county', 'tabriz', 'تبریز'),
    registered('county', 'marand', 'مرند'),
    registered('sector', 'industry', 'صنعت'),
    registered('sector', 'services', 'خدمات'),
    {
      type: 'OrganisationRetired' as const,
      data: { kind: 'county' as const, id: 'marand', from: day('1403-01-01'), reason: 'joined to another' },
    },
  ].reduce(evolveRegister, initialRegister());
}

const REGISTER = province();

/** A command, and where it differs from the defaults: day, actor, calendar. */
export interface Step {
  readonly command: CreditCommand;
  readonly today?: PlainDate;
  readonly actor?: Person;
  readonly calendar?: WorkingCalendar;
  readonly pool?: string;
}

export type Doing = CreditCommand | Step;

export function stepOf(doing: Doing): Step {
  return 'command' in doing ? doing : { command: doing };
}

export function on(today: PlainDate, doing: Doing): Step {
  return { ...stepOf(doing), today };
}

export function by(actor: Person, doing: Doing): Step {
  return { ...stepOf(doing), actor };
}

export function countedBy(calendar: WorkingCalendar, doing: Doing): Step {
  return { ...stepOf(doing), calendar };
}

export function inPool(pool: string, doing: Doing): Step {
  return { ...stepOf(doing), pool };
}

function usualActor({ type }: CreditCommand): Person {
  if (type === 'ReviewPool') return SYSTEM;
  if (type === 'ApproveReallocation' || type === 'DismissReallocation') return DEPUTY;
  return type === 'ReverseReallocation' ? OTHER_DEPUTY : LABOUR;
}

export function answerTo(state: PoolState, doing: Doing): CreditDecision {
  const { command, today = TODAY, actor = usualActor(command), calendar, pool = POOL } = stepOf(doing);
  return decide(state, command, {
    pool,
    today,
    actor,
    calendar: calendar ?? shippedCalendar(),
    register: REGISTER,
  });
}

/** An event as the log returns it: keys are sorted, and only JSON values are left. */
export function stored(event: CreditEvent): CreditEvent {
  return { type: event.type, data: JSON.parse(canonicalJson(event.data)) as unknown } as CreditEvent;
}

/**
 * The events as version 1 of the rule recorded them. Version 1 did not name the end of the facility in a return after
 * it.
 */
export function asOfVersion1(events: readonly CreditEvent[]): readonly CreditEvent[] {
  return events.map((event) => {
    if (event.type !== 'FacilityPaymentReversed') return event;
    const { ended, ...data } = event.data;
    const named = data.kind === 'recorded-in-error' || ended === undefined || data.reversedOn <= ended.on;
    return named ? event : { ...event, data };
  });
}

/** Decides on a command and, if it is accepted, applies the events to the state. */
export function perform(state: PoolState, doing: Doing): CreditDecision {
  const decision = answerTo(state, doing);
  if (decision.kind === 'accepted') for (const event of decision.events) evolvePool(state, stored(event));
  return decision;
}

/** The pool after all these steps. Throws when a step is refused, because then the test is wrong. */
export function poolAfter(...doings: readonly Doing[]): PoolState {
  const state = initialPool();
  for (const doing of doings) {
    const decision = perform(state, doing);
    if (decision.kind === 'refused')
      throw new Error(`${stepOf(doing).command.type}: ${JSON.stringify(decision.refusal)}`);
  }
  return state;
}

export function given(...doings: readonly Doing[]) {
  const state = poolAfter(...doings);
  return {
    state,
    when: (doing: Doing): CreditDecision => answerTo(state, doing),
    /** The review as of a day. The system requests it unless the test names another actor. */
    reviewedOn: (asOf: PlainDate, doing: Doing = review(asOf)): PoolReviewed =>
      reviewIn(answerTo(state, asOf > TODAY ? on(asOf, doing) : doing)),
  };
}

export function eventsOf(decision: CreditDecision): readonly CreditEvent[] {
  if (decision.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(decision)}`);
  return decision.events;
}

type EventData = { [Event in CreditEvent as Event['type']]: Event['data'] };

/** The data of the last event of a type in an answer. */
export function dataOf<Type extends CreditEvent['type']>(
  decision: CreditDecision,
  type: Type,
): EventData[Type] {
  const event = eventsOf(decision).findLast((each) => each.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  return event.data as EventData[Type];
}

function reviewIn(decision: CreditDecision): PoolReviewed {
  return dataOf(decision, 'PoolReviewed');
}

export function agencyIn(found: Pick<PoolReviewed, 'agencies'>, agency: string): AgencyTrace {
  const trace = found.agencies.find((each) => each.agency === agency);
  if (trace === undefined) throw new Error(`no ${agency}`);
  return trace;
}

/** Name and figures of a refusal, or undefined for any other answer. */
export function refusalOf(decision: CreditDecision): Refusal | undefined {
  return decision.kind === 'refused' ? decision.refusal : undefined;
}

/* ---------- Commands with default values ---------- */

export function adopt(policy: Partial<Omit<AdoptPolicy, 'type'>> = {}): AdoptPolicy {
  return {
    type: 'AdoptPolicy',
    ...PROVINCE_DEFAULTS,
    effectiveOn: day('1403-01-05'),
    extendLots: [],
    reason: 'decided by the working group',
    ...policy,
  };
}

export function allocate(
  agency: string,
  amountRial: Rial,
  notifiedOn = NOTIFIED,
  allocationId = `${agency}-1`,
): AllocateCredit {
  return { type: 'AllocateCredit', allocationId, agency, amountRial, notifiedOn };
}

export function correct(allocationId: string, amountRial: Rial): CorrectAllocation {
  return { type: 'CorrectAllocation', allocationId, amountRial, reason: 'the letter was misread' };
}

export function introduce(
  facilityId: string,
  agency: string,
  amountRial: Rial,
  introducedOn = INTRODUCED,
): IntroduceFacility {
  return {
    type: 'IntroduceFacility',
    facilityId,
    agency,
    bank: 'bank-melli',
    amountRial,
    introducedOn,
    county: 'tabriz',
    sector: 'industry',
    plannedJobs: 2,
  };
}

export function correctIntroduction(facilityId: string, amountRial: Rial): CorrectIntroduction {
  return { type: 'CorrectIntroduction', facilityId, amountRial, reason: 'the plan was revised' };
}

export function pay(
  facilityId: string,
  amountRial: Rial,
  paidOn = IN_TIME,
  bankReference = 'ref-1',
): PayFacility {
  return { type: 'PayFacility', facilityId, bank: 'bank-melli', amountRial, paidOn, bankReference };
}

export function returned(facilityId: string, reversedOn: PlainDate, bankReference = 'ref-1'): ReversePayment {
  return {
    type: 'ReversePayment',
    facilityId,
    bank: 'bank-melli',
    bankReference,
    kind: 'returned',
    reversedOn,
    reason: 'the applicant gave it back',
  };
}

export function inError(facilityId: string, reversedOn: PlainDate, bankReference = 'ref-1'): ReversePayment {
  return { ...returned(facilityId, reversedOn, bankReference), kind: 'recorded-in-error', reason: 'a slip' };
}

export function decline(facilityId: string, declinedOn = IN_TIME, reason = 'no collateral'): CreditCommand {
  return { type: 'DeclineFacility', facilityId, bank: 'bank-melli', declinedOn, reason };
}

export function withdraw(facilityId: string, withdrawnOn = IN_TIME, reason = 'gave up'): CreditCommand {
  return { type: 'WithdrawFacility', facilityId, withdrawnOn, by: 'applicant', reason };
}

export function close(facilityId: string, closedOn = IN_TIME, reason = 'file finished'): CreditCommand {
  return { type: 'CloseFacility', facilityId, bank: 'bank-melli', closedOn, reason };
}

/** Introduces an applicant of an agency who waits for money. */
export function waiting(agency: string, amountRial: Rial, introducedOn = INTRODUCED): CreditCommand {
  return introduce(
    `${agency}-waits-${rialText(amountRial)}-${introducedOn}`,
    agency,
    amountRial,
    introducedOn,
  );
}

/** Everything an agency paid on a day, as one facility of that amount, introduced three days before. */
export function paid(agency: string, amountRial: Rial, paidOn = IN_TIME): readonly CreditCommand[] {
  const facilityId = `${agency}-paid-${rialText(amountRial)}-${paidOn}`;
  return [
    introduce(facilityId, agency, amountRial, addDays(paidOn, -3)),
    pay(facilityId, amountRial, paidOn),
  ];
}

export function review(asOf = REVIEW_DAY): CreditCommand {
  return { type: 'ReviewPool', asOf };
}

export function approve(number = 1, reason = 'as the rule says'): CreditCommand {
  return { type: 'ApproveReallocation', reviewId: reviewId(number), reason };
}

export function dismiss(number = 1, reason = 'not this time'): CreditCommand {
  return { type: 'DismissReallocation', reviewId: reviewId(number), reason };
}

export function reviewId(number: number): string {
  return `${POOL}-review-${String(number)}`;
}

export function giveBack(
  amountRial: Rial,
  { reversalId = 'reversal-1', number = 1, from = 'behzisti', to = 'relief-committee' } = {},
): CreditCommand {
  return {
    type: 'ReverseReallocation',
    reversalId,
    reviewId: reviewId(number),
    from,
    to,
    amountRial,
    reason: 'the payment of Behzisti was true',
  };
}

/**
 * Note 16 as published. The Relief Committee was allocated 1,000 bn toman and paid 865. Behzisti was allocated 505 and
 * paid 272. All of it was paid in time. Applicants worth 500 bn wait at the Relief Committee.
 */
export const NOTE_16: readonly CreditCommand[] = [
  allocate('relief-committee', bn(1000)),
  allocate('behzisti', bn(505)),
  ...paid('relief-committee', bn(865)),
  ...paid('behzisti', bn(272)),
  waiting('relief-committee', bn(500)),
];
