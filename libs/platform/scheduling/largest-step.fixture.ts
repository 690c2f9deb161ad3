import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

const TIMES = 7;
/** Longer than a slice. */
const SLICE_ENDS_AFTER_MS = 1_000;

/** Processor time of one piece of work, in milliseconds. */
export interface Work {
  /** The longest time in which the work blocked the thread. */
  readonly holdMs: number;
  /** The time of the whole work. */
  readonly wholeMs: number;
}

/**
 * Measures the largest step of work: the time it blocks the thread even when every slice is over at once. The smallest
 * of several runs counts. A test compares the step with the whole work of the same run, because a slow machine makes
 * both longer.
 */
export async function largestStep(work: () => unknown, times = TIMES): Promise<Work> {
  const now = performance.now.bind(performance);
  let jumpedMs = 0;
  performance.now = () => now() + (jumpedMs += SLICE_ENDS_AFTER_MS);
  try {
    let best = await measure(work);
    for (let time = 1; time < times; time += 1) {
      const next = await measure(work);
      if (next.holdMs < best.holdMs) best = next;
    }
    return best;
  } finally {
    performance.now = now;
  }
}

/** Measures work once. */
export async function measure(work: () => unknown): Promise<Work> {
  await nextTurn();
  let [holdMs, wholeMs, isDone] = [0, 0, false];
  let begunMs = threadMs();
  const count = (): void => {
    const heldMs = threadMs() - begunMs;
    holdMs = Math.max(holdMs, heldMs);
    wholeMs += heldMs;
    begunMs = threadMs();
  };
  // Not awaited before the first turn, so that synchronous work counts too.
  const working = Promise.resolve(work()).finally(() => {
    isDone = true;
    count();
  });
  while (!isDone) {
    await nextTurn();
    count();
  }
  await working;
  return { holdMs, wholeMs };
}

/** The processor time of this thread in milliseconds. On systems other than Linux: elapsed time. */
function threadMs(): number {
  try {
    const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return performance.now();
  }
}
