import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import { nearDeadlines } from '@misaq/notifications/domain/near-deadlines.js';
import { refused, unchanged } from '@misaq/platform/kernel/decision.js';
import type { CreditCommand } from './commands.js';
import {
  adopt,
  agencyIn,
  allocate,
  answerTo,
  asOfVersion1,
  approve,
  bn,
  bnText,
  by,
  close,
  correct,
  countedBy,
  dataOf,
  DEADLINE,
  DEPUTY,
  dismiss,
  type Doing,
  eventsOf,
  given,
  giveBack,
  IN_TIME,
  introduce,
  INTRODUCED,
  LABOUR,
  NOTE_16,
  NOTIFIED,
  on,
  OTHER_DEPUTY,
  paid,
  pay,
  perform,
  poolAfter,
  refusalOf,
  returned,
  review,
  REVIEW_DAY,
  reviewId,
  stored,
  TODAY,
  waiting,
  withdraw,
} from './credit.fixture.js';
import { dueReview } from './due-review.js';
import { policyOn } from './policy.js';
import { review as applyRule } from './review.js';
import { evolvePool, figuresOf, initialPool, lastReviewWithFate } from './state.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/* The changes of version 2 of the rule, each as a worked example. */

const RELIEF = 'relief-committee';
const JIHAD = 'jihad-agriculture';
const HERITAGE = 'cultural-heritage';
const workingDays = (days: number) => ({ kind: 'working-days', days }) as const;

/** The shipped calendar with closures that were recorded late. */
function closedOn(...dates: readonly PlainDate[]): WorkingCalendar {
  return {
    ...shippedCalendar(),
    revision: 1,
    closures: dates.map((date) => ({ date, reason: 'dust storm' })),
  };
}

/** An agency that passed with everything paid and has waiting applicants: a recipient. */
function recipient(agency: string, demand: number): readonly CreditCommand[] {
  return [allocate(agency, bn(10)), ...paid(agency, bn(10)), waiting(agency, bn(demand))];
}

describe('the policy in force on a day is the one with the latest effective day', () => {
  const SUMMER = day('1403-04-01');
  const SPRING = day('1403-01-20');
  const inAdvance = adopt({ effectiveOn: SUMMER, thresholdPercent: 80, clock: workingDays(10) });
  const backDated = adopt({ effectiveOn: SPRING, thresholdPercent: 70, clock: workingDays(15) });

  it('80 % from summer on was adopted in advance; 70 % from spring on, recorded later, does not cancel it', () => {
    const { state } = given(adopt(), inAdvance, on(day('1403-01-21'), backDated));
    expect(policyOn(state.policies, addDays(SPRING, -1)).thresholdPercent).toBe(65);
    expect(policyOn(state.policies, SPRING).thresholdPercent).toBe(70);
    expect(policyOn(state.policies, addDays(SUMMER, -1)).thresholdPercent).toBe(70);
    expect(policyOn(state.policies, SUMMER).thresholdPercent).toBe(80);
  });

  it('of two policies for the same day the one recorded last is in force', () => {
    const { state } = given(adopt(), inAdvance, adopt({ effectiveOn: SUMMER, thresholdPercent: 75 }));
    expect(policyOn(state.policies, SUMMER).thresholdPercent).toBe(75);
  });

  it('before any policy takes effect, the one that takes effect first is in force', () => {
    const { state } = given(adopt({ effectiveOn: SUMMER }), backDated);
    expect(policyOn(state.policies, NOTIFIED).thresholdPercent).toBe(70);
    expect(policyOn(state.policies, day('1403-01-02')).thresholdPercent).toBe(70);
  });

  it('a lot keeps the clock that was recorded at its notification; a policy dated back does not change it', () => {
    const pool = given(adopt(), allocate('behzisti', bn(1)), on(NOTIFIED, backDated));
    expect(agencyIn(pool.reviewedOn(TODAY), 'behzisti')).toMatchObject({ deadline: DEADLINE });
    const next = allocate('behzisti', bn(1), NOTIFIED, 'behzisti-2');
    expect(dataOf(pool.when(next), 'CreditAllocated').clock).toEqual(workingDays(15));
  });

  it('a review and received credit use the policy that is in force on their day', () => {
    const pool = given(
      adopt({ effectiveOn: day('1403-03-05'), split: 'performance-weighted', clock: workingDays(5) }),
      adopt({ effectiveOn: day('1403-01-05'), clock: workingDays(20) }),
      ...NOTE_16,
      review(day('1403-03-06')),
    );
    const asked = by(LABOUR, review(day('1403-03-06')));
    expect(pool.reviewedOn(day('1403-03-06'), asked).policy.split).toBe('performance-weighted');
    expect(dataOf(pool.when(approve()), 'CreditReallocated').transfers[0]?.clock).toEqual(workingDays(5));
  });

  it('adopting a policy again for a day on which it is in force changes nothing, though another was adopted since', () => {
    expect(given(adopt(), inAdvance).when(adopt())).toEqual(unchanged);
    expect(given(adopt(), inAdvance, adopt({ effectiveOn: SUMMER })).when(inAdvance).kind).toBe('accepted');
  });

  it('no policy adopted afterwards changes how late introductions counted at a deadline that has passed', () => {
    const pool = given(allocate('behzisti', bn(100)));
    const ignore = adopt({ effectiveOn: NOTIFIED, lateReportsOfIntroductions: 'ignore' });
    expect(pool.when(on(DEADLINE, ignore)).kind).toBe('accepted');
    expect(pool.when(on(REVIEW_DAY, ignore))).toEqual(
      refused('policy_after_deadline', {
        effectiveOn: NOTIFIED,
        agency: 'behzisti',
        deadline: DEADLINE,
        inForce: { thresholdPercent: 65, exactThresholdPasses: true },
        given: { thresholdPercent: 65, exactThresholdPasses: true, lateReportsOfIntroductions: 'ignore' },
      }),
    );
  });

  it('a policy dated before the one in force on the deadline cannot change the verdict, and is accepted', () => {
    const pool = given(
      adopt(),
      adopt({ effectiveOn: day('1403-02-20'), thresholdPercent: 60 }),
      allocate('behzisti', bn(100)),
    );
    const before = adopt({ effectiveOn: day('1403-02-10'), thresholdPercent: 90 });
    expect(pool.when(on(REVIEW_DAY, before)).kind).toBe('accepted');
    const after = given(
      adopt(),
      adopt({ effectiveOn: day('1403-02-20'), thresholdPercent: 60 }),
      allocate('behzisti', bn(100)),
      ...paid('behzisti', bn(61)),
      on(REVIEW_DAY, before),
    );
    expect(agencyIn(after.reviewedOn(REVIEW_DAY), 'behzisti')).toMatchObject({
      verdict: 'passed',
      thresholdPercent: 60,
    });
  });
});

describe('an extended lot ends with the later of its clocks', () => {
  // Notified on 2 Ordibehesht: 20 working days and «until 1 Khordad» (with 5 days of grace) end a day apart.
  const until = adopt({
    effectiveOn: INTRODUCED,
    clock: { kind: 'until', date: REVIEW_DAY, graceWorkingDays: 5 },
    extendLots: ['behzisti-1'],
  });
  const extended = [allocate('behzisti', bn(100)), on(DEADLINE, until)];
  const closed = closedOn(day('1403-02-25'), day('1403-02-26'), day('1403-03-05'));

  it('first the fixed day, then 20 working days once two closures have made those end later', () => {
    const deadlineBy = (calendar: WorkingCalendar) =>
      agencyIn(given(...extended).reviewedOn(TODAY, countedBy(calendar, review(TODAY))), 'behzisti');
    expect(deadlineBy(shippedCalendar())).toMatchObject({
      deadline: REVIEW_DAY,
      lots: [{ clock: { kind: 'until' }, otherClocks: [workingDays(20)] }],
    });
    expect(deadlineBy(closed)).toMatchObject({
      deadline: day('1403-03-02'),
      lots: [{ clock: workingDays(20), otherClocks: [{ kind: 'until' }] }],
    });
  });

  it('reminders and automatic reviews also count by the later clock', () => {
    const state = poolAfter(...extended);
    const on2Khordad = applyRule(figuresOf(state), day('1403-03-02'), closed);
    expect(nearDeadlines(on2Khordad, closed)).toMatchObject([{ deadline: '2024-05-22', workingDaysLeft: 1 }]);
    expect(dueReview(figuresOf(state), undefined, closed, day('1403-03-02'))).toBeUndefined();
    expect(dueReview(figuresOf(state), undefined, closed, day('1403-03-03'))).toMatchObject({
      lots: [{ deadline: day('1403-03-02') }],
    });
  });

  it('an extension after credit was lost does not change which deadline was missed: the agency stays barred', () => {
    const taken = [
      allocate('behzisti', bn(10), day('1403-01-20'), 'first'),
      ...paid('behzisti', bn(10), day('1403-01-25')),
      allocate('behzisti', bn(100)),
      ...recipient(RELIEF, 60),
      on(REVIEW_DAY, review()),
      on(REVIEW_DAY, approve()),
      on(REVIEW_DAY, waiting('behzisti', bn(500))),
    ];
    const longer = adopt({ effectiveOn: REVIEW_DAY, clock: workingDays(60), extendLots: ['behzisti-1'] });
    const pool = given(...taken, on(REVIEW_DAY, longer));
    // The first lot was passed; the second runs again, but 60 bn of it were lost for 31 Ordibehesht.
    expect(agencyIn(pool.reviewedOn(day('1403-03-02')), 'behzisti')).toMatchObject({
      verdict: 'passed',
      cannotReceive: 'lost_credit',
    });
    // Payments that turn out to have been made in time: 57 bn more make 67 of 110, too little. 72 of 110 is enough.
    const late = (amount: number) =>
      agencyIn(
        given(...taken, on(REVIEW_DAY, longer), ...paid('behzisti', bn(amount), DEADLINE)).reviewedOn(
          day('1403-03-02'),
        ),
        'behzisti',
      );
    expect(late(30)).toMatchObject({ cannotReceive: 'lost_credit' });
    expect(late(62)).not.toHaveProperty('cannotReceive');
  });
});

describe('a facility withdrawn and then returned', () => {
  // 100 bn were due. 80 were introduced and paid; the applicant withdrew the file and gave the money back in time.
  const file = [allocate('behzisti', bn(100)), introduce('f', 'behzisti', bn(80)), pay('f', bn(50), IN_TIME)];
  const [withdrawnOn, returnedOn] = [day('1403-02-22'), day('1403-02-25')];
  const orders: readonly (readonly [string, readonly Doing[]])[] = [
    ['withdrawal first', [withdraw('f', withdrawnOn), returned('f', returnedOn)]],
    ['return first', [returned('f', returnedOn), withdraw('f', withdrawnOn)]],
  ];

  it.each(orders)(
    'does not count against the bank when the return is reported with the %s',
    (_order, reports) => {
      expect(agencyIn(given(...file, ...reports).reviewedOn(REVIEW_DAY), 'behzisti')).toMatchObject({
        verdict: 'fell-short',
        paidInTimeRial: '0',
        introducedInTimeRial: '0',
        agencyShareBasisPoints: 0,
        pendingRial: '0',
      });
    },
  );

  it.each(orders)(
    'counts as introduced as far as it was paid on a deadline in between (%s)',
    (_order, reports) => {
      const early = given(adopt({ clock: workingDays(15) }), ...file, ...reports.map((doing) => doing));
      // 15 working days end on 24 Ordibehesht: withdrawn by then, and 50 not yet given back.
      expect(agencyIn(early.reviewedOn(REVIEW_DAY), 'behzisti')).toMatchObject({
        deadline: day('1403-02-24'),
        paidInTimeRial: bnText(50),
        introducedInTimeRial: bnText(50),
        bankShareBasisPoints: 10_000,
      });
    },
  );

  it('does not count against the bank either when version 1 recorded the return without naming the withdrawal', () => {
    const state = initialPool();
    const recorded = [...file, withdraw('f', withdrawnOn), returned('f', returnedOn)].flatMap((doing) =>
      eventsOf(perform(state, doing)),
    );
    const old = asOfVersion1(recorded);
    expect(old).not.toEqual(recorded);
    const replayed = old.map(stored).reduce(evolvePool, initialPool());
    const [behzisti] = applyRule(figuresOf(replayed), REVIEW_DAY, shippedCalendar()).agencies;
    expect(behzisti).toMatchObject({ paidInTimeRial: '0', introducedInTimeRial: '0', pendingRial: '0' });
    expect(figuresOf(replayed)).toEqual(figuresOf(state));
  });

  it('a closed facility stays introduced when money comes back, by events of either version', () => {
    const state = initialPool();
    const recorded = [...file, close('f', withdrawnOn), returned('f', returnedOn)].flatMap((doing) =>
      eventsOf(perform(state, doing)),
    );
    const replayed = asOfVersion1(recorded).map(stored).reduce(evolvePool, initialPool());
    const [behzisti] = applyRule(figuresOf(replayed), REVIEW_DAY, shippedCalendar()).agencies;
    expect(behzisti).toMatchObject({ introducedInTimeRial: bnText(80), bankShareBasisPoints: 0 });
  });
});

describe('ring-fence and protected credit', () => {
  // A lot of 1,000 passed with 700 paid, so 300 of it is protected. Then a lot of 100 expires unpaid. 250 wait since in
  // time.
  const pool = [
    adopt({ ringFence: true }),
    allocate('behzisti', bn(1000)),
    ...paid('behzisti', bn(700)),
    allocate('behzisti', bn(100), day('1403-02-20'), 'behzisti-2'),
  ];

  it('protected credit pays waiting applicants first, so nothing is left to ring-fence', () => {
    expect(
      agencyIn(given(...pool, waiting('behzisti', bn(250))).reviewedOn(day('1403-04-01')), 'behzisti'),
    ).toMatchObject({
      verdict: 'fell-short',
      protectedRial: bnText(300),
      ringFencedRial: '0',
      movableRial: bnText(100),
    });
  });

  it('only the waiting amount beyond protected credit is ring-fenced', () => {
    expect(
      agencyIn(given(...pool, waiting('behzisti', bn(340))).reviewedOn(day('1403-04-01')), 'behzisti'),
    ).toMatchObject({ ringFencedRial: bnText(40), movableRial: bnText(60) });
  });
});

describe('a late report of a bank after the approval', () => {
  /** Behzisti had absorbed 40 of 100. 60 moved to the Relief Committee, which has spent them. */
  const moved = [
    allocate('behzisti', bn(100)),
    ...paid('behzisti', bn(40)),
    introduce('late', 'behzisti', bn(50)),
    ...recipient(RELIEF, 60),
    on(REVIEW_DAY, review()),
    on(REVIEW_DAY, approve()),
    pay(`${RELIEF}-waits-${bnText(60)}-${INTRODUCED}`, bn(60), day('1403-03-05')),
  ];
  const reported = [...moved, pay('late', bn(50), day('1403-02-30'))];
  /** Jihad left 80 of 80 unused until the same day. */
  const jihad = allocate(JIHAD, bn(80));

  it('makes the agency pass at 90 %, overdrawn by 50 and not barred', () => {
    const found = agencyIn(given(...reported, waiting('behzisti', bn(30))).reviewedOn(TODAY), 'behzisti');
    expect(found).toMatchObject({
      verdict: 'passed',
      absorptionBasisPoints: 9000,
      overdrawnRial: bnText(50),
      creditTakenOn: REVIEW_DAY,
    });
    expect(found).not.toHaveProperty('cannotReceive');
  });

  it('gives it the first claim on movable credit: 50 settle its overdraft, 30 are left for the others', () => {
    const found = given(...reported, jihad, waiting(RELIEF, bn(100))).reviewedOn(TODAY);
    expect(found.transfers).toMatchObject([
      { from: JIHAD, to: 'behzisti', amountRial: bnText(50), settlesOverdraftRial: bnText(50) },
      { from: JIHAD, to: RELIEF, amountRial: bnText(30) },
    ]);
    expect(found.transfers[1]).not.toHaveProperty('settlesOverdraftRial');
  });

  it('makes one transfer from each donor, of which a part settles the overdraft and the rest is for its applicants', () => {
    const found = given(...reported, jihad, waiting('behzisti', bn(20))).reviewedOn(TODAY);
    expect(found.transfers).toEqual([
      {
        from: JIHAD,
        to: 'behzisti',
        amountRial: bnText(70),
        settlesOverdraftRial: bnText(50),
        missedDeadline: DEADLINE,
        takes: [{ lotId: `${JIHAD}-1`, amountRial: bnText(70) }],
      },
    ]);
    expect(found.unplacedRial).toBe(bnText(10));
  });

  it('also gives an agency that fell short that claim, and nothing more', () => {
    const short = [...moved, pay('late', bn(20), day('1403-02-30')), jihad, waiting('behzisti', bn(90))];
    const found = given(...short).reviewedOn(TODAY);
    expect(agencyIn(found, 'behzisti')).toMatchObject({ verdict: 'emptied', cannotReceive: 'fell_short' });
    expect(found.transfers).toMatchObject([
      { to: 'behzisti', amountRial: bnText(20), settlesOverdraftRial: bnText(20) },
    ]);
  });

  it('is settled by the approval, and the settled amount cannot be contested again', () => {
    const settled = given(...reported, jihad, review(TODAY), by(OTHER_DEPUTY, approve(2)));
    expect(agencyIn(settled.reviewedOn(TODAY), 'behzisti')).toMatchObject({
      creditRial: bnText(90),
      paidRial: bnText(90),
      overdrawnRial: '0',
    });
    // 60 were taken and 50 of them are settled: another 10 can be contested.
    const more = introduce('more', 'behzisti', bn(11));
    const after = given(...reported, jihad, review(TODAY), by(OTHER_DEPUTY, approve(2)), more);
    expect(dataOf(after.when(pay('more', bn(10), REVIEW_DAY)), 'FacilityPaid').overdrawnRial).toBe(
      bnText(10),
    );
    expect(after.when(pay('more', bn(10) + 1n, REVIEW_DAY))).toMatchObject({
      refusal: { name: 'credit_exhausted' },
    });
  });

  it('with two overdrafts, settles first the one whose credit was taken first, then the first by id', () => {
    const first = [
      allocate(HERITAGE, bn(100), day('1403-01-20')),
      introduce('heritage-late', HERITAGE, bn(40), day('1403-01-25')),
      allocate('behzisti', bn(100)),
      introduce('late', 'behzisti', bn(50)),
      ...recipient(RELIEF, 300),
    ];
    const both = (order: readonly Doing[]) =>
      given(
        ...first,
        ...order,
        pay('late', bn(50), day('1403-02-30')),
        pay('heritage-late', bn(40), day('1403-02-01')),
        allocate(JIHAD, bn(60)),
      ).reviewedOn(TODAY).transfers;
    const heritageFirst = [
      on(day('1403-02-25'), review(day('1403-02-25'))),
      on(day('1403-02-25'), approve()),
      on(REVIEW_DAY, review()),
      on(REVIEW_DAY, approve(2)),
    ];
    expect(both(heritageFirst)).toMatchObject([
      { to: HERITAGE, amountRial: bnText(40) },
      { to: 'behzisti', amountRial: bnText(20) },
    ]);
    // Taken on the same day: by id.
    expect(both([on(REVIEW_DAY, review()), on(REVIEW_DAY, approve())])).toMatchObject([
      { to: 'behzisti', amountRial: bnText(50) },
      { to: HERITAGE, amountRial: bnText(10) },
    ]);
  });

  it('makes a review stale when a new overdraft comes before its recipients', () => {
    const open = [...moved, jihad, waiting(RELIEF, bn(20)), review(TODAY)];
    expect(given(...open).when(approve(2)).kind).toBe('accepted');
    // 20 do not turn the verdict of Behzisti (60 of 100), but overdraw it.
    expect(refusalOf(given(...open, pay('late', bn(20), DEADLINE)).when(approve(2)))?.figures).toEqual({
      reviewId: reviewId(2),
      why: 'overdraft_grew',
      agency: 'behzisti',
      wasRial: '0',
      overdrawnRial: bnText(20),
    });
  });

  it('but not when the overdraft that grew is the one that the review settles', () => {
    const open = [...moved, pay('late', bn(10), DEADLINE), jihad, review(TODAY)];
    expect(given(...open, pay('late', bn(10), DEADLINE, 'ref-2')).when(approve(2)).kind).toBe('accepted');
    const givenBack = given(
      ...moved.slice(0, -1),
      pay('late', bn(10), DEADLINE),
      jihad,
      review(TODAY),
      giveBack(bn(10)),
    );
    expect(refusalOf(givenBack.when(approve(2)))?.figures).toMatchObject({ why: 'overdraft_fell' });
  });
});

describe("banks have days to report before a donor's credit can move", () => {
  const pool = [adopt({ reportingWorkingDays: 3 }), ...NOTE_16, waiting('behzisti', bn(9)), review()];

  it('three working days after 31 Ordibehesht end on 5 Khordad; only then can the deputy approve', () => {
    const reportsUntil = day('1403-03-05');
    expect(given(...pool).when(on(reportsUntil, approve()))).toEqual(
      refused('reports_still_due', {
        reviewId: reviewId(1),
        agency: 'behzisti',
        deadline: DEADLINE,
        reportsUntil,
      }),
    );
    expect(given(...pool).when(on(addDays(reportsUntil, 1), approve())).kind).toBe('accepted');
  });

  it("the trace names the last day, the applicants who wait since in time, and each bank's last record", () => {
    const found = given(
      ...pool.slice(0, -1),
      on(day('1403-03-04'), pay(`behzisti-waits-${bnText(9)}-${INTRODUCED}`, bn(2), day('1403-03-01'))),
      { ...introduce('mellat', 'behzisti', bn(4)), bank: 'bank-mellat' },
      introduce('after', 'behzisti', bn(3), day('1403-03-01')),
    ).reviewedOn(TODAY);
    expect(agencyIn(found, 'behzisti')).toMatchObject({
      reportsDueUntil: day('1403-03-05'),
      reports: [
        { bank: 'bank-mellat', waitingRial: bnText(4) },
        { bank: 'bank-melli', waitingRial: bnText(7), lastRecordedOn: TODAY },
      ],
    });
    expect(agencyIn(found, RELIEF)).not.toHaveProperty('reports');
  });

  it('without reporting days the trace names none, and the approval need not wait', () => {
    const found = agencyIn(given(...NOTE_16).reviewedOn(TODAY), 'behzisti');
    expect(found).not.toHaveProperty('reportsDueUntil');
  });
});

describe('introductions that are dated back after the review', () => {
  // 30 of 100 were paid in time. After the deadline the agency records 70 more introductions, dated in time.
  const short = [
    allocate('behzisti', bn(100)),
    on(IN_TIME, waiting('behzisti', bn(10))),
    ...paid('behzisti', bn(30)),
  ];
  const backDated = on(TODAY, introduce('back-dated', 'behzisti', bn(70)));
  const agencyUnder = (...doings: readonly Doing[]) =>
    agencyIn(given(...doings).reviewedOn(TODAY), 'behzisti');

  it('are shown, and count unless the policy says otherwise', () => {
    const inTime = [
      on(IN_TIME, introduce('in-time', 'behzisti', bn(30), day('1403-02-17'))),
      on(IN_TIME, pay('in-time', bn(30))),
    ];
    const found = agencyUnder(
      adopt({ ringFence: true }),
      allocate('behzisti', bn(100)),
      on(IN_TIME, waiting('behzisti', bn(10))),
      ...inTime,
      backDated,
    );
    expect(found).toMatchObject({
      introducedInTimeRial: bnText(100),
      agencyShareBasisPoints: 10_000,
      bankShareBasisPoints: 3_000,
      ringFencedRial: bnText(70),
      movableRial: '0',
      introducedReportedAfterDeadlineRial: bnText(70),
    });
  });

  it('count neither for the shares nor for the ring-fence where the policy on the deadline ignores them', () => {
    const found = agencyUnder(
      adopt({ ringFence: true, lateReportsOfIntroductions: 'ignore' }),
      ...short.slice(0, 2),
      on(IN_TIME, introduce('in-time', 'behzisti', bn(30), day('1403-02-17'))),
      on(IN_TIME, pay('in-time', bn(30))),
      backDated,
    );
    expect(found).toMatchObject({
      introducedInTimeRial: bnText(40),
      agencyShareBasisPoints: 4_000,
      bankShareBasisPoints: 7_500,
      ringFencedRial: bnText(10),
      movableRial: bnText(60),
      // These applicants wait in either case.
      pendingRial: bnText(80),
      introducedReportedAfterDeadlineRial: bnText(70),
    });
  });

  it('an introduction that is recorded on the day of the deadline is in time', () => {
    const found = agencyUnder(
      adopt({ lateReportsOfIntroductions: 'ignore' }),
      allocate('behzisti', bn(100)),
      on(DEADLINE, waiting('behzisti', bn(10))),
    );
    expect(found).toMatchObject({ introducedInTimeRial: bnText(10) });
  });

  it('a withdrawal that is recorded late removes an introduction that was recorded in time', () => {
    const found = agencyUnder(
      adopt({ lateReportsOfIntroductions: 'ignore' }),
      allocate('behzisti', bn(100)),
      on(IN_TIME, introduce('f', 'behzisti', bn(10))),
      withdraw('f', IN_TIME),
    );
    expect(found).toMatchObject({ introducedInTimeRial: '0' });
  });
});

describe('money that is paid on the last day and goes back soon after', () => {
  // 10 working days after 31 Ordibehesht end on 16 Khordad: 14 and 15 Khordad are holidays.
  const tenth = day('1403-03-16');
  const file = [
    allocate('behzisti', bn(100)),
    introduce('f', 'behzisti', bn(80)),
    pay('f', bn(80), DEADLINE),
  ];
  const found = (...doings: readonly Doing[]) =>
    agencyIn(given(...file, ...doings).reviewedOn(day('1403-04-01')), 'behzisti');

  it('counts at the deadline, and is shown beside it', () => {
    expect(found(returned('f', REVIEW_DAY))).toMatchObject({
      verdict: 'passed',
      paidInTimeRial: bnText(80),
      returnedSoonRial: bnText(80),
    });
  });

  it('is shown up to the tenth working day, and no later', () => {
    const late = (returnedOn: PlainDate) => found(on(day('1403-03-30'), returned('f', returnedOn)));
    expect(late(tenth)).toMatchObject({ returnedSoonRial: bnText(80) });
    expect(late(addDays(tenth, 1))).toMatchObject({ returnedSoonRial: '0' });
  });

  it('is not shown when it was paid only after the deadline, and never exceeds what was paid in time', () => {
    const after = [
      introduce('g', 'behzisti', bn(9)),
      pay('g', bn(9), REVIEW_DAY),
      returned('g', day('1403-03-02')),
    ];
    expect(found(...after)).toMatchObject({ returnedSoonRial: '0' });
    const corrected = correct('behzisti-1', bn(60));
    expect(found(returned('f', REVIEW_DAY), corrected)).toMatchObject({
      paidInTimeRial: bnText(60),
      returnedSoonRial: bnText(60),
    });
  });
});

describe('a closure that is recorded after the approval', () => {
  // Approved on 1 Khordad. Closures on 25 and 26 Ordibehesht are recorded later: the 20 working days end on 2 Khordad.
  const closed = closedOn(day('1403-02-25'), day('1403-02-26'));
  const moved = [
    ...NOTE_16,
    introduce('late', 'behzisti', bn(100)),
    on(REVIEW_DAY, review()),
    on(REVIEW_DAY, approve()),
  ];
  const inTimeNow = day('1403-03-02');

  it('allows a payment on the new last day: it is accepted as contested', () => {
    const payment = pay('late', bn(60), inTimeNow);
    expect(given(...moved).when(payment)).toMatchObject({ refusal: { name: 'credit_exhausted' } });
    expect(dataOf(given(...moved).when(countedBy(closed, payment)), 'FacilityPaid')).toMatchObject({
      overdrawnRial: bnText(60),
    });
  });

  it('but not a payment a day later', () => {
    const payment = pay('late', bn(60), addDays(inTimeNow, 1));
    expect(given(...moved).when(countedBy(closed, payment))).toMatchObject({
      refusal: { name: 'credit_exhausted' },
    });
  });

  it('nor more than the amount taken', () => {
    const more = [...moved, introduce('more', 'behzisti', bn(300))];
    const payment = (amountRial: bigint) => countedBy(closed, pay('more', amountRial, inTimeNow));
    expect(given(...more).when(payment(bn(233))).kind).toBe('accepted');
    expect(given(...more).when(payment(bn(233) + 1n)).kind).toBe('refused');
  });
});

describe('a late report turns a verdict without a request for a review', () => {
  const due = (today: PlainDate, ...doings: readonly Doing[]) => {
    const state = poolAfter(...doings);
    return dueReview(figuresOf(state), lastReviewWithFate(state), shippedCalendar(), today);
  };
  const reviewed = [...NOTE_16, on(REVIEW_DAY, review())];
  const whenDue = (asOf: PlainDate): Doing => on(asOf, { type: 'ReviewPool', asOf, onlyWhenDue: true });

  it('a review is due that names the turned verdict', () => {
    expect(due(TODAY, ...reviewed, ...paid('behzisti', bn(57), DEADLINE))).toEqual({
      why: 'verdict_turned',
      agencies: [{ agency: 'behzisti', deadline: DEADLINE, was: 'fell-short', is: 'passed' }],
    });
    expect(due(TODAY, ...reviewed, correct(`${RELIEF}-1`, bn(1400)))).toMatchObject({
      why: 'verdict_turned',
      agencies: [{ agency: RELIEF, was: 'passed', is: 'fell-short' }],
    });
  });

  it('whatever was decided on the last review', () => {
    const late = paid('behzisti', bn(57), DEADLINE);
    expect(due(TODAY, ...reviewed, dismiss(), ...late)).toMatchObject({ why: 'verdict_turned' });
    expect(
      due(
        TODAY,
        ...reviewed,
        on(REVIEW_DAY, approve()),
        introduce('late', 'behzisti', bn(57)),
        pay('late', bn(57), DEADLINE),
      ),
    ).toMatchObject({ why: 'verdict_turned' });
  });

  it('once: the review that looks at it makes no other one due, and an unchanged verdict makes none due', () => {
    expect(due(TODAY, ...reviewed, ...paid('behzisti', bn(56), DEADLINE))).toBeUndefined();
    const turned = poolAfter(...reviewed, ...paid('behzisti', bn(57), DEADLINE), whenDue(TODAY));
    expect(answerTo(turned, whenDue(TODAY))).toEqual(unchanged);
    expect(answerTo(turned, whenDue(day('1403-03-20')))).toEqual(unchanged);
  });

  it('credit that moved since is no turned verdict: an emptied donor fell short before', () => {
    expect(due(TODAY, ...reviewed, on(REVIEW_DAY, approve()))).toBeUndefined();
  });
});

describe('the signer is part of the act', () => {
  const approved = given(...NOTE_16, review(), on(REVIEW_DAY, approve()));

  it('the deputy who approved gets the first answer again; another one is told who approved, and when', () => {
    expect(approved.when(approve())).toEqual(unchanged);
    expect(approved.when(by(OTHER_DEPUTY, approve()))).toEqual(
      refused('already_decided', {
        reviewId: reviewId(1),
        status: 'approved',
        by: DEPUTY.id,
        on: REVIEW_DAY,
      }),
    );
  });

  it('the same holds for a dismissal', () => {
    const dismissed = given(...NOTE_16, review(), on(REVIEW_DAY, dismiss()));
    expect(dismissed.when(dismiss())).toEqual(unchanged);
    expect(dismissed.when(by(OTHER_DEPUTY, dismiss()))).toEqual(
      refused('already_decided', {
        reviewId: reviewId(1),
        status: 'dismissed',
        by: DEPUTY.id,
        on: REVIEW_DAY,
      }),
    );
  });

  it('reversing a review that was never approved is refused as such; an id without a review is unknown', () => {
    const notReallocated = refused('not_reallocated', {
      reviewId: reviewId(1),
      from: 'behzisti',
      to: RELIEF,
    });
    expect(given(...NOTE_16, review()).when(giveBack(bn(1)))).toEqual(notReallocated);
    expect(given(...NOTE_16, review(), dismiss()).when(giveBack(bn(1)))).toEqual(notReallocated);
    expect(given(...NOTE_16, review(), by(LABOUR, review())).when(giveBack(bn(1)))).toEqual(notReallocated);
    expect(given(...NOTE_16, review()).when(giveBack(bn(1), { number: 7 }))).toEqual(
      refused('unknown_review', { reviewId: reviewId(7) }),
    );
  });
});

describe('settled lots', () => {
  const three = [
    allocate('behzisti', bn(5), day('1403-01-20'), 'a'),
    allocate('behzisti', bn(7), day('1403-01-25'), 'b'),
    allocate('behzisti', bn(9), NOTIFIED, 'c'),
    ...paid('behzisti', bn(12), day('1403-01-28')),
  ];

  it('are one line of their agency; running lots and lots with something unpaid are traced one by one', () => {
    const found = agencyIn(given(...three).reviewedOn(DEADLINE), 'behzisti');
    expect(found.settled).toEqual({ lots: 2, amountRial: bnText(12) });
    expect(found.lots.map(({ lotId }) => lotId)).toEqual(['c']);
  });

  it('make a review due when they expire, once', () => {
    const state = poolAfter(...three, on(DEADLINE, review(DEADLINE)));
    const again = dueReview(figuresOf(state), lastReviewWithFate(state), shippedCalendar(), DEADLINE);
    expect(again).toBeUndefined();
    const paidOut = [...three, ...paid('behzisti', bn(9), day('1403-02-29'))];
    const later = poolAfter(...paidOut, on(DEADLINE, review(DEADLINE)));
    const due = (today: PlainDate, calendar = shippedCalendar()) =>
      dueReview(figuresOf(later), lastReviewWithFate(later), calendar, today);
    expect(due(REVIEW_DAY)).toMatchObject({ why: 'lot_expired', lots: [{ lotId: 'c' }] });
    const seen = poolAfter(...paidOut, on(REVIEW_DAY, review(REVIEW_DAY)));
    expect(agencyIn(applyRuleTo(seen), 'behzisti').lots).toHaveLength(3);
    expect(dueReview(figuresOf(seen), lastReviewWithFate(seen), shippedCalendar(), TODAY)).toBeUndefined();
  });

  it('make another review due when one is recorded after a review, dated back and paid', () => {
    const state = poolAfter(
      allocate('behzisti', bn(9)),
      ...paid('behzisti', bn(9)),
      on(REVIEW_DAY, review(REVIEW_DAY)),
      allocate('behzisti', bn(1), NOTIFIED, 'later'),
    );
    expect(dueReview(figuresOf(state), lastReviewWithFate(state), shippedCalendar(), TODAY)).toMatchObject({
      why: 'lot_expired',
      lots: [{ lotId: 'later' }],
    });
  });

  it('make an approval stale when the calendar moves the deadline of the verdict', () => {
    const pool = given(
      allocate('behzisti', bn(100), day('1403-01-20')),
      allocate(RELIEF, bn(10)),
      ...paid(RELIEF, bn(10)),
      waiting(RELIEF, bn(60)),
      on(TODAY, review(TODAY)),
    );
    expect(agencyIn(pool.reviewedOn(TODAY, by(LABOUR, review(TODAY))), RELIEF).lots).toEqual([]);
    const moves = refusalOf(pool.when(countedBy(closedOn(day('1403-02-25')), approve())))?.figures;
    expect(moves).toEqual({
      reviewId: reviewId(1),
      why: 'deadline_moved',
      agency: RELIEF,
      was: DEADLINE,
      is: REVIEW_DAY,
    });
  });

  function applyRuleTo(state: ReturnType<typeof poolAfter>) {
    return applyRule(figuresOf(state), TODAY, shippedCalendar());
  }
});

describe('true reports are accepted in any order', () => {
  const file = [allocate('behzisti', bn(100)), introduce('f', 'behzisti', bn(10)), pay('f', bn(4), IN_TIME)];
  const [endedOn, returnedOn] = [day('1403-02-22'), day('1403-02-25')];

  it.each([
    ['withdrawn', withdraw],
    ['closed', close],
  ] as const)(
    'a facility that was %s before its money came back may be reported in either order',
    (_s, end) => {
      const figures = (...reports: readonly Doing[]) =>
        agencyIn(given(...file, ...reports).reviewedOn(REVIEW_DAY), 'behzisti');
      expect(figures(returned('f', returnedOn), end('f', endedOn))).toEqual(
        figures(end('f', endedOn), returned('f', returnedOn)),
      );
    },
  );

  it('a payment after the end is refused, whichever of the two is reported first', () => {
    const after = pay('f', bn(1), returnedOn, 'ref-2');
    expect(given(...file, close('f', endedOn)).when(after)).toMatchObject({
      refusal: { name: 'facility_not_open' },
    });
    expect(given(...file, after).when(close('f', endedOn))).toMatchObject({
      refusal: { name: 'before_last_payment' },
    });
  });
});
