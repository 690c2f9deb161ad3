import fc from 'fast-check';
import {
  addDays,
  plainDate,
  startOfTehranDay,
  tehranDate,
  type PlainDate,
} from '@misaq/platform/calendar/plain-date.js';
import { daily } from './daily.js';
import { createInProcessScheduler } from './in-process.js';
import { testTime, type TestTime } from './timers.fixture.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 30 Esfand 1403, the day before Nowruz of 1404, and a day that exists in leap years only. */
const LEAP_DAY = plainDate('2025-03-20');

function schedulerAt(time: TestTime) {
  return createInProcessScheduler({ clock: time.clock, timers: time.timers, random: () => 0.5 });
}

describe('a scheduler in the process when the clock is set', () => {
  it('waits for a time that is beyond the range of timers', async () => {
    const time = testTime(0);
    const scheduler = schedulerAt(time);
    const ranAt: number[] = [];
    scheduler.handle('work', () => {
      ranAt.push(time.clock.now());
      return Promise.resolve();
    });
    await scheduler.start();
    const dueAtMs = 2 ** 31 + 12_345;
    await scheduler.schedule({ id: 'far', kind: 'work', dueAtMs });
    await time.pass(MINUTE);
    expect(ranAt).toEqual([]);
    time.set(dueAtMs - 5_000);
    await time.pass(MINUTE);
    expect(ranAt).toHaveLength(1);
    expect(ranAt[0]).toBeGreaterThanOrEqual(dueAtMs);
    await scheduler.close();
  });

  it('notices within half a minute that the clock was set forward', async () => {
    const time = testTime(0);
    const scheduler = schedulerAt(time);
    let runs = 0;
    scheduler.handle('work', () => {
      runs += 1;
      return Promise.resolve();
    });
    await scheduler.start();
    await scheduler.schedule({ id: 'a', kind: 'work', dueAtMs: DAY });
    time.set(DAY + HOUR);
    await time.pass(30_000);
    expect(runs).toBe(1);
    await scheduler.close();
  });

  it('does not run a task early when the clock was set back, and never twice', async () => {
    const time = testTime(DAY);
    const scheduler = schedulerAt(time);
    let runs = 0;
    scheduler.handle('work', () => {
      runs += 1;
      return Promise.resolve();
    });
    await scheduler.start();
    await scheduler.schedule({ id: 'a', kind: 'work', dueAtMs: DAY + 10_000 });
    time.set(DAY - HOUR);
    await time.pass(30 * MINUTE);
    expect(runs).toBe(0);
    await time.pass(31 * MINUTE);
    expect(runs).toBe(1);
    time.set(0);
    await time.pass(2 * DAY);
    expect(runs).toBe(1);
    await scheduler.close();
  });

  it('leaves no timer behind when it is closed', async () => {
    const time = testTime(0);
    const scheduler = schedulerAt(time);
    scheduler.handle('work', () => Promise.resolve());
    await scheduler.start();
    await scheduler.schedule({ id: 'a', kind: 'work', dueAtMs: DAY });
    expect(time.timersSet()).toBe(1);
    await scheduler.close();
    expect(time.timersSet()).toBe(0);
  });
});

/** Daily work on a test clock. `ensure` runs every five minutes, as in a server. */
async function dailyOn(time: TestTime) {
  const scheduler = schedulerAt(time);
  const days: PlainDate[] = [];
  const work = daily({ scheduler, clock: time.clock, kind: 'sweep' }, (today) => {
    days.push(today);
    return Promise.resolve();
  });
  await scheduler.start();
  await work.ensure();
  await time.settle();
  return {
    days,
    /** Lets time pass and calls `ensure`. */
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 5 * MINUTE) {
        await time.pass(Math.min(5 * MINUTE, ms - passed));
        await work.ensure();
        await time.settle();
      }
    },
    close: () => scheduler.close(),
  };
}

describe('daily work', () => {
  it('runs at the start of each day in Tehran, over the leap day and Nowruz', async () => {
    const time = testTime(startOfTehranDay(LEAP_DAY) - HOUR);
    const work = await dailyOn(time);
    expect(work.days).toEqual(['2025-03-19']);
    await work.pass(HOUR - 1_000);
    expect(work.days).toEqual(['2025-03-19']);
    await work.pass(2 * DAY + 2_000);
    expect(work.days).toEqual(['2025-03-19', '2025-03-20', '2025-03-21', '2025-03-22']);
    await work.close();
  });

  it('that was missed runs at the start', async () => {
    const time = testTime(startOfTehranDay(LEAP_DAY) + 15 * HOUR);
    const work = await dailyOn(time);
    expect(work.days).toEqual([LEAP_DAY]);
    await work.close();
  });

  it('runs once for each day that a clock shows, however the clock is set', async () => {
    const jump = fc.record({
      passMs: fc.integer({ min: 0, max: 2 * DAY }),
      setByMs: fc.integer({ min: -3 * DAY, max: 3 * DAY }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(jump, { maxLength: 4 }), async (jumps) => {
        const time = testTime(startOfTehranDay(LEAP_DAY) + HOUR);
        const work = await dailyOn(time);
        for (const { passMs, setByMs } of jumps) {
          await work.pass(passMs);
          time.set(time.clock.now() + setByMs);
        }
        await work.pass(DAY + HOUR);
        expect(new Set(work.days).size).toBe(work.days.length);
        const last = tehranDate(time.clock.now());
        expect(work.days).toContain(last);
        expect(work.days).toContain(addDays(last, -1));
        await work.close();
      }),
      { numRuns: 12 },
    );
  });
});
