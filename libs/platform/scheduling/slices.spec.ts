import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSlice, stepByStep } from './slices.js';

describe('Long work', () => {
  it('takes one slice of each turn of the event loop, and several pieces of work alternate', async () => {
    const [works, slices] = [10, 5];
    let begun = 0;
    const order: number[] = [];
    const work = async (name: number): Promise<void> => {
      const slice = createSlice();
      for (let n = 0; n < slices; n += 1) {
        await slice.pause();
        begun += 1;
        order.push(name);
      }
    };
    const all = Promise.all(Array.from({ length: works }, (_, name) => work(name)));
    let most = 0;
    while (begun < works * slices) {
      const before = begun;
      await nextTurn();
      most = Math.max(most, begun - before);
    }
    await all;
    expect(most).toBe(1);
    expect(order.slice(0, works).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: works }, (_, name) => name),
    );
  });

  it('counts its own time and its reads, and not the time it waits', async () => {
    let nowMs = 0;
    let counted = 0;
    const slice = createSlice(
      (ms) => {
        counted += ms;
      },
      () => nowMs,
    );
    nowMs = 3;
    await slice.waitFor(
      Promise.resolve().then(() => {
        nowMs += 100;
      }),
    );
    nowMs += 5;
    slice.read(50);
    slice.end();
    expect(counted).toBe(9);
  });

  it('in steps pauses only at the end of a slice, and returns the result of the last step', async () => {
    let nowMs = 0;
    let slices = 0;
    const slice = createSlice(
      () => {
        slices += 1;
      },
      () => nowMs,
    );
    function* steps(): Generator<undefined, string> {
      for (let n = 0; n < 10; n += 1) {
        nowMs += 3;
        yield;
      }
      return 'done';
    }
    expect(await stepByStep(steps(), slice)).toBe('done');
    // After nine of the thirty milliseconds each, and once before its result is used.
    expect(slices).toBe(4);
  });
});
