/** Amounts, counts and shares as screens show them. Rials stay whole: they are text or `bigint`, never a JavaScript number. */
import { grouped } from '@misaq/platform/kernel/grouped.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import { RIALS_PER_TOMAN, type RialText } from '@misaq/platform/kernel/money.js';
import { inPersianDigits } from '@misaq/platform/kernel/persian.js';

const BILLION = 1_000_000_000n;
const MILLION = 1_000_000n;
const DECIMALS_MAX = 3;
const LESS_THAN_SHOWN = '<0.001';
const MINUS = '−';

/** What is shown where a figure does not exist yet. */
export const NO_FIGURE = '–';

/** Digits and separators of a number that is written in ASCII, in the form of a language: `1,234.5` or «۱٬۲۳۴٫۵». */
export function localised(ascii: string, language: Language): string {
  if (language === 'en') return ascii;
  return inPersianDigits(ascii.replaceAll(',', '٬').replaceAll('.', '٫'));
}

export function count(value: bigint | number, language: Language): string {
  return signed(BigInt(value), grouped, language);
}

/**
 * Rials as billions of toman, cut off after one decimal and never rounded. An amount below a tenth of a billion keeps up
 * to three decimals, because «0.0» would read as nothing.
 */
export function billions(amountRial: RialText | bigint, language: Language): string {
  return signed(BigInt(amountRial) / RIALS_PER_TOMAN, billionsOf, language);
}

/** Rials as millions of toman, cut off after one decimal: single loans. Rests below a tenth are cut off too. */
export function millions(amountRial: RialText | bigint, language: Language): string {
  const tenths = (absolute: bigint): string => {
    const value = absolute / (MILLION / 10n);
    return `${grouped(value / 10n)}.${(value % 10n).toString()}`;
  };
  const toman = BigInt(amountRial) / RIALS_PER_TOMAN;
  return toman === 0n ? localised('0', language) : signed(toman, tenths, language);
}

function billionsOf(toman: bigint): string {
  const whole = grouped(toman / BILLION);
  const rest = (toman % BILLION).toString().padStart(9, '0');
  if (toman === 0n) return '0';
  if (toman >= BILLION / 10n) return `${whole}.${rest.slice(0, 1)}`;
  const decimals = rest.slice(0, DECIMALS_MAX).replace(/0+$/, '');
  return decimals === '' ? LESS_THAN_SHOWN : `0.${decimals}`;
}

/** The exact amount in rials, for a reader who wants to copy or check it. */
export function rials(amountRial: RialText | bigint, language: Language): string {
  return signed(BigInt(amountRial), grouped, language);
}

/** 5386 → `53.86%`. Basis points come truncated from the server. */
export function percent(basisPoints: number | null, language: Language): string {
  if (basisPoints === null) return NO_FIGURE;
  const sign = basisPoints < 0 ? MINUS : '';
  const absolute = Math.abs(basisPoints);
  const fraction = String(absolute % 100).padStart(2, '0');
  const figure = `${sign}${grouped(Math.trunc(absolute / 100))}.${fraction}`;
  return `${localised(figure, language)}${percentSign(language)}`;
}

/** 65 → `65%`. */
export function wholePercent(value: number, language: Language): string {
  return `${localised(String(value), language)}${percentSign(language)}`;
}

function percentSign(language: Language): string {
  return language === 'fa' ? '٪' : '%';
}

function signed(value: bigint, shown: (absolute: bigint) => string, language: Language): string {
  const absolute = value < 0n ? -value : value;
  return localised(`${value < 0n ? MINUS : ''}${shown(absolute)}`, language);
}

/**
 * What an agency would still have to have paid in time to reach the threshold: the smallest whole number of rials that
 * passes. Null while no deadline has passed, zero when it passed.
 */
export function shortfallRial(
  due: RialText | null,
  paidInTime: RialText | null,
  thresholdPercent: number,
): bigint | null {
  if (due === null || paidInTime === null) return null;
  const needed = (BigInt(due) * BigInt(thresholdPercent) + 99n) / 100n;
  const missing = needed - BigInt(paidInTime);
  return missing > 0n ? missing : 0n;
}
