import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { refused, unchanged } from '@misaq/platform/kernel/decision.js';
import { identityKey } from '@misaq/platform/kernel/spelling.js';
import {
  adopt,
  allocate,
  answerTo,
  bn,
  close,
  correct,
  dataOf,
  given,
  introduce,
  IN_TIME,
  pay,
  perform,
  poolAfter,
  refusalOf,
  returned,
  stored,
} from './credit.fixture.js';
import type { CreditEvent } from './events.js';
import { evolvePool, forkPool } from './state.js';

/** Texts that readers take for the same, in the recorded spelling and in others. */
const REFERENCES: readonly (readonly [string, ...string[]])[] = [
  ['ملی/123', 'ملي/123', 'ملى/123', 'ملی/۱۲۳', 'م\u200cلی/123'],
  ['ك-1', 'ک-1'],
  ['AB123', 'AB\u200f123', 'AB\u00ad123'],
  ['CD 1', 'CD\u00a01', 'CD  1', ' CD 1'],
  ['آ-2', '\u0627\u0653-2'],
  ['بنیاد', 'بُنیاد', 'بنـیاد'],
];

const CREDIT = allocate('behzisti', bn(100));
const FILE = introduce('f-1', 'behzisti', bn(90));
const paid = (reference: string, amount = bn(1)) => pay('f-1', amount, IN_TIME, reference);

describe('A payment under a reference in another spelling', () => {
  it.each(REFERENCES.flatMap(([recorded, ...others]) => others.map((other) => [recorded, other] as const)))(
    '%j is already recorded as %j',
    (recorded, other) => {
      const pool = given(CREDIT, FILE, paid(recorded));
      expect(pool.when(paid(other))).toEqual(unchanged);
      expect(given(CREDIT, FILE, paid(other)).when(paid(recorded))).toEqual(unchanged);
    },
  );

  it('with another amount is refused, and the refusal shows both spellings and the difference', () => {
    expect(given(CREDIT, FILE, paid('ملی/1')).when(paid('ملي/1', bn(2)))).toMatchObject(
      refused('conflicts_with_recorded', {
        spellings: {
          bankReference: {
            recorded: 'ملی/1',
            given: 'ملي/1',
            difference: 'U+06CC is recorded, U+064A is given',
          },
        },
      }),
    );
  });

  it('is reversed under either, and the event names the recorded one', () => {
    const pool = given(CREDIT, FILE, paid('ملی/1'));
    const reversed = dataOf(
      pool.when(returned('f-1', day('1403-02-25'), 'ملي/1')),
      'FacilityPaymentReversed',
    );
    expect(reversed.bankReference).toBe('ملی/1');
  });

  it('every spelling of a reference names one payment, any other text another', () => {
    const text = fc.constantFrom(...REFERENCES.flat());
    fc.assert(
      fc.property(text, text, (one, other) => {
        const decision = given(CREDIT, FILE, paid(one)).when(paid(other));
        expect(decision.kind).toBe(identityKey(one) === identityKey(other) ? 'unchanged' : 'accepted');
      }),
    );
  });
});

describe('A payment that was reversed', () => {
  it('and is sent again gets an answer with the day of the reversal', () => {
    const pool = given(CREDIT, FILE, paid('r'), returned('f-1', day('1403-02-25'), 'r'));
    expect(pool.when(paid('r'))).toEqual({
      ...unchanged,
      remark: {
        name: 'payment_taken_back',
        figures: {
          facilityId: 'f-1',
          bankReference: 'r',
          takenBackOn: day('1403-02-25'),
          kind: 'returned',
        },
      },
    });
    expect(pool.when(paid('r', bn(2)))).toMatchObject(refused('conflicts_with_recorded'));
  });
});

describe('Ids in another spelling', () => {
  const pool = given(
    allocate('behzisti', bn(100), undefined, 'الف-ي'),
    introduce('پرونده-ی', 'behzisti', bn(9)),
    pay('پرونده-ی', bn(4)),
  );

  it('of a facility name the same one: its events keep the first spelling', () => {
    expect(dataOf(pool.when(pay('پرونده-ي', bn(2), IN_TIME, 'b')), 'FacilityPaid').facilityId).toBe(
      'پرونده-ی',
    );
    expect(dataOf(pool.when(close('پرونده-ى')), 'FacilityClosed').facilityId).toBe('پرونده-ی');
    expect(pool.when(introduce('پرونده-ي', 'behzisti', bn(9)))).toEqual(unchanged);
    expect(refusalOf(pool.when(introduce('پرونده-ي', 'behzisti', bn(8))))).toMatchObject({
      name: 'conflicts_with_recorded',
      figures: { spellings: { facilityId: { recorded: 'پرونده-ی', given: 'پرونده-ي' } } },
    });
  });

  it('of an allocation name the same one', () => {
    expect(pool.when(allocate('behzisti', bn(100), undefined, 'الف-ی'))).toEqual(unchanged);
    expect(dataOf(pool.when(correct('الف-ی', bn(99))), 'AllocationCorrected').allocationId).toBe('الف-ي');
    const extended = adopt({ clock: { kind: 'working-days', days: 40 }, extendLots: ['الف-ی'] });
    expect(dataOf(pool.when(extended), 'PolicyAdopted').extendedLots).toMatchObject([{ lotId: 'الف-ي' }]);
  });
});

describe('A log of an older version with twins', () => {
  const introduced = (facilityId: string): CreditEvent => ({
    type: 'FacilityIntroduced',
    data: {
      facilityId,
      agency: 'behzisti',
      bank: 'bank-melli',
      amountRial: '1000',
      introducedOn: day('1403-02-05'),
      county: 'tabriz',
      sector: 'industry',
      plannedJobs: 1,
    },
  });
  const twins = () => {
    const state = poolAfter(CREDIT);
    for (const id of ['ملي', 'ملی']) evolvePool(state, stored(introduced(id)));
    return state;
  };

  it('keeps each facility under its own spelling', () => {
    for (const id of ['ملي', 'ملی'])
      expect(dataOf(perform(twins(), pay(id, 5n)), 'FacilityPaid').facilityId).toBe(id);
    expect(dataOf(perform(forkPool(twins()), pay('ملى', 5n)), 'FacilityPaid').facilityId).toBe('ملی');
  });

  it('keeps each payment under its own spelling', () => {
    const state = poolAfter(CREDIT, FILE, paid('ملی'));
    const data = dataOf(perform(poolAfter(CREDIT, FILE), paid('ملي')), 'FacilityPaid');
    evolvePool(state, { type: 'FacilityPaid', data });
    for (const reference of ['ملي', 'ملی']) {
      const reversal = answerTo(state, returned('f-1', day('1403-02-25'), reference));
      expect(dataOf(reversal, 'FacilityPaymentReversed').bankReference).toBe(reference);
    }
  });
});

describe('An id that a spreadsheet shortened', () => {
  const pool = given(CREDIT, FILE);
  it.each([
    ['the reference of a payment', paid('6.03799E+15'), 'bankReference', 'shortened_number'],
    ['the reference of a payment', paid('۱٫۲۳E+۱۵'), 'bankReference', 'shortened_number'],
    ['the reference of a payment', paid('12345.0'), 'bankReference', 'decimal_number'],
    [
      'the reference of a reversal',
      returned('f-1', IN_TIME, '6.03799E+15'),
      'bankReference',
      'shortened_number',
    ],
    ['a facility', introduce('6.03799E15', 'behzisti', bn(1)), 'facilityId', 'shortened_number'],
    ['a facility that is looked for', pay('12345.0', bn(1)), 'facilityId', 'decimal_number'],
    ['an allocation', allocate('behzisti', bn(1), undefined, '1.5E12'), 'allocationId', 'shortened_number'],
    ['an allocation that is corrected', correct('1.5E12', bn(1)), 'allocationId', 'shortened_number'],
  ])('is refused: %s', (_what, command, field, code) => {
    expect(refusalOf(pool.when(command))).toMatchObject({ name: 'invalid_field', figures: { field, code } });
  });

  it('is accepted when an older version recorded something under it', () => {
    const state = poolAfter(CREDIT, FILE);
    const data = dataOf(perform(poolAfter(CREDIT, FILE), paid('r')), 'FacilityPaid');
    evolvePool(state, { type: 'FacilityPaid', data: { ...data, bankReference: '6.03799E+15' } });
    expect(perform(state, paid('6.03799E+15'))).toEqual(unchanged);
    expect(perform(state, returned('f-1', day('1403-02-25'), '6.03799E+15')).kind).toBe('accepted');
  });
});
