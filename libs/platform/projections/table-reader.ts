/** How questions read the tables of one projection, between its batches. */
export interface TableReader {
  /** Rows of a SELECT as objects by column. Integers are numbers, rials are text. */
  readonly all: <Row>(sql: string, ...parameters: readonly (string | number)[]) => Row[];
  /** The position up to which the tables show the log; -1 when they show nothing yet. */
  readonly position: () => bigint;
  /**
   * Another number whenever rows were written or another file serves: as long as it is the same, so is every answer.
   * It means nothing from one run of the program to the next.
   */
  readonly version: () => number;
  /** Whether the tables stand still, and what they show grows old. */
  readonly isStopped: () => boolean;
}
