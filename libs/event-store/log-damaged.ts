/**
 * The stored log is not what was written: bytes changed, the end is missing, or the file is no log at all. It is
 * reported and never repaired: only a person can decide which copy is the true one.
 */
export class LogDamagedError extends Error {
  override readonly name = 'LogDamagedError';
  constructor(
    /** The file that is damaged. */
    readonly file: string,
    /** What was found, with the figures, for an operator. */
    readonly problem: string,
    options?: { cause?: unknown },
  ) {
    super(
      `the event log ${file} is damaged: ${problem}. Nothing was changed or repaired. ` +
        'Keep a copy of the folder as it is, and restore the latest backup into an empty folder.',
      options,
    );
  }
}
