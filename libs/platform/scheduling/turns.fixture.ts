/** A clock that goes on by a millisecond each time it is looked at, so that steps are counted and not time. */
export async function withSteppingClock<Result>(work: () => Promise<Result>): Promise<Result> {
  const now = performance.now.bind(performance);
  let ms = now();
  performance.now = () => (ms += 1);
  try {
    return await work();
  } finally {
    performance.now = now;
  }
}

/**
 * How often others had their turn while something was done.
 * @param onTurn called in each such turn
 */
export async function turnsDuring(
  work: () => Promise<unknown>,
  onTurn: () => void = () => undefined,
): Promise<number> {
  let turns = 0;
  let done = false;
  const count = (): void => {
    turns += 1;
    onTurn();
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  try {
    await work();
  } finally {
    done = true;
  }
  return turns;
}
