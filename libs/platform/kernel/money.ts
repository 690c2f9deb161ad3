/**
 * Money is a whole number of rials in a `bigint`, because the credit of a province exceeds 2^53 rials. In JSON (events,
 * answers) it is a string of decimal digits, because JSON numbers are doubles.
 */
export type Rial = bigint;

/** Rials in events and answers: decimal digits, possibly with a leading minus. */
export type RialText = string;

const DIGITS = /^-?\d{1,30}$/;

export const RIALS_PER_TOMAN = 10n;

export function rialText(amount: Rial): RialText {
  return amount.toString();
}

/** Reads rials of an event. Throws on anything but decimal digits, since only this program writes events. */
export function rial(text: RialText): Rial {
  if (!DIGITS.test(text)) throw new RangeError(`not an amount of rials: ${text}`);
  return BigInt(text);
}

/**
 * part ÷ whole in basis points (1/100 of a percent). Truncated and never rounded, so that no unreached threshold looks
 * reached. Only for display: comparisons cross-multiply. `undefined` when the whole is 0.
 */
export function basisPoints(part: Rial, whole: Rial): number | undefined {
  return whole === 0n ? undefined : Number((part * 10_000n) / whole);
}

export function minRial(a: Rial, b: Rial): Rial {
  return a < b ? a : b;
}

export function maxRial(a: Rial, b: Rial): Rial {
  return a > b ? a : b;
}

export function sumRial(amounts: Iterable<Rial>): Rial {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
