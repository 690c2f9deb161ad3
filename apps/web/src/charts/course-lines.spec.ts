import { courseLines, HEIGHT } from './course-lines.js';

const point = (workingDays: number, expected: number, registeredToDate: number | null) => ({
  month: '1401-01',
  until: '1401-01-31',
  untilIso: '2022-04-20',
  workingDays,
  expected: { baseline: expected },
  registered: registeredToDate,
  registeredToDate,
});

const YEAR = {
  points: [point(50, 50, 30), point(100, 100, null)],
  assignedByVersion: { baseline: 100 },
  registered: 30,
  projected: 60,
  workingDays: 50,
  workingDaysOfYear: 100,
};

describe('The lines of a promise', () => {
  it('step up at the end of each month that has begun, and expect evenly', () => {
    const { registered, expected, top } = courseLines(YEAR);
    expect(top).toBe(100);
    expect(registered).toBe('M0 300 H500 V210');
    expect(expected).toEqual([{ version: 'baseline', line: 'M0 300 L500 150 L1000 0' }]);
  });

  it('go on to the projected end from today', () => {
    const { projected, today } = courseLines(YEAR);
    expect(today).toBe(500);
    expect(projected).toBe('M500 210 L1000 120');
  });

  it('have neither today nor a projection when the year is over', () => {
    const over = courseLines({ ...YEAR, workingDays: 100 });
    expect([over.today, over.projected]).toEqual([undefined, undefined]);
  });

  it('reach up to what was registered beyond every promise', () => {
    expect(courseLines({ ...YEAR, registered: 200, points: [point(50, 50, 200)] }).registered).toBe(
      `M0 ${String(HEIGHT)} H500 V0`,
    );
  });

  it('are flat where nothing was promised and nothing registered', () => {
    const none = { points: [point(50, 0, 0)], assignedByVersion: {}, registered: 0, projected: 0 };
    expect(courseLines({ ...YEAR, ...none })).toMatchObject({ top: 1, registered: 'M0 300 H500 V300' });
  });
});
