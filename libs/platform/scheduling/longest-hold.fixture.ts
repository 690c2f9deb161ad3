import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

const TIMES = 7;

/**
 * The longest time for which work holds the thread before others have their turn, in milliseconds. The best of several
 * times counts, and where the system tells it the time of the processor: others also use the machine.
 */
export async function longestHoldMs(work: () => unknown, times = TIMES): Promise<number> {
  let best = Infinity;
  for (let time = 0; time < times; time += 1) best = Math.min(best, await holdMs(work));
  return best;
}

/** The same of the first time. */
export async function holdMs(work: () => unknown): Promise<number> {
  await nextTurn();
  let [longest, isDone] = [0, false];
  let begunMs = threadMs();
  const hold = (): void => {
    longest = Math.max(longest, threadMs() - begunMs);
    begunMs = threadMs();
  };
  // Not awaited before the first turn: what it does at once counts too.
  const working = Promise.resolve(work()).finally(() => {
    isDone = true;
    hold();
  });
  while (!isDone) {
    await nextTurn();
    hold();
  }
  await working;
  return longest;
}

/** For how long the processor has worked for this thread; elsewhere than on Linux the time that passed. */
function threadMs(): number {
  try {
    const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return performance.now();
  }
}
