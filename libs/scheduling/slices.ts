import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work goes on before others have their turn. Two tasks at once leave others waiting for less than 20 ms. */
const SLICE_MS = 8;

/** Cuts long work into pieces, between which everything else that waits for the thread is done. */
export interface Slice {
  /** Whether others should have their turn now. */
  readonly isOver: () => boolean;
  /** Lets others work, and begins the next slice. Gives how long the slice before took, in milliseconds. */
  readonly pause: () => Promise<number>;
  /** Lets others work when the slice is over. */
  readonly pauseWhenOver: () => Promise<void>;
  /** Counts the time of the present slice, which nobody pauses any more. */
  readonly end: () => void;
}

/** @param onWork told of the milliseconds of each slice */
export function createSlice(onWork: (ms: number) => void = () => undefined): Slice {
  let begunMs = performance.now();

  function isOver(): boolean {
    return performance.now() - begunMs > SLICE_MS;
  }

  function counted(): number {
    const tookMs = performance.now() - begunMs;
    onWork(tookMs);
    return tookMs;
  }

  async function pause(): Promise<number> {
    const tookMs = counted();
    await nextTurn();
    begunMs = performance.now();
    return tookMs;
  }

  return {
    isOver,
    pause,
    async pauseWhenOver() {
      if (isOver()) await pause();
    },
    end() {
      counted();
      begunMs = performance.now();
    },
  };
}

/**
 * Gives items one after the other and lets others have their turn in between. The consumer may be slow; only the time
 * until an item is there is counted as work. Others also have their turn when the consumer worked for a whole slice.
 * @param onWork told of milliseconds of work
 */
export async function* inSlices<Item>(
  items: AsyncIterable<Item>,
  onWork: (ms: number) => void,
): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  const slice = createSlice();
  let workMs = 0;
  try {
    for (;;) {
      const begunMs = performance.now();
      const next = await iterator.next();
      workMs += performance.now() - begunMs;
      if (next.done === true) return;
      if (slice.isOver()) {
        onWork(workMs);
        workMs = 0;
        await slice.pause();
      }
      yield next.value;
    }
  } finally {
    onWork(workMs);
    await iterator.return?.();
  }
}
