import { maxRial, sumRial, type Rial } from '@misaq/platform/kernel/money.js';

/** An agency that can receive: its demand, and its weight as a fraction (weight ÷ weightOf). */
export interface Claim {
  readonly agency: string;
  /** The upper limit of its share. Not negative. */
  readonly demandRial: Rial;
  /** Numerator and denominator of the weight; the denominator is positive. */
  readonly weight: Rial;
  readonly weightOf: Rial;
}

/**
 * Divides an amount in proportion to the weights, capped by each demand. What a cap frees is divided again among the
 * others. Shares are whole rials by largest remainder, ties by agency id. The order of the claims does not matter.
 *
 * @returns rials by agency; their sum is min(amount, sum of the demands of those with a weight).
 */
export function split(amountRial: Rial, claims: readonly Claim[]): Map<string, Rial> {
  const given = new Map<string, Rial>(claims.map(({ agency }) => [agency, 0n]));
  let open = inWholeWeights(claims).filter(({ demandRial, weight }) => demandRial > 0n && weight > 0n);
  let left = maxRial(0n, amountRial);

  while (open.length > 0 && left > 0n) {
    const total = sumRial(open.map(({ weight }) => weight));
    const amount = left;
    const capped = open.filter(({ demandRial, weight }) => amount * weight >= demandRial * total);
    if (capped.length === 0) {
      for (const [agency, share] of largestRemainder(amount, open, total)) given.set(agency, share);
      return given;
    }
    for (const { agency, demandRial } of capped) {
      // A capped demand is at most its proportional share, so the capped demands together are at most the amount.
      given.set(agency, demandRial);
      left -= demandRial;
    }
    open = open.filter((claim) => !capped.includes(claim));
  }
  return given;
}

interface WholeClaim {
  readonly agency: string;
  readonly demandRial: Rial;
  readonly weight: Rial;
}

/**
 * Fractions over one common denominator, which then cancels. Sorted by id, so that the order of the input does not
 * matter.
 */
function inWholeWeights(claims: readonly Claim[]): WholeClaim[] {
  let common = 1n;
  for (const { weightOf } of claims) common *= weightOf;
  return claims
    .map(({ agency, demandRial, weight, weightOf }) => ({
      agency,
      demandRial,
      weight: (weight * common) / weightOf,
    }))
    .sort((a, b) => (a.agency < b.agency ? -1 : 1));
}

function largestRemainder(amount: Rial, claims: readonly WholeClaim[], total: Rial): [string, Rial][] {
  const shares = claims.map(({ agency, weight }) => ({
    agency,
    share: (amount * weight) / total,
    remainder: (amount * weight) % total,
  }));
  let left = amount - sumRial(shares.map(({ share }) => share));
  const byRemainder = [...shares].sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    return a.agency < b.agency ? -1 : 1;
  });
  for (const each of byRemainder) {
    if (left === 0n) break;
    each.share += 1n;
    left -= 1n;
  }
  return shares.map(({ agency, share }) => [agency, share]);
}
