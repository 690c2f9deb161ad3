import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNightlyVerification } from './nightly-verification.js';

const A_MINUTE_MS = 60_000;
const A_DAY_MS = 24 * 60 * A_MINUTE_MS;
/** 2024-05-20, noon in Tehran. */
const NOON = Date.UTC(2024, 4, 20, 8, 30);

describe('The verification of each night', () => {
  let folder: string;
  let now: number;
  let runs: number[];
  let looks: (() => void)[];
  let sound: boolean | Error;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-nightly-'));
    [now, runs, looks, sound] = [NOON, [], [], true];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const start = () =>
    startNightlyVerification({
      folder,
      clock: { now: () => now },
      timers: {
        after: (_, call) => {
          looks.push(call);
          return () => undefined;
        },
      },
      atMinute: 3 * 60,
      verify: () => {
        runs.push(now);
        return sound instanceof Error ? Promise.reject(sound) : Promise.resolve(sound);
      },
      log: () => undefined,
    });

  /** Lets time pass; the work reads the clock each half hour. */
  async function pass(ms: number): Promise<void> {
    const end = now + ms;
    while (now < end) {
      now += 30 * A_MINUTE_MS;
      for (const look of looks.splice(0)) look();
      await new Promise(setImmediate);
    }
  }

  it('runs once a day at its time, and not when the node is first started', async () => {
    const nightly = start();
    expect(nightly.last()).toEqual({ at: NOON });
    await pass(3 * A_DAY_MS);
    const at = (day: number): number => Date.UTC(2024, 4, day, 23, 30);
    expect(runs).toEqual([at(20), at(21), at(22)]);
    expect(nightly.last()).toEqual({ at: at(22), sound: true });
    nightly.close();
  });

  it('is made up for at the next start when no process ran at its time', async () => {
    start().close();
    now += A_DAY_MS;
    const nightly = start();
    await new Promise(setImmediate);
    expect(runs).toEqual([now]);
    nightly.close();
    looks = [];
    start().close();
    expect(runs).toHaveLength(1);
  });

  it.each([
    ['finds something wrong', false],
    ['cannot be done', new Error('the disk is gone')],
  ])('reports a fault when it %s, also after a restart', async (_, result) => {
    sound = result;
    const nightly = start();
    await pass(A_DAY_MS);
    expect(nightly.last().sound).toBe(false);
    nightly.close();
    looks = [];
    const again = start();
    expect(again.last().sound).toBe(false);
    again.close();
  });

  it('counts as not run when the node stops meanwhile', async () => {
    const nightly = start();
    sound = false;
    now += A_DAY_MS;
    for (const look of looks.splice(0)) look();
    nightly.close();
    await new Promise(setImmediate);
    expect(nightly.last()).toEqual({ at: NOON });
  });
});
