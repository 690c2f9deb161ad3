import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** Numbers of remaining working days at which reminders are sent. */
export const REMINDER_MARKS = [10, 5, 1] as const;
export type ReminderMark = (typeof REMINDER_MARKS)[number];

/**
 * The events of `reminders-<pool>`. The passing of time is no event, and screens follow from events alone. So Misaq
 * records each morning which deadlines are near. Each event concerns one organisation and repeats all figures of its
 * notification.
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
  /** The mark that was reached: 10, 5 or 1. Once for each lot, deadline and mark. */
  readonly mark: ReminderMark;
  /** Remaining working days, including the day of the reminder; fewer than the mark when earlier days were missed. */
  readonly workingDaysLeft: number;
  /** A lunar month that is not published yet can still move the deadline. */
  readonly provisional: boolean;
  /** The day of the reminder. */
  readonly on: PlainDate;
}

/** The deadline of a lot is near, and its agency has not fully paid it out. */
export interface LotDeadlineNear extends DeadlineNear {
  readonly unpaidRial: RialText;
}

/** A lot of an agency is near its deadline. Applicants of the agency wait at a bank for money of the same pool. */
export interface BankDeadlineNear extends DeadlineNear {
  readonly bank: string;
  readonly facilities: number;
  readonly waitingRial: RialText;
}
