/** Every answer has the log position up to which its tables were made; -1 when they have seen no event. */
export interface Fresh {
  readonly position: bigint;
}
