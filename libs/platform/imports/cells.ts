import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { parseDate } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { hasLostZeros, writtenNationalId } from '@misaq/platform/kernel/national-id.js';
import { RIALS_PER_TOMAN, type Rial } from '@misaq/platform/kernel/money.js';
import { identityKey } from '@misaq/platform/kernel/spelling.js';
import { SPREADSHEET_FAULTS, spreadsheetFault } from '@misaq/platform/kernel/spreadsheet-text.js';
import { isIdentifier, nameKey, textFault, type TextFault } from '@misaq/platform/kernel/text.js';
import type { ValueCell } from '@misaq/platform/spreadsheets/port.js';
import { shown } from './shown.js';

/*
 * Single cells, as people and spreadsheets write them. Each function takes a cell that is not empty, without the blanks
 * around it, and gives its value or what is wrong with it.
 */

export interface CellFault {
  readonly code: string;
  /** The rest of a sentence that begins with the name of the column. */
  readonly words: string;
}

export type Read<Value extends string | number | bigint> = Value | CellFault;

export function isFault(read: string | number | bigint | CellFault): read is CellFault {
  return typeof read === 'object';
}

/** Direction marks come along when Persian text is copied out of a document; at the ends they mean nothing. */
const AROUND = /[\s\u200e\u200f\u061c\ufeff]/;

/** A pattern that ends in `+$` would look at each run of blanks again from each of its blanks. */
export function trimmed(cell: string): string {
  let from = 0;
  let to = cell.length;
  while (from < to && AROUND.test(cell.charAt(from))) from += 1;
  while (to > from && AROUND.test(cell.charAt(to - 1))) to -= 1;
  return cell.slice(from, to);
}

/**
 * A cell that is no text to its spreadsheet, where a text is wanted: exactly what the spreadsheet shows of it. What it
 * made a day, a truth value or a fraction of was typed otherwise, and what was typed is lost.
 */
export function asShown({ kind, shown: seen }: ValueCell, text: string): Read<string> {
  switch (kind) {
    case 'day':
      return {
        code: 'day_in_cell',
        words: 'is a day to the spreadsheet; format the column as text and write it again.',
      };
    case 'truth_value':
      return {
        code: 'truth_value_in_cell',
        words: `is the truth value ${text} to the spreadsheet; format the column as text and write it again.`,
      };
    case 'number':
      if (seen !== undefined) return seen;
      if (text.includes('.'))
        return {
          code: 'fraction_in_cell',
          words: `is the number ${shown(text)}; format the column as text and write it again.`,
        };
      return {
        code: 'not_as_shown',
        words: `is the number ${shown(text)} in a format that shows it in another way; format the column as text and write it as it is.`,
      };
  }
}

/** A number of which people see another one. */
export function scaledNumber(text: string): CellFault {
  return {
    code: 'not_as_shown',
    words: `is the number ${shown(text)} in a format that shows another one, in percent or in thousands; choose a format that shows all of it.`,
  };
}

const INVISIBLE = /\p{Cf}/gu;

/**
 * A number or a day with ASCII digits. Signs of direction stand within those that were written from right to left.
 * Tatweel stays, unlike in an id: some type it for a minus or a hyphen.
 */
function withoutInvisible(cell: string): string {
  return asciiDigits(cell.replace(INVISIBLE, ''));
}

const PLAIN = /^\d+$/;
/** One to three digits, then groups of three: a comma anywhere else could as well be a decimal point. */
const GROUPED = /^\d{1,3}([,٬،\s]\d{3})+$/;
const SEPARATORS = /[,٬،\s]/g;
const NEGATIVE = /^(?:[-−]\s*(?=\d)|\(\d[\d,٬،\s]*\)$)/;
const FRACTION = /^[\d,٬،\s]+[.٫]\d*$/;
const SHORTENED = /^\d(?:[.٫]\d+)?e\+?\d+$/i;

/** The digits of a whole number, without what separates thousands. */
function digitsOf(cell: string): Read<string> {
  const text = withoutInvisible(cell);
  if (PLAIN.test(text)) return text;
  if (GROUPED.test(text)) return text.replace(SEPARATORS, '');
  if (NEGATIVE.test(text)) return { code: 'negative', words: `${shown(cell)} is below zero.` };
  if (FRACTION.test(text))
    return {
      code: 'not_a_whole_number',
      words: `${shown(cell)} has a decimal point; only whole numbers are taken.`,
    };
  if (SHORTENED.test(text))
    return {
      code: 'not_a_number',
      words: `${shown(cell)} was shortened by a spreadsheet; write all its digits.`,
    };
  return { code: 'not_a_number', words: `${shown(cell)} is not a number.` };
}

export function readWholeNumber(cell: string, min: number, max: number): Read<number> {
  const digits = digitsOf(cell);
  if (isFault(digits)) return digits;
  const value = Number(digits);
  if (value < min) return { code: 'too_small', words: `${shown(cell)} is less than ${min}.` };
  if (value > max) return { code: 'too_large', words: `${shown(cell)} is more than ${max}.` };
  return value;
}

/** Beyond any amount of the country's budget, and short enough to be read as a number at all. */
const AMOUNT_DIGITS_MAX = 30;

/**
 * An amount in rials. No decimal point is taken, not even where tenths of a toman would be whole rials: «12.500» is
 * written by some for twelve and a half and by others for twelve thousand five hundred.
 */
export function readAmount(cell: string, unit: 'toman' | 'rial'): Read<Rial> {
  const digits = digitsOf(cell);
  if (isFault(digits)) return digits;
  if (digits.length > AMOUNT_DIGITS_MAX) return { code: 'too_large', words: `${shown(cell)} is too large.` };
  const amount = BigInt(digits);
  if (amount === 0n)
    return { code: 'zero', words: `${shown(cell)} is nothing; an amount is more than zero.` };
  return unit === 'toman' ? amount * RIALS_PER_TOMAN : amount;
}

/** The same few hundred days come again and again in a file, and converting one costs more than finding it. */
const DAYS_KNOWN_MAX = 5_000;
/** A longer text would be kept together with all of the file around it. */
const DAY_KNOWN_LENGTH_MAX = 12;
const daysKnown = new Map<string, PlainDate>();

/**
 * A time of day behind a day, as spreadsheets, programs and people write it: after a blank, a T, a hyphen or «ساعت»,
 * perhaps with seconds and the half of the day. With a time zone it is none: in Tehran that may be the day after.
 */
const TIME_OF_DAY =
  /(?<=\d)(?:T|[\s،,]+(?:(?:[-–]|ساعت:?)\s*)?)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.٫]\d+)?)?(?:\s*(?:[ap]\.?m\.?|[قب]\.?\s?ظ\.?))?$/i;

/** A day without the time of day that stands behind it; undefined when none does. */
export function withoutTimeOfDay(cell: string): string | undefined {
  const text = withoutInvisible(cell);
  const time = TIME_OF_DAY.exec(text);
  return time === null ? undefined : text.slice(0, time.index).trim();
}

export function readDay(cell: string, today: PlainDate): Read<PlainDate> {
  const day = daysKnown.get(cell) ?? parseDate(withoutInvisible(cell));
  if (day === undefined)
    return {
      code: 'not_a_date',
      words: `${shown(cell)} is not a day of the calendar (1401-09-27 or 2022-12-18).`,
    };
  if (daysKnown.size < DAYS_KNOWN_MAX && cell.length <= DAY_KNOWN_LENGTH_MAX) daysKnown.set(cell, day);
  return day > today ? { code: 'in_the_future', words: `${shown(cell)} has not come yet.` } : day;
}

export function readIdentifier(cell: string): Read<string> {
  const text = asciiDigits(cell);
  if (isIdentifier(text)) return text;
  const fault = textFault(text, 80);
  return fault === undefined
    ? { code: 'not_an_identifier', words: `${shown(cell)} holds a character that no identifier has.` }
    : { code: fault, words: `${shown(cell)} ${TEXT_FAULTS[fault](80)}` };
}

const TEXT_FAULTS: Readonly<Record<TextFault, (lengthMax: number) => string>> = {
  empty: () => 'is empty.',
  too_long: (lengthMax) => `is longer than ${lengthMax} characters.`,
  bidi_control: () => 'holds a character that turns the direction of the text around it.',
  control_character: () => 'holds a control character.',
};

/** A verifier's id is often a national ID, and one that lost its zeros names nobody. */
export function readVerifier(cell: string): Read<string> {
  return hasLostZeros(cell) ? LOST_ZEROS : readIdentifier(cell);
}

const APPLICANT_LENGTH_MAX = 200;
const LINE_BREAK = /[\t\r\n]/;

/** Line breaks within a cell are layout: each becomes one blank, together with the blanks around it. */
function inOneLine(cell: string): string {
  if (!LINE_BREAK.test(cell)) return cell;
  return cell.replace(/\s+/g, (blanks) => (LINE_BREAK.test(blanks) ? ' ' : blanks));
}

/** Words of people; zero-width non-joiners stay. */
export function readText(cell: string, lengthMax: number): Read<string> {
  const text = inOneLine(cell);
  const fault = textFault(text, lengthMax);
  return fault === undefined
    ? text
    : { code: fault, words: `${shown(cell)} ${TEXT_FAULTS[fault](lengthMax)}` };
}

/** What an agency calls an applicant by, perhaps a national ID: what is wrong with it is said without repeating it. */
export function readApplicant(cell: string): Read<string> {
  const text = inOneLine(cell);
  const fault = textFault(text, APPLICANT_LENGTH_MAX);
  if (hasLostZeros(text)) return LOST_ZEROS;
  const shortened = spreadsheetFault(text);
  if (shortened !== undefined) return { code: shortened, words: SPREADSHEET_FAULTS[shortened] };
  return fault === undefined ? text : { code: fault, words: TEXT_FAULTS[fault](APPLICANT_LENGTH_MAX) };
}

/** What a cell may say, and each way to say it. */
export type Choices<Value extends string> = ReadonlyMap<string, Value>;

export function choices<Value extends string>(
  said: Readonly<Record<Value, readonly string[]>>,
): Choices<Value> {
  const values = Object.keys(said) as Value[];
  return new Map(values.flatMap((value) => [value, ...said[value]].map((word) => [nameKey(word), value])));
}

export function readChoice<Value extends string>(cell: string, said: Choices<Value>): Read<Value> {
  const value = said.get(nameKey(cell));
  if (value !== undefined) return value;
  const offered = [...new Set(said.values())].join(', ');
  return { code: 'not_one_of_the_choices', words: `${shown(cell)} is none of ${offered}.` };
}

const LOST_ZEROS: CellFault = {
  code: 'not_a_national_id',
  words: 'has lost its leading zeros; a national ID has ten digits.',
};

/** The ten digits. The fault does not repeat the number: reports are passed on, and it names a person. */
export function readNationalId(cell: string): Read<string> {
  const digits = writtenNationalId(cell);
  if (digits !== undefined) return digits;
  if (/^\d{8,9}$/.test(identityKey(cell)) || hasLostZeros(cell)) return LOST_ZEROS;
  return {
    code: 'not_a_national_id',
    words: 'is no national ID: ten digits, the last of which checks the others.',
  };
}
