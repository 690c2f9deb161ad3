import fc from 'fast-check';
import { spreadsheetFault } from './spreadsheet-text.js';

const PERSIAN = '۰۱۲۳۴۵۶۷۸۹';
const ARABIC = '٠١٢٣٤٥٦٧٨٩';
const inDigits = (text: string, digits: string): string =>
  text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);

describe('A text that a spreadsheet made from a number', () => {
  it.each([
    '6.03799E+15',
    '6.03799e+15',
    '6.03799E15',
    '1٫23E+15',
    '۱٫۲۳E+۱۵',
    '١٫٢٣E+١٥',
    '1,23E+15',
    '6/03E+15',
    '1E+15',
    '603.8E+13',
    '-1.2E+12',
    '1.00E-05',
    '1E-05',
    '\u200f6.03799E+15',
    '6.E+15',
    '.6E+16',
    '۶٫۰۳۷۹۹×۱۰^۱۵',
    '٦٫٠٣٧٩٩أس١٥',
    "'6.03799E+15",
    '="6.03799E+15"',
    '"6.03799E+15"',
  ])('is recognised as shortened: %s', (text) => {
    expect(spreadsheetFault(text)).toBe('shortened_number');
  });

  it.each(['12345.0', '12345.00', '۱۲۳۴۵٫۰', '12345,0', '12345،0', '0.0', '12,345.00', '۱۲٬۳۴۵٫۰۰'])(
    'has a fraction of zeros: %s',
    (text) => {
      expect(spreadsheetFault(text)).toBe('decimal_number');
    },
  );

  it.each(['##', '########', '\u200f####'])('is all number signs, as of a narrow column: %s', (text) => {
    expect(spreadsheetFault(text)).toBe('number_signs');
  });

  it.each(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#SPILL!', 'Err:502', '\ufeff#N/A'])(
    'is the error of a formula: %s',
    (text) => {
      expect(spreadsheetFault(text)).toBe('error_value');
    },
  );

  it.each(['TRUE', 'FALSE', '\u200fTRUE', 'TRUE\u200c'])('is a truth value: %s', (text) => {
    expect(spreadsheetFault(text)).toBe('truth_value');
  });

  it.each([
    '#',
    '#12',
    '#N',
    'TRUE-1',
    'True',
    'Err:5',
    'E-12',
    '12.E5',
    '="0012345"',
    '1E10',
    '12E05',
    '1E-5',
    '12E-05',
    'E+15',
    'F1.5E+3',
    '12345.5',
    '1404.10',
    '123/0',
    '1,234',
    'A-1.0',
    '12/3E5',
    '',
  ])('is none of these, and is accepted: %j', (text) => {
    expect(spreadsheetFault(text)).toBeUndefined();
  });

  it('is recognised whatever the number, its digits and its separator', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e11, max: 1e300, noNaN: true }),
        fc.integer({ min: 0, max: 14 }),
        fc.constantFrom('.', ',', '٫', '،', '/'),
        fc.constantFrom('E', 'e'),
        fc.constantFrom('0123456789', PERSIAN, ARABIC),
        (value, digits, separator, power, script) => {
          const written = value.toExponential(digits).replace('.', separator).replace('e', power);
          expect(spreadsheetFault(inDigits(written, script))).toBe('shortened_number');
        },
      ),
    );
  });
});
