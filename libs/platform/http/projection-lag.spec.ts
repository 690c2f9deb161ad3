import { createProjectionLag } from './projection-lag.js';

describe('How long a projection is behind', () => {
  it('is nothing for one that is level with the log, however late it is', () => {
    const behind = createProjectionLag();
    expect([behind('board', 7n, 7n, 0), behind('board', 7n, 7n, 60_000)]).toEqual([0, 0]);
  });

  it('counts from when the end was first seen that it has not come to', () => {
    const behind = createProjectionLag();
    behind('board', 5n, 9n, 0);
    expect(behind('board', 8n, 400n, 15_000)).toBe(15);
    expect(behind('board', 8n, 900n, 150_000)).toBe(150);
  });

  it('begins anew when it comes to that end, though the log is further by then', () => {
    const behind = createProjectionLag();
    behind('board', 5n, 9n, 0);
    expect(behind('board', 9n, 20n, 15_000)).toBe(0);
    expect(behind('board', 9n, 30n, 25_000)).toBe(10);
  });

  it('is told of each projection for itself', () => {
    const behind = createProjectionLag();
    behind('board', 5n, 9n, 0);
    behind('history', 9n, 9n, 0);
    expect([behind('board', 5n, 9n, 4_000), behind('history', 9n, 9n, 4_000)]).toEqual([4, 0]);
  });

  it('counts a quiet log that is not read as well', () => {
    const behind = createProjectionLag();
    behind('board', 9n, 9n, 0);
    behind('board', 9n, 10n, 1_000);
    expect(behind('board', 9n, 10n, 121_000)).toBe(120);
  });
});
