import fc from 'fast-check';
import { anyDay } from './day.fixture.js';
import {
  addDays,
  dayNumber,
  dayOfWeek,
  daysBetween,
  fromDayNumber,
  parseIsoDate,
  plainDate,
  startOfTehranDay,
  tehranDate,
} from './plain-date.js';

describe('a calendar day', () => {
  it.each(['2023-02-28', '2024-02-29', '2000-02-29', '1921-03-21'])('%s exists', (text) => {
    expect(parseIsoDate(text)).toBe(text);
  });

  it.each(['2023-02-29', '1900-02-29', '2023-13-01', '2023-00-10', '2023-2-9', '2023-02-09 ', '', 'today'])(
    '%j is no ISO day',
    (text) => {
      expect(parseIsoDate(text)).toBeUndefined();
      expect(() => plainDate(text)).toThrow(RangeError);
    },
  );

  it('counts over the end of a month, of a leap February and of a year', () => {
    expect(addDays(plainDate('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(plainDate('2024-01-01'), -1)).toBe('2023-12-31');
    expect(daysBetween(plainDate('2023-03-21'), plainDate('2024-03-20'))).toBe(365);
    expect(daysBetween(plainDate('2024-03-20'), plainDate('2023-03-21'))).toBe(-365);
  });

  it('knows Saturday as the first day of the week', () => {
    expect(dayOfWeek(plainDate('2024-05-18'))).toBe(0);
    expect(dayOfWeek(plainDate('2024-05-24'))).toBe(6);
    expect(dayOfWeek(plainDate('1969-12-31'))).toBe(4);
  });

  it('is tomorrow in Tehran from half past eight in the evening in Greenwich', () => {
    expect(tehranDate(Date.UTC(2024, 4, 20, 20, 29, 59))).toBe('2024-05-20');
    expect(tehranDate(Date.UTC(2024, 4, 20, 20, 30, 0))).toBe('2024-05-21');
  });

  it('begins in Tehran at the instant from which it is that day there', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(tehranDate(startOfTehranDay(date))).toBe(date);
        expect(tehranDate(startOfTehranDay(date) - 1)).toBe(addDays(date, -1));
      }),
    );
  });

  it('is converted to a day number and back, and numbers are consecutive', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(fromDayNumber(dayNumber(date))).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
});
