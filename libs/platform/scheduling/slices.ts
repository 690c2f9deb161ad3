/** How long work goes on before others have their turn. */
const SLICE_MS = 8;

/** What the read of an event costs where its bytes are kept, beside the time of this thread. */
const MS_AN_EVENT_READ = 0.02;

/** Cuts long work into pieces, between which everything else that waits for the thread is done. */
export interface Slice {
  /** Whether others should have their turn now. */
  readonly isOver: () => boolean;
  /** Lets others work, and begins the next slice. Gives how long the slice before took, in milliseconds. */
  readonly pause: () => Promise<number>;
  /** Lets others work when the slice is over. */
  readonly pauseWhenOver: () => Promise<void>;
  /** Waits for work of others, which does not count. */
  readonly waitFor: <Result>(others: Promise<Result>) => Promise<Result>;
  /** Counts events that were read from the log: the store works for them too. */
  readonly read: (events: number) => void;
  /** Counts the time of the present slice, which nobody pauses any more. */
  readonly end: () => void;
}

/** Long work that goes on in one of the next turns of the event loop, in the order in which it paused. */
const waiting: (() => void)[] = [];

/**
 * Resolves in a turn of the event loop in which no other long work goes on. However much of it is under way, a request waits
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
  // What is asked for within a turn comes in the next one.
  if (waiting.length > 0) setImmediate(giveTurn);
}

/**
 * @param onWork told of the milliseconds of each slice
 * @param now milliseconds of a clock that nobody sets
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
 * Does work that comes as short steps, and lets others have their turn between two of them.
 * @returns what the last step gives
 */
export async function stepByStep<Result>(
  steps: Generator<undefined, Result>,
  slice = createSlice(),
): Promise<Result> {
  let hasPaused = false;
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      // What is made of the result takes its time too.
      if (hasPaused) await slice.pause();
      return step.value;
    }
    if (!slice.isOver()) continue;
    hasPaused = true;
    await slice.pause();
  }
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
