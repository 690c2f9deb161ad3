/** Read access of questions to the tables of one projection. */
export interface TableReader {
  /** Rows of a SELECT as objects by column. Integers are numbers, rials are text. */
  readonly all: <Row>(sql: string, ...parameters: readonly (string | number)[]) => Row[];
  /** The position up to which the tables show the log; -1 when they show nothing yet. */
  readonly position: () => bigint;
  /**
   * A number that changes whenever rows were written or another file serves. While it stays the same, so does every
   * answer. It has no meaning across runs of the program.
   */
  readonly version: () => number;
  /** Whether the tables are no longer updated, so that they grow stale. */
  readonly isStopped: () => boolean;
}
