import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** Working days left at which somebody is reminded. */
export const REMINDER_MARKS = [10, 5, 1] as const;
export type ReminderMark = (typeof REMINDER_MARKS)[number];

/**
 * The events of `reminders-<pool>`. That time passes is no event of its own, and what is shown follows from events
 * alone; so Misaq records each morning what has come near. Each event concerns one organisation and repeats all that a
 * line about it says.
 */
export type ReminderEvent =
  | { readonly type: 'LotDeadlineNear'; readonly data: LotDeadlineNear }
  | { readonly type: 'BankDeadlineNear'; readonly data: BankDeadlineNear };

export const REMINDER_EVENTS = eventTypes<ReminderEvent>({
  LotDeadlineNear: true,
  BankDeadlineNear: true,
});

interface DeadlineNear {
  readonly pool: string;
  readonly lotId: string;
  readonly agency: string;
  readonly deadline: PlainDate;
  /** The mark that was passed: 10, 5 or 1. Once for each lot, deadline and mark. */
  readonly mark: ReminderMark;
  /** Working days left, the day of the reminder among them; fewer than the mark when earlier days were missed. */
  readonly workingDaysLeft: number;
  /** A lunar month that is not published yet can still move the deadline. */
  readonly provisional: boolean;
  /** The day of the reminder. */
  readonly on: PlainDate;
}

/** A lot that its agency has not paid out is running out of time. */
export interface LotDeadlineNear extends DeadlineNear {
  readonly unpaidRial: RialText;
}

/** Applicants of the agency wait at a bank for money of a pool in which a lot of the agency is running out of time. */
export interface BankDeadlineNear extends DeadlineNear {
  readonly bank: string;
  readonly facilities: number;
  readonly waitingRial: RialText;
}
