import { day } from '@misaq/platform/calendar/day.fixture.js';
import { plainDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import type { CreditCommand } from './commands.js';
import {
  adopt,
  allocate,
  answerTo,
  approve,
  bn,
  bnText,
  correct,
  DEADLINE,
  dismiss,
  given,
  giveBack,
  NOTE_16,
  on,
  paid,
  perform,
  poolAfter,
  review,
  REVIEW_DAY,
  reviewId,
  stored,
  waiting,
  type Doing,
} from './credit.fixture.js';
import { dueReview } from './due-review.js';
import { figuresOf, lastReviewWithFate } from './state.js';

const LATER = day('1403-03-20');

function whenDue(asOf: PlainDate): CreditCommand {
  return { type: 'ReviewPool', asOf, onlyWhenDue: true };
}

/** A conditional request as of a day, as Misaq sends every morning. */
function sweep(asOf: PlainDate): Doing {
  return on(asOf, whenDue(asOf));
}

function dueOn(today: PlainDate, ...doings: readonly Doing[]) {
  const state = poolAfter(...doings);
  return dueReview(figuresOf(state), lastReviewWithFate(state), shippedCalendar(), today);
}

/** Behzisti fell short by 233; the Relief Committee passed and no applicant of it waits. */
const NOBODY_WAITS: readonly CreditCommand[] = NOTE_16.slice(0, -1);

describe('a review is due when the deadline of a lot has passed', () => {
  it('from the day after the deadline on, and it names the lots', () => {
    expect(dueOn(DEADLINE, ...NOTE_16)).toBeUndefined();
    expect(dueOn(REVIEW_DAY, ...NOTE_16)).toEqual({
      why: 'lot_expired',
      lots: [
        { lotId: 'behzisti-1', agency: 'behzisti', deadline: DEADLINE },
        { lotId: 'relief-committee-1', agency: 'relief-committee', deadline: DEADLINE },
      ],
    });
    expect(dueOn(LATER, ...NOTE_16)).toMatchObject({ why: 'lot_expired' });
  });

  it('and not again once a review has looked at it, whether a person or Misaq requested that review', () => {
    expect(dueOn(LATER, ...NOTE_16, review())).toBeUndefined();
    expect(dueOn(LATER, ...NOTE_16, review(), approve())).toBeUndefined();
    expect(dueOn(LATER, ...NOTE_16, review(), dismiss())).toBeUndefined();
  });

  it('also when the lot was recorded only after a review of a day on which its deadline had passed', () => {
    const late = allocate('jihad-agriculture', bn(10));
    expect(dueOn(LATER, ...NOTE_16, review(), late)).toEqual({
      why: 'lot_expired',
      lots: [{ lotId: 'jihad-agriculture-1', agency: 'jihad-agriculture', deadline: DEADLINE }],
    });
  });

  it('again when a policy extended the lot after a review, and the new deadline has passed too', () => {
    const longer = adopt({
      effectiveOn: LATER,
      clock: { kind: 'working-days', days: 40 },
      extendLots: ['behzisti-1'],
    });
    const extended: readonly Doing[] = [...NOTE_16, review(), on(LATER, longer)];
    expect(dueOn(day('1403-04-02'), ...extended)).toBeUndefined();
    expect(dueOn(day('1403-04-10'), ...extended)).toEqual({
      why: 'lot_expired',
      lots: [{ lotId: 'behzisti-1', agency: 'behzisti', deadline: day('1403-04-02') }],
    });
  });

  it('again when the calendar has moved its deadline since a review, which can no longer be approved', () => {
    const state = poolAfter(...NOTE_16, on(REVIEW_DAY, review()));
    const closed = { date: day('1403-02-25'), reason: 'dust storm' };
    const revised = { ...shippedCalendar(), revision: 1, closures: [closed] };
    const due = (today: PlainDate): unknown =>
      dueReview(figuresOf(state), lastReviewWithFate(state), revised, today);
    expect(due(REVIEW_DAY)).toBeUndefined();
    expect(due(day('1403-03-02'))).toMatchObject({
      why: 'lot_expired',
      lots: [
        { lotId: 'behzisti-1', deadline: REVIEW_DAY },
        { lotId: 'relief-committee-1', deadline: REVIEW_DAY },
      ],
    });
  });

  it('but not when the lot was empty', () => {
    expect(dueOn(REVIEW_DAY, allocate('behzisti', bn(5)), correct('behzisti-1', 0n))).toBeUndefined();
  });

  it('at the end of a clock that runs over the leap day and Nowruz of 1404', () => {
    const notified = plainDate('2025-03-05');
    const pool = allocate('behzisti', bn(5), notified);
    const spring = (today: string): unknown => dueOn(plainDate(today), on(plainDate('2025-03-20'), pool));
    // 15 Esfand + 20 working days, over 29 and 30 Esfand, four days of Nowruz, the Fitr feast, 12 and 13 Farvardin.
    expect(spring('2025-04-13')).toBeUndefined();
    expect(spring('2025-04-14')).toMatchObject({ why: 'lot_expired', lots: [{ deadline: '2025-04-13' }] });
  });
});

describe('a review is due when a recipient appears for unplaced credit', () => {
  const unplaced: readonly Doing[] = [...NOBODY_WAITS, review()];

  it('and it names the amount that could be placed now', () => {
    expect(dueOn(LATER, ...unplaced)).toBeUndefined();
    expect(dueOn(LATER, ...unplaced, waiting('relief-committee', bn(200)))).toEqual({
      why: 'recipient_appeared',
      unplacedRial: bnText(233),
      decidedRial: '0',
      // 135 of the waiting amount is covered by the agency's own credit.
      wouldPlaceRial: bnText(65),
    });
  });

  it('not when all credit was placed', () => {
    expect(dueOn(LATER, ...NOTE_16, review(), waiting('relief-committee', bn(900)))).toBeUndefined();
  });

  it('not for a proposal that was dismissed, but for one that exceeds it', () => {
    const dismissed: readonly Doing[] = [
      ...NOBODY_WAITS,
      waiting('relief-committee', bn(200)),
      review(),
      dismiss(),
    ];
    expect(dueOn(LATER, ...dismissed)).toBeUndefined();
    expect(dueOn(day('1403-04-20'), ...dismissed)).toBeUndefined();
    expect(dueOn(LATER, ...dismissed, waiting('relief-committee', bn(10), day('1403-03-05')))).toMatchObject({
      why: 'recipient_appeared',
      decidedRial: bnText(65),
      wouldPlaceRial: bnText(75),
    });
  });

  it('not for credit that a reallocation moved and a person reversed', () => {
    const approved: readonly Doing[] = [
      ...NOBODY_WAITS,
      waiting('relief-committee', bn(200)),
      review(),
      approve(),
    ];
    expect(dueOn(LATER, ...approved)).toBeUndefined();
    expect(dueOn(LATER, ...approved, giveBack(bn(20)))).toBeUndefined();
    expect(
      dueOn(LATER, ...approved, giveBack(bn(20)), waiting('relief-committee', bn(30), day('1403-03-05'))),
    ).toMatchObject({ why: 'recipient_appeared', decidedRial: bnText(20), wouldPlaceRial: bnText(50) });
  });
});

describe('a conditional request for a review', () => {
  it('requests a review that states its reason', () => {
    const found = given(...NOTE_16).reviewedOn(REVIEW_DAY, whenDue(REVIEW_DAY));
    expect(found).toMatchObject({ requestedBy: 'system', because: { why: 'lot_expired' } });
    expect(stored({ type: 'PoolReviewed', data: found })).toEqual({ type: 'PoolReviewed', data: found });
  });

  it('changes nothing when no review is due, and keeps a review that is open', () => {
    const state = poolAfter(...NOTE_16, review());
    expect(answerTo(state, sweep(LATER))).toEqual({ kind: 'unchanged' });
    expect(state.openReviewId).toBe(reviewId(1));
  });

  it('has one effect, however often it is sent', () => {
    const state = poolAfter(...NOTE_16);
    const answers = ['1403-02-31', '1403-03-01', '1403-03-02', '1403-03-02', '1403-03-09'].map(
      (morning) => perform(state, sweep(day(morning))).kind,
    );
    expect(answers).toEqual(['unchanged', 'accepted', 'unchanged', 'unchanged', 'unchanged']);
  });

  it('finds nothing due when a later day has been reviewed and the clock was set back', () => {
    const state = poolAfter(...NOTE_16, review(day('1403-03-05')));
    expect(
      dueReview(figuresOf(state), lastReviewWithFate(state), shippedCalendar(), REVIEW_DAY),
    ).toBeUndefined();
    expect(perform(state, sweep(REVIEW_DAY))).toMatchObject({ refusal: { name: 'review_before_last' } });
  });

  it('leads from a new lot to the next review', () => {
    const state = poolAfter(...NOTE_16, review(), ...paid('relief-committee', bn(10)));
    const second = on(day('1403-04-30'), allocate('behzisti', bn(5), day('1403-03-01'), 'behzisti-2'));
    expect(perform(state, second).kind).toBe('accepted');
    expect(answerTo(state, sweep(day('1403-05-01')))).toMatchObject({
      kind: 'accepted',
      events: [
        { type: 'ReviewSuperseded' },
        { type: 'PoolReviewed', data: { because: { why: 'lot_expired' } } },
      ],
    });
  });
});
