import { day } from './day.fixture.js';
import { dayFacts } from './day-table.js';
import { dayNumber } from './plain-date.js';
import { shippedCalendar } from './working-calendar.js';

describe('the table of days', () => {
  const estimating = { ...shippedCalendar(), lunarMonths: new Map() };

  it('calls a day uncertain when it is a working day or holiday only by an estimate, within a day of one', () => {
    // Covers the whole range, and so all borders between computed blocks.
    const last = dayNumber(day('1590-12-29'));
    const estimated = (number: number): boolean =>
      dayFacts(estimating, number).holidays.some((holiday) => holiday.provisional);
    const wrong: number[] = [];
    let uncertain = 0;
    for (let number = dayNumber(day('1300-01-02')); number <= last; number += 1) {
      const facts = dayFacts(estimating, number);
      const open = !facts.weeklyOff && facts.holidays.every((holiday) => holiday.provisional);
      const expected = open && (estimated(number - 1) || estimated(number) || estimated(number + 1));
      if (facts.uncertain !== expected) wrong.push(number);
      if (facts.uncertain) uncertain += 1;
    }
    expect(wrong).toEqual([]);
    // 17 lunar holidays in 354 days, most with a day on either side, five days of seven.
    expect(uncertain).toBeGreaterThan(25 * 290);
  });

  it('answers the same when it is asked again', () => {
    const calendar = shippedCalendar();
    const number = dayNumber(day('1403-02-15'));
    expect(dayFacts(calendar, number)).toBe(dayFacts(calendar, number));
    expect(dayFacts({ ...calendar }, number)).toEqual(dayFacts(calendar, number));
  });

  it('knows whole days only', () => {
    expect(() => dayFacts(shippedCalendar(), 0.5)).toThrow(RangeError);
    expect(() => dayFacts(shippedCalendar(), NaN)).toThrow(RangeError);
  });
});
