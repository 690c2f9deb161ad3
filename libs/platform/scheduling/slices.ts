/** Length of a slice, after which other work runs. */
const SLICE_MS = 8;

/** Cost of reading one event, beside the time of this thread. */
const MS_AN_EVENT_READ = 0.02;

/** Cuts long work into slices, between which the event loop does other work. */
export interface Slice {
  /** Whether the slice is over. */
  readonly isOver: () => boolean;
  /** Lets other work run, and begins the next slice. Returns the duration of the last slice in milliseconds. */
  readonly pause: () => Promise<number>;
  /** Pauses if the slice is over. */
  readonly pauseWhenOver: () => Promise<void>;
  /** Waits for a promise without counting the time. */
  readonly waitFor: <Result>(others: Promise<Result>) => Promise<Result>;
  /** Counts events that were read from the log, because the store works for them too. */
  readonly read: (events: number) => void;
  /** Ends the current slice and counts its time. */
  readonly end: () => void;
}

/** Work that waits for one of the next turns of the event loop, in the order in which it paused. */
const waiting: (() => void)[] = [];

/**
 * Resolves in a turn of the event loop that no other long work uses. However much long work there is, a request waits
 * for one slice a turn.
 */
function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(giveTurn);
  });
}

function giveTurn(): void {
  waiting.shift()?.();
  // Work that asks within a turn runs in the next one.
  if (waiting.length > 0) setImmediate(giveTurn);
}

/**
 * @param onWork receives the milliseconds of each slice
 * @param now monotonic milliseconds
 */
export function createSlice(
  onWork: (ms: number) => void = () => undefined,
  now: () => number = () => performance.now(),
): Slice {
  let begunMs = now();

  function isOver(): boolean {
    return now() - begunMs > SLICE_MS;
  }

  function counted(): number {
    const tookMs = now() - begunMs;
    onWork(tookMs);
    return tookMs;
  }

  async function pause(): Promise<number> {
    const tookMs = counted();
    await ownTurn();
    begunMs = now();
    return tookMs;
  }

  return {
    isOver,
    pause,
    async pauseWhenOver() {
      if (isOver()) await pause();
    },
    async waitFor(others) {
      counted();
      try {
        return await others;
      } finally {
        begunMs = now();
      }
    },
    read(events) {
      onWork(events * MS_AN_EVENT_READ);
    },
    end() {
      counted();
      begunMs = now();
    },
  };
}

/**
 * Runs work in short steps, and lets other work run between two of them.
 * @returns the result of the last step
 */
export async function stepByStep<Result>(
  steps: Generator<undefined, Result>,
  slice = createSlice(),
): Promise<Result> {
  let hasPaused = false;
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      // Processing the result takes time too.
      if (hasPaused) await slice.pause();
      return step.value;
    }
    if (!slice.isOver()) continue;
    hasPaused = true;
    await slice.pause();
  }
}

/**
 * Yields items one by one, and lets other work run in between. The consumer may be slow: only the time until an item is
 * ready counts as work. Other work also runs when the consumer itself used a whole slice.
 * @param onWork receives the milliseconds of work
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
