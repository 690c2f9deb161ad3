import fc from 'fast-check';
import { presentable, unpresented } from './presentable.js';

describe('answers for programs', () => {
  it('have days in Jalali under their name, and in ISO beside it', () => {
    expect(presentable({ deadline: '2023-01-16', lots: [{ startsOn: '2022-12-18' }] })).toEqual({
      deadline: '1401-10-26',
      deadlineIso: '2023-01-16',
      lots: [{ startsOn: '1401-09-27', startsOnIso: '2022-12-18' }],
    });
  });

  it('keep their shape where a day is not known yet', () => {
    expect(presentable({ deadline: null, nextDeadline: undefined })).toEqual({
      deadline: null,
      deadlineIso: null,
    });
  });

  it('do not take for a day what only looks like one', () => {
    expect(
      presentable({ facilityId: '2023-01-16', from: 'behzisti', to: 'relief', reason: 'on 2023-01-16' }),
    ).toEqual({
      facilityId: '2023-01-16',
      from: 'behzisti',
      to: 'relief',
      reason: 'on 2023-01-16',
    });
  });

  it('leave instants, and days that name themselves, as they are', () => {
    const answer = {
      recordedAt: '2023-01-22T04:30:00.000Z',
      holidays: [{ jalali: '1401-10-06', date: '2022-12-27' }],
    };
    expect(presentable(answer)).toEqual(answer);
  });

  it('name the holidays that a recorded trace passed over', () => {
    expect(presentable({ holidaysSkipped: ['2022-12-27'] })).toEqual({
      holidaysSkipped: [{ jalali: '1401-10-06', date: '2022-12-27' }],
    });
  });

  it('have amounts as decimal strings and positions as numbers', () => {
    expect(presentable({ amountRial: 10n ** 20n, position: 12n })).toEqual({
      amountRial: '100000000000000000000',
      position: 12,
    });
  });
});

describe('answers that came as JSON', () => {
  const day = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const rials = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String);
  const leaf = fc.oneof(day, rials, fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const key = fc.constantFrom(
    'deadline',
    'from',
    'on',
    'asOf',
    'paidOn',
    'amountRial',
    'position',
    'reason',
    'agency',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(key, tie('value'))),
  }));

  it('are what the values were, in what is made of them', () => {
    fc.assert(
      fc.property(value, (given) => {
        const shown = presentable(given);
        expect(presentable(unpresented(JSON.parse(JSON.stringify(shown))))).toEqual(shown);
      }),
    );
  });

  it('have days in ISO under their own names, and positions whole', () => {
    const value = {
      position: 12n,
      deadline: '2023-01-16',
      nextDeadline: null,
      from: 'behzisti',
      lots: [{ startsOn: '2022-12-18', holidaysSkipped: [{ jalali: '1401-10-06', date: '2022-12-27' }] }],
    };
    expect(unpresented(presentable(value))).toEqual(value);
  });
});
