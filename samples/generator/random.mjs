/**
 * Reproducible random numbers: every part has its own sequence, named by a text. A change in one part then leaves the
 * files of the others unchanged.
 *
 * @typedef {object} Chance
 * @property {() => number} fraction 0 ≤ x < 1
 * @property {(from: number, to: number) => number} between a whole number, both ends included
 * @property {(share: number) => boolean} happens true in `share` of the draws
 * @property {<T>(items: readonly T[]) => T} oneOf
 */

/** 32 bits from a text (FNV-1a), to start a sequence with. */
function seedOf(text) {
  let seed = 0x811c9dc5;
  for (const letter of text) seed = Math.imul(seed ^ letter.codePointAt(0), 0x01000193);
  return seed >>> 0;
}

/** @returns {Chance} the sequence of that name: a 32-bit counter, mixed (the scheme known as mulberry32). */
export function chance(name) {
  let counter = seedOf(name);
  const fraction = () => {
    counter = (counter + 0x6d2b79f5) | 0;
    let bits = Math.imul(counter ^ (counter >>> 15), counter | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from, to) => from + Math.floor(fraction() * (to - from + 1));
  return {
    fraction,
    between,
    happens: (share) => fraction() < share,
    oneOf: (items) => items[between(0, items.length - 1)],
  };
}

/**
 * A draw among items in proportion to their weights.
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => number} weightOf
 * @returns {(chance: Chance) => T}
 */
export function weightedDraw(items, weightOf) {
  const drawable = items.filter((item) => weightOf(item) > 0);
  let total = 0;
  const upTo = drawable.map((item) => (total += weightOf(item)));
  return ({ fraction }) => {
    const at = fraction() * total;
    let low = 0;
    let high = drawable.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > at) high = middle;
      else low = middle + 1;
    }
    return drawable[low];
  };
}

/** @template T @param {readonly T[]} items @param {Chance} chance @returns {T[]} */
export function shuffled(items, { between }) {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = between(0, last);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
