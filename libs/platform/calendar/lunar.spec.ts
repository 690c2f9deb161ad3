import fc from 'fast-check';
import { anyDay, day } from './day.fixture.js';
import { hijriDay, lunarMonthsAround, plausibleFirstDays } from './lunar.js';
import {
  OBSERVED_DIFFERS_FROM_PRINTED,
  lunarMonthName,
  shippedLunarMonths,
  type LunarMonths,
} from './lunar-months.js';
import { addDays, dayNumber, daysBetween } from './plain-date.js';

function withMonths(...added: readonly (readonly [string, string])[]): LunarMonths {
  return new Map([...shippedLunarMonths, ...added.map(([name, date]) => [name, day(date)] as const)]);
}

describe('the shipped lunar months', () => {
  it('are the 70 from Muharram 1442 to Shawwal 1447, each of 29 or 30 days', () => {
    const firstDays = [...shippedLunarMonths];
    expect(firstDays).toHaveLength(70);
    expect(firstDays[0]).toEqual(['1442-01', '2020-08-21']);
    expect(firstDays[69]).toEqual(['1447-10', '2026-03-21']);
    for (let index = 1; index < firstDays.length; index += 1) {
      expect([29, 30]).toContain(daysBetween(firstDays[index - 1]![1], firstDays[index]![1]));
    }
  });

  it('include one that was observed on another day than printed: Shawwal 1443', () => {
    expect([...OBSERVED_DIFFERS_FROM_PRINTED]).toEqual(['1443-10']);
    expect(shippedLunarMonths.get('1443-10')).toBe(day('1401-02-13'));
  });

  it('are found by their first and last days', () => {
    for (const [name, firstDay] of shippedLunarMonths) {
      const found = hijriDay(shippedLunarMonths, firstDay)!;
      expect(lunarMonthName(found.year, found.month)).toBe(name);
      expect(found.day).toBe(1);
      expect(found.provisional).toBe(false);
    }
  });
});

describe('the lunar day', () => {
  it('of Ashura 1445 is the tenth of Muharram', () => {
    expect(hijriDay(shippedLunarMonths, day('1402-05-06'))).toEqual({
      year: 1445,
      month: 1,
      day: 10,
      provisional: false,
    });
  });

  it('is certain for 29 days of the last published month and provisional from the 30th on', () => {
    let thirtieths = 0;
    for (let count = 1; count <= shippedLunarMonths.size; count += 1) {
      const published = new Map([...shippedLunarMonths].slice(0, count));
      const firstDay = [...published.values()].at(-1)!;
      expect(hijriDay(published, addDays(firstDay, 28))).toMatchObject({ day: 29, provisional: false });
      const next = hijriDay(published, addDays(firstDay, 29))!;
      expect(next.provisional).toBe(true);
      if (next.day === 30) thirtieths += 1;
    }
    expect(thirtieths).toBeGreaterThan(10);
  });

  it('is provisional before the first published month', () => {
    expect(hijriDay(shippedLunarMonths, day('2020-08-20'))).toMatchObject({
      year: 1441,
      month: 12,
      provisional: true,
    });
  });

  it('becomes certain once the month is published, with no day lost between', () => {
    const months = withMonths(['1447-11', '2026-04-19']);
    expect(hijriDay(months, day('2026-04-18'))).toEqual({
      year: 1447,
      month: 10,
      day: 29,
      provisional: false,
    });
    expect(hijriDay(months, day('2026-04-19'))).toEqual({
      year: 1447,
      month: 11,
      day: 1,
      provisional: false,
    });
  });

  it('is not provisional in a published month, though months before it are missing', () => {
    const months = withMonths(['1449-03', '2027-08-04']);
    expect(hijriDay(months, day('2027-08-10'))).toEqual({
      year: 1449,
      month: 3,
      day: 7,
      provisional: false,
    });
  });

  it('is unknown a long way outside the years of the calendar', () => {
    expect(hijriDay(shippedLunarMonths, day('1921-03-21'))).toMatchObject({ year: 1339 });
    expect(hijriDay(shippedLunarMonths, addDays(day('2222-03-20'), 20_000))).toBeUndefined();
  });

  it('follows the day before it, in 1300 and in 1590: the next day, or the first of the next month after 29 or 30', () => {
    const months = withMonths(['1449-03', '2027-08-04'], ['1452-01', '2030-05-05']);
    fc.assert(
      fc.property(anyDay, (date) => {
        const today = hijriDay(months, date)!;
        const tomorrow = hijriDay(months, addDays(date, 1))!;
        if (tomorrow.day === 1) {
          expect([29, 30]).toContain(today.day);
          expect((tomorrow.year - today.year) * 12 + tomorrow.month - today.month).toBe(1);
        } else {
          expect(tomorrow).toMatchObject({ year: today.year, month: today.month, day: today.day + 1 });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an estimated first day', () => {
  it('is at most a day from the observed one, for each shipped month estimated without published months', () => {
    const off = [...shippedLunarMonths].map(([name, firstDay]) => {
      const estimated = lunarMonthsAround(new Map(), dayNumber(firstDay) - 3, dayNumber(firstDay) + 3).find(
        (month) => lunarMonthName(month.year, month.month) === name,
      )!;
      return dayNumber(firstDay) - estimated.firstDay;
    });
    expect(off.filter((days) => days === 0)).toHaveLength(44);
    expect(off.filter((days) => days === -1)).toHaveLength(7);
    expect(off.filter((days) => days === 1)).toHaveLength(19);
  });
});

describe('the plausible first days of a month', () => {
  it('are 29 or 30 days after the published month before it, give or take a day', () => {
    expect(plausibleFirstDays(shippedLunarMonths, 1447, 11)).toEqual({
      earliest: addDays(day('2026-03-21'), 28),
      latest: addDays(day('2026-03-21'), 31),
    });
  });

  it('respect the month after it as well', () => {
    const { earliest, latest } = plausibleFirstDays(shippedLunarMonths, 1443, 10);
    expect(earliest).toBe(addDays(day('2022-06-01'), -31));
    expect(latest).toBe(addDays(day('2022-06-01'), -28));
  });

  it('are at most seven in a far year', () => {
    const { earliest, latest } = plausibleFirstDays(shippedLunarMonths, 1470, 1);
    expect(daysBetween(earliest, latest)).toBeLessThanOrEqual(6);
  });
});
