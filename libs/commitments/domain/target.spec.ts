import { day } from '@misaq/platform/calendar/day.fixture.js';
import { isWorkingDay, shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import { addDays } from '@misaq/platform/calendar/plain-date.js';
import { expectedJobs, projectedJobs, targetYear } from './target.js';

describe('The target of a year', () => {
  const year = targetYear(shippedCalendar(), 1401);

  it('has twelve months that end on their last days, and rise', () => {
    expect(year.months.map(({ month }) => month)).toEqual(
      Array.from({ length: 12 }, (_, index) => `1401-${String(index + 1).padStart(2, '0')}`),
    );
    expect(year.months.map(({ until }) => until)).toEqual(
      expect.arrayContaining([day('1401-01-31'), day('1401-07-30'), day('1401-12-29')]),
    );
    const days = year.months.map(({ workingDays }) => workingDays);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    expect(days.at(-1)).toBe(year.workingDays);
  });

  it('counts the working days as the calendar does', () => {
    let count = 0;
    for (let each = day('1401-01-01'); each <= day('1401-01-31'); each = addDays(each, 1))
      if (isWorkingDay(shippedCalendar(), each)) count += 1;
    expect(year.months[0]?.workingDays).toBe(count);
  });

  it('has no working day before the year and all of them after it', () => {
    expect(year.workingDaysTo(day('1400-12-29'))).toBe(0);
    expect(year.workingDaysTo(day('1402-05-01'))).toBe(year.workingDays);
  });

  it('ends a leap year on 30 Esfand', () => {
    expect(targetYear(shippedCalendar(), 1403).months.at(-1)?.until).toBe(day('1403-12-30'));
  });

  it('expects a part of the promise, truncated, and all of it at the end', () => {
    expect(expectedJobs(45_794, 100, 290)).toBe(15_791);
    expect(expectedJobs(45_794, 290, 290)).toBe(45_794);
    expect(expectedJobs(7, 0, 290)).toBe(0);
  });

  it('projects the end of the year from the working days so far', () => {
    expect(projectedJobs(100, 50, 200)).toBe(400);
    expect(projectedJobs(1, 3, 10)).toBe(3);
    expect(projectedJobs(0, 0, 200)).toBeNull();
  });
});
