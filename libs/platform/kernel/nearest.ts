/** Offers the known text that a mistyped one most probably meant. */

/**
 * Edit distance (insertions, deletions, substitutions of UTF-16 units), or undefined when it is more than `limit`.
 * Stops as soon as a whole row exceeds the limit, so that long nonsense costs little.
 */
export function editDistance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= b.length; column += 1) {
      const substituted = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const inserted = (current[column - 1] ?? 0) + 1;
      const deleted = (previous[column] ?? 0) + 1;
      const distance = Math.min(substituted, inserted, deleted);
      current.push(distance);
      if (distance < smallest) smallest = distance;
    }
    if (smallest > limit) return undefined;
    previous = current;
  }
  const distance = previous[b.length] ?? 0;
  return distance <= limit ? distance : undefined;
}

/** A third of the typed text may be wrong, but at most three characters: beyond that, an offer is a guess. */
function tolerance(text: string): number {
  return Math.min(3, Math.floor(text.length / 3));
}

export interface Candidate {
  /** The form compared. */
  readonly folded: string;
  /** The form offered. */
  readonly shown: string;
}

/** The nearest candidate, the first one on a tie; undefined when none is near enough. */
export function nearest(folded: string, candidates: Iterable<Candidate>): string | undefined {
  let limit = tolerance(folded);
  let found: string | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(folded, candidate.folded, limit);
    if (distance === undefined) continue;
    found = candidate.shown;
    if (distance === 0) return found;
    limit = distance - 1;
  }
  return found;
}
