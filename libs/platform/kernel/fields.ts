import { parseIsoDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { JsonValue, Refusal } from './decision.js';
import { withoutNationalIds } from './national-id-in-text.js';
import { identityKey } from './spelling.js';
import { spreadsheetFault } from './spreadsheet-text.js';
import { isIdentifier, textFault } from './text.js';

/**
 * Guards of single fields, for the deciders. Commands come from files, the command line and HTTP. Types are not checked
 * at run time, so values are treated as unknown. Each guard returns a refusal or undefined. Guards are chained with
 * `??`: the first fault is the answer.
 */
type FieldFault = Refusal<'invalid_field'> | undefined;

const REASON_LENGTH_MAX = 2_000;
/** A refusal repeats the given value, but no national ID, and only so many characters. */
const VALUE_SHOWN_LENGTH_MAX = 100;

function shown(value: unknown): JsonValue {
  if (typeof value === 'string') return withoutNationalIds(value).slice(0, VALUE_SHOWN_LENGTH_MAX);
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value.toString().slice(0, VALUE_SHOWN_LENGTH_MAX);
  return null;
}

export function invalidField(field: string, code: string, value: unknown): Refusal<'invalid_field'> {
  return { name: 'invalid_field', figures: { field, code, value: shown(value) } };
}

export function identifierFault(field: string, value: unknown): FieldFault {
  if (value === undefined || value === null || value === '') return invalidField(field, 'empty', value);
  if (typeof value !== 'string') return invalidField(field, 'wrong_type', value);
  const fault = textFault(value, 80);
  if (fault !== undefined) return invalidField(field, fault, value);
  return isIdentifier(value) ? undefined : invalidField(field, 'not_an_identifier', value);
}

/** @param lengthMax in UTF-16 units */
export function textFieldFault(field: string, value: unknown, lengthMax = 200): FieldFault {
  if (value === undefined || value === null) return invalidField(field, 'empty', value);
  if (typeof value !== 'string') return invalidField(field, 'wrong_type', value);
  const fault = textFault(value, lengthMax);
  return fault === undefined ? undefined : invalidField(field, fault, value);
}

/** Checks a reference that other organisations assign, such as a bank's: any text with visible characters. */
export function referenceFault(field: string, value: unknown, lengthMax: number): FieldFault {
  const fault = textFieldFault(field, value, lengthMax);
  if (fault !== undefined || typeof value !== 'string') return fault;
  return identityKey(value) === '' ? invalidField(field, 'empty', value) : undefined;
}

/**
 * Refuses an unrecorded identifier or reference that a spreadsheet has distorted. An older version may have recorded
 * something under such a text; it can still be named by it.
 */
export function spreadsheetFieldFault(field: string, value: unknown): FieldFault {
  const fault = typeof value === 'string' ? spreadsheetFault(value) : undefined;
  return fault === undefined ? undefined : invalidField(field, fault, value);
}

const ASCII = /^[\x21-\x7e]*$/;

/**
 * Refuses non-ASCII text in an identifier that decides about rights. Letters of other scripts resemble one another and
 * ASCII letters. Things that an older version recorded can still be named by such a text.
 */
export function asciiFault(field: string, value: unknown): FieldFault {
  return typeof value === 'string' && !ASCII.test(value)
    ? invalidField(field, 'not_ascii', value)
    : undefined;
}

export function reasonFault(value: unknown): FieldFault {
  return textFieldFault('reason', value, REASON_LENGTH_MAX);
}

export function choiceFault(field: string, value: unknown, choices: readonly unknown[]): FieldFault {
  if (value === undefined || value === null || value === '') return invalidField(field, 'empty', value);
  return choices.includes(value) ? undefined : invalidField(field, 'not_one_of_the_choices', value);
}

export function wholeNumberFault(field: string, value: unknown, min: number, max: number): FieldFault {
  if (value === undefined || value === null) return invalidField(field, 'empty', value);
  if (typeof value !== 'number') return invalidField(field, 'wrong_type', value);
  // −0 is not canonical JSON: written and read again it is 0.
  if (!Number.isSafeInteger(value) || Object.is(value, -0))
    return invalidField(field, 'not_a_whole_number', value);
  if (value < min) return invalidField(field, 'too_small', value);
  if (value > max) return invalidField(field, 'too_large', value);
  return undefined;
}

/** Refuses a day that does not exist or is after today: only what has happened is recorded. */
export function pastDayFault(
  field: string,
  value: unknown,
  today: PlainDate,
): Refusal<'invalid_field' | 'in_the_future'> | undefined {
  if (value === undefined || value === null || value === '') return invalidField(field, 'empty', value);
  if (typeof value !== 'string') return invalidField(field, 'wrong_type', value);
  const date = parseIsoDate(value);
  if (date === undefined) return invalidField(field, 'not_a_day', value);
  return date > today ? { name: 'in_the_future', figures: { field, date, today } } : undefined;
}

/** Applies a guard to an optional field: it may be absent, but not invalid. */
export function ifGiven<Value, Fault>(
  value: Value | undefined,
  guard: (value: Value) => Fault | undefined,
): Fault | undefined {
  return value === undefined ? undefined : guard(value);
}
