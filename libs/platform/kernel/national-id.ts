import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { identityKey } from './spelling.js';

const TEN_DIGITS = /^\d{10}$/;
const ALL_EQUAL = /^(\d)\1{9}$/;

/**
 * The ten ASCII digits of a national ID (کد ملی) written in ASCII, Persian or Arabic digits; undefined for other texts.
 * The last digit checks the others: r = Σ digit × (10 … 2) mod 11. It must be r for r below 2, else 11 - r. Ten equal
 * digits satisfy the sum and are never issued. Pseudonyms are computed from this form, so that a person written in two
 * ways gets one pseudonym.
 */
export function nationalIdDigits(text: string): string | undefined {
  const digits = asciiDigits(text);
  if (!TEN_DIGITS.test(digits) || ALL_EQUAL.test(digits)) return undefined;
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += Number(digits[index]) * (10 - index);
  const remainder = sum % 11;
  return Number(digits[9]) === (remainder < 2 ? remainder : 11 - remainder) ? digits : undefined;
}

/** The form on cards and in forms: `001-234567-9`. */
const PRINTED = /^\d{3}[- ]\d{6}[- ]\d$/;
/** The form of a number with thousands separators in a spreadsheet. */
const GROUPED = /^\d{1,3}(?:[,٬، ]\d{3})+$/;

/**
 * The ten digits of a national ID as people and spreadsheets write it. It may have invisible characters, digits of any
 * script, hyphens or blanks as on cards, and thousands separators. Undefined for other texts.
 */
export function writtenNationalId(text: string): string | undefined {
  return nationalIdDigits(withoutLayout(text));
}

/** Whether a text contains this national ID among other words, also in its printed form. */
export function holdsNationalId(text: string, nationalId: string): boolean {
  const key = identityKey(text);
  return key.includes(nationalId) || key.replace(/(?<=\d)[- ](?=\d)/g, '').includes(nationalId);
}

function withoutLayout(text: string): string {
  const key = identityKey(text);
  return PRINTED.test(key) || GROUPED.test(key) ? key.replace(/\D/g, '') : key;
}

/**
 * Whether a text is a national ID without its leading zeros, as a spreadsheet writes it that takes it for a number. The
 * first three digits name the place of issue and are never all zero, so at most two zeros are lost.
 */
export function hasLostZeros(text: string): boolean {
  const digits = withoutLayout(text);
  return /^\d{8,9}$/.test(digits) && nationalIdDigits(digits.padStart(10, '0')) !== undefined;
}

export function isNationalId(text: string): boolean {
  return nationalIdDigits(text) !== undefined;
}
