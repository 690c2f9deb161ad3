import fc from 'fast-check';
import { anyDay } from './day.fixture.js';
import {
  FIRST_DAY,
  JALALI_YEARS,
  LAST_DAY,
  daysInJalaliYear,
  formatJalali,
  fromJalali,
  isLeapJalaliYear,
  jalaliMonth,
  nextJalaliDay,
  parseDate,
  toJalali,
} from './jalali.js';
import { addDays, dayNumber, plainDate } from './plain-date.js';

describe('Jalali days', () => {
  it.each([
    ['1403-01-01', '2024-03-20'],
    ['1403-02-31', '2024-05-20'],
    ['1403-12-30', '2025-03-20'],
    ['1404-01-01', '2025-03-21'],
    ['1399-12-30', '2021-03-20'],
    ['1300-01-01', '1921-03-21'],
    ['1600-12-29', '2222-03-20'],
  ])('%s is %s', (jalali, iso) => {
    expect(formatJalali(plainDate(iso))).toBe(jalali);
    expect(parseDate(jalali)).toBe(iso);
  });

  it('name their month', () => {
    expect(jalaliMonth(plainDate('2024-05-20'))).toBe('1403-02');
  });

  it('end at 1600-12-29, the last day that is read', () => {
    expect(formatJalali(LAST_DAY)).toBe('1600-12-29');
    expect(formatJalali(addDays(LAST_DAY, 1))).toBe('1601-01-01');
    expect(fromJalali(1601, 1, 1)).toBeUndefined();
    expect(fromJalali(1299, 12, 29)).toBeUndefined();
  });

  it('have leap years by the 33-year rule: 1399, 1403 and 1408', () => {
    const leapYears = Array.from({ length: 11 }, (_, index) => 1399 + index).filter(isLeapJalaliYear);
    expect(leapYears).toEqual([1399, 1403, 1408]);
    expect(daysInJalaliYear(1403)).toBe(366);
    expect(daysInJalaliYear(1404)).toBe(365);
  });

  it.each([
    [1402, 12, 30],
    [1403, 7, 31],
    [1403, 0, 1],
    [1403, 13, 1],
    [1403, 1, 0],
    [1403, 1, 32],
    [1403, 1.5, 1],
    [1403, 1, NaN],
  ])('%d-%d-%d does not exist', (year, month, day) => {
    expect(fromJalali(year, month, day)).toBeUndefined();
  });

  it("equal ICU's Persian calendar from 1300 to 1600, except for the new year of 1503", () => {
    const icu = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    const different: string[] = [];
    for (let date = FIRST_DAY; date <= LAST_DAY; date = addDays(date, 1)) {
      const parts = new Map(
        icu.formatToParts(dayNumber(date) * 86_400_000).map(({ type, value }) => [type, value]),
      );
      const expected = `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
      if (formatJalali(date) !== expected) different.push(formatJalali(date));
    }
    // One calendar has the leap day at the end of 1502, the other at the end of 1503: a whole year differs by a day.
    expect(different).toHaveLength(366);
    expect([different[0], different[365]]).toEqual(['1502-12-30', '1503-12-29']);
  });

  it('follow one another like day numbers, over three centuries', () => {
    let walked = toJalali(FIRST_DAY);
    for (let date = FIRST_DAY; date < LAST_DAY; date = addDays(date, 1)) walked = nextJalaliDay(walked);
    expect(walked).toEqual({ year: 1600, month: 12, day: 29 });
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(nextJalaliDay(toJalali(date))).toEqual(toJalali(addDays(date, 1)));
      }),
    );
  });

  it('are converted to Gregorian and back', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const { year, month, day } = toJalali(date);
        expect(fromJalali(year, month, day)).toBe(date);
        expect(parseDate(formatJalali(date))).toBe(date);
        expect(parseDate(date)).toBe(date);
      }),
    );
  });
});

describe('a day as people write it', () => {
  it.each([
    ['1403-02-02', '2024-04-21'],
    ['1403/2/2', '2024-04-21'],
    ['1403.02.2', '2024-04-21'],
    ['۱۴۰۳/۰۲/۰۲', '2024-04-21'],
    ['١٤٠٣/٠٢/٠٢', '2024-04-21'],
    ['  1403-02-02\t', '2024-04-21'],
    ['2024-04-21', '2024-04-21'],
    ['2024/4/21', '2024-04-21'],
    ['۲۰۲۴-۰۴-۲۱', '2024-04-21'],
  ])('%j is read', (text, iso) => {
    expect(parseDate(text)).toBe(iso);
  });

  it.each([
    '',
    '1402-12-30',
    '2023-02-29',
    '1403-02/02',
    '1403/02-02',
    '1403 02 02',
    '14030202',
    '403-02-02',
    '03-02-1403',
    '1403-02-002',
    '1403-002-02',
    '1403-13-01',
    '1403-00-10',
    '-1403-02-02',
    '1403-02-02T00:00',
    '1299-12-29',
    '1601-01-01',
    '1650-01-01',
    '1700-01-01',
    '1921-03-20',
    '2222-03-21',
    '0000-00-00',
    'فردا',
  ])('%j is refused', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('is undefined for any other text, and never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const date = parseDate(text);
        expect(date === undefined || (date >= FIRST_DAY && date <= LAST_DAY)).toBe(true);
      }),
    );
  });

  it('is Jalali below year 1700 and Gregorian from there on, and no year is ambiguous', () => {
    expect(JALALI_YEARS.last).toBeLessThan(1700);
    expect(Number(FIRST_DAY.slice(0, 4))).toBeGreaterThan(1700);
  });
});
