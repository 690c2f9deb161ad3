import fc from 'fast-check';
import { anyDay, anyPublishedDay, day } from './day.fixture.js';
import { formatJalali } from './jalali.js';
import { addDays, dayNumber, dayOfWeek, fromDayNumber } from './plain-date.js';
import type { Weekday } from './weekday.js';
import {
  holidaysOfYear,
  holidaysOn,
  isWorkingDay,
  shippedCalendar,
  weekdaysOff,
  workingDaysBetween,
  workingDeadline,
} from './working-calendar.js';
import type { WorkingCalendar } from './calendar-revision.js';

const calendar = shippedCalendar();

function withWeek(from: string, ...off: Weekday[]): WorkingCalendar {
  return { ...calendar, weekProfiles: [...calendar.weekProfiles, { from: day(from), off }] };
}

function withClosure(date: string, reason = 'آلودگی هوا', base = calendar): WorkingCalendar {
  return { ...base, closures: [...base.closures, { date: day(date), reason }] };
}

function withCancellation(date: string, name?: string, base = calendar): WorkingCalendar {
  const cancellation = { date: day(date), reason: 'مصوبه', ...(name === undefined ? {} : { name }) };
  return { ...base, cancellations: [...base.cancellations, cancellation] };
}

function withMonth(name: string, firstDay: string, base = calendar): WorkingCalendar {
  return { ...base, lunarMonths: new Map([...base.lunarMonths, [name, day(firstDay)]]) };
}

function names(base: WorkingCalendar, date: string): string[] {
  return holidaysOn(base, day(date)).map(({ name }) => name);
}

describe('the deadline after a notification', () => {
  it('of 20 working days from 2 Ordibehesht 1403 is 31 Ordibehesht, over one holiday', () => {
    const result = workingDeadline(calendar, day('1403-02-02'), 20);
    expect(formatJalali(result.deadline)).toBe('1403-02-31');
    expect(result.holidaysSkipped).toEqual([{ date: day('1403-02-15'), names: ['شهادت امام جعفر صادق'] }]);
    expect(result.provisional).toBe(false);
  });

  it('is 26 Ordibehesht where only Friday is off', () => {
    const result = workingDeadline(withWeek('1403-01-01', 'friday'), day('1403-02-02'), 20);
    expect(formatJalali(result.deadline)).toBe('1403-02-26');
    expect(result.holidaysSkipped).toHaveLength(1);
  });

  it('counts from the next day: notified on Saturday, one working day ends on Sunday', () => {
    expect(workingDeadline(calendar, day('1403-02-08'), 1).deadline).toBe(day('1403-02-09'));
  });

  it('counts from Saturday when notified on a Wednesday', () => {
    expect(workingDeadline(calendar, day('1403-02-05'), 1).deadline).toBe(day('1403-02-08'));
  });

  it('does not name a holiday that fell on a day that was off anyway', () => {
    // 2 and 3 Farvardin 1403 are a Thursday and a Friday; the fifth working day is the Saturday after the 9th and 10th.
    const result = workingDeadline(calendar, day('1402-12-28'), 5);
    expect(result.holidaysSkipped.map(({ date }) => formatJalali(date))).toEqual([
      '1402-12-29',
      '1403-01-01',
      '1403-01-04',
    ]);
    expect(formatJalali(result.deadline)).toBe('1403-01-11');
  });

  it('names every holiday of a day with two', () => {
    // Eid al-Fitr of 1447 fell on Nowruz of 1405; that is a Saturday.
    const result = workingDeadline(calendar, day('1404-12-28'), 1);
    expect(result.holidaysSkipped.find(({ date }) => date === day('1405-01-01'))?.names).toEqual([
      'عید نوروز',
      'عید فطر',
    ]);
  });

  it('follows a change of the week profile in the middle', () => {
    const changed = withWeek('1403-02-20', 'friday');
    expect(formatJalali(workingDeadline(changed, day('1403-02-02'), 20).deadline)).toBe('1403-02-29');
    expect(weekdaysOff(changed, day('1403-02-19'))).toEqual(['thursday', 'friday']);
    expect(weekdaysOff(changed, day('1403-02-20'))).toEqual(['friday']);
  });

  it('moves later by a closure inside it, which is named, and not by one after it', () => {
    const inside = workingDeadline(withClosure('1403-02-22'), day('1403-02-02'), 20);
    expect(formatJalali(inside.deadline)).toBe('1403-03-01');
    expect(inside.holidaysSkipped.map(({ names: [name] }) => name)).toEqual([
      'شهادت امام جعفر صادق',
      'آلودگی هوا',
    ]);
    expect(formatJalali(workingDeadline(withClosure('1403-03-01'), day('1403-02-02'), 20).deadline)).toBe(
      '1403-02-31',
    );
  });

  it('moves earlier by a holiday that was cancelled', () => {
    const result = workingDeadline(withCancellation('1403-02-15'), day('1403-02-02'), 20);
    expect(formatJalali(result.deadline)).toBe('1403-02-30');
    expect(result.holidaysSkipped).toEqual([]);
  });

  it.each([0, -1, 1001, 1.5, NaN, Infinity])('is refused for %d working days', (workingDays) => {
    expect(() => workingDeadline(calendar, day('1403-02-02'), workingDays)).toThrow(RangeError);
  });

  it('is an error, and not an endless count, in a calendar without working days', () => {
    const week: Weekday[] = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
    expect(() => workingDeadline(withWeek('1403-01-01', ...week), day('1403-02-02'), 1)).toThrow(
      'no working days',
    );
  });
});

describe('a provisional deadline', () => {
  // Shipped months end with Shawwal 1447; Eid al-Adha of 1447 is estimated for 27 May 2026, a Wednesday.
  const adha = holidaysOfYear(calendar, 1405).holidays.find(
    ({ names: [name] }) => name === 'عید قربان',
  )!.date;

  it('occurs where an estimated holiday is skipped', () => {
    expect(adha).toBe('2026-05-27');
    const result = workingDeadline(calendar, addDays(adha, -10), 10);
    expect(result.provisional).toBe(true);
    expect(result.holidaysSkipped.map(({ date }) => date)).toContain(adha);
  });

  it('occurs where the period ends the day before, because the holiday may fall on that day', () => {
    expect(workingDeadline(calendar, addDays(adha, -2), 1)).toEqual({
      deadline: addDays(adha, -1),
      holidaysSkipped: [],
      provisional: true,
    });
  });

  it('does not occur two days before, nor where only days that are off anyway could change', () => {
    expect(workingDeadline(calendar, addDays(adha, -3), 1).provisional).toBe(false);
    // The day after is a Thursday, off in any case.
    expect(dayOfWeek(addDays(adha, 1))).toBe(5);
    expect(workingDeadline(calendar, adha, 1).provisional).toBe(false);
  });

  it('becomes final when the month is published, and moves with it', () => {
    const published = withMonth('1447-12', '2026-05-17');
    const result = workingDeadline(published, addDays(adha, -2), 1);
    expect(result.provisional).toBe(false);
    expect(isWorkingDay(published, addDays(adha, -1))).toBe(false);
    expect(isWorkingDay(published, adha)).toBe(true);
  });

  it('does not depend on a cancelled holiday, whatever day it falls on', () => {
    let cancelled = calendar;
    for (const days of [-1, 0, 1]) cancelled = withCancellation(addDays(adha, days), undefined, cancelled);
    expect(workingDeadline(cancelled, addDays(adha, -3), 3).provisional).toBe(false);
  });

  it('is not caused by a closure, which is certain', () => {
    const closed = withClosure(addDays(adha, -1));
    expect(workingDeadline(closed, addDays(adha, -3), 1).provisional).toBe(false);
    expect(isWorkingDay(closed, addDays(adha, -1))).toBe(false);
  });

  it('never occurs while every month is published', () => {
    fc.assert(
      fc.property(anyPublishedDay, fc.integer({ min: 1, max: 10 }), (notifiedOn, days) => {
        expect(workingDeadline(calendar, notifiedOn, days).provisional).toBe(false);
      }),
    );
  });

  it('contains the truth: the deadline by published months, where the estimate called it final', () => {
    const estimating: WorkingCalendar = { ...calendar, lunarMonths: new Map() };
    fc.assert(
      fc.property(anyPublishedDay, fc.integer({ min: 1, max: 60 }), (notifiedOn, days) => {
        const estimate = workingDeadline(estimating, notifiedOn, days);
        if (estimate.provisional) return;
        expect(estimate.deadline).toBe(workingDeadline(calendar, notifiedOn, days).deadline);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the holidays', () => {
  it('by the moon in 1402 fall on the days on which Iran observed them', () => {
    const { provisional, holidays } = holidaysOfYear(calendar, 1402);
    const lunar = holidays.filter(({ kinds }) => kinds.includes('lunar'));
    expect(lunar.map(({ date }) => formatJalali(date).slice(5))).toEqual(
      '01-23 02-02 02-03 02-26 04-08 04-16 05-05 05-06 06-15 06-23 06-25 07-02 07-11 09-26 11-05 11-19 12-06'.split(
        ' ',
      ),
    );
    expect(provisional).toBe(false);
  });

  it.each([
    [1402, 10],
    [1403, 11],
  ])('of the solar year are the same each year, and one more in a leap year: %d has %d', (year, count) => {
    const fixed = holidaysOfYear(calendar, year).holidays.filter(({ kinds }) => kinds.includes('fixed'));
    expect(fixed.map(({ date }) => formatJalali(date).slice(5))).toEqual(
      '01-01 01-02 01-03 01-04 01-12 01-13 03-14 03-15 11-22 12-29 12-30'.split(' ').slice(0, count),
    );
  });

  it("include Imam Reza's on the last day of Safar, whether that is the 29th or the 30th", () => {
    // Safar of 1444 and of 1445 had 30 days, Safar of 1442 had 29.
    expect(names(calendar, '2022-09-27')).toEqual(['شهادت امام رضا']);
    expect(names(calendar, '1402-06-25')).toEqual(['شهادت امام رضا']);
    expect(names(calendar, '2020-10-17')).toEqual(['شهادت امام رضا']);
    expect(names(calendar, '2020-10-16')).toEqual(['رحلت پیامبر اکرم و شهادت امام حسن مجتبی']);
  });

  it('have a kind', () => {
    expect(holidaysOn(calendar, day('1404-01-13'))).toEqual([
      { name: 'روز طبیعت', englishName: 'Nature Day', kind: 'fixed', provisional: false },
    ]);
    expect(holidaysOn(withClosure('1403-05-07', 'گرما'), day('1403-05-07'))).toEqual([
      { name: 'گرما', englishName: 'Closure: گرما', kind: 'closure', provisional: false },
    ]);
    expect(holidaysOn(calendar, day('1403-05-07'))).toEqual([]);
  });

  it('that were cancelled are left out: one by its name, all of a day without a name', () => {
    expect(names(withCancellation('1405-01-01', 'عید فطر'), '1405-01-01')).toEqual(['عید نوروز']);
    expect(names(withCancellation('1405-01-01', 'عید غدیر خم'), '1405-01-01')).toHaveLength(2);
    expect(names(withCancellation('1405-01-01'), '1405-01-01')).toEqual([]);
    expect(names(withClosure('1405-01-01', 'برف', withCancellation('1405-01-01')), '1405-01-01')).toEqual([
      'برف',
    ]);
  });

  it('come one item a day, with every name and kind', () => {
    expect(holidaysOfYear(withClosure('1405-01-01', 'برف'), 1405).holidays[0]).toEqual({
      date: day('1405-01-01'),
      names: ['عید نوروز', 'عید فطر', 'برف'],
      kinds: ['fixed', 'lunar', 'closure'],
    });
  });

  it('of one day may be two: 13 Farvardin 1403 was the 21st of Ramadan', () => {
    expect(names(calendar, '1403-01-13')).toEqual(['روز طبیعت', 'شهادت امام علی']);
  });

  it('of a year whose months are not all published are provisional', () => {
    expect(holidaysOfYear(calendar, 1404).provisional).toBe(false);
    expect(holidaysOfYear(calendar, 1405).provisional).toBe(true);
    expect(holidaysOfYear(calendar, 1398).provisional).toBe(true);
    expect(holidaysOn(calendar, day('1403-01-13'))[0]?.provisional).toBe(false);
  });

  it.each([1300, 1350, 1450, 1500, 1600])('are complete in %d', (year) => {
    const { holidays } = holidaysOfYear(calendar, year);
    const kinds = holidays.flatMap((holiday) => holiday.kinds);
    expect(kinds.filter((kind) => kind === 'lunar').length).toBeGreaterThanOrEqual(16);
    expect(holidays.map(({ date }) => date)).toEqual(holidays.map(({ date }) => date).toSorted());
  });

  it.each([1299, 1601, 2024, 1402.5, NaN])('of the year %d are not available', (year) => {
    expect(() => holidaysOfYear(calendar, year)).toThrow(RangeError);
  });
});

const anyCalendar = fc
  .record({
    closures: fc.array(fc.record({ date: anyPublishedDay, reason: fc.constant('برف') }), { maxLength: 30 }),
    friday: anyPublishedDay,
    cancelled: fc.array(fc.record({ date: anyPublishedDay, reason: fc.constant('مصوبه') }), {
      maxLength: 30,
    }),
  })
  .map(({ closures, friday, cancelled }): WorkingCalendar => ({
    ...calendar,
    closures,
    cancellations: cancelled,
    weekProfiles: [...calendar.weekProfiles, { from: friday, off: ['friday'] }],
  }));

const anyWorkingDays = fc.integer({ min: 1, max: 120 });

describe('working days, for any calendar', () => {
  it('a deadline is a working day, and the working days up to it equal the given number', () => {
    fc.assert(
      fc.property(anyCalendar, anyPublishedDay, anyWorkingDays, (any, notifiedOn, days) => {
        const { deadline } = workingDeadline(any, notifiedOn, days);
        expect(isWorkingDay(any, deadline)).toBe(true);
        expect(workingDaysBetween(any, notifiedOn, deadline)).toBe(days);
      }),
    );
  });

  it('the same holds in 1300 and in 1590', () => {
    fc.assert(
      fc.property(anyDay, anyWorkingDays, (notifiedOn, days) => {
        const { deadline } = workingDeadline(calendar, notifiedOn, days);
        expect(workingDaysBetween(calendar, notifiedOn, deadline)).toBe(days);
      }),
    );
  });

  it('more days never end earlier, and a later notification never ends earlier', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyPublishedDay,
        anyWorkingDays,
        fc.nat(40),
        (any, notifiedOn, days, later) => {
          const { deadline } = workingDeadline(any, notifiedOn, days);
          expect(workingDeadline(any, notifiedOn, days + 1).deadline > deadline).toBe(true);
          expect(workingDeadline(any, addDays(notifiedOn, later), days).deadline >= deadline).toBe(true);
        },
      ),
    );
  });

  it('one more closure never ends a period earlier', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyPublishedDay,
        anyWorkingDays,
        fc.nat(100),
        (any, notifiedOn, days, after) => {
          const before = workingDeadline(any, notifiedOn, days).deadline;
          const closed = withClosure(addDays(notifiedOn, after), 'برف', any);
          const { deadline } = workingDeadline(closed, notifiedOn, days);
          expect(deadline >= before).toBe(true);
        },
      ),
    );
  });

  it('every day of a period was counted, or off by the week, or named as a skipped holiday', () => {
    fc.assert(
      fc.property(anyCalendar, anyPublishedDay, anyWorkingDays, (any, notifiedOn, days) => {
        const { deadline, holidaysSkipped } = workingDeadline(any, notifiedOn, days);
        let weeklyOff = 0;
        for (let number = dayNumber(notifiedOn) + 1; number <= dayNumber(deadline); number += 1) {
          const off = weekdaysOff(any, fromDayNumber(number));
          if (off.includes('friday') && dayOfWeek(fromDayNumber(number)) === 6) weeklyOff += 1;
          if (off.includes('thursday') && dayOfWeek(fromDayNumber(number)) === 5) weeklyOff += 1;
        }
        const length = dayNumber(deadline) - dayNumber(notifiedOn);
        expect(length).toBe(days + weeklyOff + holidaysSkipped.length);
      }),
    );
  });

  it('none are left when the end is not later', () => {
    expect(workingDaysBetween(calendar, day('1403-02-10'), day('1403-02-10'))).toBe(0);
    expect(workingDaysBetween(calendar, day('1403-02-10'), day('1403-02-01'))).toBe(0);
    expect(workingDaysBetween(calendar, day('1403-02-10'), day('1403-02-11'))).toBe(1);
  });
});
