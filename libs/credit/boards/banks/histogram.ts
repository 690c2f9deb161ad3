/** The number of things for each value: `[value, count]`. */
export type Histogram = readonly (readonly [value: number, count: number])[];

/**
 * The value that a share of all things equal or stay below, by nearest rank: always a value that occurs. The median of
 * an even number is the lower of the two in the middle. Undefined for an empty histogram.
 *
 * @param percent 1 to 100
 */
export function percentile(histogram: Histogram, percent: number): number | undefined {
  const counted = histogram.filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  let total = 0;
  for (const [, count] of counted) total += count;
  const rank = Math.ceil((total * percent) / 100);
  let seen = 0;
  for (const [value, count] of counted) {
    seen += count;
    if (seen >= rank) return value;
  }
  return undefined;
}
