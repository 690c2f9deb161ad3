import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays } from '@misaq/platform/calendar/plain-date.js';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import type { CreditCommand } from './commands.js';
import {
  adopt,
  agencyIn,
  allocate,
  bn,
  bnText,
  close,
  correctIntroduction,
  dataOf,
  decline,
  type Doing,
  eventsOf,
  given,
  IN_TIME,
  inError,
  INTRODUCED,
  introduce,
  on,
  pay,
  paid,
  poolAfter,
  returned,
  TODAY,
  waiting,
  withdraw,
} from './credit.fixture.js';

const CREDIT = allocate('behzisti', bn(100));
const FILE = introduce('f-1', 'behzisti', bn(10));
const REFERENCE = {
  facilityId: 'f-1',
  agency: 'behzisti',
  bank: 'bank-melli',
  introducedOn: INTRODUCED,
  introductionReportedOn: TODAY,
};
const open = given(CREDIT, FILE);
const halfPaid = given(CREDIT, FILE, pay('f-1', bn(4)));
const allPaid = given(CREDIT, FILE, pay('f-1', bn(10)));
const LATER = day('1403-02-25');

/** The totals of an agency in the pool. */
function account(...doings: readonly Doing[]) {
  const { introducedRial, paidRial, pendingRial } = poolAfter(...doings).accounts.get('behzisti')!;
  return { introducedRial, paidRial, pendingRial };
}

/** The daily figures of the agency, without days whose figures are zero. */
function daysAfter(...doings: readonly Doing[]) {
  const { days } = poolAfter(CREDIT, FILE, ...doings).accounts.get('behzisti')!;
  return new Map(
    [...days].filter(
      ([, { introducedRial, paidRial, pendingRial }]) =>
        introducedRial !== 0n || paidRial !== 0n || pendingRial !== 0n,
    ),
  );
}

describe('an agency introduces an applicant to a bank', () => {
  it('is recorded with the plan behind it', () => {
    expect(given(CREDIT).when({ ...FILE, applicant: 'p-7f3a' })).toEqual(
      accepted({
        type: 'FacilityIntroduced',
        data: {
          facilityId: 'f-1',
          agency: 'behzisti',
          bank: 'bank-melli',
          introducedOn: INTRODUCED,
          reportedOn: TODAY,
          amountRial: bnText(10),
          county: 'tabriz',
          sector: 'industry',
          plannedJobs: 2,
          applicant: 'p-7f3a',
        },
      }),
    );
  });

  it('is not limited by credit: applicants wait for money, and that is the demand', () => {
    expect(given(CREDIT).when(introduce('f-1', 'behzisti', bn(1000))).kind).toBe('accepted');
    expect(given(CREDIT).when(introduce('f-1', 'jihad-agriculture', bn(1000))).kind).toBe('accepted');
  });

  it('gets its first answer when it is sent again, also after it was corrected, paid and packed', () => {
    expect(open.when(FILE)).toEqual(unchanged);
    expect(given(CREDIT, FILE, correctIntroduction('f-1', bn(8)), pay('f-1', bn(8))).when(FILE)).toEqual(
      unchanged,
    );
  });

  it.each<[Partial<typeof FILE>, object, object]>([
    [{ amountRial: bn(11) }, { amountRial: bnText(10) }, { amountRial: bnText(11) }],
    [{ bank: 'bank-mellat' }, { bank: 'bank-melli' }, { bank: 'bank-mellat' }],
    [{ agency: 'relief-committee' }, { agency: 'behzisti' }, { agency: 'relief-committee' }],
    [{ introducedOn: IN_TIME }, { introducedOn: INTRODUCED }, { introducedOn: IN_TIME }],
    [{ sector: 'services' }, { sector: 'industry' }, { sector: 'services' }],
    [{ county: 'elsewhere' }, { county: 'tabriz' }, { county: 'elsewhere' }],
    [{ plannedJobs: 3 }, { plannedJobs: 2 }, { plannedJobs: 3 }],
    [{ applicant: 'p-1' }, { applicant: null }, { applicant: 'p-1' }],
  ])('is refused when the same facility comes with %o', (other, recorded, shown) => {
    expect(open.when({ ...FILE, ...other })).toEqual(
      refused('conflicts_with_recorded', { key: 'f-1', recorded, given: shown } as never),
    );
  });

  it('is refused in a pool that was never opened', () => {
    expect(given().when(FILE)).toEqual(refused('unknown_pool', { pool: 'east-azerbaijan-1403-note16' }));
  });

  it.each([
    [{ agency: 'behzist' }, { kind: 'agency', given: 'behzist', nearest: 'behzisti' }],
    [{ bank: 'bank-meli' }, { kind: 'bank', given: 'bank-meli', nearest: 'bank-melli' }],
    [{ county: 'tabris' }, { kind: 'county', given: 'tabris', nearest: 'tabriz' }],
    [{ sector: 'industri' }, { kind: 'sector', given: 'industri', nearest: 'industry' }],
  ])('is refused when the register does not know %o', (other, figures) => {
    expect(given(CREDIT).when({ ...FILE, ...other })).toEqual(refused('unknown_organisation', figures));
  });

  it('is refused for a county that had been retired by that day', () => {
    expect(given(CREDIT).when({ ...FILE, county: 'marand' })).toMatchObject({
      refusal: { name: 'organisation_inactive', figures: { kind: 'county', id: 'marand', on: INTRODUCED } },
    });
  });

  it('is refused for tomorrow', () => {
    const tomorrow = day('1403-03-11');
    expect(given(CREDIT).when({ ...FILE, introducedOn: tomorrow })).toEqual(
      refused('in_the_future', { field: 'introducedOn', date: tomorrow, today: TODAY }),
    );
  });

  it.each([
    [{ plannedJobs: -1 }, 'plannedJobs', 'too_small', -1],
    [{ plannedJobs: 100_001 }, 'plannedJobs', 'too_large', 100_001],
    [{ plannedJobs: 1.5 }, 'plannedJobs', 'not_a_whole_number', 1.5],
    [{ amountRial: 0n }, 'amountRial', 'zero', '0'],
    [{ facilityId: 'a b' }, 'facilityId', 'not_an_identifier', 'a b'],
    [{ applicant: '‮gpj' }, 'applicant', 'bidi_control', '‮gpj'],
  ])('is refused for %o', (other, field, code, value) => {
    expect(given(CREDIT).when({ ...FILE, ...other })).toEqual(
      refused('invalid_field', { field, code, value }),
    );
  });
});

describe('a correction of an introduction', () => {
  it('records the amount before it; the applicant waits for the corrected amount', () => {
    expect(open.when(correctIntroduction('f-1', bn(12)))).toEqual(
      accepted({
        type: 'IntroductionCorrected',
        data: {
          ...REFERENCE,
          previousAmountRial: bnText(10),
          amountRial: bnText(12),
          remainingRial: bnText(12),
          reason: 'the plan was revised',
        },
      }),
    );
    expect(account(CREDIT, FILE, correctIntroduction('f-1', bn(12)))).toEqual({
      introducedRial: bn(12),
      paidRial: 0n,
      pendingRial: bn(12),
    });
  });

  it('changes nothing when the amount is already so', () => {
    expect(open.when(correctIntroduction('f-1', bn(10)))).toEqual(unchanged);
  });

  it('may lower the amount to what was paid, not below', () => {
    expect(halfPaid.when(correctIntroduction('f-1', bn(4))).kind).toBe('accepted');
    expect(halfPaid.when(correctIntroduction('f-1', bn(3)))).toEqual(
      refused('facility_already_paid', { facilityId: 'f-1', paidRial: bnText(4), givenRial: bnText(3) }),
    );
  });

  it('that raises the amount lets a fully paid facility be paid again', () => {
    const raised = given(CREDIT, FILE, pay('f-1', bn(10)), correctIntroduction('f-1', bn(12)));
    expect(raised.when(pay('f-1', bn(2), IN_TIME, 'ref-2')).kind).toBe('accepted');
  });

  it('is refused for an unknown facility and for one that has ended', () => {
    expect(open.when(correctIntroduction('f-2', bn(1)))).toEqual(
      refused('unknown_facility', { facilityId: 'f-2' }),
    );
    expect(given(CREDIT, FILE, decline('f-1')).when(correctIntroduction('f-1', bn(1)))).toEqual(
      refused('facility_not_open', { facilityId: 'f-1', status: 'declined', on: IN_TIME }),
    );
  });
});

describe('a payment of a bank', () => {
  it('states what the facility still waits for', () => {
    expect(open.when(pay('f-1', bn(4)))).toEqual(
      accepted({
        type: 'FacilityPaid',
        data: {
          ...REFERENCE,
          bankReference: 'ref-1',
          amountRial: bnText(4),
          paidOn: IN_TIME,
          reportedOn: TODAY,
          remainingRial: bnText(6),
        },
      }),
    );
    expect(account(CREDIT, FILE, pay('f-1', bn(4)))).toEqual({
      introducedRial: bn(10),
      paidRial: bn(4),
      pendingRial: bn(6),
    });
  });

  it('gets its first answer when the same bank reference is sent again, also after it was reversed', () => {
    expect(halfPaid.when(pay('f-1', bn(4)))).toEqual(unchanged);
    expect(allPaid.when(pay('f-1', bn(10)))).toEqual(unchanged);
    const reversed = given(CREDIT, FILE, pay('f-1', bn(4)), inError('f-1', LATER));
    expect(reversed.when(pay('f-1', bn(4)))).toMatchObject({
      ...unchanged,
      remark: { name: 'payment_taken_back', figures: { takenBackOn: LATER, kind: 'recorded-in-error' } },
    });
  });

  it('is refused when the same bank reference is sent with another amount or day', () => {
    const key = 'f-1/bank-melli/ref-1';
    expect(halfPaid.when(pay('f-1', bn(5), LATER))).toEqual(
      refused('conflicts_with_recorded', {
        key,
        recorded: { amountRial: bnText(4), paidOn: IN_TIME },
        given: { amountRial: bnText(5), paidOn: LATER },
      }),
    );
  });

  it('is refused before the introduction, and in the future', () => {
    const before = day('1403-02-04');
    expect(open.when(pay('f-1', bn(1), before))).toEqual(
      refused('paid_before_introduced', { introducedOn: INTRODUCED, paidOn: before }),
    );
    expect(open.when(pay('f-1', bn(1), INTRODUCED)).kind).toBe('accepted');
    const tomorrow = day('1403-03-11');
    expect(open.when(pay('f-1', bn(1), tomorrow))).toEqual(
      refused('in_the_future', { field: 'paidOn', date: tomorrow, today: TODAY }),
    );
  });

  it('is refused beyond what the facility waits for, by a single rial', () => {
    expect(halfPaid.when(pay('f-1', bn(6), IN_TIME, 'ref-2')).kind).toBe('accepted');
    expect(halfPaid.when(pay('f-1', bn(6) + 1n, IN_TIME, 'ref-2'))).toEqual(
      refused('beyond_facility', { remainingRial: bnText(6), givenRial: (bn(6) + 1n).toString() }),
    );
    expect(allPaid.when(pay('f-1', 1n, IN_TIME, 'ref-2'))).toEqual(
      refused('facility_already_paid', { facilityId: 'f-1', paidRial: bnText(10) }),
    );
  });

  it('is refused on a day on which the applicant still had money that came back later', () => {
    const back = given(CREDIT, FILE, pay('f-1', bn(7)), returned('f-1', LATER));
    const dayBefore = day('1403-02-24');
    expect(back.when(pay('f-1', bn(3), dayBefore, 'ref-2')).kind).toBe('accepted');
    expect(back.when(pay('f-1', bn(3) + 1n, dayBefore, 'ref-2'))).toEqual(
      refused('beyond_facility', { remainingRial: bnText(3), givenRial: (bn(3) + 1n).toString() }),
    );
    expect(back.when(pay('f-1', bn(10), LATER, 'ref-2')).kind).toBe('accepted');
    expect(back.when(pay('f-1', bn(10), INTRODUCED, 'ref-2')).kind).toBe('refused');
    const never = given(CREDIT, FILE, pay('f-1', bn(7)), inError('f-1', LATER));
    expect(never.when(pay('f-1', bn(10), INTRODUCED, 'ref-2')).kind).toBe('accepted');
  });

  it('is refused beyond the credit of the agency, even by one rial', () => {
    const nearlySpent = given(CREDIT, ...paid('behzisti', bn(95)), FILE);
    expect(nearlySpent.when(pay('f-1', bn(5))).kind).toBe('accepted');
    expect(nearlySpent.when(pay('f-1', bn(5) + 1n))).toEqual(
      refused('credit_exhausted', {
        agency: 'behzisti',
        creditRial: bnText(100),
        paidRial: bnText(95),
        givenRial: (bn(5) + 1n).toString(),
      }),
    );
    const without = given(CREDIT, waiting('jihad-agriculture', bn(1)));
    expect(without.when(pay(`jihad-agriculture-waits-${bnText(1)}-${INTRODUCED}`, 1n))).toEqual(
      refused('credit_exhausted', {
        agency: 'jihad-agriculture',
        creditRial: '0',
        paidRial: '0',
        givenRial: '1',
      }),
    );
  });

  it('is refused by another bank, for an unknown facility, and once the facility has ended', () => {
    expect(open.when({ ...pay('f-1', 1n), bank: 'bank-mellat' })).toEqual(
      refused('wrong_bank', { introducedTo: 'bank-melli', given: 'bank-mellat' }),
    );
    expect(open.when(pay('f-2', 1n))).toEqual(refused('unknown_facility', { facilityId: 'f-2' }));
    expect(given(CREDIT, FILE, withdraw('f-1')).when(pay('f-1', 1n, LATER))).toEqual(
      refused('facility_not_open', { facilityId: 'f-1', status: 'withdrawn', on: IN_TIME }),
    );
  });

  it.each([
    ['', 'empty'],
    ['x'.repeat(81), 'too_long'],
    ['a\u0000b', 'control_character'],
  ])('is refused under the bank reference %j', (reference, code) => {
    expect(open.when(pay('f-1', 1n, IN_TIME, reference))).toEqual(
      refused('invalid_field', { field: 'bankReference', code, value: reference }),
    );
  });
});

describe('a payment that is reported after its facility has ended', () => {
  const end = { closed: close, withdrawn: withdraw };

  describe.each(['closed', 'withdrawn'] as const)('%s', (status) => {
    const ended = given(CREDIT, FILE, pay('f-1', bn(4)), end[status]('f-1', LATER));

    it('is recorded when it was made by that day', () => {
      expect(ended.when(pay('f-1', bn(5), LATER, 'ref-2'))).toEqual(
        accepted({
          type: 'FacilityPaid',
          data: {
            ...REFERENCE,
            bankReference: 'ref-2',
            amountRial: bnText(5),
            paidOn: LATER,
            reportedOn: TODAY,
            remainingRial: '0',
            ended: { status, on: LATER },
          },
        }),
      );
    });

    it('is refused when it was made later, and beyond the amount of the facility', () => {
      expect(ended.when(pay('f-1', bn(5), addDays(LATER, 1), 'ref-2'))).toEqual(
        refused('facility_not_open', { facilityId: 'f-1', status, on: LATER }),
      );
      expect(ended.when(pay('f-1', bn(6) + 1n, LATER, 'ref-2'))).toMatchObject({
        refusal: { name: 'beyond_facility' },
      });
    });

    it('leads to the same figures on every day as the opposite order of reports', () => {
      const late = daysAfter(end[status]('f-1', LATER), pay('f-1', bn(4)));
      const inOrder = daysAfter(pay('f-1', bn(4)), end[status]('f-1', LATER));
      expect(late).toEqual(inOrder);
    });

    it('and was recorded in error leads to figures as if it had never been made', () => {
      const never = daysAfter(end[status]('f-1', LATER));
      const before = [pay('f-1', bn(4)), end[status]('f-1', LATER), inError('f-1', TODAY)];
      expect(daysAfter(...before)).toEqual(never);
      const late = [end[status]('f-1', LATER), pay('f-1', bn(4)), inError('f-1', TODAY)];
      expect(daysAfter(...late)).toEqual(never);
    });

    it('and whose money came back before that end leads to the same figures as the opposite order', () => {
      const inOrder = daysAfter(pay('f-1', bn(4)), returned('f-1', LATER), end[status]('f-1', LATER));
      expect(daysAfter(pay('f-1', bn(4)), end[status]('f-1', LATER), returned('f-1', LATER))).toEqual(
        inOrder,
      );
    });

    it('and whose money came back only after that end counts as paid and introduced until then', () => {
      const paidThen = daysAfter(pay('f-1', bn(4)), end[status]('f-1', LATER));
      const back = daysAfter(pay('f-1', bn(4)), end[status]('f-1', LATER), returned('f-1', TODAY));
      // A withdrawn file counts as introduced only as far as it stands paid; a closed one stays introduced.
      const introducedRial = status === 'withdrawn' ? -bn(4) : 0n;
      expect(back.get(`${TODAY}|${TODAY}`)).toMatchObject({ introducedRial, paidRial: -bn(4) });
      back.delete(`${TODAY}|${TODAY}`);
      expect(back).toEqual(paidThen);
    });

    it('sent again gets its first answer, and the facility stays ended', () => {
      const late = pay('f-1', bn(6), IN_TIME, 'ref-2');
      const pool = given(CREDIT, FILE, pay('f-1', bn(4)), end[status]('f-1', LATER), late);
      expect(pool.when(late)).toEqual(unchanged);
      expect(pool.when(end[status]('f-1', LATER))).toEqual(unchanged);
      expect(pool.when(pay('f-1', 1n, IN_TIME, 'ref-3'))).toMatchObject({
        refusal: { name: 'facility_already_paid' },
      });
    });
  });

  it('is refused for a declined facility: the bank stated that it paid nothing', () => {
    expect(given(CREDIT, FILE, decline('f-1', LATER)).when(pay('f-1', bn(4)))).toEqual(
      refused('facility_not_open', { facilityId: 'f-1', status: 'declined', on: LATER }),
    );
  });

  it('counts at its deadline: it brings an agency whose facility was closed as unpaid to the threshold', () => {
    const pool = given(
      CREDIT,
      introduce('f-1', 'behzisti', bn(70)),
      close('f-1', LATER),
      on(TODAY, pay('f-1', bn(65), IN_TIME)),
    );
    expect(agencyIn(pool.reviewedOn(TODAY), 'behzisti')).toMatchObject({ verdict: 'passed' });
  });
});

describe('a reversal of a payment', () => {
  it('states when the money came back, and the applicant waits for it again', () => {
    expect(halfPaid.when(returned('f-1', LATER))).toEqual(
      accepted({
        type: 'FacilityPaymentReversed',
        data: {
          ...REFERENCE,
          bankReference: 'ref-1',
          amountRial: bnText(4),
          kind: 'returned',
          paidOn: IN_TIME,
          paymentReportedOn: TODAY,
          reversedOn: LATER,
          reportedOn: TODAY,
          waitsAgain: true,
          remainingRial: bnText(10),
          reason: 'the applicant gave it back',
        },
      }),
    );
    expect(account(CREDIT, FILE, pay('f-1', bn(4)), returned('f-1', LATER))).toEqual({
      introducedRial: bn(10),
      paidRial: 0n,
      pendingRial: bn(10),
    });
  });

  it('frees the credit for another applicant', () => {
    const other = introduce('f-2', 'behzisti', bn(100));
    const pool = given(CREDIT, FILE, other, pay('f-1', bn(10)), returned('f-1', LATER));
    expect(pool.when(pay('f-2', bn(100))).kind).toBe('accepted');
  });

  it('lets a fully paid facility be paid again, under another reference', () => {
    const pool = given(CREDIT, FILE, pay('f-1', bn(10)), returned('f-1', LATER));
    expect(pool.when(pay('f-1', bn(10), LATER, 'ref-2')).kind).toBe('accepted');
  });

  it('does not make the applicant wait again once the facility is closed', () => {
    const closed = [CREDIT, FILE, pay('f-1', bn(4)), close('f-1', LATER)] as const;
    expect(dataOf(given(...closed).when(returned('f-1', LATER)), 'FacilityPaymentReversed')).toMatchObject({
      waitsAgain: false,
      remainingRial: '0',
    });
    expect(account(...closed, returned('f-1', LATER))).toEqual({
      introducedRial: bn(10),
      paidRial: 0n,
      pendingRial: 0n,
    });
  });

  it('gets its first answer when it is sent again, and is refused with other content', () => {
    const reversed = given(CREDIT, FILE, pay('f-1', bn(4)), returned('f-1', LATER));
    expect(reversed.when(returned('f-1', LATER))).toEqual(unchanged);
    expect(reversed.when(inError('f-1', IN_TIME))).toEqual(
      refused('conflicts_with_recorded', {
        key: 'f-1/bank-melli/ref-1',
        recorded: { kind: 'returned', on: LATER, reason: 'the applicant gave it back' },
        given: { kind: 'recorded-in-error', on: IN_TIME, reason: 'a slip' },
      }),
    );
  });

  it('is refused before the payment and in the future', () => {
    const before = day('1403-02-19');
    expect(halfPaid.when(returned('f-1', before))).toEqual(
      refused('reversed_before_paid', { paidOn: IN_TIME, reversedOn: before }),
    );
    expect(halfPaid.when(returned('f-1', IN_TIME)).kind).toBe('accepted');
    const tomorrow = day('1403-03-11');
    expect(halfPaid.when(returned('f-1', tomorrow))).toEqual(
      refused('in_the_future', { field: 'reversedOn', date: tomorrow, today: TODAY }),
    );
  });

  it('is refused for an unknown facility, another bank and an unknown reference', () => {
    expect(halfPaid.when(returned('f-2', LATER))).toEqual(refused('unknown_facility', { facilityId: 'f-2' }));
    expect(halfPaid.when({ ...returned('f-1', LATER), bank: 'bank-mellat' })).toEqual(
      refused('wrong_bank', { introducedTo: 'bank-melli', given: 'bank-mellat' }),
    );
    expect(halfPaid.when(returned('f-1', LATER, 'ref-9'))).toEqual(
      refused('unknown_payment', { facilityId: 'f-1', bankReference: 'ref-9' }),
    );
  });
});

describe('a facility that ends unpaid', () => {
  const endings: [string, (facilityId: string, day?: typeof IN_TIME, reason?: string) => CreditCommand][] = [
    ['declined', decline],
    ['withdrawn', withdraw],
    ['closed', close],
  ];

  it('declined by the bank: the agency did its part, so it stays introduced and no longer waits', () => {
    expect(open.when(decline('f-1'))).toEqual(
      accepted({
        type: 'FacilityDeclined',
        data: {
          ...REFERENCE,
          declinedOn: IN_TIME,
          reportedOn: TODAY,
          unpaidRial: bnText(10),
          reason: 'no collateral',
        },
      }),
    );
    expect(account(CREDIT, FILE, decline('f-1'))).toEqual({
      introducedRial: bn(10),
      paidRial: 0n,
      pendingRial: 0n,
    });
  });

  it('withdrawn by the applicant: the unpaid part no longer counts as introduced', () => {
    expect(halfPaid.when(withdraw('f-1'))).toEqual(
      accepted({
        type: 'FacilityWithdrawn',
        data: {
          ...REFERENCE,
          withdrawnOn: IN_TIME,
          by: 'applicant',
          unpaidRial: bnText(6),
          reason: 'gave up',
        },
      }),
    );
    expect(account(CREDIT, FILE, pay('f-1', bn(4)), withdraw('f-1'))).toEqual({
      introducedRial: bn(4),
      paidRial: bn(4),
      pendingRial: 0n,
    });
  });

  it('closed by the bank: the unpaid part will not be paid', () => {
    expect(halfPaid.when(close('f-1'))).toEqual(
      accepted({
        type: 'FacilityClosed',
        data: {
          ...REFERENCE,
          closedOn: IN_TIME,
          reportedOn: TODAY,
          unpaidRial: bnText(6),
          reason: 'file finished',
        },
      }),
    );
  });

  it.each(endings)('%s again gets its first answer, and is refused with other content', (status, end) => {
    const ended = given(CREDIT, FILE, end('f-1'));
    const by = status === 'withdrawn' ? 'applicant' : 'bank';
    expect(ended.when(end('f-1'))).toEqual(unchanged);
    expect(ended.when(end('f-1', LATER, 'otherwise'))).toMatchObject({
      refusal: {
        name: 'conflicts_with_recorded',
        figures: { key: 'f-1', recorded: { on: IN_TIME }, given: { on: LATER, reason: 'otherwise' } },
      },
    });
    const [, other] = endings[(endings.findIndex(([name]) => name === status) + 1) % 3]!;
    expect(ended.when(other('f-1'))).toEqual(
      refused('facility_not_open', { facilityId: 'f-1', status, on: IN_TIME }),
    );
    expect(ended.state.facilities.get('f-1')?.ended).toMatchObject({ status, by });
  });

  it.each(endings)(
    '%s is refused before the introduction, in the future, for an unknown facility',
    (status, end) => {
      const before = day('1403-02-04');
      expect(open.when(end('f-1', before))).toEqual(
        refused('before_introduction', { introducedOn: INTRODUCED, given: before }),
      );
      const tomorrow = day('1403-03-11');
      expect(open.when(end('f-1', tomorrow))).toEqual(
        refused('in_the_future', { field: `${status}On`, date: tomorrow, today: TODAY }),
      );
      expect(open.when(end('f-2'))).toEqual(refused('unknown_facility', { facilityId: 'f-2' }));
      expect(open.when(end('f-1', IN_TIME, ' '))).toEqual(
        refused('invalid_field', { field: 'reason', code: 'empty', value: ' ' }),
      );
    },
  );

  it.each(endings)('%s is refused once everything is paid', (_status, end) => {
    expect(allPaid.when(end('f-1'))).toEqual(
      refused('facility_already_paid', { facilityId: 'f-1', paidRial: bnText(10) }),
    );
  });

  it('declined is refused once a part is paid, and possible after that part came back', () => {
    expect(halfPaid.when(decline('f-1'))).toEqual(
      refused('facility_already_paid', { facilityId: 'f-1', paidRial: bnText(4) }),
    );
    const back = given(CREDIT, FILE, pay('f-1', bn(4)), returned('f-1', LATER));
    expect(back.when(decline('f-1', LATER)).kind).toBe('accepted');
  });

  it.each(endings)(
    '%s is refused before a payment, also one that came back; a payment recorded in error does not count',
    (_s, end) => {
      const before = day('1403-02-19');
      const cameBack = given(CREDIT, FILE, pay('f-1', bn(4)), returned('f-1', LATER));
      expect(cameBack.when(end('f-1', before))).toMatchObject({ refusal: { name: 'before_last_payment' } });
      const never = given(CREDIT, FILE, pay('f-1', bn(4)), inError('f-1', LATER));
      expect(never.when(end('f-1', before)).kind).toBe('accepted');
    },
  );

  it('closed or withdrawn may be dated before a return that was reported first; declined may not', () => {
    const cameBack = given(CREDIT, FILE, pay('f-1', bn(4)), returned('f-1', LATER));
    for (const end of [close, withdraw])
      expect(eventsOf(cameBack.when(end('f-1', IN_TIME)))).toMatchObject([
        { data: { unpaidRial: bnText(10), returnedLater: [{ on: LATER, amountRial: bnText(4) }] } },
      ]);
    // A bank that declines states that nothing is paid on that day, but 4 bn was.
    expect(cameBack.when(decline('f-1', IN_TIME))).toEqual(
      refused('before_last_payment', { lastPaymentOn: LATER, given: IN_TIME }),
    );
  });

  it('closed or withdrawn is refused before a payment that stands', () => {
    const before = day('1403-02-19');
    const refusal = refused('before_last_payment', { lastPaymentOn: IN_TIME, given: before });
    expect(halfPaid.when(close('f-1', before))).toEqual(refusal);
    expect(halfPaid.when(withdraw('f-1', before))).toEqual(refusal);
  });

  it('declined and closed are only possible for the bank of the introduction', () => {
    const refusal = refused('wrong_bank', { introducedTo: 'bank-melli', given: 'bank-mellat' });
    expect(open.when({ ...decline('f-1'), bank: 'bank-mellat' } as CreditCommand)).toEqual(refusal);
    expect(open.when({ ...close('f-1'), bank: 'bank-mellat' } as CreditCommand)).toEqual(refusal);
    expect(open.when({ ...decline('f-1'), bank: undefined } as never)).toEqual(
      refused('invalid_field', { field: 'bank', code: 'empty', value: null }),
    );
  });

  it('withdrawn names who withdrew: the applicant or the agency', () => {
    expect(open.when({ ...withdraw('f-1'), by: 'bank' } as never)).toEqual(
      refused('invalid_field', { field: 'by', code: 'not_one_of_the_choices', value: 'bank' }),
    );
  });
});

describe('late reports', () => {
  it('keep both days: of the payment and of its record', () => {
    const pool = given(adopt(), CREDIT, FILE, on(day('1403-04-01'), pay('f-1', bn(4))));
    expect([...pool.state.accounts.get('behzisti')!.days.values()]).toContainEqual({
      on: IN_TIME,
      reportedOn: day('1403-04-01'),
      introducedRial: 0n,
      paidRial: bn(4),
      pendingRial: 0n,
    });
  });
});
