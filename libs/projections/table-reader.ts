/** How questions read the tables of one projection, between its batches. */
export interface TableReader {
  /** Rows of a SELECT as objects by column. Integers are numbers, rials are text. */
  readonly all: <Row>(sql: string, ...parameters: readonly (string | number)[]) => Row[];
  /** The position up to which the tables show the log; -1 when they show nothing yet. */
  readonly position: () => bigint;
}
