/** An event that somebody was told of, among those of its id. */
export interface Telling {
  readonly position: number;
  readonly stream: string;
  /** How many later events have the same id; only in the first. Older versions gave one id to events of several streams. */
  readonly twins?: number;
}

/** What is to be kept, by ordinal, when one more event of an id was told. */
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
 * The position that a delivery through an event has come to; undefined when the event is not among those of that id.
 *
 * Where a record names no stream and several events have the id, the earliest one is taken that is still to be delivered
 * and concerns the webhook: a receiver is sent something twice rather than never. Delivery never goes back.
 *
 * @param at the event of that id with an ordinal
 * @param deliveredTo where delivery stood before
 * @param concerns whether the webhook is sent a notice of the event at a position
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
