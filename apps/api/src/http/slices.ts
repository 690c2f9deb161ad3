import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work goes on for so long before others have their turn. */
const SLICE_MS = 8;

export interface Slice {
  /** Whether others should have their turn now. */
  readonly isOver: () => boolean;
  /** Lets them, and begins the next slice. Gives how long the one before took, in milliseconds. */
  readonly pause: () => Promise<number>;
}

/** Cuts long work into pieces, between which everything else that waits for the thread is done. */
export function createSlice(): Slice {
  let begunMs = performance.now();
  return {
    isOver: () => performance.now() - begunMs > SLICE_MS,
    async pause() {
      const tookMs = performance.now() - begunMs;
      await nextTurn();
      begunMs = performance.now();
      return tookMs;
    },
  };
}

/**
 * Gives items one after the other and lets others have their turn in between. What takes the items may be slow; only the
 * time until an item is there is counted as work.
 * @param onWork told of milliseconds of work
 */
export async function* inSlices<Item>(
  items: AsyncIterable<Item>,
  onWork: (ms: number) => void,
): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  let sliceMs = 0;
  try {
    for (;;) {
      const begunMs = performance.now();
      const next = await iterator.next();
      sliceMs += performance.now() - begunMs;
      if (next.done === true) return;
      if (sliceMs > SLICE_MS) {
        onWork(sliceMs);
        sliceMs = 0;
        await nextTurn();
      }
      yield next.value;
    }
  } finally {
    onWork(sliceMs);
    await iterator.return?.();
  }
}
