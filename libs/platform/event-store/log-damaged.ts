/** Where damage was found in a log, as far as that is known. */
export interface DamagedPlace {
  readonly position?: bigint;
  readonly stream?: string;
}

/**
 * The stored log is not what was written: bytes changed, the end is missing, or the file is no log at all. The program
 * reports this and never repairs it: only a person can decide which copy is the true one.
 */
export class LogDamagedError extends Error {
  override readonly name = 'LogDamagedError';
  readonly place: DamagedPlace;
  constructor(
    /** The file that is damaged. */
    readonly file: string,
    /** What was found, with figures, for an operator. */
    readonly problem: string,
    { place = {}, ...options }: { readonly cause?: unknown; readonly place?: DamagedPlace } = {},
  ) {
    super(
      `the event log ${file} is damaged: ${problem}. Nothing was changed or repaired. ` +
        'Keep a copy of the folder as it is, and restore the latest backup into an empty folder.',
      options,
    );
    this.place = place;
  }
}

/** A store with dense positions has no event at some of them: rows were deleted from the log. */
export class PositionsMissingError extends LogDamagedError {
  constructor(
    file: string,
    /** The first position without an event. */
    readonly first: bigint,
    /** The last position of the same gap. */
    readonly last: bigint,
  ) {
    super(
      file,
      first === last
        ? `there is no event at position ${String(first)}`
        : `there are no events at positions ${String(first)} to ${String(last)}`,
      { place: { position: first } },
    );
  }
}
