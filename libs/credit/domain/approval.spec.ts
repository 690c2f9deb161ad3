import { day } from '@misaq/platform/calendar/day.fixture.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import type { CreditCommand } from './commands.js';
import {
  adopt,
  agencyIn,
  allocate,
  approve,
  bn,
  bnText,
  by,
  correct,
  countedBy,
  dataOf,
  DEADLINE,
  DEPUTY,
  dismiss,
  given,
  inError,
  introduce,
  INTRODUCED,
  LABOUR,
  NOTE_16,
  NOTIFIED,
  on,
  OTHER_DEPUTY,
  paid,
  pay,
  refusalOf,
  review,
  REVIEW_DAY,
  reviewId,
  TODAY,
  waiting,
  withdraw,
} from './credit.fixture.js';

const WAITING_AT_RELIEF = `relief-committee-waits-${bnText(500)}-${INTRODUCED}`;
const reviewed = given(...NOTE_16, review());

function afterReview(...doings: readonly CreditCommand[]) {
  return given(...NOTE_16, review(), ...doings);
}

function staleness(...doings: readonly CreditCommand[]) {
  return refusalOf(afterReview(...doings).when(approve()))?.figures;
}

describe('the economic deputy approves a reallocation', () => {
  it('gives the Relief Committee a lot of 233 bn that starts on the day of approval, with a clock of its own', () => {
    expect(reviewed.when(approve())).toEqual(
      accepted({
        type: 'CreditReallocated',
        data: {
          reviewId: reviewId(1),
          approvedOn: TODAY,
          approvedBy: 'deputy-1',
          reason: 'as the rule says',
          calendarRevision: 0,
          transfers: [
            {
              from: 'behzisti',
              to: 'relief-committee',
              amountRial: bnText(233),
              missedDeadline: DEADLINE,
              takes: [{ lotId: 'behzisti-1', amountRial: bnText(233) }],
              lotId: `${reviewId(1)}-lot-1`,
              clock: { kind: 'working-days', days: 20 },
              deadline: day('1403-04-12'),
            },
          ],
        },
      }),
    );
  });

  it('and the pool still totals 1,505 bn', () => {
    const { state } = given(...NOTE_16, review(), approve());
    expect(Object.fromEntries(state.credit)).toEqual({ behzisti: bn(272), 'relief-committee': bn(1233) });
  });

  it('gives as many lots as there are transfers, each with an id of its own', () => {
    const two = given(
      ...NOTE_16,
      allocate('cultural-heritage', bn(10)),
      ...paid('cultural-heritage', bn(10)),
      waiting('cultural-heritage', bn(365)),
      review(),
    );
    expect(
      dataOf(two.when(approve()), 'CreditReallocated').transfers.map(({ to, lotId, amountRial }) => [
        to,
        lotId,
        amountRial,
      ]),
    ).toEqual([
      ['cultural-heritage', `${reviewId(1)}-lot-1`, bnText(116.5)],
      ['relief-committee', `${reviewId(1)}-lot-2`, bnText(116.5)],
    ]);
  });

  it('is refused to the actor who requested the review, and possible for another one', () => {
    const own = given(...NOTE_16, by(DEPUTY, review()));
    expect(own.when(by(DEPUTY, approve()))).toEqual(
      refused('own_review', { reviewId: reviewId(1), requestedBy: 'deputy-1' }),
    );
    expect(own.when(by(OTHER_DEPUTY, approve())).kind).toBe('accepted');
  });

  it('repeated with the same reason gets the first answer, with another reason it is refused', () => {
    const approved = given(...NOTE_16, review(), approve());
    expect(approved.when(approve())).toEqual(unchanged);
    expect(approved.when(approve(1, 'because I say so'))).toEqual(
      refused('conflicts_with_recorded', {
        key: reviewId(1),
        recorded: { reason: 'as the rule says' },
        given: { reason: 'because I say so' },
      }),
    );
  });

  it('is refused for a review that is unknown, was superseded or was dismissed', () => {
    expect(reviewed.when(approve(2))).toEqual(refused('unknown_review', { reviewId: reviewId(2) }));
    expect(given(...NOTE_16, review(), by(LABOUR, review())).when(approve())).toEqual(
      refused('review_not_open', { reviewId: reviewId(1), status: 'superseded' }),
    );
    expect(given(...NOTE_16, review(), dismiss()).when(approve())).toEqual(
      refused('review_not_open', { reviewId: reviewId(1), status: 'dismissed' }),
    );
  });

  it('is refused when the review proposes nothing', () => {
    expect(given(allocate('behzisti', bn(505)), review()).when(approve())).toEqual(
      refused('nothing_to_move', { reviewId: reviewId(1) }),
    );
  });

  it('is refused without a reason', () => {
    expect(reviewed.when(approve(1, '  '))).toEqual(
      refused('invalid_field', { field: 'reason', code: 'empty', value: '  ' }),
    );
  });

  it('a second review moves only credit that became movable since', () => {
    const again = given(
      ...NOTE_16,
      review(),
      on(day('1403-03-02'), approve()),
      by(LABOUR, review(day('1403-03-03'))),
    );
    expect(again.when(by(DEPUTY, approve(2)))).toEqual(refused('nothing_to_move', { reviewId: reviewId(2) }));
  });
});

describe('dismissing a review', () => {
  it('is recorded with day, person and reason, and moves nothing', () => {
    expect(reviewed.when(dismiss())).toEqual(
      accepted({
        type: 'ReallocationDismissed',
        data: {
          reviewId: reviewId(1),
          dismissedOn: TODAY,
          dismissedBy: 'deputy-1',
          reason: 'not this time',
        },
      }),
    );
    const { state } = given(...NOTE_16, review(), dismiss());
    expect(state.credit.get('behzisti')).toBe(bn(505));
  });

  it('repeated gets the first answer, with another reason it is refused', () => {
    const dismissed = given(...NOTE_16, review(), dismiss());
    expect(dismissed.when(dismiss())).toEqual(unchanged);
    expect(dismissed.when(dismiss(1, 'other'))).toMatchObject({
      refusal: { name: 'conflicts_with_recorded' },
    });
  });

  it('is refused for a review that is unknown, superseded or approved', () => {
    expect(reviewed.when(dismiss(2))).toEqual(refused('unknown_review', { reviewId: reviewId(2) }));
    expect(given(...NOTE_16, review(), by(LABOUR, review())).when(dismiss())).toEqual(
      refused('review_not_open', { reviewId: reviewId(1), status: 'superseded' }),
    );
    expect(given(...NOTE_16, review(), approve()).when(dismiss())).toEqual(
      refused('review_not_open', { reviewId: reviewId(1), status: 'approved' }),
    );
  });

  it('allows a new review to propose the same', () => {
    const again = given(...NOTE_16, review(), dismiss()).when(review());
    expect(dataOf(again, 'PoolReviewed')).toMatchObject({
      reviewId: reviewId(2),
      transfers: [{ amountRial: bnText(233) }],
    });
  });
});

describe('a review is stale', () => {
  it('when a payment reported since changes a verdict: Behzisti had passed', () => {
    expect(staleness(...paid('behzisti', bn(57), DEADLINE))).toEqual({
      reviewId: reviewId(1),
      why: 'verdict_changed',
      agency: 'behzisti',
      was: 'fell-short',
      is: 'passed',
    });
  });

  it('when a correction changes a verdict', () => {
    expect(staleness(correct('relief-committee-1', bn(1400)))).toMatchObject({
      why: 'verdict_changed',
      agency: 'relief-committee',
      was: 'passed',
      is: 'fell-short',
    });
  });

  it('when credit with the same deadline was recorded since, for an agency the review does not know', () => {
    expect(staleness(allocate('jihad-agriculture', bn(5)))).toMatchObject({
      why: 'verdict_changed',
      agency: 'jihad-agriculture',
      was: null,
      is: 'fell-short',
    });
  });

  it('not when a new agency only introduces applicants or is allocated credit that still runs', () => {
    expect(staleness(waiting('jihad-agriculture', bn(5)))).toBeUndefined();
    expect(staleness(allocate('jihad-agriculture', bn(5), REVIEW_DAY))).toBeUndefined();
  });

  it('when the donor has paid from the named lots since', () => {
    expect(staleness(...paid('behzisti', 1n, day('1403-03-04')))).toEqual({
      reviewId: reviewId(1),
      why: 'donor_has_paid',
      lotId: 'behzisti-1',
      takenRial: bnText(233),
      unpaidRial: (bn(233) - 1n).toString(),
    });
  });

  it('when the recipient no longer needs as much', () => {
    expect(staleness(withdraw(WAITING_AT_RELIEF))).toEqual({
      reviewId: reviewId(1),
      why: 'demand_fell',
      agency: 'relief-committee',
      givenRial: bnText(233),
      unmetDemandRial: '0',
    });
    // 100 bn of credit more: unmet demand falls from 365 to 265, which is still enough.
    expect(staleness(allocate('relief-committee', bn(100), REVIEW_DAY, 'more'))).toBeUndefined();
    expect(staleness(allocate('relief-committee', bn(132) + 1n, REVIEW_DAY, 'more'))).toMatchObject({
      why: 'demand_fell',
      unmetDemandRial: (bn(233) - 1n).toString(),
    });
  });

  it('when the calendar has moved a traced deadline', () => {
    const revised = {
      ...shippedCalendar(),
      revision: 1,
      closures: [{ date: day('1403-02-25'), reason: 'dust storm' }],
    };
    expect(refusalOf(reviewed.when(countedBy(revised, approve())))).toEqual({
      name: 'review_stale',
      figures: {
        reviewId: reviewId(1),
        why: 'deadline_moved',
        agency: 'behzisti',
        lotId: 'behzisti-1',
        was: DEADLINE,
        is: day('1403-03-01'),
      },
    });
  });

  it('not when a revision of the calendar moved none of its deadlines', () => {
    const revised = {
      ...shippedCalendar(),
      revision: 1,
      closures: [{ date: day('1403-06-04'), reason: 'heat' }],
    };
    expect(reviewed.when(countedBy(revised, approve()))).toMatchObject({
      events: [{ data: { calendarRevision: 1 } }],
    });
  });

  it('when a policy has given a traced lot more time', () => {
    expect(
      staleness(
        adopt({
          effectiveOn: TODAY,
          clock: { kind: 'working-days', days: 30 },
          extendLots: ['behzisti-1'],
        }),
      ),
    ).toMatchObject({ why: 'deadline_moved', agency: 'behzisti', lotId: 'behzisti-1', was: DEADLINE });
  });

  it('when an earlier pass now protects a lot it takes, though the last verdict is unchanged', () => {
    const two = given(
      allocate('behzisti', bn(100)),
      allocate('behzisti', bn(400), day('1403-02-05'), 'behzisti-2'),
      ...paid('behzisti', bn(50)),
      allocate('relief-committee', bn(10)),
      ...paid('relief-committee', bn(10)),
      waiting('relief-committee', bn(30)),
      review(TODAY),
      ...paid('behzisti', bn(16), day('1403-02-22')),
    );
    expect(refusalOf(two.when(approve()))?.figures).toEqual({
      reviewId: reviewId(1),
      why: 'lot_protected',
      lotId: 'behzisti-1',
    });
  });

  describe('when a recipient would no longer receive', () => {
    // Jihad still runs and has paid 8 of its 10 bn: a recipient that reached the threshold before its deadline.
    const RUNNING = [
      allocate('behzisti', bn(30)),
      allocate('jihad-agriculture', bn(10), day('1403-02-25')),
      introduce('ahead', 'jihad-agriculture', bn(8)),
      pay('ahead', bn(8), day('1403-02-26')),
      waiting('jihad-agriculture', bn(40)),
      review(),
    ];
    const belowThreshold = {
      reviewId: reviewId(1),
      why: 'recipient_changed',
      agency: 'jihad-agriculture',
      cannotReceive: 'below_threshold',
    };

    it('because a payment that brought it to the threshold was recorded in error', () => {
      const pool = given(...RUNNING, inError('ahead', TODAY));
      expect(pool.reviewedOn(REVIEW_DAY).transfers).toEqual([]);
      expect(refusalOf(pool.when(approve()))?.figures).toEqual(belowThreshold);
    });

    it('because more credit was allocated to it, of which it has not paid enough', () => {
      const pool = given(...RUNNING, allocate('jihad-agriculture', bn(3), day('1403-03-01'), 'more'));
      expect(refusalOf(pool.when(approve()))?.figures).toEqual(belowThreshold);
    });

    it('not when it fell but still is at the threshold', () => {
      const pool = given(...RUNNING, allocate('jihad-agriculture', bn(2), day('1403-03-01'), 'more'));
      expect(pool.when(approve()).kind).toBe('accepted');
    });
  });

  describe('when a policy that is in force on the day of the review was adopted since', () => {
    it.each([
      ['divides otherwise', { split: 'performance-weighted' as const }],
      ['keeps back what applicants wait for', { ringFence: true }],
      ['asks for more', { thresholdPercent: 70 }],
      ['asks for more than the threshold', { exactThresholdPasses: false }],
    ])('and %s', (_what, other) => {
      expect(staleness(adopt({ effectiveOn: REVIEW_DAY, ...other }))).toEqual({
        reviewId: reviewId(1),
        why: 'policy_changed',
        was: 1,
        is: 2,
      });
    });

    it('not when it only gives new credit another clock, or takes effect on a later day', () => {
      const clock = { kind: 'working-days', days: 30 } as const;
      expect(staleness(adopt({ effectiveOn: REVIEW_DAY, clock }))).toBeUndefined();
      expect(staleness(adopt({ effectiveOn: day('1403-03-02'), ringFence: true }))).toBeUndefined();
    });
  });

  describe('when the policy ring-fences credit for waiting applicants', () => {
    // 40 of Behzisti's unpaid 80 bn are reserved for an applicant who was introduced in time.
    const FENCED = [
      adopt({ ringFence: true }),
      allocate('behzisti', bn(100)),
      ...paid('behzisti', bn(20)),
      waiting('behzisti', bn(40)),
      introduce('late', 'behzisti', bn(10), day('1403-03-01')),
      allocate('relief-committee', bn(10)),
      ...paid('relief-committee', bn(10)),
      waiting('relief-committee', bn(90)),
      review(),
    ];

    it('and an applicant who was introduced in time is recorded only now', () => {
      const since = given(...FENCED, introduce('reported-late', 'behzisti', bn(5)));
      expect(refusalOf(since.when(approve()))?.figures).toEqual({
        reviewId: reviewId(1),
        why: 'ring_fence_grew',
        agency: 'behzisti',
        takenRial: bnText(40),
        movableRial: bnText(35),
        ringFencedRial: bnText(45),
      });
    });

    it('and an applicant was paid who was not introduced in time: the approval would cut into the ring-fence', () => {
      expect(refusalOf(given(...FENCED, pay('late', bn(10), TODAY)).when(approve()))?.figures).toEqual({
        reviewId: reviewId(1),
        why: 'cuts_into_ring_fence',
        agency: 'behzisti',
        takenRial: bnText(40),
        movableRial: bnText(30),
        ringFencedRial: bnText(40),
      });
    });

    it('not when an applicant was paid for whom the credit was ring-fenced', () => {
      const waited = `behzisti-waits-${bnText(40)}-${INTRODUCED}`;
      expect(given(...FENCED, pay(waited, bn(40), TODAY)).when(approve()).kind).toBe('accepted');
    });
  });

  it('not only because of another payment', () => {
    expect(staleness(pay(WAITING_AT_RELIEF, bn(100), day('1403-03-05')))).toBeUndefined();
    const others = given(
      ...NOTE_16,
      allocate('jihad-agriculture', bn(50), day('1403-03-01')),
      review(),
      ...paid('jihad-agriculture', bn(20), day('1403-03-06')),
    );
    expect(others.when(approve()).kind).toBe('accepted');
  });

  it('not when an agency that fell short paid out of credit that was not going to move, even all of it', () => {
    const EXAMPLE = [
      allocate('behzisti', bn(100)),
      allocate('jihad-agriculture', bn(20)),
      ...paid('jihad-agriculture', bn(5)),
      allocate('relief-committee', bn(10)),
      ...paid('relief-committee', bn(10)),
      waiting('relief-committee', bn(40)),
      review(),
    ];
    expect(dataOf(given(...EXAMPLE).when(approve()), 'CreditReallocated').transfers).toMatchObject([
      { from: 'behzisti', to: 'relief-committee', amountRial: bnText(40) },
    ]);
    const donorPaid = given(...EXAMPLE, ...paid('behzisti', bn(60), day('1403-03-05')));
    expect(donorPaid.when(approve()).kind).toBe('accepted');
    const otherEmptied = given(...EXAMPLE, ...paid('jihad-agriculture', bn(15), day('1403-03-05')));
    expect(agencyIn(otherEmptied.reviewedOn(TODAY), 'jihad-agriculture').verdict).toBe('emptied');
    expect(otherEmptied.when(approve()).kind).toBe('accepted');
  });
});

describe('the clock of a received lot', () => {
  it('is the clock of the policy in force on the day of approval', () => {
    const pool = given(
      ...NOTE_16,
      adopt({ effectiveOn: day('1403-03-05'), clock: { kind: 'working-days', days: 5 } }),
      review(),
    );
    expect(dataOf(pool.when(on(day('1403-03-04'), approve())), 'CreditReallocated').transfers).toMatchObject([
      { clock: { days: 20 } },
    ]);
    expect(dataOf(pool.when(on(day('1403-03-05'), approve())), 'CreditReallocated').transfers).toMatchObject([
      { clock: { days: 5 }, deadline: day('1403-03-12') },
    ]);
  });

  it('starts on the day of approval, whatever day was reviewed', () => {
    const { state } = given(...NOTE_16, review(), on(day('1403-03-08'), approve()));
    expect(state.lots.get(`${reviewId(1)}-lot-1`)).toMatchObject({
      agency: 'relief-committee',
      startsOn: day('1403-03-08'),
      origin: { kind: 'transfer', reviewId: reviewId(1), from: 'behzisti' },
      amountRial: bn(233),
    });
    expect(state.lots.get('behzisti-1')).toMatchObject({ startsOn: NOTIFIED, amountRial: bn(505) });
  });
});
