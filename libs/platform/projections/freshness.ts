/** Every answer says up to which event of the log it was made: -1 when it has seen none. */
export interface Fresh {
  readonly position: bigint;
}
