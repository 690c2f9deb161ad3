import { dayOfWeek, plainDate } from './plain-date.js';
import { WEEKDAYS, parseWeekday, weekdayInPersian } from './weekday.js';

describe('a day of the week', () => {
  it.each([
    ['thu', 'thursday'],
    ['Friday', 'friday'],
    [' SAT ', 'saturday'],
    ['پنجشنبه', 'thursday'],
    ['پنج‌شنبه', 'thursday'],
    ['پنج شنبه', 'thursday'],
    ['يکشنبه', 'sunday'],
    ['سه‌شنبه', 'tuesday'],
  ])('%s is read as %s', (text, weekday) => {
    expect(parseWeekday(text)).toBe(weekday);
  });

  it.each(['', 'th', 'thurs day', 'weekend', '5'])('%j is no weekday', (text) => {
    expect(parseWeekday(text)).toBeUndefined();
  });

  it('has the index that `dayOfWeek` returns', () => {
    // 20 May 2024 was a Monday.
    expect(WEEKDAYS[dayOfWeek(plainDate('2024-05-20'))]).toBe('monday');
    expect(weekdayInPersian('monday')).toBe('دوشنبه');
  });
});
