/**
 * The checks of files that a principal had made and that recorded nothing (stream `checks-<principal>`): dry runs, and
 * files that name persons and were refused. Whoever may check files could ask by them for what no board shows. So each
 * check is on record, and a day has a limit.
 */
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { accepted, type Decision, refused } from '@misaq/platform/kernel/decision.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';
import type { Refusals } from '@misaq/platform/kernel/refusals.js';
import type { ImportKind } from './events.js';

/** Why a check recorded nothing. */
export type CheckReason = 'dry-run' | 'refused';

export interface FileChecked {
  readonly principalId: string;
  readonly kind: ImportKind;
  /** Rows of the file, without the header. */
  readonly rows: number;
  /** Rows that named a person whose state was looked up. */
  readonly persons: number;
  readonly why: CheckReason;
  /** The day in Tehran for which it counts. */
  readonly on: PlainDate;
}

export interface CheckEvent {
  readonly type: 'FileChecked';
  readonly data: FileChecked;
}

export const CHECK_EVENTS = eventTypes<CheckEvent>({ FileChecked: true });

export interface RecordCheck extends Omit<FileChecked, 'on'> {
  readonly type: 'RecordCheck';
}

/** What the checks of one principal may look at in a day; 0: no such bound. */
export interface CheckLimits {
  readonly rows: number;
  readonly persons: number;
}

export interface CheckContext {
  readonly today: PlainDate;
  readonly limits: CheckLimits;
}

/** What counts for the newest day of which a check is on record. */
export interface ChecksState extends CheckLimits {
  readonly on?: PlainDate;
}

export const checkRefusals = {
  checks_used_up: {
    kind: 'too_often',
    en: 'The checks of this principal have looked at as much as a day allows; files that are sent to be recorded are taken as before.',
    fa: 'بررسی پرونده‌های این کاربر به سقف روزانه رسیده است؛ پرونده‌هایی که برای ثبت فرستاده شوند همچنان پذیرفته می‌شوند.',
  },
} as const satisfies Refusals;

export type CheckRefusalName = keyof typeof checkRefusals;

/** A check counts as so many rows at least, which bounds the events of a principal and day. */
const ROWS_COUNTED_MIN = 100;

export function initialChecks(): ChecksState {
  return { rows: 0, persons: 0 };
}

export function decideCheck(
  state: ChecksState,
  { principalId, kind, rows, persons, why }: RecordCheck,
  { today, limits }: CheckContext,
): Decision<CheckEvent, CheckRefusalName> {
  const used = state.on === today ? state : initialChecks();
  const given = { rows: countedRows(rows), persons };
  for (const counted of ['persons', 'rows'] as const) {
    const limit = limits[counted];
    if (limit > 0 && given[counted] > 0 && used[counted] + given[counted] > limit)
      return refused('checks_used_up', { counted, limit, used: used[counted], given: given[counted] });
  }
  return accepted({ type: 'FileChecked', data: { principalId, kind, rows, persons, why, on: today } });
}

export function evolveChecks(state: ChecksState, { data: { on, rows, persons } }: CheckEvent): ChecksState {
  const before = state.on === on ? state : initialChecks();
  return { on, rows: before.rows + countedRows(rows), persons: before.persons + persons };
}

function countedRows(rows: number): number {
  return Math.max(rows, ROWS_COUNTED_MIN);
}
