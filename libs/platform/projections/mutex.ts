/** Runs one piece of work after the other, in the order they were asked for; one that fails does not hold up the next. */
export function createMutex(): <T>(work: () => T | Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
