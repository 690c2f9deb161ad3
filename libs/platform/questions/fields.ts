import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { formatJalali, JALALI_YEARS, parseDate } from '@misaq/platform/calendar/jalali.js';
import { type PlainDate, plainDate } from '@misaq/platform/calendar/plain-date.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import { isIdentifier, textFault } from '@misaq/platform/kernel/text.js';
import { type GivenPosition, SEALED_POSITION } from './positions.js';
import type { FieldError } from './refused.js';

/*
 * The parameters of questions, as values. Each reads what a person may have typed (Persian digits, Jalali or ISO days),
 * checks it and documents itself; what is wrong with it is named by a stable code. The fields of commands over HTTP are
 * made of the same values (`platform/http/request/fields.ts`).
 */

/** What the document of the API says of a field: a part of JSON Schema. */
export type FieldSchema = Readonly<Record<string, unknown>>;

/** How one field is read, checked and documented. */
export interface Field<Value = unknown> {
  readonly code: string;
  /** The rest of a sentence that begins with the name of the field. */
  readonly words: string;
  /** What is meant by what was given; what is not understood comes back as it is. */
  readonly read?: (given: unknown) => unknown;
  readonly good: (value: unknown) => value is Value;
  readonly optional: boolean;
  readonly description?: string;
  readonly schema: FieldSchema;
}

/** A field for each parameter of a question. */
export type FieldsOf<Params> = {
  readonly [Name in keyof Params]-?: Field<Exclude<Params[Name], undefined>>;
};

export interface FieldOptions {
  readonly description?: string;
  readonly example?: unknown;
  /** May be left out. */
  readonly optional?: boolean;
}

type Form<Value> = Pick<Field<Value>, 'code' | 'words' | 'read' | 'good' | 'schema'>;

export function field<Value>(form: Form<Value>, options: FieldOptions): Field<Value> {
  const { description, example, optional = false } = options;
  return {
    ...form,
    get words() {
      return form.words;
    },
    schema: { ...form.schema, ...(example !== undefined && { example }) },
    optional,
    ...(description !== undefined && { description }),
  };
}

/** A text in Western digits, without the white space around it. */
export const textOf = (given: unknown): string | undefined =>
  typeof given === 'string' ? asciiDigits(given).trim() : undefined;

/** A day, Jalali (`1403-02-31`) or ISO (`2024-05-20`); an ISO day afterwards. */
export const dayField = (options: FieldOptions = {}): Field<PlainDate> =>
  field(
    {
      code: 'not_a_day',
      words: 'is no day; give 1403-02-31 (Jalali) or 2024-05-20.',
      read: (given) => {
        const text = textOf(given);
        return text === undefined ? given : (parseDate(text) ?? given);
      },
      good: isDay,
      schema: { type: 'string', example: formatJalali(plainDate('2024-05-20')) },
    },
    options,
  );

/** `1401-12-30` would be an ISO day too, of a year in which nobody recorded anything here. */
export function isDay(value: unknown): value is PlainDate {
  return typeof value === 'string' && parseDate(value) === value;
}

/** An identifier: letters or digits first, then also `.` `_` `:` `/` `-`; at most 80. */
export const idField = (options: FieldOptions = {}): Field<string> =>
  field(
    {
      code: 'not_an_identifier',
      words: 'is no identifier.',
      read: (given) => textOf(given) ?? given,
      good: (value): value is string => typeof value === 'string' && isIdentifier(value),
      schema: { type: 'string', maxLength: 80 },
    },
    options,
  );

/** `<province>-<year>-<programme>` */
export const poolField = (options: FieldOptions = {}): Field<string> =>
  field(
    {
      code: 'not_a_pool',
      words: 'is no pool; one is named like east-azerbaijan-1401-note16.',
      read: (given) => textOf(given) ?? given,
      good: (value): value is string =>
        typeof value === 'string' && isIdentifier(value) && parsePool(value) !== undefined,
      schema: { type: 'string', maxLength: 80, example: 'east-azerbaijan-1401-note16' },
    },
    options,
  );

/** Text that a person wrote: no control characters, no marks that reorder what stands around them. ZWNJ is kept. */
export const textField = (options: FieldOptions & { readonly lengthMax?: number } = {}): Field<string> => {
  const { lengthMax = 200 } = options;
  return field(
    {
      code: 'not_a_text',
      words: `must be a text of 1 to ${String(lengthMax)} characters without control or direction marks.`,
      read: (given) => (typeof given === 'string' ? given.trim() : given),
      good: (value): value is string =>
        typeof value === 'string' && textFault(value, lengthMax) === undefined,
      schema: { type: 'string', minLength: 1, maxLength: lengthMax },
    },
    options,
  );
};

/** A whole number; digits as text are understood too, because an address has only text. */
export const wholeField = (
  options: FieldOptions & { readonly min?: number; readonly max?: number } = {},
): Field<number> => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return field(
    {
      code: 'not_a_whole_number',
      words: `is not a whole number from ${String(min)} to ${String(max)}.`,
      read: wholeNumberIn,
      good: (value): value is number => isWholeNumber(value) && value >= min && value <= max,
      schema: { type: 'integer', minimum: min, maximum: max },
    },
    options,
  );
};

/** A position of the log, as an answer has shown it: a number, or a token. */
export const positionField = (options: FieldOptions = {}): Field<GivenPosition> =>
  field(
    {
      code: 'not_a_position',
      words: 'is no position of the log; give what `Misaq-Position` of an answer said.',
      read: wholeNumberIn,
      good: (value): value is GivenPosition =>
        (isWholeNumber(value) && value >= 0) || (typeof value === 'string' && SEALED_POSITION.test(value)),
      schema: {
        oneOf: [
          { type: 'integer', minimum: 0 },
          { type: 'string', pattern: SEALED_POSITION.source, description: 'To officers of organisations.' },
        ],
      },
    },
    options,
  );

function wholeNumberIn(given: unknown): unknown {
  const text = textOf(given);
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : given;
}

export const jalaliYearField = (options: FieldOptions = {}): Field<number> =>
  wholeField({ min: JALALI_YEARS.first, max: JALALI_YEARS.last, example: 1401, ...options });

/** @param choices looked at whenever a field is read: the list of kinds of files may change */
export const choiceField = <Choice extends string>(
  choices: readonly Choice[],
  options: FieldOptions = {},
): Field<Choice> =>
  field(
    {
      code: 'not_one_of_the_choices',
      get words() {
        return `is not one of ${choices.join(', ')}.`;
      },
      good: (value): value is Choice => (choices as readonly unknown[]).includes(value),
      schema: { type: 'string', enum: choices },
    },
    options,
  );

/** Some of these, separated by commas. */
export const choiceListField = <Choice extends string>(
  choices: readonly Choice[],
  options: FieldOptions = {},
): Field<readonly Choice[]> =>
  field(
    {
      code: 'not_some_of_the_choices',
      words: `must be some of ${choices.join(', ')}, separated by commas.`,
      read: (given) => (typeof given === 'string' ? given.split(',').map((each) => each.trim()) : given),
      good: (value): value is readonly Choice[] =>
        isShortList(value, choices.length) &&
        value.length > 0 &&
        value.every((each) => (choices as readonly unknown[]).includes(each)),
      schema: { type: 'string', pattern: `^(${choices.join('|')})(,(${choices.join('|')}))*$` },
    },
    options,
  );

/** `true` or `false`; as text too, because an address has only text. */
export const flagField = (options: FieldOptions = {}): Field<boolean> =>
  field(
    {
      code: 'not_true_or_false',
      words: 'is neither true nor false.',
      read: (given) => (given === 'true' ? true : given === 'false' ? false : given),
      good: (value): value is boolean => typeof value === 'boolean',
      schema: { type: 'boolean' },
    },
    options,
  );

/** Where a page begins. Whether it is one is said by another name than of a field that was not understood. */
export const cursorField = (options: FieldOptions = {}): Field<string> =>
  field(
    {
      code: 'not_a_text',
      words: 'must be a text.',
      good: (value): value is string => typeof value === 'string',
      schema: { type: 'string', maxLength: 2_000 },
    },
    options,
  );

export function isShortList(value: unknown, lengthMax: number): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= lengthMax;
}

/** JSON can say −0, which is no number of things and has no place in the log. */
export function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

/** A request is told no more faults than these. */
export const ERRORS_LISTED_MAX = 20;

/** How one field is read and checked. */
export type ReadField = Pick<Field, 'code' | 'words' | 'read' | 'optional'> & {
  readonly good: (value: unknown) => boolean;
};

/**
 * Reads every field of what was given. A name that no field has is an error, so that a misspelt parameter is never lost.
 * A field that may be left out is left out as `null` too, and is then not there at all.
 */
export function readFields(
  fields: readonly (readonly [name: string, field: ReadField])[],
  given: Readonly<Record<string, unknown>>,
): { readonly values: Record<string, unknown>; readonly errors: readonly FieldError[] } {
  const values: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const name of Object.keys(given))
    if (!fields.some(([known]) => known === name)) errors.push(unknownField(name));
  for (const [name, one] of fields) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null) {
      if (!one.optional) errors.push(wrongField(name, one));
      continue;
    }
    const read = one.read === undefined ? value : one.read(value);
    if (one.good(read)) values[name] = read;
    else errors.push(wrongField(name, one));
  }
  return { values, errors };
}

function wrongField(name: string, { code, words }: ReadField): FieldError {
  return { field: name, code, message: `${name} ${words}` };
}

export function unknownField(name: string): FieldError {
  const shown = name.slice(0, 200);
  return { field: shown, code: 'unknown_field', message: `${shown} is no field of this request.` };
}
