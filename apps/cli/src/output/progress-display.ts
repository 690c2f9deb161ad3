/** Shows how far something has come. */
export interface Progress {
  /** @param done and total in the units of `what` (rows, events) */
  show(what: string, done: number, total: number): void;
  stop(): void;
}
