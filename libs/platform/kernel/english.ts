import { grouped } from './grouped.js';
import { rial, RIALS_PER_TOMAN, type RialText } from './money.js';

/** Rials as toman, exactly. A part of a toman is written as a decimal: `12.5` is 125 rial. */
export function exactToman(amountRial: RialText): string {
  const amount = rial(amountRial);
  const sign = amount < 0n ? '-' : '';
  const absolute = amount < 0n ? -amount : amount;
  const rest = absolute % RIALS_PER_TOMAN;
  return `${sign}${grouped(absolute / RIALS_PER_TOMAN)}${rest === 0n ? '' : `.${rest.toString()}`}`;
}

/** `1,234.5 toman` */
export function tomanText(amountRial: RialText): string {
  return `${exactToman(amountRial)} toman`;
}

/** `agency` → `Agency` */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
