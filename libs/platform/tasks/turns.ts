/**
 * A concurrency limit: runs at most `max` pieces of work at once, the others in order of arrival.
 * @param max at least 1
 */
export function turns(max: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = max;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (free === 0)
      await new Promise<void>((resolve) => {
        queue.push(resolve);
      });
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
