/** What an event carries: exactly the JSON that is stored, so that reading and writing it again gives the same bytes. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A thing that happened, before it has a place in the log. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/**
 * A business "no": a stable name (the same on the command line, on the wire and on the screens) with the figures
 * that caused it. It is a value and is never thrown. Rials among the figures are decimal strings.
 */
export interface Refusal<Name extends string = string> {
  readonly name: Name;
  readonly figures: Readonly<Record<string, JsonValue>>;
}

/** What is told beside an answer that is no refusal. */
export interface Remark {
  readonly name: string;
  readonly figures: Readonly<Record<string, JsonValue>>;
}

export type Decision<Event extends DomainEvent = DomainEvent, Name extends string = string> =
  | { readonly kind: 'accepted'; readonly events: readonly Event[] }
  /**
   * The same act with the same content already stands: it is answered as the first time and nothing is written. The
   * remark says what became of it since, when that matters to whoever sends it again.
   */
  | { readonly kind: 'unchanged'; readonly remark?: Remark }
  | { readonly kind: 'refused'; readonly refusal: Refusal<Name> };

export function accepted<Event extends DomainEvent>(...events: readonly Event[]): Decision<Event, never> {
  return { kind: 'accepted', events };
}

export const unchanged: Decision<never, never> = { kind: 'unchanged' };

export function refused<Name extends string>(
  name: Name,
  figures: Refusal['figures'] = {},
): Decision<never, Name> {
  return { kind: 'refused', refusal: { name, figures } };
}

/** Closes a switch over a union: adding a member without handling it stops compiling here. */
export function unreachable(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
