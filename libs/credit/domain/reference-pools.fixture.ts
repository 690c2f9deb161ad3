import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import {
  adopt,
  allocate,
  by,
  close,
  correct,
  correctIntroduction,
  countedBy,
  decline,
  DEPUTY,
  type Doing,
  inError,
  introduce,
  LABOUR,
  on,
  OTHER_DEPUTY,
  pay,
  perform,
  POOL,
  returned,
  review,
  SYSTEM,
  withdraw,
} from './credit.fixture.js';
import type { CreditEvent } from './events.js';
import type { PoolReviewed } from './review-events.js';
import type { Clock } from './policy.js';
import { endOfClock, policyInForce } from './reference-clocks.fixture.js';
import { factsOf, type FacilityFact, type Facts, type Recorded } from './reference-facts.fixture.js';
import { initialPool, type PoolState } from './state.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/*
 * Random pools for comparing the rule with its reference. An intent is a handful of numbers. What it means depends on
 * the facts of the pool at that moment, so that most commands name something that exists.
 */

const AGENCIES = ['behzisti', 'cultural-heritage', 'jihad-agriculture', 'relief-committee'] as const;
const BANKS = ['bank-melli', 'bank-mellat'] as const;
const FIRST_DAY = day('1403-01-25');

/** Kinds of steps, with their relative frequency. */
const KINDS = {
  allocate: 4,
  correct: 2,
  introduce: 6,
  'correct-introduction': 2,
  pay: 14,
  'pay-late': 5,
  reverse: 4,
  end: 3,
  review: 3,
  approve: 1,
  reallocate: 6,
  dismiss: 1,
  'give-back': 3,
  adopt: 3,
  'extend-loser': 2,
  'revise-calendar': 2,
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.entries(KINDS).flatMap(([kind, parts]) => Array<Kind>(parts).fill(kind as Kind));

const intent = fc.record({
  kind: fc.constantFrom(...kinds),
  /** Days that pass before the step. */
  days: fc.constantFrom(0, 0, 0, 1, 1, 2, 4),
  /** How long before the day of recording the act is dated. */
  ago: fc.constantFrom(0, 0, 1, 3, 8, 20),
  which: fc.nat(1000),
  other: fc.nat(1000),
  amount: fc.constantFrom(1, 7, 10, 20, 20, 30, 33, 50, 65, 100).map(BigInt),
  yes: fc.boolean(),
});
type Intent = typeof intent extends fc.Arbitrary<infer Value> ? Value : never;

const firstPolicy = fc.record({
  // In one of three pools the first policy takes effect only after the first credit was notified.
  effectiveOn: fc.constantFrom(day('1403-01-05'), day('1403-01-05'), day('1403-02-05')),
  thresholdPercent: fc.constantFrom(50, 65, 65, 80),
  exactThresholdPasses: fc.boolean(),
  ringFence: fc.boolean(),
  split: fc.constantFrom('unmet-demand', 'performance-weighted'),
  lateReportsOfIntroductions: fc.constantFrom('count', 'count', 'ignore'),
  reportingWorkingDays: fc.constantFrom(0, 0, 0, 2),
  clock: fc.constantFrom<Clock>(
    { kind: 'working-days', days: 8 },
    { kind: 'working-days', days: 12 },
    { kind: 'until', date: day('1403-02-10'), graceWorkingDays: 4 },
    { kind: 'until', date: day('1403-02-25'), graceWorkingDays: 10 },
  ),
});

export const anyPool = fc.record({
  policy: firstPolicy,
  beginning: fc.array(fc.constantFrom(10n, 40n, 60n, 100n, 200n), { minLength: 4, maxLength: 4 }),
  calendars: fc.nat(2),
  intents: fc.array(intent, { minLength: 15, maxLength: 34, size: 'max' }),
  later: fc.constantFrom(0, 1, 7, 20, 45),
});
export type PoolPlan = typeof anyPool extends fc.Arbitrary<infer Value> ? Value : never;

function closed(calendar: WorkingCalendar, ...dates: readonly string[]): WorkingCalendar {
  const closures = dates.map((date) => ({ date: day(date), reason: 'dust storm' }));
  return {
    ...calendar,
    revision: calendar.revision + 1,
    closures: [...calendar.closures, ...closures],
  };
}

function worked(calendar: WorkingCalendar, ...dates: readonly string[]): WorkingCalendar {
  const cancellations = dates.map((date) => ({ date: day(date), reason: 'decided by the cabinet' }));
  return {
    ...calendar,
    revision: calendar.revision + 1,
    cancellations: [...calendar.cancellations, ...cancellations],
  };
}

/**
 * Each column is the history of one calendar. Closures declared late move deadlines forward, cancelled holidays move
 * them back.
 */
const CALENDARS = (() => {
  const zero = shippedCalendar();
  const closing = closed(zero, '1403-02-08', '1403-02-09');
  const cancelling = worked(zero, '1403-02-15');
  const fridayOnly: WorkingCalendar = {
    ...zero,
    revision: 1,
    weekProfiles: [...zero.weekProfiles, { from: day('1403-02-10'), off: ['friday'] }],
  };
  const later = closed(cancelling, '1403-02-16', '1403-02-17', '1403-03-01', '1403-03-02');
  return [
    [
      zero,
      closing,
      closed(closing, '1403-02-29', '1403-02-30'),
      worked(closed(closing, '1403-03-09'), '1403-03-14'),
    ],
    [zero, cancelling, later, worked(later, '1403-03-14', '1403-03-15')],
    [zero, fridayOnly, closed(fridayOnly, '1403-02-18', '1403-02-19', '1403-02-22', '1403-03-05')],
  ];
})();

function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % Math.max(1, items.length)];
}

/** A pool while its steps run. */
interface Life {
  readonly state: PoolState;
  readonly log: Recorded[];
  readonly calendars: readonly WorkingCalendar[];
  revision: number;
  today: PlainDate;
}

function calendarOf({ calendars, revision }: Life): WorkingCalendar {
  return calendars[Math.min(revision, calendars.length - 1)] ?? shippedCalendar();
}

function latestReviewId({ state }: Life): string {
  return `${POOL}-review-${String(Math.max(1, state.reviews.size))}`;
}

/** Performs a step, and keeps its events with the day. */
function take(life: Life, doing: Doing): readonly CreditEvent[] {
  const decision = perform(life.state, countedBy(calendarOf(life), on(life.today, doing)));
  if (decision.kind !== 'accepted') return [];
  life.log.push(...decision.events.map((event) => ({ event, on: life.today })));
  return decision.events;
}

const waitingFor = (facility: FacilityFact): bigint =>
  facility.amount -
  facility.payments
    .filter((payment) => payment.reversal === undefined)
    .reduce((sum, { amount }) => sum + amount, 0n);

/** The last day of one of an agency's clocks, or a day near it, where limits are reached. */
function nearDeadline(
  life: Life,
  facts: Facts,
  agency: string,
  { which, ago }: Intent,
): PlainDate | undefined {
  const lot = pick(
    facts.lots.filter((each) => each.agency === agency),
    which,
  );
  const clock = lot?.clocks.at(-1);
  if (lot === undefined || clock === undefined) return undefined;
  return addDays(endOfClock(calendarOf(life), lot.startsOn, clock), ago === 1 ? 1 : 0);
}

function notAfter(date: PlainDate, last: PlainDate): PlainDate {
  return date < last ? date : last;
}

function notBefore(date: PlainDate, first: PlainDate): PlainDate {
  return date > first ? date : first;
}

/** An intent with the moment of the pool to which it applies. */
interface Moment extends Intent {
  readonly life: Life;
  readonly facts: Facts;
  readonly agency: string;
  readonly bank: string;
  readonly today: PlainDate;
  /** A day some days ago. */
  readonly past: PlainDate;
}

function momentOf(life: Life, intended: Intent): Moment {
  const { today } = life;
  return {
    ...intended,
    life,
    today,
    facts: factsOf(life.log),
    agency: pick(AGENCIES, intended.which) ?? AGENCIES[0],
    bank: pick(BANKS, intended.other) ?? BANKS[0],
    past: notBefore(addDays(today, -intended.ago), FIRST_DAY),
  };
}

/** A generator, because the second of two steps is chosen after the first was performed. */
type Steps = Generator<Doing, void, void>;

const MEANINGS: Readonly<Record<Kind, (moment: Moment) => Steps>> = {
  *allocate({ agency, amount, past, facts }) {
    yield allocate(agency, amount, past, `a-${String(facts.lots.length)}`);
  },

  *correct({ facts, which, other, yes, amount }) {
    const lot = pick(facts.lots, which);
    if (lot === undefined) return;
    const corrected = other % 3 === 0 ? 0n : lot.amount / 2n;
    yield correct(lot.id, yes ? amount : corrected);
  },

  *introduce(moment) {
    const { agency, bank, amount, facts } = moment;
    const introducedOn = notAfter(datedFor(agency, moment), moment.today);
    yield { ...introduce(`f-${String(facts.facilities.length)}`, agency, amount, introducedOn), bank };
  },

  *'correct-introduction'({ facts, which, yes, amount }) {
    const facility = pick(facts.facilities, which);
    if (facility !== undefined) yield correctIntroduction(facility.id, yes ? amount : facility.amount * 2n);
  },

  *pay(moment) {
    yield* payOneOf(moment.facts.facilities, moment);
  },

  /**
   * A payment of an agency that has lost credit, dated near one of its deadlines. It is contested when the credit is
   * gone.
   */
  *'pay-late'(moment) {
    const losers = moment.facts.transfers.map(({ from }) => from);
    const theirs = moment.facts.facilities.filter(({ agency }) => losers.includes(agency));
    yield* payOneOf(theirs, { ...moment, yes: false });
  },

  *reverse(moment) {
    const { facts, which, other, yes, ago, today } = moment;
    const payments = facts.facilities.flatMap((facility) =>
      facility.payments.map((payment) => ({ facility, payment })),
    );
    const target = pick(
      payments.filter(({ payment }) => payment.reversal === undefined),
      which,
    );
    if (target === undefined) return;
    const { facility, payment } = target;
    const dated = addDays(datedFor(facility.agency, moment), yes ? 0 : other % 16);
    const reversedOn = notBefore(notAfter(dated, today), payment.paidOn);
    const reverse = yes || ago === 0 ? returned : inError;
    yield { ...reverse(facility.id, reversedOn, payment.bankReference), bank: facility.bank };
  },

  *end(moment) {
    const { facts, which, other, today } = moment;
    const facility = pick(
      facts.facilities.filter(({ end }) => end === undefined),
      which,
    );
    if (facility === undefined) return;
    const { id, agency, bank, introducedOn } = facility;
    const endedOn = notBefore(notAfter(datedFor(agency, moment), today), introducedOn);
    const end = pick([decline, withdraw, withdraw, close], other) ?? close;
    const command = end(id, endedOn);
    yield 'bank' in command ? { ...command, bank } : command;
  },

  *review({ yes, other, today }) {
    yield by(yes ? SYSTEM : LABOUR, review(addDays(today, -(other % 4))));
  },

  *approve(moment) {
    yield approval(moment);
  },

  *reallocate(moment) {
    yield by(SYSTEM, review(moment.today));
    yield approval(moment);
  },

  *dismiss({ life }) {
    const reviewId = latestReviewId(life);
    yield by(DEPUTY, { type: 'DismissReallocation', reviewId, reason: 'not now' });
  },

  *'give-back'({ life, facts, which, other, yes, amount }) {
    const transfer = pick(facts.transfers, which);
    if (transfer === undefined) return;
    const { reviewId, from, to, reversed } = transfer;
    const left = transfer.amount - reversed;
    yield by(yes ? DEPUTY : OTHER_DEPUTY, {
      type: 'ReverseReallocation',
      reversalId: `back-${String(life.log.length)}`,
      reviewId,
      from,
      to,
      amountRial: other % 2 === 0 || left < amount ? left : amount,
      reason: 'the payment was true',
    });
  },

  *adopt({ facts, which, other, yes, today }) {
    const lots = facts.lots.filter((_lot, index) => (other + index) % 4 === 0).map(({ id }) => id);
    yield adopt({
      thresholdPercent: pick([50, 65, 65, 65, 80], which) ?? 65,
      exactThresholdPasses: other % 5 !== 0,
      ringFence: which % 2 === 0,
      split: other % 2 === 0 ? 'performance-weighted' : 'unmet-demand',
      lateReportsOfIntroductions: which % 3 === 0 ? 'ignore' : 'count',
      reportingWorkingDays: other % 7 === 0 ? 3 : 0,
      // Adopted in advance, for today, or dated back.
      effectiveOn: addDays(today, pick([15, 6, 1, 0, 0, -3, -10], which + other) ?? 0),
      clock: yes
        ? { kind: 'working-days', days: 4 + (which % 14) }
        : { kind: 'until', date: addDays(today, (other % 24) - 8), graceWorkingDays: 2 + (which % 9) },
      extendLots: which % 3 === 0 ? lots : [],
    });
  },

  /** More time for an agency that has lost credit, and payments that bring it to the threshold. */
  *'extend-loser'(moment) {
    const { facts, which, today } = moment;
    const loser = pick(facts.transfers, which)?.from;
    const { version: _version, ...settings } = policyInForce(facts.policies, today);
    if (loser === undefined) return;
    yield adopt({
      ...settings,
      effectiveOn: today,
      clock: { kind: 'working-days', days: 25 + (which % 20) },
      extendLots: facts.lots.filter(({ agency }) => agency === loser).map(({ id }) => id),
    });
    for (const facility of facts.facilities)
      if (facility.agency === loser) yield* payOneOf([facility], moment);
  },

  'revise-calendar': reviseCalendar,
};

// eslint-disable-next-line require-yield -- no command: from here on the pool counts by the next calendar
function* reviseCalendar({ life }: Moment): Steps {
  life.revision += 1;
}

/** A day some days ago, or near a deadline of the agency. */
function datedFor(agency: string, moment: Moment): PlainDate {
  return moment.yes ? moment.past : (nearDeadline(moment.life, moment.facts, agency, moment) ?? moment.past);
}

function* payOneOf(facilities: readonly FacilityFact[], moment: Moment): Steps {
  const { which, other, amount, today, life } = moment;
  const facility = pick(
    facilities.filter((each) => waitingFor(each) > 0n),
    which,
  );
  if (facility === undefined) return;
  const waits = waitingFor(facility);
  const paidOn = notBefore(notAfter(datedFor(facility.agency, moment), today), facility.introducedOn);
  const part = other % 3 === 0 && amount < waits ? amount : waits;
  yield { ...pay(facility.id, part, paidOn, `ref-${String(life.log.length)}`), bank: facility.bank };
}

function approval({ life, yes }: Moment): Doing {
  return by(yes ? DEPUTY : OTHER_DEPUTY, {
    type: 'ApproveReallocation',
    reviewId: latestReviewId(life),
    reason: 'as the rule says',
  });
}

/** One decision of a pool: its events, the log before it, and the calendar it used. */
export interface Decided {
  readonly log: readonly Recorded[];
  readonly calendar: WorkingCalendar;
  readonly today: PlainDate;
  readonly events: readonly CreditEvent[];
}

export interface Reviewed extends Decided {
  readonly review: PoolReviewed;
}

export interface LivedPool {
  readonly log: readonly Recorded[];
  /** The allocations and approvals, which give lots their clock. */
  readonly timed: readonly Decided[];
  readonly reviews: readonly Reviewed[];
}

/** Runs a plan. It ends with reviews of the last day and of a later one. */
export function livePool({ policy, beginning, calendars, intents, later }: PoolPlan): LivedPool {
  const life: Life = {
    state: initialPool(),
    log: [],
    calendars: CALENDARS[calendars] ?? [],
    revision: 0,
    today: addDays(FIRST_DAY, 2),
  };
  const reviews: Reviewed[] = [];
  const timed: Decided[] = [];
  const step = (doing: Doing): void => {
    const log = [...life.log];
    const events = take(life, doing);
    const decided = { log, calendar: calendarOf(life), today: life.today, events };
    for (const { type, data } of events) {
      if (type === 'PoolReviewed') reviews.push({ ...decided, review: data });
      if (TIMED.has(type)) timed.push(decided);
    }
  };
  step(adopt(policy));
  beginning.forEach((amount, index) => {
    const agency = AGENCIES[index] ?? AGENCIES[0];
    step(allocate(agency, amount, FIRST_DAY, `a-${String(index)}`));
    step(introduce(`f-${String(2 * index)}`, agency, amount, FIRST_DAY));
    step(introduce(`f-${String(2 * index + 1)}`, agency, amount / 2n, FIRST_DAY));
  });
  for (const intended of intents) {
    life.today = addDays(life.today, intended.days);
    for (const doing of MEANINGS[intended.kind](momentOf(life, intended))) step(doing);
  }
  step(by(LABOUR, review(life.today)));
  life.today = addDays(life.today, later);
  step(by(SYSTEM, review(life.today)));
  return { log: life.log, timed, reviews };
}

const TIMED: ReadonlySet<CreditEvent['type']> = new Set(['CreditAllocated', 'CreditReallocated']);
