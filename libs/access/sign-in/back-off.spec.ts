import { createBackOff, WAIT_MS_MAX } from './back-off.js';

describe('The back-off of sign-in attempts', () => {
  let nowMs = 0;
  const backOff = () => {
    nowMs = 1_000_000;
    return createBackOff(() => nowMs);
  };

  it('waits from the fourth failure on, twice as long each time, and never longer than a minute', () => {
    const door = backOff();
    const waits = Array.from({ length: 14 }, () => {
      door.failed('sara', '1.1.1.1');
      return door.waitMs('sara', '1.1.1.1') / 1_000;
    });
    expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]);
    nowMs += WAIT_MS_MAX - 1;
    expect(door.waitMs('sara', '1.1.1.1')).toBe(1);
    nowMs += 1;
    expect(door.waitMs('sara', '1.1.1.1')).toBe(0);
  });

  it('keeps nobody out who comes from another address, and no other account at the same one', () => {
    const door = backOff();
    for (let n = 0; n < 100; n += 1) door.failed('sara', '6.6.6.6');
    expect(door.waitMs('sara', '6.6.6.6')).toBe(WAIT_MS_MAX);
    expect(door.waitMs('sara', '1.1.1.1')).toBe(0);
    expect(door.waitMs('reza', '6.6.6.6')).toBe(0);
  });

  it('begins anew after signing in, and after a quarter of an hour', () => {
    const door = backOff();
    for (let n = 0; n < 8; n += 1) door.failed('sara', '1.1.1.1');
    door.succeeded('sara', '1.1.1.1');
    expect(door.waitMs('sara', '1.1.1.1')).toBe(0);
    for (let n = 0; n < 8; n += 1) door.failed('sara', '1.1.1.1');
    nowMs += 15 * 60_000 + 1;
    door.failed('sara', '1.1.1.1');
    expect(door.waitMs('sara', '1.1.1.1')).toBe(0);
  });
});
