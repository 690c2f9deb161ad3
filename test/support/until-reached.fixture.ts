const ROUNDS_MAX = 20;

/**
 * Repeats a round of random examples until the rounds together have reached each case often enough. One round may miss a
 * rare case by chance, and a property proves nothing about a case that never came up.
 *
 * @param least how often each case must come up
 * @throws Error that names the cases which no round has reached often enough
 */
export function untilReached(
  least: Readonly<Record<string, number>>,
  round: (saw: (what: string) => void) => void,
): void {
  const seen = new Map<string, number>();
  const missing = (): readonly string[] =>
    Object.keys(least).filter((what) => (seen.get(what) ?? 0) < (least[what] ?? 0));
  for (let rounds = 1; rounds <= ROUNDS_MAX; rounds += 1) {
    round((what) => {
      seen.set(what, (seen.get(what) ?? 0) + 1);
    });
    if (missing().length === 0) return;
  }
  throw new Error(`after ${String(ROUNDS_MAX)} rounds of random examples, too rare: ${missing().join(', ')}`);
}

/** Each of the named cases, at least so often. */
export function each(names: readonly string[], least: number): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name) => [name, least]));
}
