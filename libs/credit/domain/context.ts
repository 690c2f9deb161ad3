import { isInCalendarRange } from '@misaq/platform/calendar/jalali.js';
import { parseIsoDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Decision, Refusal } from '@misaq/platform/kernel/decision.js';
import type { Rial } from '@misaq/platform/kernel/money.js';
import type { RegisterState } from '@misaq/register/domain/register.js';
import { invalidField, pastDayFault } from '@misaq/platform/kernel/fields.js';
import type { CreditEvent } from './events.js';
import type { CreditRefusalName } from './refusals.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/** What a pool decides with, beside its own state. All of it is values. */
export interface CreditContext {
  readonly pool: string;
  readonly today: PlainDate;
  readonly actor: Pick<Actor, 'id' | 'role'>;
  readonly calendar: WorkingCalendar;
  readonly register: RegisterState;
  /**
   * True only while a file is rehearsed: payments are decided as if the agency had the credit. A rehearsal records
   * nothing.
   */
  readonly creditAssumed?: true;
}

export type CreditDecision = Decision<CreditEvent, CreditRefusalName>;
export type CreditRefusal = Refusal<CreditRefusalName>;

/** Ten thousand times the credit of the largest programme of a province. A larger amount is a typing error. */
const AMOUNT_MAX_RIAL = 10n ** 18n;

export function amountFault(value: Rial, least: Rial = 1n): Refusal<'invalid_field'> | undefined {
  if (typeof value !== 'bigint') return invalidField('amountRial', 'wrong_type', value);
  if (value < least) return invalidField('amountRial', value < 0n ? 'negative' : 'zero', value);
  if (value > AMOUNT_MAX_RIAL) return invalidField('amountRial', 'too_large', value);
  return undefined;
}

/** Refuses a day that does not exist or lies outside the calendar's years. No clock can be computed there. */
export function dayFault(field: string, value: unknown): Refusal<'invalid_field'> | undefined {
  if (value === undefined || value === null || value === '') return invalidField(field, 'empty', value);
  if (typeof value !== 'string') return invalidField(field, 'wrong_type', value);
  const date = parseIsoDate(value);
  if (date === undefined) return invalidField(field, 'not_a_day', value);
  return isInCalendarRange(date) ? undefined : invalidField(field, 'outside_the_calendar', value);
}

/** Like {@link dayFault}, for an act that has happened: also refuses days in the future. */
export function recordedDayFault(
  field: string,
  value: unknown,
  today: PlainDate,
): Refusal<'invalid_field' | 'in_the_future'> | undefined {
  return dayFault(field, value) ?? pastDayFault(field, value, today);
}

/** The beginning of the ids that a pool gives to its reviews: `<pool>-review-<n>`. */
export function reviewIdPrefix(pool: string): string {
  return `${pool}-review-`;
}

export function refuse(refusal: CreditRefusal): CreditDecision {
  return { kind: 'refused', refusal };
}
