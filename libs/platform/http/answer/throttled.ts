/**
 * Calls `make` at most so many times a second. Further callers get the last result; callers during a call share its result.
 * @param now milliseconds of a monotonic clock
 */
export function throttled<Made>(
  timesASecond: number,
  make: () => Promise<Made>,
  now: () => number = () => performance.now(),
): () => Promise<Made> {
  let making: Promise<Made> | undefined;
  let last: Promise<Made> | undefined;
  let [secondMs, times] = [-Infinity, 0];
  return () => {
    if (making !== undefined) return making;
    const nowMs = now();
    if (nowMs - secondMs >= 1_000) [secondMs, times] = [nowMs, 0];
    if (last !== undefined && times >= timesASecond) return last;
    times += 1;
    const made = make();
    making = made;
    last = made;
    const done = (): void => {
      making = undefined;
    };
    made.then(done, () => {
      done();
      // The next one tries again.
      last = undefined;
    });
    return made;
  };
}
