import fc from 'fast-check';
import { showsAnotherNumber, shownNumber } from './shown-number.js';

describe('A number format', () => {
  it.each(['0%', '0.00%', '#,##0,', '0,,', '#,##0,"K"', '0.0,', '#,##0,;-#,##0,'])(
    'displays another number: %s',
    (format) => {
      expect(showsAnotherNumber(format)).toBe(true);
    },
  );

  it.each([
    'General',
    '0',
    '#,##0',
    '#,##0.00',
    '0" %"',
    '0\\%',
    '000-000',
    '0.00E+00',
    '#,##0;-#,##0,',
    '@',
  ])('displays the stored number: %s', (format) => {
    expect(showsAnotherNumber(format)).toBe(false);
  });
});

describe('A whole number in a cell', () => {
  it.each([
    ['12345', 'General', '12345'],
    ['12345', '@', '12345'],
    ['12345', '0', '12345'],
    ['12345', '#', '12345'],
    ['12345', '0000000000', '0000012345'],
    ['0', '0000', '0000'],
    ['12345', '00000-000', '00012-345'],
    ['12345678', '00000-000', '12345-678'],
    ['123456789', '00000-000', '123456-789'],
    ['12345', '0000000000;-0000', '0000012345'],
    ['0', '0000;-0000;"none "0', 'none 0'],
    ['12', '"F"0000', 'F0012'],
    ['12', '\\F\\-0000', 'F-0012'],
    ['12', '[Red]0000', '0012'],
    ['12', '[$-3000401]0000', '0012'],
    ['12', '"a;b"000', 'a;b012'],
    ['12', '0000_-', '0012'],
    ['7', '(000)', '(007)'],
  ])('%s in the format %s is displayed as %s', (digits, format, seen) => {
    expect(shownNumber(digits, format)).toBe(seen);
  });

  it.each([
    ['12345', '#,##0'],
    ['12345', '0.00'],
    ['12345', '0%'],
    ['12345', '0.00E+00'],
    ['12345', '# ?/?'],
    ['12345', '0/0'],
    ['12345', '[>1000]0000;0'],
    ['12345', '[DBNum1]0'],
    ['12345', 'yyyy'],
    ['12345', 'h:mm'],
    ['12345', '*-0'],
    ['12345', ';;;'],
    ['12345', '"text"'],
    ['12345', '"open0'],
    ['12345', ''],
    ['0', '#'],
    ['-5', '0000'],
    ['1.5', '0000'],
  ])('%s in the format %s has an unknown display', (digits, format) => {
    expect(shownNumber(digits, format)).toBeUndefined();
  });

  it('keeps all its digits in every display', () => {
    const part = fc.constantFrom(
      '0',
      '#',
      '-',
      '"x"',
      '\\y',
      ' ',
      '[Blue]',
      '_)',
      '(',
      ')',
      ';',
      '.',
      ',',
      'd',
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999_999 }).map(String),
        fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
        (digits, format) => {
          const seen = shownNumber(digits, format);
          if (seen !== undefined) expect(seen.replace(/\D/g, '').replace(/^0+/, '')).toBe(digits);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
