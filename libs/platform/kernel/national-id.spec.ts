import fc from 'fast-check';
import {
  hasLostZeros,
  holdsNationalId,
  isNationalId,
  nationalIdDigits,
  writtenNationalId,
} from './national-id.js';

describe('A national ID', () => {
  // Worked by hand. 1·10+2·9+3·8+4·7+5·6+6·5+7·4+8·3+9·2 = 210, mod 11 = 1, below 2, so that the check digit is 1.
  it.each(['1234567891', '0000000019', '0000000108'])('is %s', (text) => {
    expect(isNationalId(text)).toBe(true);
  });

  it.each([
    ['a wrong check digit', '1234567890'],
    ['nine digits', '123456789'],
    ['eleven digits', '12345678911'],
    ['a letter', '123456789a'],
    ['a blank', '1234567891 '],
    ['nothing', ''],
    ['ten equal digits', '1111111111'],
    ['ten zeros', '0000000000'],
  ])('is not %s', (_, text) => {
    expect(isNationalId(text)).toBe(false);
  });

  it('is the same person in Persian, Arabic and ASCII digits', () => {
    expect(nationalIdDigits('۱۲۳۴۵۶۷۸۹۱')).toBe('1234567891');
    expect(nationalIdDigits('١٢٣٤٥٦٧٨٩١')).toBe('1234567891');
    expect(nationalIdDigits('1234567891')).toBe('1234567891');
    expect(nationalIdDigits('۱۲۳۴۵۶۷۸۹۰')).toBeUndefined();
  });

  it.each([
    '0012345679',
    '۰۰۱۲۳۴۵۶۷۹',
    '0012345679\u200f',
    '00123\u200f45679',
    '001-234567-9',
    '۰۰۱-۲۳۴۵۶۷-۹',
    '001 234567 9',
    '001\u00a0234567\u00a09',
    '００１２３４５６７９',
  ])('is recognised as it is written on cards and in forms: %s', (text) => {
    expect(writtenNationalId(text)).toBe('0012345679');
  });

  it.each(['کد ملی ۰۰۱۲۳۴۵۶۷۹ است', 'ID 001-234567-9', 'x001 234567 9', '00123\u200c45679'])(
    'is found within other words: %s',
    (text) => {
      expect(holdsNationalId(text, '0012345679')).toBe(true);
      expect(holdsNationalId(text, '1234567891')).toBe(false);
    },
  );

  it('is recognised with separated thousands', () => {
    expect(writtenNationalId('1,234,567,891')).toBe('1234567891');
    expect(writtenNationalId('۱٬۲۳۴٬۵۶۷٬۸۹۱')).toBe('1234567891');
  });

  it.each(['0-012345679', '001-234567-8', '00-12345679', '001--234567-9', '1,23,4567,891', 'A0012345679'])(
    'is not recognised in %s',
    (text) => {
      expect(writtenNationalId(text)).toBeUndefined();
    },
  );

  it.each(['12345679', '012345679', '۱۲۳۴۵۶۷۹', '12345679\u200c', '12,345,679', '12٬345٬679'])(
    'has lost its zeros: %s',
    (text) => {
      expect(hasLostZeros(text)).toBe(true);
    },
  );

  it('is one of ten: nine digits allow exactly one check digit, unless all ten are equal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (number) => {
        const nine = String(number).padStart(9, '0');
        const valid = Array.from({ length: 10 }, (_, digit) => `${nine}${String(digit)}`).filter(
          isNationalId,
        );
        expect(valid.length).toBe(new Set(nine).size === 1 ? 0 : 1);
      }),
    );
  });

  /**
   * Remainders 1 and 10 share the check digit 1. So only numbers with another check digit reveal every typing error.
   */
  it('reveals a single mistyped digit, when its check digit is not 1', () => {
    const nineDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 });
    const slip = fc.record({ index: fc.nat({ max: 8 }), shift: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(nineDigits, slip, (nine, { index, shift }) => {
        const check = [0, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => isNationalId([...nine, digit].join('')));
        fc.pre(check !== undefined);
        const mistyped = nine.map((digit, at) => (at === index ? (digit + shift) % 10 : digit));
        expect(isNationalId([...mistyped, check].join(''))).toBe(false);
      }),
    );
  });
});
