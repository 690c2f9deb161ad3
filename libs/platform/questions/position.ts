/** A position of the log as it is shown: the number, or to an officer of an organisation a token. */
export type ShownPosition = bigint | string;
