import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { JALALI_YEARS, parseDate } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { parseWeekday, WEEKDAYS, type Weekday } from '@misaq/platform/calendar/weekday.js';
import { RIALS_PER_TOMAN, type Rial } from '@misaq/platform/kernel/money.js';
import { isIdentifier } from '@misaq/platform/kernel/text.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import { UsageError } from './usage-error.js';

/*
 * Values as people type them: Persian digits, Jalali or ISO days. What cannot be understood is bad usage (exit 2);
 * what can be understood and is not allowed is left to the domain, which refuses it by name (exit 1).
 */

/** A parser for commander that knows the name of its option, so that the message can say it. */
export type Parser<Value> = (text: string) => Value;

export function day(name: string): Parser<PlainDate> {
  return (text) => {
    const date = parseDate(text);
    if (date === undefined)
      throw new UsageError(
        'not_a_date',
        `${name}: ${text} is no day; give 1403-02-31 (Jalali) or 2024-05-20`,
      );
    return date;
  };
}

export function wholeNumber(name: string, min: number, max: number): Parser<number> {
  return (text) => {
    const digits = asciiDigits(text).trim();
    const value = /^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN;
    if (!(value >= min && value <= max))
      throw new UsageError(
        'not_a_whole_number',
        `${name}: ${text} is not a whole number from ${String(min)} to ${String(max)}`,
      );
    return value;
  };
}

/** A position of the log as it was shown: a number, or a token that a server gives to officers of organisations. */
export function logPosition(name: string): Parser<ShownPosition> {
  return (text) => {
    const given = asciiDigits(text).trim();
    if (/^\d{1,15}$/.test(given)) return BigInt(given);
    if (/^[\w-]{22}$/.test(given)) return given;
    throw new UsageError('not_a_position', `${name}: ${text} is no position of the log`);
  };
}

export const jalaliYear = (name: string): Parser<number> =>
  wholeNumber(name, JALALI_YEARS.first, JALALI_YEARS.last);

export function identifier(name: string): Parser<string> {
  return (text) => {
    const id = asciiDigits(text).trim();
    if (!isIdentifier(id)) throw new UsageError('not_an_identifier', `${name}: ${text} is not an identifier`);
    return id;
  };
}

/** `east-azerbaijan-1401-note16` */
export function pool(name: string): Parser<string> {
  const parse = identifier(name);
  return (text) => {
    const id = parse(text);
    if (parsePool(id) === undefined)
      throw new UsageError(
        'not_a_pool',
        `${name}: ${text} is no pool; a pool is <province>-<year>-<programme>, such as east-azerbaijan-1401-note16`,
      );
    return id;
  };
}

/** `thu,fri`, in English or Persian. */
export function weekdays(name: string): Parser<readonly Weekday[]> {
  return (text) => {
    const days = text.split(/[,،]/).map((word) => {
      const weekday = parseWeekday(word);
      if (weekday === undefined)
        throw new UsageError(
          'not_a_weekday',
          `${name}: ${word.trim()} is no day of the week (${WEEKDAYS.join(', ')})`,
        );
      return weekday;
    });
    return [...new Set(days)];
  };
}

export function choice<Choice extends string>(name: string, choices: readonly Choice[]): Parser<Choice> {
  return (text) => {
    const chosen = choices.find((each) => each === text.trim().toLowerCase());
    if (chosen === undefined)
      throw new UsageError('not_one_of_the_choices', `${name}: ${text} is not one of ${choices.join(', ')}`);
    return chosen;
  };
}

/** Whole toman, with or without separators of thousands. */
export function tomanAmount(name: string): Parser<Rial> {
  const rials = rialAmount(name);
  return (text) => rials(text) * RIALS_PER_TOMAN;
}

export function rialAmount(name: string): Parser<Rial> {
  return (text) => {
    const digits = asciiDigits(text).replace(/[\s,٬،]/g, '');
    if (!/^\d{1,30}$/.test(digits))
      throw new UsageError('not_an_amount', `${name}: ${text} is not a whole amount`);
    return BigInt(digits);
  };
}
