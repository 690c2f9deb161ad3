import { allSteps, type Steps } from '@misaq/platform/kernel/steps.js';
import { readConsistently } from './consistent-read.js';

/** Tables with two parts that are written together. */
function written() {
  let state = 0;
  const tables = { all: <Row>() => [{ position: String(state) }] as Row[] };
  function* read(): Steps<readonly [number, number]> {
    const first = state;
    yield;
    return [first, state];
  }
  return {
    steps: () => readConsistently(tables, read),
    write: () => {
      state += 1;
    },
  };
}

describe('Tables that are read in steps', () => {
  it('show one state, although their writer commits between two steps', () => {
    const { steps, write } = written();
    const reading = steps();
    expect(reading.next().done).toBe(false);
    write();
    expect(reading.next().done).toBe(false);
    expect(reading.next()).toEqual({ done: true, value: [1, 1] });
  });

  it('are read without a pause when their writer commits each time', () => {
    const { steps, write } = written();
    const reading = steps();
    let step = reading.next();
    let count = 1;
    while (step.done !== true) {
      write();
      step = reading.next();
      count += 1;
    }
    expect(step.value).toEqual([3, 3]);
    expect(count).toBe(4);
  });

  it('are read once when nothing is written', () => {
    expect(allSteps(written().steps())).toEqual([0, 0]);
  });
});
