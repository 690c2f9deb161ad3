import * as fc from 'fast-check';
import { nationalIdDigits } from './national-id.js';
import {
  holdsAnyNationalId,
  nationalIdFault,
  nationalIdRecorded,
  withoutNationalIds,
} from './national-id-in-text.js';

const ID = '0012345679';

/** Any national ID: nine digits and their check digit. */
const nationalIds = fc
  .stringMatching(/^[0-9]{9}$/)
  .map((nine) =>
    Array.from({ length: 10 }, (_, last) => `${nine}${String(last)}`).find((each) => nationalIdDigits(each)),
  )
  .filter((each) => each !== undefined);

const inPersian = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
const inArabic = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
const inDevanagari = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit)));
const inFullWidth = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
const inMathematical = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7e2 + Number(digit)));

describe('A national ID in a text', () => {
  it.each([
    ID,
    `کد ملی ${ID} است`,
    `nid${ID}x`,
    '001-234567-9',
    '001-234567-9 1402/09/01',
    '1402/09/01 001-234567-9',
    '12 001-234567-9',
    '001 234567 9',
    '001\u200c234567\u200c9',
    '001/234567/9',
    '001.234567.9',
    '001 - 234567 - 9',
    '0 0 1 2 3 4 5 6 7 9',
    '001–234567–9',
    '001_234567_9',
    `${ID}-01`,
    inPersian(ID),
    inArabic(ID),
    inDevanagari(ID),
    inFullWidth(ID),
    inMathematical(ID),
    inPersian('001-234567-9'),
  ])('is found: %s', (text) => {
    expect(holdsAnyNationalId(text)).toBe(true);
    expect(withoutNationalIds(text)).toContain('…');
    expect(holdsAnyNationalId(withoutNationalIds(text))).toBe(false);
  });

  it.each([
    ['another check digit', '0012345678'],
    ['a longer run', `${ID}0`],
    ['a longer run', `0${ID}`],
    ['an id of a company', '10101234567'],
    ['an account number', 'IR120120000000000012345679'],
    ['an account number in groups', 'IR12 0120 0000 0000 0012 3456 79'],
    ['a number of a card', '6037-9911-2345-6789'],
    ['ten equal digits', '1111111111'],
    ['nine digits', '012345679'],
    ['a day and an hour', '1402/09/01 12:30'],
    ['two days', '1402/01/05-1402/02/06'],
    ['a day in an id', 'note16-1401-09-01'],
    ['an amount', '1,250,000,008'],
    ['words between', '00123 and 45679'],
    ['a list', '00123, 45679'],
    ['our own ids', 'east-azerbaijan-1401-note16-review-12'],
  ])('is not found in %s: %s', (_, text) => {
    expect(holdsAnyNationalId(text)).toBe(false);
    expect(withoutNationalIds(text)).toBe(text);
  });

  it('is found in any script and with any separators, whatever words are around it', () => {
    const separators = fc.array(fc.constantFrom('', '', ' ', '-', '.', '\u200c', '/', ' - ', '_'), {
      minLength: 9,
      maxLength: 9,
    });
    const scripts = fc.constantFrom((text: string) => text, inPersian, inArabic, inDevanagari, inFullWidth);
    const words = fc.constantFrom('', 'ref ', 'کد ', '(', 'x');
    fc.assert(
      fc.property(nationalIds, separators, scripts, words, words, (id, between, script, before, after) => {
        const written = Array.from(id, (digit, index) => `${digit}${between[index] ?? ''}`).join('');
        // Groups of four, two and two digits can be a day.
        fc.pre(!/^(?:1[34]|19|20)\d\d([-/._])\d\d?\1\d\d?(?!\d)/.test(written));
        fc.pre(!/(?<!\d)(?:1[34]|19|20)\d\d([-/._])\d\d?\1\d\d?(?!\d)/.test(written));
        const text = `${before}${script(written)}${after}`;
        expect(holdsAnyNationalId(text)).toBe(true);
        expect(holdsAnyNationalId(withoutNationalIds(text))).toBe(false);
      }),
    );
  });

  it('is searched for in linear time, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(holdsAnyNationalId(withoutNationalIds(text))).toBe(false);
      }),
    );
  });

  it('is said to stand in a field without being repeated', () => {
    const fault = nationalIdFault('reason', `see ${ID}`);
    expect(fault).toEqual({
      name: 'invalid_field',
      figures: { field: 'reason', code: 'national_id', value: null },
    });
    expect(nationalIdFault('reason', 'see the letter')).toBeUndefined();
    expect(nationalIdFault('reason', 12)).toBeUndefined();
  });
});

describe('An event', () => {
  it.each([
    ['FacilityPaid', 'bankReference'],
    ['FacilityIntroduced', 'facilityId'],
    ['CreditAllocated', 'allocationId'],
    ['JobRegistered', 'jobId'],
    ['OrganisationRegistered', 'id'],
    ['PrincipalAdded', 'principalId'],
    ['FacilityDeclined', 'reason'],
  ])('%s records no national ID as %s', (type, field) => {
    expect(nationalIdRecorded([{ type, data: { [field]: ID } }])?.figures.field).toBe(field);
  });

  it('may name things in an older log by a national ID', () => {
    for (const type of ['FacilityPaid', 'FacilityPaymentReversed', 'FacilityDeclined'])
      expect(nationalIdRecorded([{ type, data: { facilityId: ID } }])).toBeUndefined();
    expect(
      nationalIdRecorded([{ type: 'FacilityPaymentReversed', data: { bankReference: ID } }]),
    ).toBeUndefined();
  });
});
