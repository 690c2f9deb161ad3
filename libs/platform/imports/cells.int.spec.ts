import fc from 'fast-check';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  choices,
  isFault,
  type Read,
  readAmount,
  readChoice,
  readDay,
  readIdentifier,
  readNationalId,
  readText,
  readWholeNumber,
  trimmed,
} from './cells.js';
import { nationalId } from './imports.fixture.js';

const codeOf = (read: Read<string | number | bigint>): unknown => (isFault(read) ? read.code : read);

describe('an amount', () => {
  it.each([
    ['1000', 'rial', 1_000n],
    ['1000', 'toman', 10_000n],
    ['۱۰۰۰', 'toman', 10_000n],
    ['١٠٠٠', 'toman', 10_000n],
    ['1,000,000', 'rial', 1_000_000n],
    ['۱٬۰۰۰٬۰۰۰', 'rial', 1_000_000n],
    ['۱،۰۰۰', 'rial', 1_000n],
    ['1 000', 'rial', 1_000n],
    ['1\u00a0000\u202f000', 'rial', 1_000_000n],
    ['1000000000000', 'toman', 10_000_000_000_000n],
  ] as const)('%s in %s is %d rial', (cell, unit, rials) => {
    expect(readAmount(cell, unit)).toBe(rials);
  });

  it.each([
    ['1000.5', 'not_a_whole_number'],
    ['12.500', 'not_a_whole_number'],
    ['۱۰۰۰٫۵', 'not_a_whole_number'],
    ['-5', 'negative'],
    ['−5', 'negative'],
    ['(5)', 'negative'],
    ['0', 'zero'],
    ['1E+12', 'not_a_number'],
    ['1,5', 'not_a_number'],
    ['12,34,567', 'not_a_number'],
    ['1,,000', 'not_a_number'],
    ['ten', 'not_a_number'],
    ['=1+1', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['Infinity', 'not_a_number'],
    ['9'.repeat(31), 'too_large'],
  ])('%s is refused as %s', (cell, code) => {
    expect(codeOf(readAmount(cell, 'toman'))).toBe(code);
  });

  it('is read alike however its digits and thousands are written', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 18n }),
        fc.constantFrom(',', '٬', '،', ' '),
        (amount, mark) => {
          const grouped = amount.toString().replace(/\B(?=(\d{3})+$)/g, mark);
          const persian = grouped.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
          expect([grouped, persian].map((cell) => readAmount(cell, 'rial'))).toEqual([amount, amount]);
        },
      ),
    );
  });
});

describe('a whole number', () => {
  it('lies between its bounds', () => {
    expect(readWholeNumber('۳', 1, 3)).toBe(3);
    expect(codeOf(readWholeNumber('0', 1, 3))).toBe('too_small');
    expect(codeOf(readWholeNumber('4', 1, 3))).toBe('too_large');
    expect(codeOf(readWholeNumber('-1', 1, 3))).toBe('negative');
    expect(codeOf(readWholeNumber('2.5', 1, 3))).toBe('not_a_whole_number');
    expect(codeOf(readWholeNumber('9'.repeat(400), 1, 3))).toBe('too_large');
  });
});

describe('a day', () => {
  const today = plainDate('2023-06-22');

  it.each(['1401-09-27', '۱۴۰۱/۰۹/۲۷', '1401.9.27', '2022-12-18'])('%s is 18 December 2022', (cell) => {
    expect(readDay(cell, today)).toBe('2022-12-18');
  });

  it.each([
    ['1402-12-30', 'not_a_date'],
    ['2023-02-29', 'not_a_date'],
    ['27/09/1401', 'not_a_date'],
    ['yesterday', 'not_a_date'],
    ['1402-04-02', 'in_the_future'],
  ])('%s is refused as %s', (cell, code) => {
    expect(codeOf(readDay(cell, today))).toBe(code);
  });

  it('is looked at anew each time: what was in the future yesterday is not today', () => {
    expect(codeOf(readDay('1402-05-05', today))).toBe('in_the_future');
    expect(readDay('1402-05-05', plainDate('2023-07-27'))).toBe('2023-07-27');
  });
});

describe('text and identifiers', () => {
  it('loses blanks and direction marks around it, and keeps its zero-width non-joiners', () => {
    expect(trimmed('\u200f \ufeffپست\u200cبانک \u200e\u00a0')).toBe('پست\u200cبانک');
    expect(readText('پست\u200cبانک', 200)).toBe('پست\u200cبانک');
  });

  it('takes a line break in a cell for a blank', () => {
    expect(readText('چک برگشتی\r\nمتقاضی', 200)).toBe('چک برگشتی متقاضی');
  });

  it.each([
    ['بانک\u202eملی', 'bidi_control'],
    ['بانک\u0000ملی', 'control_character'],
    ['x'.repeat(201), 'too_long'],
  ])('refuses a text that cannot be shown safely (%#)', (cell, code) => {
    expect(codeOf(readText(cell, 200))).toBe(code);
  });

  it('shows a refused text without the characters it was refused for', () => {
    const fault = readText('a\u202eb', 200);
    expect(isFault(fault) && fault.words).toContain('«a\\u202eb»');
  });

  it('knows identifiers, with digits of any script', () => {
    expect(readIdentifier('N16-۰۰۱')).toBe('N16-001');
    expect(codeOf(readIdentifier('=cmd()'))).toBe('not_an_identifier');
    expect(codeOf(readIdentifier('a b'))).toBe('not_an_identifier');
    expect(codeOf(readIdentifier('a'.repeat(81)))).toBe('too_long');
  });
});

describe('a choice', () => {
  const said = choices({ female: ['زن'], male: ['مرد'] });

  it('is found by any of its words and offers all of them when it is not', () => {
    expect([readChoice('Female', said), readChoice('زن', said), readChoice('مرد', said)]).toEqual([
      'female',
      'female',
      'male',
    ]);
    expect(readChoice('__proto__', said)).toEqual({
      code: 'not_one_of_the_choices',
      words: '«__proto__» is none of female, male.',
    });
  });
});

describe('a national ID', () => {
  const valid = nationalId(7);

  it('is read in any digits', () => {
    expect(readNationalId(valid.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))))).toBe(
      valid,
    );
  });

  it.each(['1111111111', '9990000000', '12345', 'x'])('%s is none', (cell) => {
    expect(codeOf(readNationalId(cell))).toBe('not_a_national_id');
  });

  it('is never repeated in the report', () => {
    const fault = readNationalId('9991234567');
    expect(JSON.stringify(fault)).not.toContain('9991234567');
  });

  it('that lost its leading zero in a spreadsheet is told from a wrong one', () => {
    const fault = readNationalId('12345678');
    expect(isFault(fault) && fault.words).toContain('leading zeros');
  });
});
