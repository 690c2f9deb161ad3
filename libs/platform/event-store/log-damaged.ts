/** Where in a log damage was found, as far as that is known. */
export interface DamagedPlace {
  readonly position?: bigint;
  readonly stream?: string;
}

/**
 * The stored log is not what was written: bytes changed, the end is missing, or the file is no log at all. It is
 * reported and never repaired: only a person can decide which copy is the true one.
 */
export class LogDamagedError extends Error {
  override readonly name = 'LogDamagedError';
  readonly place: DamagedPlace;
  constructor(
    /** The file that is damaged. */
    readonly file: string,
    /** What was found, with the figures, for an operator. */
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

/** A store whose positions are dense has no event at some of them: rows were taken out of the log. */
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
