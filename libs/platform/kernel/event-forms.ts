/**
 * The stored form of one type of event, where it differs from the form in the program. Examples: a large event stored
 * in tables, or a type whose data has changed since older versions recorded it. Recorded bytes never change, so `read`
 * must understand every form that was ever written.
 */
export interface EventForm {
  /** The form in which data is written now. */
  readonly write: (data: object) => object;
  /** The program's form of the data, whichever version wrote it. */
  readonly read: (data: object) => object;
}

/** By type. Types that are absent are read and written unchanged. */
export type EventForms = Readonly<Record<string, EventForm>>;
