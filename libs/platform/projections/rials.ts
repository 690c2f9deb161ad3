import type { Rial } from '@misaq/platform/kernel/money.js';

/**
 * Sums of rials exceed what SQLite counts exactly (2^63; a single amount may be 10^18). SQLite cannot add amounts
 * stored as text. So they are stored in two columns: billions, rounded down, and the rest from 0 to 999,999,999.
 */
export const BILLION = 1_000_000_000;

export function rialColumns(column: string): readonly [high: string, low: string] {
  return [`${column}High`, `${column}Low`];
}

/** The two columns of an amount. Each amount has one form only. */
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

/** The amount in the two columns. */
export function joinRials(high: number, low: number): Rial {
  const small = high * BILLION + low;
  return Number.isSafeInteger(small) ? BigInt(small) : BigInt(high) * BigInt(BILLION) + BigInt(low);
}

/** SQL that adds a new row to the existing one. */
export function addedRials(column: string): string {
  const [high, low] = rialColumns(column);
  return (
    `${high} = ${high} + excluded.${high} + (${low} + excluded.${low} >= ${BILLION}), ` +
    `${low} = (${low} + excluded.${low}) % ${BILLION}`
  );
}
