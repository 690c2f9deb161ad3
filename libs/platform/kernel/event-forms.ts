/**
 * How the data of one type of events stands in the log, where that differs from how the program knows it: a large event
 * that is written in tables, or a type whose data has changed since older versions recorded it. Recorded bytes never
 * change, so `read` understands every form that was ever written.
 */
export interface EventForm {
  /** The data as it is written now. */
  readonly write: (data: object) => object;
  /** The data as the program knows it, of whichever version wrote it. */
  readonly read: (data: object) => object;
}

/** By type; a type that is not named is read and written as it is. */
export type EventForms = Readonly<Record<string, EventForm>>;
