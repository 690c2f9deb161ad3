import { day } from '@misaq/platform/calendar/day.fixture.js';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import {
  adopt,
  agencyIn,
  allocate,
  approve,
  bn,
  bnText,
  correct,
  dataOf,
  DEADLINE,
  eventsOf,
  given,
  NOTE_16,
  NOTIFIED,
  on,
  paid,
  POOL,
  review,
  REVIEW_DAY,
  TODAY,
  waiting,
} from './credit.fixture.js';

const END_OF_ORDIBEHESHT = {
  kind: 'until',
  date: day('1403-02-31'),
  graceWorkingDays: 20,
} as const;
const workingDays = (days: number) => ({ kind: 'working-days', days }) as const;

describe('adopting a policy', () => {
  it('opens the pool when there is none, and is the first of its policies', () => {
    expect(given().when(adopt({ thresholdPercent: 70 }))).toEqual(
      accepted(
        {
          type: 'PoolOpened',
          data: { pool: POOL, province: 'east-azerbaijan', year: 1403, programme: 'note16' },
        },
        {
          type: 'PolicyAdopted',
          data: {
            version: 1,
            effectiveOn: day('1403-01-05'),
            thresholdPercent: 70,
            exactThresholdPasses: true,
            clock: workingDays(20),
            split: 'unmet-demand',
            ringFence: false,
            extendedLots: [],
            reason: 'decided by the working group',
          },
        },
      ),
    );
  });

  it('opens it for the first allocation, which then adopts no default policy', () => {
    const pool = given(adopt({ clock: workingDays(10) }));
    expect(eventsOf(pool.when(allocate('behzisti', bn(1))))).toMatchObject([
      { type: 'CreditAllocated', data: { clock: { days: 10 }, deadline: day('1403-02-17') } },
    ]);
  });

  it('that is already in force changes nothing, whatever the reason', () => {
    expect(given(adopt()).when(adopt())).toEqual(unchanged);
    expect(given(adopt()).when(adopt({ reason: 'once more' }))).toEqual(unchanged);
    expect(given(adopt({ clock: END_OF_ORDIBEHESHT })).when(adopt({ clock: END_OF_ORDIBEHESHT }))).toEqual(
      unchanged,
    );
  });

  it('that was adopted before the last review changes nothing when it is delivered again after it', () => {
    expect(given(adopt(), ...NOTE_16, review()).when(adopt())).toEqual(unchanged);
  });

  it.each([
    [{ effectiveOn: day('1403-01-06') }],
    [{ thresholdPercent: 66 }],
    [{ exactThresholdPasses: false }],
    [{ clock: workingDays(21) }],
    [{ clock: END_OF_ORDIBEHESHT }],
    [{ split: 'performance-weighted' as const }],
    [{ ringFence: true }],
  ])('with %o instead is the second policy', (other) => {
    expect(dataOf(given(adopt()).when(adopt(other)), 'PolicyAdopted')).toMatchObject({
      version: 2,
      ...other,
    });
  });

  it('cannot take effect before the day of the last review; on that day it can', () => {
    const pool = given(...NOTE_16, review());
    const before = day('1403-02-31');
    expect(pool.when(adopt({ effectiveOn: before }))).toEqual(
      refused('policy_before_last_review', { effectiveOn: before, lastReviewAsOf: REVIEW_DAY }),
    );
    expect(pool.when(adopt({ effectiveOn: REVIEW_DAY })).kind).toBe('accepted');
  });

  describe('after a deadline has passed', () => {
    // 66 of 100 bn were paid in time, and nobody has reviewed that yet.
    const pool = given(allocate('behzisti', bn(100)), ...paid('behzisti', bn(66)));

    it('cannot be dated back to it with another threshold, because no verdict may change', () => {
      const stricter = adopt({ effectiveOn: NOTIFIED, thresholdPercent: 80 });
      expect(pool.when(on(REVIEW_DAY, stricter))).toEqual(
        refused('policy_after_deadline', {
          effectiveOn: NOTIFIED,
          agency: 'behzisti',
          deadline: DEADLINE,
          inForce: { thresholdPercent: 65, exactThresholdPasses: true },
          given: { thresholdPercent: 80, exactThresholdPasses: true },
        }),
      );
      expect(
        pool.when(on(REVIEW_DAY, adopt({ effectiveOn: DEADLINE, exactThresholdPasses: false }))),
      ).toMatchObject({ refusal: { name: 'policy_after_deadline' } });
    });

    it('is possible as long as the day of the deadline has not ended', () => {
      expect(pool.when(on(DEADLINE, adopt({ effectiveOn: NOTIFIED, thresholdPercent: 80 }))).kind).toBe(
        'accepted',
      );
    });

    it('is possible with the threshold of that day, or from the day after on', () => {
      expect(pool.when(on(REVIEW_DAY, adopt({ effectiveOn: NOTIFIED, ringFence: true }))).kind).toBe(
        'accepted',
      );
      expect(pool.when(adopt({ effectiveOn: REVIEW_DAY, thresholdPercent: 80 })).kind).toBe('accepted');
    });

    it('is possible where it extends every lot of that day and none of the new deadlines has passed', () => {
      const more = { effectiveOn: NOTIFIED, thresholdPercent: 80, clock: workingDays(40) };
      expect(pool.when(adopt({ ...more, extendLots: ['behzisti-1'] })).kind).toBe('accepted');
      expect(given(...NOTE_16).when(adopt({ ...more, extendLots: ['behzisti-1'] }))).toMatchObject({
        refusal: { name: 'policy_after_deadline', figures: { agency: 'relief-committee' } },
      });
    });

    it('is refused even where the credit was corrected to nothing: a correction may restore it', () => {
      const nothing = given(allocate('behzisti', bn(100)), correct('behzisti-1', 0n));
      expect(nothing.when(adopt({ effectiveOn: NOTIFIED, thresholdPercent: 80 }))).toMatchObject({
        refusal: { name: 'policy_after_deadline' },
      });
    });
  });

  it.each([
    [{ thresholdPercent: 0 }, 'thresholdPercent', 'too_small', 0],
    [{ thresholdPercent: 101 }, 'thresholdPercent', 'too_large', 101],
    [{ thresholdPercent: 64.9 }, 'thresholdPercent', 'not_a_whole_number', 64.9],
    [{ effectiveOn: '1402-12-30' }, 'effectiveOn', 'outside_the_calendar', '1402-12-30'],
    [{ effectiveOn: '2023-02-29' }, 'effectiveOn', 'not_a_day', '2023-02-29'],
    [{ split: 'by-friendship' }, 'split', 'not_one_of_the_choices', 'by-friendship'],
    [{ ringFence: 'yes' }, 'ringFence', 'not_one_of_the_choices', 'yes'],
    [{ exactThresholdPasses: undefined }, 'exactThresholdPasses', 'empty', null],
    [{ clock: workingDays(0) }, 'days', 'too_small', 0],
    [{ clock: workingDays(401) }, 'days', 'too_large', 401],
    [{ clock: { ...END_OF_ORDIBEHESHT, date: '2023-02-29' } }, 'date', 'not_a_day', '2023-02-29'],
    [{ clock: { ...END_OF_ORDIBEHESHT, date: '9999-12-31' } }, 'date', 'outside_the_calendar', '9999-12-31'],
    [{ clock: { ...END_OF_ORDIBEHESHT, graceWorkingDays: -1 } }, 'graceWorkingDays', 'too_small', -1],
    [{ clock: { kind: 'months', months: 1 } }, 'clock', 'not_one_of_the_choices', 'months'],
    [{ clock: null }, 'clock', 'not_one_of_the_choices', null],
    [{ extendLots: 'behzisti-1' }, 'extendLots', 'wrong_type', 'behzisti-1'],
    [{ extendLots: [7] }, 'extendLots', 'wrong_type', 7],
    [{ reason: '' }, 'reason', 'empty', ''],
  ])('is refused with %o', (fault, field, code, value) => {
    expect(given().when(adopt(fault as never))).toEqual(refused('invalid_field', { field, code, value }));
  });
});

describe('a policy that gives named lots more time', () => {
  const pool = given(...NOTE_16);
  const extended = adopt({ clock: workingDays(30), extendLots: ['behzisti-1'] });

  it('names them with their new clock and deadline; the others keep theirs', () => {
    expect(dataOf(pool.when(extended), 'PolicyAdopted').extendedLots).toEqual([
      { lotId: 'behzisti-1', clock: workingDays(30), deadline: day('1403-03-16') },
    ]);
    const found = given(...NOTE_16, extended).reviewedOn(REVIEW_DAY);
    expect(agencyIn(found, 'behzisti')).toMatchObject({
      verdict: 'running',
      nextDeadline: day('1403-03-16'),
    });
    expect(agencyIn(found, 'relief-committee')).toMatchObject({ verdict: 'passed', deadline: DEADLINE });
  });

  it('has one effect however often it is delivered, and extends a lot that is named twice once', () => {
    expect(given(...NOTE_16, extended).when(extended)).toEqual(unchanged);
    const twice = adopt({ clock: workingDays(30), extendLots: ['behzisti-1', 'behzisti-1'] });
    expect(dataOf(pool.when(twice), 'PolicyAdopted').extendedLots).toHaveLength(1);
  });

  it('may extend another lot by the policy that is in force', () => {
    const other = adopt({ clock: workingDays(30), extendLots: ['relief-committee-1'] });
    expect(dataOf(given(...NOTE_16, extended).when(other), 'PolicyAdopted')).toMatchObject({
      extendedLots: [{ lotId: 'relief-committee-1' }],
    });
  });

  it("never shortens a lot's time", () => {
    expect(pool.when(adopt({ clock: workingDays(19), extendLots: ['behzisti-1'] }))).toEqual(
      refused('lot_would_be_shortened', {
        lotId: 'behzisti-1',
        deadline: DEADLINE,
        given: day('1403-02-30'),
      }),
    );
    expect(
      pool.when(
        adopt({
          clock: { ...END_OF_ORDIBEHESHT, date: day('1403-02-30'), graceWorkingDays: 19 },
          extendLots: ['behzisti-1'],
        }),
      ),
    ).toMatchObject({ refusal: { name: 'lot_would_be_shortened' } });
    expect(pool.when(adopt({ clock: END_OF_ORDIBEHESHT, extendLots: ['behzisti-1'] })).kind).toBe('accepted');
  });

  it('is refused for a lot that is not in the pool', () => {
    expect(pool.when(adopt({ clock: workingDays(30), extendLots: ['behzisti-9'] }))).toEqual(
      refused('unknown_lot', { lotId: 'behzisti-9' }),
    );
  });
});

describe('a policy changed in the middle of the year', () => {
  const CHANGE = day('1403-03-05');

  it('leaves the verdict of an older deadline with the threshold that was in force on it', () => {
    const pool = given(
      allocate('behzisti', bn(100)),
      ...paid('behzisti', bn(66)),
      adopt({ effectiveOn: CHANGE, thresholdPercent: 80 }),
    );
    expect(agencyIn(pool.reviewedOn(TODAY), 'behzisti')).toMatchObject({
      verdict: 'passed',
      thresholdPercent: 65,
    });
  });

  it('judges a later deadline by the new threshold, all expired credit together', () => {
    const pool = given(
      allocate('behzisti', bn(100)),
      ...paid('behzisti', bn(76)),
      allocate('behzisti', bn(10), day('1403-02-20'), 'behzisti-2'),
      adopt({ effectiveOn: CHANGE, thresholdPercent: 80 }),
    );
    expect(agencyIn(pool.reviewedOn(day('1403-04-01')), 'behzisti')).toMatchObject({
      verdict: 'fell-short',
      thresholdPercent: 80,
      absorptionBasisPoints: 6909,
      movableRial: bnText(10),
      protectedRial: bnText(24),
    });
  });

  it('already judges a deadline on the day it takes effect', () => {
    const pool = given(
      allocate('behzisti', bn(100)),
      ...paid('behzisti', bn(66)),
      on(DEADLINE, adopt({ effectiveOn: DEADLINE, thresholdPercent: 80 })),
    );
    expect(agencyIn(pool.reviewedOn(REVIEW_DAY), 'behzisti')).toMatchObject({
      verdict: 'fell-short',
      thresholdPercent: 80,
    });
  });

  it('leaves every lot its clock; new lots get the new one', () => {
    const pool = given(
      allocate('behzisti', bn(100)),
      adopt({ effectiveOn: CHANGE, clock: workingDays(5) }),
      allocate('behzisti', bn(1), day('1403-03-06'), 'behzisti-2'),
    );
    expect(
      agencyIn(pool.reviewedOn(TODAY), 'behzisti').lots.map(({ lotId, deadline }) => [lotId, deadline]),
    ).toEqual([
      ['behzisti-1', DEADLINE],
      ['behzisti-2', day('1403-03-13')],
    ]);
  });

  it('credit notified before the change but recorded after it takes the old clock', () => {
    const pool = given(adopt(), adopt({ effectiveOn: CHANGE, clock: workingDays(5) }));
    expect(dataOf(pool.when(allocate('behzisti', bn(1))), 'CreditAllocated')).toMatchObject({
      clock: workingDays(20),
      deadline: DEADLINE,
    });
  });

  it('divides by the split that is in force on the day of the review', () => {
    const pool = given(...NOTE_16, adopt({ effectiveOn: CHANGE, split: 'performance-weighted' }));
    expect(pool.reviewedOn(day('1403-03-04')).policy).toMatchObject({ version: 1, split: 'unmet-demand' });
    expect(pool.reviewedOn(CHANGE).policy).toMatchObject({ version: 2, split: 'performance-weighted' });
  });
});

describe('the deputy’s variant: until the end of Ordibehesht', () => {
  const until = adopt({ clock: END_OF_ORDIBEHESHT });

  it('is the same day for every lot that has 20 working days until then', () => {
    const deadline = (notifiedOn: typeof NOTIFIED) =>
      dataOf(given(until).when(allocate('behzisti', bn(1), notifiedOn)), 'CreditAllocated').deadline;
    expect(deadline(NOTIFIED)).toBe(day('1403-02-31'));
    expect(deadline(day('1403-01-20'))).toBe(day('1403-02-31'));
  });

  it('leaves no agency less time than one that is notified after it: at least 20 working days', () => {
    const deadline = (notifiedOn: typeof NOTIFIED) =>
      dataOf(given(until).when(allocate('behzisti', bn(1), notifiedOn)), 'CreditAllocated').deadline;
    expect(deadline(day('1403-02-03'))).toBe(day('1403-03-01'));
    expect(deadline(day('1403-02-31'))).toBe(day('1403-04-02'));
    expect(deadline(day('1403-03-01'))).toBe(day('1403-04-03'));
  });

  it('is 20 working days for a lot that starts after it', () => {
    expect(
      dataOf(given(until).when(allocate('behzisti', bn(1), day('1403-03-01'))), 'CreditAllocated'),
    ).toMatchObject({ deadline: day('1403-04-03') });
    const shorter = adopt({ clock: { ...END_OF_ORDIBEHESHT, graceWorkingDays: 5 } });
    expect(
      dataOf(given(shorter).when(allocate('behzisti', bn(1), day('1403-03-01'))), 'CreditAllocated'),
    ).toMatchObject({ deadline: day('1403-03-08') });
  });

  it('is the grace for credit received by a reallocation, which always starts after the date', () => {
    const pool = given(until, ...NOTE_16, review());
    expect(dataOf(pool.when(on(day('1403-03-01'), approve())), 'CreditReallocated').transfers).toMatchObject([
      { clock: END_OF_ORDIBEHESHT, deadline: day('1403-04-03') },
    ]);
  });

  it('does not move with holidays and is not provisional', () => {
    const found = given(until, ...NOTE_16, waiting('behzisti', bn(1))).reviewedOn(REVIEW_DAY);
    expect(agencyIn(found, 'behzisti')).toMatchObject({
      verdict: 'fell-short',
      deadline: day('1403-02-31'),
      lots: [{ provisional: false, holidaysSkipped: [] }],
    });
    expect(found.holidays).toEqual([]);
  });
});
