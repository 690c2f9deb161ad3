import { nationalIdDigits } from './national-id.js';
import type { DomainEvent, Refusal } from './decision.js';

/*
 * A national ID in a reason, a reference or an id would be recorded for ever, and shown to all readers of the event.
 * Only dedicated fields accept one, and turn it into a pseudonym.
 */

/** A range in a text, in UTF-16 units; `to` is exclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Adjacent digits, converted to ASCII. */
interface Group extends Span {
  readonly digits: string;
}

const DIGITS = 10;
const DIGIT = /\p{Nd}/u;
/**
 * Separators that people and programs write between the digits of one number. A comma counts only without a blank
 * (lists).
 */
const SEPARATORS = /^(?:[\s\p{Pd}\p{Cf}\p{M}\u2212\u0640._/\\:|*#~+]{1,5}|[,٬،'’])$/u;
const YEAR = /^(?:1[34]|19|20)\d\d$/;

/**
 * Finds ten digits that pass the check of a national ID, in any script, with or without separators.
 *
 * Ten digits within a longer run do not count: bank references, account numbers and ids of companies are longer. Groups
 * of digits count as one number when they stand alone, or when the separators around them differ from those within.
 * Days (1402/09/01) and amounts (1,250,000,000) are left out. One in eleven other numbers of ten digits passes the
 * check.
 */
export function nationalIdsIn(text: string): readonly Span[] {
  if (!mayHoldTenDigits(text)) return [];
  return numbersOf(text).flatMap((groups) => spansIn(text, groups));
}

export function holdsAnyNationalId(text: string): boolean {
  return nationalIdsIn(text).length > 0;
}

/** The text with «…» in place of each national ID. */
export function withoutNationalIds(text: string): string {
  let rest = text;
  for (const { from, to } of nationalIdsIn(text).toReversed())
    rest = `${rest.slice(0, from)}…${rest.slice(to)}`;
  return rest;
}

/** A fast pre-check: nearly every text has fewer digits, and needs no regular expression. */
function mayHoldTenDigits(text: string): boolean {
  if (text.length < DIGITS) return false;
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code >= 0x30 && code <= 0x39) || code > 0x7f) count += 1;
  }
  return count >= DIGITS;
}

/** Groups of digits in chains: within a chain, only separators are between two groups. */
function numbersOf(text: string): readonly (readonly Group[])[] {
  const chains: Group[][] = [];
  for (const group of groupsOf(text)) {
    const before = chains.at(-1)?.at(-1);
    if (before !== undefined && SEPARATORS.test(text.slice(before.to, group.from)))
      chains.at(-1)?.push(group);
    else chains.push([group]);
  }
  return chains;
}

function groupsOf(text: string): readonly Group[] {
  const groups: { digits: string; from: number; to: number }[] = [];
  let at = 0;
  for (const character of text) {
    const value = digitValue(character);
    const last = groups.at(-1);
    if (value !== undefined && last?.to === at) {
      last.digits += value;
      last.to += character.length;
    } else if (value !== undefined) groups.push({ digits: value, from: at, to: at + character.length });
    at += character.length;
  }
  return groups;
}

/** The ASCII digit of a character. The digits of a script are consecutive from its zero on, ten for each script. */
function digitValue(character: string): string | undefined {
  if (character >= '0' && character <= '9') return character;
  if (!DIGIT.test(character)) return undefined;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

function spansIn(text: string, chain: readonly Group[]): readonly Span[] {
  const day = dayIn(text, chain);
  if (day !== undefined)
    return [chain.slice(0, day), chain.slice(day + 3)].flatMap((part) => spansIn(text, part));
  const between = chain.slice(1).map((group, index) => separatorOf(text, chain[index] ?? group, group));
  const spans: Span[] = [];
  for (let first = 0; first < chain.length; first += 1) {
    const number = tenDigitsFrom(chain, first);
    if (number === undefined) continue;
    const { digits, last } = number;
    const within = between.slice(first, last);
    const isNumber =
      (first === 0 && last === chain.length - 1) ||
      ![between[first - 1], between[last]].some((around) => around !== undefined && within.includes(around));
    if (!isNumber || isAmount(digits, chain.slice(first, last + 1), within)) continue;
    if (nationalIdDigits(digits) === undefined) continue;
    spans.push({ from: chain[first]?.from ?? 0, to: chain[last]?.to ?? 0 });
    first = last;
  }
  return spans;
}

function tenDigitsFrom(
  chain: readonly Group[],
  first: number,
): { readonly digits: string; readonly last: number } | undefined {
  let digits = '';
  for (let last = first; last < chain.length && digits.length < DIGITS; last += 1) {
    digits += chain[last]?.digits ?? '';
    if (digits.length === DIGITS) return { digits, last };
  }
  return undefined;
}

/** The separator between two groups; blanks around a sign belong to it. */
function separatorOf(text: string, before: Group, after: Group): string {
  return text.slice(before.to, after.from).replace(/[\s\p{Cf}\p{M}]/gu, '') || ' ';
}

/** The index of the first of three groups that are year, month and day. */
function dayIn(text: string, chain: readonly Group[]): number | undefined {
  const index = chain.findIndex((year, at) => {
    const [month, day] = chain.slice(at + 1, at + 3);
    if (month === undefined || day === undefined || !YEAR.test(year.digits)) return false;
    const sign = text.slice(year.to, month.from);
    return (
      /^[-/._]$/.test(sign) &&
      text.slice(month.to, day.from) === sign &&
      isWithin(month.digits, 12) &&
      isWithin(day.digits, 31)
    );
  });
  return index < 0 ? undefined : index;
}

function isWithin(digits: string, max: number): boolean {
  return digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= max;
}

/** Thousands in groups of three: 1,250,000,000. */
function isAmount(digits: string, groups: readonly Group[], within: readonly string[]): boolean {
  return (
    !digits.startsWith('0') &&
    groups.map(({ digits: each }) => each.length).join() === '1,3,3,3' &&
    within.every((sign) => /^[,٬،'’]$/.test(sign) && sign === within[0])
  );
}

/** The code of a field that holds a national ID. */
export const NATIONAL_ID = 'national_id';

/** The rest of a sentence that begins with the name of the field. It does not repeat the number. */
export const NATIONAL_ID_WORDS =
  'holds ten digits that pass the check of a national ID, which may not stand there. ' +
  'One in eleven other numbers of ten digits passes it too: write such a number with a zero more before it.';

/** The rest of the same sentence in Persian. */
export const NATIONAL_ID_WORDS_FA =
  'ده رقم دارد که با کد ملی می‌خواند و در اینجا مجاز نیست. ' +
  'از هر یازده عدد ده‌رقمی دیگر یکی نیز با کد ملی می‌خواند: چنین عددی را با یک صفر بیشتر در آغاز آن بنویسید.';

/** Refuses a field with a national ID, without repeating the number. */
export function nationalIdFault(field: string, value: unknown): Refusal<'invalid_field'> | undefined {
  if (typeof value !== 'string' || !holdsAnyNationalId(value)) return undefined;
  return { name: 'invalid_field', figures: { field, code: NATIONAL_ID, value: null } };
}

/** Free texts that people write. They are new in every event. */
const TEXTS = ['reason', 'name', 'label', 'source', 'education', 'priorityGroup'] as const;

/** Fields in which an event gives a name or records one for the first time. Its other names are already recorded. */
const NEW_NAMES: Readonly<Record<string, readonly string[]>> = {
  PrincipalAdded: ['principalId'],
  OrganisationRegistered: ['id'],
  PoolOpened: ['pool'],
  CreditAllocated: ['allocationId'],
  FacilityIntroduced: ['facilityId'],
  FacilityPaid: ['bankReference'],
  ReallocationReversed: ['reversalId'],
  JobRegistered: ['jobId', 'facilityId', 'programme'],
};

/**
 * The first field of new events that would bring a national ID into the log. Ids that an older log already has may
 * still be used, for instance by a payment to such a facility.
 */
export function nationalIdRecorded(events: readonly DomainEvent[]): Refusal<'invalid_field'> | undefined {
  for (const { type, data } of events) {
    const fault = firstFault(TEXTS, data) ?? firstFault(NEW_NAMES[type] ?? [], data);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function firstFault(fields: readonly string[], data: object): Refusal<'invalid_field'> | undefined {
  for (const field of fields) {
    const fault = nationalIdFault(field, (data as Readonly<Record<string, unknown>>)[field]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
