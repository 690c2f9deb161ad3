/** An event that caused notifications, among those with its id. */
export interface Telling {
  readonly position: number;
  readonly stream: string;
  /**
   * Number of later events with the same id; only in the first. Older versions gave one id to events of several
   * streams.
   */
  readonly twins?: number;
}

/** The entries to store, by ordinal, when another event with an id caused notifications. */
export function tellingWith(
  first: Telling | undefined,
  telling: Telling,
): readonly (readonly [ordinal: number, telling: Telling])[] {
  if (first === undefined) return [[0, telling]];
  const twins = (first.twins ?? 0) + 1;
  return [
    [0, { ...first, twins }],
    [twins, telling],
  ];
}

/**
 * The position up to which a webhook has delivered, from the id of an event; undefined when no event with that id is
 * known.
 *
 * Where a record names no stream and several events have the id, the earliest undelivered event that concerns the
 * webhook counts. A receiver then gets something twice rather than never. Delivery never goes back.
 *
 * @param at the event with that id and an ordinal
 * @param deliveredTo the position delivered before
 * @param concerns whether the webhook gets a notice of the event at a position
 */
export function positionThrough(
  at: (ordinal: number) => Telling | undefined,
  stream: string | undefined,
  deliveredTo: number,
  concerns: (position: number) => boolean,
): number | undefined {
  const first = at(0);
  if (first === undefined) return undefined;
  const twins = first.twins ?? 0;
  if (twins === 0 && stream === undefined) return Math.max(first.position, deliveredTo);
  const begin = firstAfter(at, twins, deliveredTo);
  for (let ordinal = begin; ordinal <= twins; ordinal += 1) {
    const telling = at(ordinal);
    if (telling === undefined) break;
    const { position } = telling;
    if (stream === undefined ? concerns(position) : telling.stream === stream) return position;
  }
  if (stream === undefined) return deliveredTo;
  for (let ordinal = 0; ordinal < begin; ordinal += 1) if (at(ordinal)?.stream === stream) return deliveredTo;
  return undefined;
}

/** Positions rise with the ordinals. */
function firstAfter(at: (ordinal: number) => Telling | undefined, last: number, position: number): number {
  let [low, high] = [0, last + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at(middle)?.position ?? Infinity) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
