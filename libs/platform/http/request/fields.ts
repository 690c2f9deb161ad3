import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { formatJalali, JALALI_YEARS, parseDate } from '@misaq/platform/calendar/jalali.js';
import { parseIsoDate } from '@misaq/platform/calendar/plain-date.js';
import { parseWeekday, WEEKDAYS } from '@misaq/platform/calendar/weekday.js';
import { writtenNationalId } from '@misaq/platform/kernel/national-id.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import { isIdentifier, textFault } from '@misaq/platform/kernel/text.js';
import { type DeclaredField, declareField } from './declared.js';
import { SEALED_POSITION } from './position-seal.js';

/*
 * The fields of requests. Each reads what a person may have typed (Persian digits, Jalali or ISO days), checks it and
 * documents itself; what is wrong with it is named by a stable code. What is understood and not allowed is left to the
 * domain.
 */

export interface Documented {
  readonly description?: string;
  readonly example?: unknown;
  /** May be left out. */
  readonly optional?: boolean;
}

type Form = Omit<DeclaredField, 'optional'> & { readonly schema: ApiPropertyOptions };

function field({ code, words, read, good, schema }: Form, options: Documented = {}): PropertyDecorator {
  const { description, example, optional = false } = options;
  const documented = {
    ...schema,
    required: !optional,
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
  } as ApiPropertyOptions;
  return applyDecorators(
    ApiProperty(documented),
    ...(optional ? [IsOptional()] : []),
    ...(read === undefined ? [] : [Transform(({ value }: { value: unknown }) => read(value))]),
    ValidateBy({
      name: code,
      validator: { validate: good, defaultMessage: () => `$property ${words}` },
    }),
    (target: object, name?: string | symbol) => {
      const declared = { code, words, good, optional, ...(read !== undefined && { read }) };
      declareField(target, String(name), declared);
    },
  );
}

const textOf = (given: unknown): string | undefined =>
  typeof given === 'string' ? asciiDigits(given).trim() : undefined;

/** A day, Jalali (`1403-02-31`) or ISO (`2024-05-20`); an ISO day afterwards. */
export const Day = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_day',
      words: 'is no day; give 1403-02-31 (Jalali) or 2024-05-20.',
      read: (given) => {
        const text = textOf(given);
        return text === undefined ? given : (parseDate(text) ?? given);
      },
      good: isDay,
      schema: { type: String, example: formatJalali(parseIsoDate('2024-05-20') ?? ('2024-05-20' as never)) },
    },
    options,
  );

/** `1401-12-30` would be an ISO day too, of a year in which nobody recorded anything here. */
function isDay(value: unknown): boolean {
  return typeof value === 'string' && parseDate(value) === value;
}

/** Whole rials as decimal text, because JSON numbers are doubles; a `bigint` afterwards. Above zero. */
export const Rials = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_an_amount',
      words: 'is no amount; give whole rials as text, such as "2500000000".',
      read: (given) => {
        const text = textOf(given);
        return text !== undefined && /^\d{1,30}$/.test(text) ? BigInt(text) : given;
      },
      good: (value) => typeof value === 'bigint',
      schema: { type: String, pattern: '^\\d{1,30}$', example: '2500000000' },
    },
    options,
  );

/** An identifier: letters or digits first, then also `.` `_` `:` `/` `-`; at most 80. */
export const Id = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_an_identifier',
      words: 'is no identifier.',
      read: (given) => textOf(given) ?? given,
      good: (value) => typeof value === 'string' && isIdentifier(value),
      schema: { type: String, maxLength: 80 },
    },
    options,
  );

/** `<province>-<year>-<programme>` */
export const PoolId = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_pool',
      words: 'is no pool; one is named like east-azerbaijan-1401-note16.',
      read: (given) => textOf(given) ?? given,
      good: (value) => typeof value === 'string' && isIdentifier(value) && parsePool(value) !== undefined,
      schema: { type: String, maxLength: 80, example: 'east-azerbaijan-1401-note16' },
    },
    options,
  );

/** Text that a person wrote: no control characters, no marks that reorder what stands around them. ZWNJ is kept. */
export const Text = (options: Documented & { readonly lengthMax?: number } = {}): PropertyDecorator => {
  const { lengthMax = 200 } = options;
  return field(
    {
      code: 'not_a_text',
      words: `must be a text of 1 to ${String(lengthMax)} characters without control or direction marks.`,
      read: (given) => (typeof given === 'string' ? given.trim() : given),
      good: (value) => typeof value === 'string' && textFault(value, lengthMax) === undefined,
      schema: { type: String, minLength: 1, maxLength: lengthMax },
    },
    options,
  );
};

/** A password, taken as it is: nothing is cut off or read in another way. Whether it is a good one is said elsewhere. */
export const Password = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_password',
      words: `must be a text of 1 to ${String(PASSWORD_UNITS_MAX)} characters.`,
      good: (value) => typeof value === 'string' && value.length >= 1 && value.length <= PASSWORD_UNITS_MAX,
      schema: {
        type: String,
        format: 'password',
        minLength: 1,
        maxLength: PASSWORD_UNITS_MAX,
        example: 'a long sentence of your own',
      },
    },
    options,
  );

/** More than any password that can be set, in UTF-16 units. */
const PASSWORD_UNITS_MAX = 1_000;

export const Reason = (options: Documented = {}): PropertyDecorator =>
  Text({ lengthMax: 2_000, description: 'Why; it stays in the history.', ...options });

/** A whole number; digits as text are understood too, for that is how they come in an address. */
export const Whole = (
  options: Documented & { readonly min?: number; readonly max?: number } = {},
): PropertyDecorator => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return field(
    {
      code: 'not_a_whole_number',
      words: `is not a whole number from ${String(min)} to ${String(max)}.`,
      read: (given) => {
        const text = textOf(given);
        return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : given;
      },
      good: (value) => isWholeNumber(value) && value >= min && value <= max,
      schema: { type: 'integer', minimum: min, maximum: max },
    },
    options,
  );
};

/** A position of the log, as an answer has shown it: a number, or a token. */
export const LogPosition = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_position',
      words: 'is no position of the log; give what `Misaq-Position` of an answer said.',
      read: (given) => {
        const text = textOf(given);
        return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : given;
      },
      good: (value) =>
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

export const JalaliYear = (options: Documented = {}): PropertyDecorator =>
  Whole({ min: JALALI_YEARS.first, max: JALALI_YEARS.last, example: 1401, ...options });

export const Choice = (choices: readonly string[], options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_one_of_the_choices',
      words: `is not one of ${choices.join(', ')}.`,
      good: (value) => typeof value === 'string' && choices.includes(value),
      schema: { enum: [...choices], type: String },
    },
    options,
  );

/** `true` or `false`; as text too, for that is how it comes in an address. */
export const Flag = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_true_or_false',
      words: 'is neither true nor false.',
      read: (given) => (given === 'true' ? true : given === 'false' ? false : given),
      good: (value) => typeof value === 'boolean',
      schema: { type: Boolean },
    },
    options,
  );

/** Where a page begins. Whether it is one is said by another name than of a field that was not understood. */
export const CursorText = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_text',
      words: 'must be a text.',
      good: (value) => typeof value === 'string',
      schema: { type: String, maxLength: 2_000 },
    },
    options,
  );

/** Days of the week, in English or Persian; each once and in full afterwards. */
export const Weekdays = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_days_of_the_week',
      words: `must be a list of days of the week: ${WEEKDAYS.join(', ')}.`,
      read: (given) =>
        isShortList(given, WEEKDAYS.length)
          ? [
              ...new Set(
                given.map((each) => (typeof each === 'string' ? (parseWeekday(each) ?? each) : each)),
              ),
            ]
          : given,
      good: (value) =>
        isShortList(value, WEEKDAYS.length) &&
        value.every((each) => (WEEKDAYS as readonly unknown[]).includes(each)),
      schema: {
        type: 'array',
        items: { type: 'string', enum: [...WEEKDAYS] },
        example: ['thursday', 'friday'],
      },
    },
    options,
  );

/** More than any pool has lots that wait. */
const IDS_MAX = 1_000;

/** A list of identifiers. */
export const Ids = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_identifiers',
      words: `must be a list of at most ${String(IDS_MAX)} identifiers.`,
      read: (given) => (isShortList(given, IDS_MAX) ? given.map((each) => textOf(each) ?? each) : given),
      good: (value) =>
        isShortList(value, IDS_MAX) && value.every((each) => typeof each === 'string' && isIdentifier(each)),
      schema: { type: 'array', maxItems: IDS_MAX, items: { type: 'string', maxLength: 80 } },
    },
    options,
  );

/** A list of some of these. */
export const Choices = (choices: readonly string[], options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_some_of_the_choices',
      words: `must be a list of some of ${choices.join(', ')}.`,
      good: (value) =>
        isShortList(value, choices.length) &&
        value.every((each) => typeof each === 'string' && choices.includes(each)),
      schema: { type: 'array', maxItems: choices.length, items: { type: 'string', enum: [...choices] } },
    },
    options,
  );

/** Some of these, in an address: separated by commas. */
export const ChoiceList = (choices: readonly string[], options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_some_of_the_choices',
      words: `must be some of ${choices.join(', ')}, separated by commas.`,
      read: (given) => (typeof given === 'string' ? given.split(',').map((each) => each.trim()) : given),
      good: (value) =>
        isShortList(value, choices.length) &&
        value.length > 0 &&
        value.every((each) => typeof each === 'string' && choices.includes(each)),
      schema: { type: String, pattern: `^(${choices.join('|')})(,(${choices.join('|')}))*$` },
    },
    options,
  );

function isShortList(value: unknown, lengthMax: number): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= lengthMax;
}

/** A national ID, its ten digits afterwards. What is wrong with it is said without repeating it. */
export const NationalId = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_national_id',
      words: 'is no national ID: ten digits as text, the last of which checks the others.',
      read: (given) => (typeof given === 'string' ? (writtenNationalId(given) ?? given) : given),
      good: (value) => typeof value === 'string' && writtenNationalId(value) !== undefined,
      schema: { type: String, pattern: '^\\d{10}$', example: '0012345679' },
    },
    options,
  );

/**
 * When the time of a lot is up: a number of working days, or a fixed day with working days for what is notified after
 * it.
 */
export const ClockField = (options: Documented = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_clock',
      words: 'is neither {kind: "working-days", days} nor {kind: "until", date, graceWorkingDays}.',
      read: readClock,
      good: isClock,
      schema: {
        type: 'object',
        additionalProperties: true,
        oneOf: [
          {
            type: 'object',
            required: ['kind', 'days'],
            additionalProperties: false,
            properties: { kind: { enum: ['working-days'] }, days: { type: 'integer', minimum: 1 } },
          },
          {
            type: 'object',
            required: ['kind', 'date', 'graceWorkingDays'],
            additionalProperties: false,
            properties: {
              kind: { enum: ['until'] },
              date: { type: 'string' },
              graceWorkingDays: { type: 'integer', minimum: 1 },
            },
          },
        ],
        example: { kind: 'working-days', days: 20 },
      },
    },
    options,
  );

function readClock(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('date' in given)) return given;
  const text = textOf(given.date);
  return { ...given, date: text === undefined ? given.date : (parseDate(text) ?? given.date) };
}

/** JSON can say −0, which is no number of things and has no place in the log. */
function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function isClock(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const clock = value as Readonly<Record<string, unknown>>;
  const has = (...names: readonly string[]): boolean => Object.keys(clock).sort().join() === names.join();
  if (clock.kind === 'working-days') return has('days', 'kind') && isWholeNumber(clock.days);
  return (
    clock.kind === 'until' &&
    has('date', 'graceWorkingDays', 'kind') &&
    isDay(clock.date) &&
    isWholeNumber(clock.graceWorkingDays)
  );
}
