/** Amounts as people type them. */
import { asciiDigits } from '@misaq/platform/calendar/digits.js';

const SEPARATORS = /[,٬،\s\u200c_]/g;

/** The rials that somebody typed, as the API takes them: any digits, with or without separators of thousands, above zero. */
export function typedRials(text: string): string | undefined {
  const digits = asciiDigits(text).replaceAll(SEPARATORS, '');
  return /^0*[1-9]\d{0,29}$/.test(digits) ? BigInt(digits).toString() : undefined;
}
