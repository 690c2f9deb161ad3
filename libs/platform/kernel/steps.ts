/** Work that may be left between two steps, so that a caller can do other work there. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does all steps at once. */
export function allSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
