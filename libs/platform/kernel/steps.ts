/** Work that pauses between two steps, so that its caller can do other work there. */
export type Steps<Result> = Generator<undefined, Result>;

/** Runs all steps without a pause. */
export function allSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
