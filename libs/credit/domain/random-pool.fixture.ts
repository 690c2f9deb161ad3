import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CreditCommand } from './commands.js';
import {
  adopt,
  allocate,
  by,
  close,
  correct,
  correctIntroduction,
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
  stored,
  SYSTEM,
  withdraw,
} from './credit.fixture.js';
import type { CreditEvent } from './events.js';
import { remainingOf } from './facility.js';
import { lotJson } from './lots.js';
import { initialPool, type PoolState } from './state.js';

/* Random pools: any commands in any order. Amounts are small, so that limits are reached often. */

export const AGENCIES = ['behzisti', 'jihad-agriculture', 'relief-committee'] as const;
export const FACILITIES = Array.from({ length: 10 }, (_, index) => `f-${String(index)}`);
const LOTS = ['a-0', 'a-1', 'a-2', 'a-3', 'a-4', 'a-5'];
const FIRST_DAY = day('1403-01-20');

/** Kinds of steps, with their relative frequency. */
const KINDS = {
  allocate: 2,
  correct: 1,
  introduce: 5,
  'correct-introduction': 1,
  pay: 8,
  'pay-the-rest': 5,
  reverse: 2,
  end: 2,
  review: 3,
  approve: 4,
  dismiss: 1,
  'give-back': 4,
  adopt: 1,
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.entries(KINDS).flatMap(([kind, parts]) => Array<Kind>(parts).fill(kind as Kind));

const intent = fc.record({
  kind: fc.constantFrom(...kinds),
  /** `days`: days that pass before the step. `ago`: how long before the day of recording the act is dated. */
  days: fc.constantFrom(0, 0, 1, 1, 2, 5),
  ago: fc.constantFrom(0, 0, 1, 5, 20),
  agency: fc.constantFrom(...AGENCIES),
  facilityId: fc.constantFrom(...FACILITIES),
  lotId: fc.constantFrom(...LOTS),
  amountRial: fc.bigInt(1n, 60n),
  bankReference: fc.constantFrom('ref-1', 'ref-2', 'ref-3'),
  person: fc.constantFrom(LABOUR, DEPUTY, OTHER_DEPUTY),
  number: fc.nat(100),
  yes: fc.boolean(),
});
type Intent = typeof intent extends fc.Arbitrary<infer Value> ? Value : never;

export const anySequence = fc.array(intent, { minLength: 30, maxLength: 60, size: 'max' });
export type Sequence = readonly Intent[];

/** Credit and applicants at the start. Without them most sequences would wait for their first allocation. */
const BEGINNING: readonly CreditCommand[] = [
  adopt({ clock: { kind: 'working-days', days: 10 } }),
  ...AGENCIES.map((agency, index) => allocate(agency, 60n, FIRST_DAY, `a-${String(index)}`)),
  ...FACILITIES.slice(0, 6).map((id, index) =>
    introduce(id, AGENCIES[index % AGENCIES.length] ?? 'behzisti', 50n, FIRST_DAY),
  ),
];

export function latestReview(state: PoolState): string {
  return `${POOL}-review-${String(Math.max(1, state.reviews.size))}`;
}

function doingOf(intended: Intent, state: PoolState, today: PlainDate): Doing {
  const { kind, ago, agency, facilityId, lotId, amountRial, bankReference, person, number, yes } = intended;
  const back = addDays(today, -ago);
  const past = back < FIRST_DAY ? FIRST_DAY : back;
  const reviewId = latestReview(state);
  switch (kind) {
    case 'allocate':
      return allocate(agency, amountRial, past, lotId);
    case 'correct':
      return correct(lotId, amountRial);
    case 'introduce':
      return introduce(facilityId, agency, amountRial, past);
    case 'correct-introduction':
      return correctIntroduction(facilityId, amountRial);
    case 'pay':
      return pay(facilityId, amountRial, past, bankReference);
    case 'pay-the-rest': {
      const facility = state.facilities.get(facilityId);
      if (facility === undefined) return pay(facilityId, amountRial, past, bankReference);
      const { introducedOn } = facility;
      return pay(
        facilityId,
        remainingOf(facility),
        past < introducedOn ? introducedOn : past,
        `rest-${bankReference}`,
      );
    }
    case 'reverse': {
      const paid = state.facilities.get(facilityId)?.payments.at(-1)?.bankReference ?? bankReference;
      // Money may have come back before the day on which the bank reports it.
      return yes ? inError(facilityId, today, paid) : returned(facilityId, past, paid);
    }
    case 'end':
      return [decline, withdraw, close][number % 3]?.(facilityId, past) ?? close(facilityId, past);
    case 'review':
      return by(yes ? SYSTEM : person, review(addDays(today, -(number % 4))));
    case 'approve':
      return by(person, { type: 'ApproveReallocation', reviewId, reason: 'yes' });
    case 'dismiss':
      return by(person, { type: 'DismissReallocation', reviewId, reason: 'no' });
    case 'give-back': {
      const made = [...state.reallocations.values()];
      const found = made[number % Math.max(1, made.length)];
      const { from = AGENCIES[0], to = AGENCIES[1] } = found?.transfers[0] ?? {};
      return by(person, {
        type: 'ReverseReallocation',
        reversalId: `r-${String(number % 6)}`,
        reviewId: found?.reviewId ?? reviewId,
        from,
        to,
        amountRial: 1n + (amountRial % 10n),
        reason: 'it was due',
      });
    }
    case 'adopt':
      return adopt({
        thresholdPercent: 1 + (number % 100),
        exactThresholdPasses: yes,
        ringFence: number % 4 === 0,
        split: number % 3 === 0 ? 'performance-weighted' : 'unmet-demand',
        // Dated back, for today, or in advance.
        effectiveOn: [past, addDays(today, ago), today, today, today][number % 5] ?? today,
        clock:
          number % 3 === 0
            ? { kind: 'until', date: addDays(today, number % 30), graceWorkingDays: 1 + (number % 12) }
            : { kind: 'working-days', days: 1 + (number % 25) },
        reportingWorkingDays: number % 7 === 0 ? 2 : 0,
        lateReportsOfIntroductions: number % 6 === 0 ? 'ignore' : 'count',
        extendLots: yes && state.lots.has(lotId) ? [lotId] : [],
      });
  }
}

export interface History {
  readonly state: PoolState;
  readonly events: readonly CreditEvent[];
  /** The accepted steps, each with its day. */
  readonly done: readonly Doing[];
  readonly today: PlainDate;
}

/** Runs a sequence. `before` receives every step and the pool just before that step. */
export function live(
  sequence: Sequence,
  before: (state: PoolState, doing: Doing) => void = () => undefined,
): History {
  const state = initialPool();
  const events: CreditEvent[] = [];
  const done: Doing[] = [];
  let today = addDays(FIRST_DAY, 3);
  const take = (doing: Doing): void => {
    const decision = perform(state, doing);
    if (decision.kind !== 'accepted') return;
    events.push(...decision.events.map(stored));
    done.push(doing);
  };
  for (const command of BEGINNING) take(on(today, command));
  for (const intended of sequence) {
    today = addDays(today, intended.days);
    const doing = on(today, doingOf(intended, state, today));
    before(state, doing);
    take(doing);
  }
  return { state, events, done, today };
}

/** A whole state as text, to compare two states. */
export function textOf(state: PoolState): string {
  const { facilities, lots, ...rest } = state;
  const files = FACILITIES.map((id) => facilities.get(id));
  return JSON.stringify(
    { ...rest, files, bytes: facilities.bytes, lots: [...lots.values()].map(lotJson) },
    (_key, value: unknown) => {
      if (typeof value === 'bigint') return value.toString();
      return value instanceof Map ? [...(value as Map<unknown, unknown>).entries()] : value;
    },
  );
}
