/**
 * Whole numbers in proportion to the weights that add up to `total` exactly, each at least `least`: what is left
 * after rounding down goes to the largest remainders, ties to the earlier.
 * @param {number} total
 * @param {readonly number[]} weights
 */
export function inProportion(total, weights, least = 0) {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const free = total - least * weights.length;
  const ideal = weights.map((weight) => (free * weight) / whole);
  const parts = ideal.map((part) => Math.floor(part) + least);
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = ideal.map((part, at) => ({ at, remainder: part - Math.floor(part) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, missing)) parts[at] += 1;
  return parts;
}

/**
 * `count` amounts that add up to `total` exactly: sizes people ask for, then single steps up or down, spread over
 * them by chance, until the sum is right. All in toman.
 * @param {import('./random.mjs').Chance} chance
 * @param {{ total: number, count: number, sizes: readonly number[], step: number }} wanted
 */
export function amountsAddingUp(chance, { total, count, sizes, step }) {
  const smallest = Math.min(...sizes);
  const largest = Math.max(...sizes);
  if (total % step !== 0 || total < count * smallest || total > count * largest) {
    throw new RangeError(`${count} amounts of ${smallest} to ${largest} cannot add up to ${total}`);
  }
  const amounts = Array.from({ length: count }, () => chance.oneOf(sizes));
  let missing = total - amounts.reduce((sum, amount) => sum + amount, 0);
  while (missing !== 0) {
    const at = chance.between(0, count - 1);
    const changed = amounts[at] + Math.sign(missing) * step;
    if (changed < smallest || changed > largest) continue;
    missing -= changed - amounts[at];
    amounts[at] = changed;
  }
  return amounts;
}
