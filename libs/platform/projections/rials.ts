import type { Rial } from '@misaq/platform/kernel/money.js';

/**
 * Sums of rials pass what SQLite counts exactly (2^63, a single amount may be 10^18), and as text SQLite could not add
 * to them. So they stand in two columns: billions, rounded down, and the 0 to 999,999,999 that are left.
 */
export const BILLION = 1_000_000_000;

export function rialColumns(column: string): readonly [high: string, low: string] {
  return [`${column}High`, `${column}Low`];
}

/** The two columns of an amount; there is one way only to write each. */
export function splitRials(amount: Rial): readonly [high: number, low: number] {
  const small = Number(amount);
  if (Number.isSafeInteger(small)) {
    const high = Math.floor(small / BILLION);
    return [high, small - high * BILLION];
  }
  const billion = BigInt(BILLION);
  const low = ((amount % billion) + billion) % billion;
  return [Number((amount - low) / billion), Number(low)];
}

/** What the two columns say. */
export function joinRials(high: number, low: number): Rial {
  const small = high * BILLION + low;
  return Number.isSafeInteger(small) ? BigInt(small) : BigInt(high) * BigInt(BILLION) + BigInt(low);
}

/** SQL that adds a row to be written to the one that stands. */
export function addedRials(column: string): string {
  const [high, low] = rialColumns(column);
  return (
    `${high} = ${high} + excluded.${high} + (${low} + excluded.${low} >= ${BILLION}), ` +
    `${low} = (${low} + excluded.${low}) % ${BILLION}`
  );
}
