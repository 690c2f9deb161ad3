import { RIALS_PER_TOMAN, type Rial } from '@misaq/platform/kernel/money.js';
import { grouped } from '@misaq/platform/kernel/grouped.js';

const BILLION = 1_000_000_000n;
const MILLION = 1_000_000n;

function tenths(toman: bigint, unit: bigint): string {
  const value = (toman * 10n) / unit;
  return `${grouped(value / 10n)}.${(value % 10n).toString()}`;
}

/**
 * Rials as people say them: billions of toman with one decimal, smaller amounts in millions, the rest to the toman.
 * Cut off, never rounded up, so that 64.99 bn does not read as 65; the JSON has the exact rials.
 */
export function toman(rial: Rial | string): string {
  const amount = BigInt(rial);
  const sign = amount < 0n ? '−' : '';
  const value = (amount < 0n ? -amount : amount) / RIALS_PER_TOMAN;
  if (value === 0n) return '0';
  if (value >= BILLION) return `${sign}${tenths(value, BILLION)} bn`;
  if (value >= MILLION) return `${sign}${tenths(value, MILLION)} m`;
  return sign + grouped(value);
}

/** `233.0 bn toman` */
export function tomanInWords(rial: Rial | string): string {
  return `${toman(rial)} toman`;
}

/** 5386 → `53.86 %`; basis points come truncated. */
export function percent(basisPoints: number | null | undefined): string {
  if (basisPoints === undefined || basisPoints === null) return '–';
  const fraction = String(basisPoints % 100).padStart(2, '0');
  return `${grouped(Math.trunc(basisPoints / 100))}.${fraction} %`;
}
