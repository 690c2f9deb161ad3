import { day } from '@misaq/platform/calendar/day.fixture.js';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import { evolvePool, initialPool } from './state.js';
import {
  allocate,
  answerTo,
  approve,
  bn,
  bnText,
  correct,
  DEADLINE,
  eventsOf,
  given,
  inPool,
  NOTE_16,
  NOTIFIED,
  paid,
  POOL,
  review,
  reviewId,
  TODAY,
} from './credit.fixture.js';

const WORKING_DAYS_20 = { kind: 'working-days', days: 20 };

describe('a pool', () => {
  it.each(['east-azerbaijan-1403-اشتغال', 'east-azerbaijan-1403-nоte16', 'استان-1403-note16'])(
    'is not opened under a name that is no ASCII (%s)',
    (pool) => {
      expect(given().when(inPool(pool, allocate('behzisti', bn(1))))).toEqual(
        refused('invalid_field', { field: 'pool', code: 'not_ascii', value: pool }),
      );
    },
  );

  it('of an older version still accepts commands under such a name', () => {
    const pool = 'east-azerbaijan-1403-اشتغال';
    const name = { pool, province: 'east-azerbaijan', year: 1403, programme: 'اشتغال' };
    const older = evolvePool(initialPool(), { type: 'PoolOpened', data: name });
    expect(answerTo(older, inPool(pool, allocate('behzisti', bn(1)))).kind).toBe('accepted');
  });
});

describe('an allocation of credit to an agency', () => {
  it('opens the pool with the default policy of the province: 65 %, 20 working days, by unmet demand', () => {
    expect(given().when(allocate('behzisti', bn(505)))).toEqual(
      accepted(
        {
          type: 'PoolOpened',
          data: { pool: POOL, province: 'east-azerbaijan', year: 1403, programme: 'note16' },
        },
        {
          type: 'PolicyAdopted',
          data: {
            version: 1,
            effectiveOn: NOTIFIED,
            thresholdPercent: 65,
            exactThresholdPasses: true,
            clock: WORKING_DAYS_20,
            split: 'unmet-demand',
            ringFence: false,
            extendedLots: [],
            reason: 'The default policy of the province',
          },
        },
        {
          type: 'CreditAllocated',
          data: {
            allocationId: 'behzisti-1',
            agency: 'behzisti',
            amountRial: '5050000000000',
            notifiedOn: NOTIFIED,
            clock: WORKING_DAYS_20,
            deadline: DEADLINE,
            calendarRevision: 0,
          },
        },
      ),
    );
  });

  it('opens nothing again when the pool is already open', () => {
    const pool = given(allocate('behzisti', bn(505)));
    expect(eventsOf(pool.when(allocate('relief-committee', bn(1000)))).map(({ type }) => type)).toEqual([
      'CreditAllocated',
    ]);
  });

  it('gets its first answer when it is sent again, also after a correction', () => {
    const pool = given(allocate('behzisti', bn(500)), correct('behzisti-1', bn(505)));
    expect(pool.when(allocate('behzisti', bn(500)))).toEqual(unchanged);
  });

  it.each([
    [allocate('behzisti', bn(506)), { amountRial: bnText(505) }, { amountRial: bnText(506) }],
    [
      allocate('relief-committee', bn(505), NOTIFIED, 'behzisti-1'),
      { agency: 'behzisti' },
      { agency: 'relief-committee' },
    ],
    [
      allocate('behzisti', bn(505), day('1403-02-03')),
      { notifiedOn: NOTIFIED },
      { notifiedOn: day('1403-02-03') },
    ],
  ])('is refused when the id is already used with other content', (again, recorded, other) => {
    expect(given(allocate('behzisti', bn(505))).when(again)).toEqual(
      refused('conflicts_with_recorded', { key: 'behzisti-1', recorded, given: other }),
    );
  });

  it('is refused for an unknown agency, and the refusal offers the nearest known one', () => {
    expect(given().when(allocate('behzist', bn(505)))).toEqual(
      refused('unknown_organisation', { kind: 'agency', given: 'behzist', nearest: 'behzisti' }),
    );
  });

  it('is refused for a future day, and for a day before the agency was active', () => {
    expect(given().when(allocate('behzisti', bn(1), day('1403-03-11')))).toEqual(
      refused('in_the_future', { field: 'notifiedOn', date: day('1403-03-11'), today: TODAY }),
    );
    expect(given().when(allocate('behzisti', bn(1), day('1399-12-29')))).toEqual(
      refused('organisation_inactive', {
        kind: 'agency',
        id: 'behzisti',
        activeFrom: day('1400-01-01'),
        retiredFrom: null,
        on: day('1399-12-29'),
      }),
    );
  });

  it.each([
    [0n, 'zero'],
    [-1n, 'negative'],
    [10n ** 18n + 1n, 'too_large'],
  ])('is refused for %d rial', (amountRial, code) => {
    expect(given().when(allocate('behzisti', amountRial))).toEqual(
      refused('invalid_field', { field: 'amountRial', code, value: amountRial.toString() }),
    );
  });

  it('is refused for a pool whose name has no year, is no identifier or leaves no room for its reviews', () => {
    const opening = (pool: string) => given().when(inPool(pool, allocate('behzisti', bn(1))));
    const long = `${'x'.repeat(50)}-1403-note16`;
    expect(opening('note16')).toEqual(
      refused('invalid_field', { field: 'pool', code: 'not_a_pool', value: 'note16' }),
    );
    expect(opening('a b-1403-c')).toEqual(
      refused('invalid_field', { field: 'pool', code: 'not_an_identifier', value: 'a b-1403-c' }),
    );
    expect(opening(long)).toEqual(refused('invalid_field', { field: 'pool', code: 'too_long', value: long }));
  });

  it('is refused under an id that a reallocation of the pool will give to a lot', () => {
    const id = `${reviewId(1)}-lot-1`;
    expect(given().when(allocate('behzisti', bn(1), NOTIFIED, id))).toEqual(
      refused('invalid_field', { field: 'allocationId', code: 'reserved', value: id }),
    );
  });
});

describe('a correction of an allocation', () => {
  it('records the amount before it and the reason', () => {
    expect(given(allocate('behzisti', bn(500))).when(correct('behzisti-1', bn(505)))).toEqual(
      accepted({
        type: 'AllocationCorrected',
        data: {
          allocationId: 'behzisti-1',
          agency: 'behzisti',
          previousAmountRial: bnText(500),
          amountRial: bnText(505),
          reason: 'the letter was misread',
        },
      }),
    );
  });

  it('changes nothing when the amount is already so', () => {
    expect(given(allocate('behzisti', bn(505))).when(correct('behzisti-1', bn(505)))).toEqual(unchanged);
  });

  it('may lower the amount to what was paid, even to nothing, but not below what was paid', () => {
    const pool = given(allocate('behzisti', bn(505)), ...paid('behzisti', bn(272)));
    expect(pool.when(correct('behzisti-1', bn(272))).kind).toBe('accepted');
    expect(pool.when(correct('behzisti-1', bn(272) - 1n))).toEqual(
      refused('correction_below_paid', { creditRial: (bn(272) - 1n).toString(), paidRial: bnText(272) }),
    );
    expect(given(allocate('behzisti', bn(505))).when(correct('behzisti-1', 0n)).kind).toBe('accepted');
    expect(pool.when(correct('behzisti-1', -1n))).toEqual(
      refused('invalid_field', { field: 'amountRial', code: 'negative', value: '-1' }),
    );
  });

  it('is refused below what a reallocation has taken from the lot', () => {
    const moved = given(...NOTE_16, review(), approve(), allocate('behzisti', bn(500), TODAY, 'behzisti-2'));
    expect(moved.when(correct('behzisti-1', bn(233) - 1n))).toEqual(
      refused('correction_below_moved', {
        movedRial: bnText(233),
        givenRial: (bn(233) - 1n).toString(),
      }),
    );
    expect(moved.when(correct('behzisti-1', bn(233))).kind).toBe('accepted');
  });

  it('is refused for an unknown allocation and for a lot received by a reallocation', () => {
    const moved = given(...NOTE_16, review(), approve());
    expect(moved.when(correct('behzisti-9', bn(1)))).toEqual(
      refused('unknown_allocation', { allocationId: 'behzisti-9' }),
    );
    const received = `${reviewId(1)}-lot-1`;
    expect(moved.state.lots.has(received)).toBe(true);
    expect(moved.when(correct(received, bn(1)))).toEqual(
      refused('unknown_allocation', { allocationId: received }),
    );
  });

  it('counts as if the amount had always been so: 272 of 400 passed', () => {
    const pool = given(...NOTE_16, correct('behzisti-1', bn(400)));
    expect(pool.reviewedOn(day('1403-03-01')).agencies[0]).toMatchObject({
      agency: 'behzisti',
      verdict: 'passed',
      dueRial: bnText(400),
      absorptionBasisPoints: 6800,
    });
  });

  it('to nothing also removes the deadline: an agency gains no time by credit it never had', () => {
    const pool = given(
      allocate('behzisti', bn(100)),
      ...paid('behzisti', bn(60)),
      allocate('behzisti', bn(1), day('1403-02-20'), 'behzisti-2'),
      correct('behzisti-2', 0n),
      ...paid('behzisti', bn(10), day('1403-03-02')),
    );
    expect(pool.reviewedOn(day('1403-04-01')).agencies[0]).toMatchObject({
      verdict: 'fell-short',
      deadline: DEADLINE,
      dueRial: bnText(100),
      paidInTimeRial: bnText(60),
    });
  });
});
