import { day } from '@misaq/platform/calendar/day.fixture.js';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import {
  agencyIn,
  allocate,
  approve,
  bn,
  bnText,
  correct,
  by,
  dataOf,
  DEPUTY,
  given,
  giveBack,
  INTRODUCED,
  introduce,
  NOTE_16,
  on,
  paid,
  pay,
  returned,
  review,
  reviewId,
  TODAY,
  waiting,
} from './credit.fixture.js';

const APPROVED_ON = day('1403-03-02');
const LATE_FILE = introduce('late', 'behzisti', bn(300));

/** Behzisti's 233 bn have moved to the Relief Committee. One of Behzisti's applicants is known to the bank. */
const MOVED = [...NOTE_16, LATE_FILE, review(), on(APPROVED_ON, approve())];
const moved = given(...MOVED);

const WAITING_AT_RELIEF = `relief-committee-waits-${bnText(500)}-${INTRODUCED}`;

describe('a late report of a payment on credit that has moved', () => {
  it('is true and recorded as contested, with the amount by which the agency is overdrawn', () => {
    expect(dataOf(moved.when(pay('late', bn(40), day('1403-02-30'))), 'FacilityPaid')).toMatchObject({
      amountRial: bnText(40),
      paidOn: day('1403-02-30'),
      reportedOn: TODAY,
      overdrawnRial: bnText(40),
    });
  });

  it('also when it was paid on the day of the approval, but not a day later', () => {
    expect(moved.when(pay('late', bn(40), APPROVED_ON)).kind).toBe('accepted');
    expect(moved.when(pay('late', bn(40), day('1403-03-03')))).toEqual(
      refused('credit_exhausted', {
        agency: 'behzisti',
        creditRial: bnText(272),
        paidRial: bnText(272),
        givenRial: bnText(40),
      }),
    );
  });

  it('is accepted up to the amount taken: the agency had no more credit at that time', () => {
    expect(moved.when(pay('late', bn(233), APPROVED_ON)).kind).toBe('accepted');
    expect(moved.when(pay('late', bn(233) + 1n, APPROVED_ON))).toMatchObject({
      refusal: { name: 'credit_exhausted' },
    });
    const contested = given(...MOVED, pay('late', bn(200), APPROVED_ON));
    expect(dataOf(contested.when(pay('late', bn(33), APPROVED_ON, 'ref-2')), 'FacilityPaid')).toMatchObject({
      overdrawnRial: bnText(233),
    });
    expect(contested.when(pay('late', bn(33) + 1n, APPROVED_ON, 'ref-2'))).toMatchObject({
      refusal: { name: 'credit_exhausted', figures: { paidRial: bnText(472) } },
    });
  });

  it('is not contested when other credit of the agency covers it', () => {
    const covered = given(...MOVED, allocate('behzisti', bn(40), day('1403-03-05'), 'behzisti-2'));
    expect(dataOf(covered.when(pay('late', bn(40), APPROVED_ON)), 'FacilityPaid')).not.toHaveProperty(
      'overdrawnRial',
    );
    expect(dataOf(covered.when(pay('late', bn(41), APPROVED_ON)), 'FacilityPaid')).toMatchObject({
      overdrawnRial: bnText(1),
    });
  });

  it('is shown by every review until the overdraft is settled', () => {
    const contested = given(...MOVED, pay('late', bn(40), APPROVED_ON));
    expect(agencyIn(contested.reviewedOn(TODAY), 'behzisti')).toMatchObject({
      verdict: 'emptied',
      creditRial: bnText(272),
      paidRial: bnText(312),
      overdrawnRial: bnText(40),
      // 260 still wait. The overdraft itself is no demand of applicants.
      pendingRial: bnText(260),
      unmetDemandRial: bnText(260),
    });
    const settled = given(...MOVED, pay('late', bn(40), APPROVED_ON), giveBack(bn(40)));
    expect(agencyIn(settled.reviewedOn(TODAY), 'behzisti')).toMatchObject({
      creditRial: bnText(312),
      overdrawnRial: '0',
      movableRial: '0',
    });
  });

  it('can turn the verdict: the loss no longer bars the agency, which can receive like others that passed', () => {
    const turned = given(...MOVED, pay('late', bn(57), day('1403-02-30')), waiting('behzisti', bn(9)));
    expect(agencyIn(turned.reviewedOn(TODAY), 'behzisti')).toMatchObject({
      verdict: 'passed',
      paidInTimeRial: bnText(329),
    });
    expect(agencyIn(turned.reviewedOn(TODAY), 'behzisti')).not.toHaveProperty('cannotReceive');
    const givenBack = given(
      ...MOVED,
      pay('late', bn(57), day('1403-02-30')),
      waiting('behzisti', bn(9)),
      giveBack(bn(233)),
    );
    expect(agencyIn(givenBack.reviewedOn(TODAY), 'behzisti').cannotReceive).not.toBe('lost_credit');
  });

  it('is an ordinary payment again once the credit has come back', () => {
    const back = given(...MOVED, giveBack(bn(40)));
    expect(dataOf(back.when(pay('late', bn(40), APPROVED_ON)), 'FacilityPaid')).not.toHaveProperty(
      'overdrawnRial',
    );
    // 193 have not come back: the agency can be overdrawn by that amount and no more.
    expect(back.when(pay('late', bn(233), APPROVED_ON)).kind).toBe('accepted');
    expect(back.when(pay('late', bn(233) + 1n, APPROVED_ON)).kind).toBe('refused');
  });
});

describe('a reversal of a reallocation', () => {
  it('returns credit to the lots it was taken from, out of the lot that the reallocation made', () => {
    expect(moved.when(giveBack(bn(40)))).toEqual(
      accepted({
        type: 'ReallocationReversed',
        data: {
          reversalId: 'reversal-1',
          reviewId: reviewId(1),
          reversedOn: TODAY,
          reversedBy: 'deputy-2',
          from: 'behzisti',
          to: 'relief-committee',
          amountRial: bnText(40),
          lotId: `${reviewId(1)}-lot-1`,
          returns: [{ lotId: 'behzisti-1', amountRial: bnText(40) }],
          reason: 'the payment of Behzisti was true',
        },
      }),
    );
    const { state } = given(...MOVED, giveBack(bn(40)));
    expect(Object.fromEntries(state.credit)).toEqual({ behzisti: bn(312), 'relief-committee': bn(1193) });
  });

  it("keeps the recipient's payments within its credit, whatever their day", () => {
    // Of its 1,233 it paid 865 and gave 200 back. 168 are left, and a late report cannot use what was given back.
    const back = given(...MOVED, giveBack(bn(200)));
    expect(back.when(pay(WAITING_AT_RELIEF, bn(168), APPROVED_ON)).kind).toBe('accepted');
    expect(back.when(pay(WAITING_AT_RELIEF, bn(168) + 1n, APPROVED_ON))).toMatchObject({
      refusal: { name: 'credit_exhausted', figures: { creditRial: bnText(1033) } },
    });
  });

  it('is refused to the deputy who approved', () => {
    expect(moved.when(by(DEPUTY, giveBack(bn(40))))).toEqual(
      refused('own_reallocation', { reviewId: reviewId(1), approvedBy: 'deputy-1' }),
    );
  });

  it('repeated gets the first answer, with another amount it is refused, under another id it is a second reversal', () => {
    const reversed = given(...MOVED, giveBack(bn(40)));
    expect(reversed.when(giveBack(bn(40)))).toEqual(unchanged);
    expect(reversed.when(giveBack(bn(41)))).toEqual(
      refused('conflicts_with_recorded', {
        key: 'reversal-1',
        recorded: { amountRial: bnText(40) },
        given: { amountRial: bnText(41) },
      }),
    );
    expect(reversed.when(giveBack(bn(41), { reversalId: 'reversal-2' })).kind).toBe('accepted');
  });

  it('is limited to what was transferred and has not come back', () => {
    const reversed = given(...MOVED, giveBack(bn(200)));
    expect(reversed.when(giveBack(bn(33), { reversalId: 'r-2' })).kind).toBe('accepted');
    expect(reversed.when(giveBack(bn(33) + 1n, { reversalId: 'r-2' }))).toEqual(
      refused('beyond_reallocated', { outstandingRial: bnText(33), givenRial: (bn(33) + 1n).toString() }),
    );
  });

  it('is limited to what the recipient has unpaid', () => {
    const spent = given(...MOVED, pay(WAITING_AT_RELIEF, bn(350), day('1403-03-05')));
    expect(spent.when(giveBack(bn(18))).kind).toBe('accepted');
    expect(spent.when(giveBack(bn(18) + 1n))).toEqual(
      refused('recipient_has_paid', { unpaidRial: bnText(18), givenRial: (bn(18) + 1n).toString() }),
    );
  });

  it('is limited to what the received lot still holds, when its credit has moved on', () => {
    // The Relief Committee leaves its 233 unused; at its deadline on 12 Tir they move on to another agency.
    const onward = given(
      allocate('behzisti', bn(233)),
      allocate('relief-committee', bn(10)),
      ...paid('relief-committee', bn(10)),
      waiting('relief-committee', bn(233)),
      review(),
      on(TODAY, approve()),
      allocate('jihad-agriculture', bn(1)),
      ...paid('jihad-agriculture', bn(1)),
      waiting('jihad-agriculture', bn(200)),
      on(day('1403-04-13'), review(day('1403-04-13'))),
      on(day('1403-04-13'), approve(2)),
    );
    expect(onward.when(on(day('1403-04-13'), giveBack(bn(34))))).toEqual(
      refused('beyond_reallocated', { outstandingRial: bnText(33), givenRial: bnText(34) }),
    );
    expect(onward.when(on(day('1403-04-13'), giveBack(bn(33)))).kind).toBe('accepted');
  });

  it('is refused for an unknown review, one that was not approved, and a transfer it does not hold', () => {
    expect(moved.when(giveBack(bn(1), { number: 2 }))).toEqual(
      refused('unknown_review', { reviewId: reviewId(2) }),
    );
    expect(given(...NOTE_16, review()).when(giveBack(bn(1)))).toEqual(
      refused('not_reallocated', { reviewId: reviewId(1), from: 'behzisti', to: 'relief-committee' }),
    );
    expect(moved.when(giveBack(bn(1), { to: 'jihad-agriculture' }))).toEqual(
      refused('not_reallocated', { reviewId: reviewId(1), from: 'behzisti', to: 'jihad-agriculture' }),
    );
  });

  it.each([
    [0n, 'zero'],
    [-5n, 'negative'],
  ])('is refused for %d rial', (amountRial, code) => {
    expect(moved.when(giveBack(amountRial))).toEqual(
      refused('invalid_field', { field: 'amountRial', code, value: amountRial.toString() }),
    );
  });

  it('changes no verdict: both are fixed by their deadlines', () => {
    const before = moved.reviewedOn(TODAY);
    const after = given(...MOVED, giveBack(bn(233))).reviewedOn(TODAY);
    for (const agency of ['behzisti', 'relief-committee']) {
      const { deadline, dueRial, paidInTimeRial, absorptionBasisPoints } = agencyIn(before, agency);
      expect(agencyIn(after, agency)).toMatchObject({
        deadline,
        dueRial,
        paidInTimeRial,
        absorptionBasisPoints,
      });
    }
  });

  it('of a whole lot before its deadline leaves a lot that sets no deadline', () => {
    const back = given(...MOVED, giveBack(bn(233)));
    expect(agencyIn(back.reviewedOn(day('1403-05-01')), 'relief-committee')).toMatchObject({
      verdict: 'passed',
      deadline: day('1403-02-31'),
      dueRial: bnText(1000),
    });
  });
});

describe('a correction below an amount that had left and come back', () => {
  it('leaves nothing due for the days in between, and never less than nothing', () => {
    const pool = given(
      allocate('behzisti', bn(100)),
      ...paid('behzisti', bn(40)),
      allocate('relief-committee', bn(10)),
      ...paid('relief-committee', bn(10)),
      waiting('relief-committee', bn(60)),
      allocate('behzisti', bn(20), day('1403-02-20'), 'behzisti-2'),
      review(),
      on(APPROVED_ON, approve()),
      on(day('1403-03-25'), giveBack(bn(60))),
      on(day('1403-03-25'), correct('behzisti-1', bn(45))),
    );
    expect(agencyIn(pool.reviewedOn(day('1403-03-26')), 'behzisti')).toMatchObject({
      deadline: day('1403-03-20'),
      dueRial: bnText(20),
      paidInTimeRial: bnText(20),
    });
  });
});

describe("donor's money that comes back after its credit has moved", () => {
  it('can move in the next review, and nothing else can', () => {
    const pool = given(
      ...MOVED,
      returned(`behzisti-paid-${bnText(272)}-${day('1403-02-20')}`, day('1403-03-04')),
    );
    expect(agencyIn(pool.reviewedOn(TODAY), 'behzisti')).toMatchObject({
      verdict: 'fell-short',
      paidInTimeRial: bnText(272),
      movableRial: bnText(272),
    });
  });
});
