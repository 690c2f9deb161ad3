import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import { parseDate } from '@misaq/platform/calendar/jalali.js';
import { parseWeekday, WEEKDAYS } from '@misaq/platform/calendar/weekday.js';
import { writtenNationalId } from '@misaq/platform/kernel/national-id.js';
import { isIdentifier } from '@misaq/platform/kernel/text.js';
import * as values from '@misaq/platform/questions/fields.js';
import { isDay, isShortList, isWholeNumber, textOf } from '@misaq/platform/questions/fields.js';
import { declareField } from './declared.js';

/*
 * The fields of commands, as decorators of classes: Nest and the document of the API read them there. What questions are
 * asked by too is declared once, in `platform/questions/fields.ts`. What is understood and not allowed is left to the
 * domain.
 */

type Documented = values.FieldOptions;

/** A field of a class, as a value says it: read, checked and documented. */
function decorated(form: values.Field): PropertyDecorator {
  const { code, read, good, optional, description, schema } = form;
  const documented = {
    ...schema,
    required: !optional,
    ...(description !== undefined && { description }),
  } as ApiPropertyOptions;
  return applyDecorators(
    ApiProperty(documented),
    ...(optional ? [IsOptional()] : []),
    ...(read === undefined ? [] : [Transform(({ value }: { value: unknown }) => read(value))]),
    ValidateBy({
      name: code,
      validator: { validate: good, defaultMessage: () => `$property ${form.words}` },
    }),
    (target: object, name?: string | symbol) => {
      const declared: values.ReadField = {
        code,
        get words() {
          return form.words;
        },
        good,
        optional,
        ...(read !== undefined && { read }),
      };
      declareField(target, String(name), declared);
    },
  );
}

/** A field of commands alone. */
type Form = Pick<values.Field, 'code' | 'words' | 'read' | 'schema'> & {
  readonly good: (value: unknown) => boolean;
};

function field(form: Form, options: Documented): PropertyDecorator {
  return decorated(values.field(form as Pick<values.Field, keyof Form>, options));
}

/** A day, Jalali (`1403-02-31`) or ISO (`2024-05-20`); an ISO day afterwards. */
export const Day = (options: Documented = {}): PropertyDecorator => decorated(values.dayField(options));

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
export const Id = (options: Documented = {}): PropertyDecorator => decorated(values.idField(options));

/** `<province>-<year>-<programme>` */
export const PoolId = (options: Documented = {}): PropertyDecorator => decorated(values.poolField(options));

/** Text that a person wrote: no control characters, no marks that reorder what stands around them. ZWNJ is kept. */
export const Text = (options: Parameters<typeof values.textField>[0] = {}): PropertyDecorator =>
  decorated(values.textField(options));

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
export const Whole = (options: Parameters<typeof values.wholeField>[0] = {}): PropertyDecorator =>
  decorated(values.wholeField(options));

/** A position of the log, as an answer has shown it: a number, or a token. */
export const LogPosition = (options: Documented = {}): PropertyDecorator =>
  decorated(values.positionField(options));

export const JalaliYear = (options: Documented = {}): PropertyDecorator =>
  decorated(values.jalaliYearField(options));

/** @param choices looked at whenever a request is read: the list of kinds of files may change */
export const Choice = (choices: readonly string[], options: Documented = {}): PropertyDecorator =>
  decorated(values.choiceField(choices, options));

/** `true` or `false`; as text too, for that is how it comes in an address. */
export const Flag = (options: Documented = {}): PropertyDecorator => decorated(values.flagField(options));

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
