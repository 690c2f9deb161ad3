import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { workingDaysBetween } from '@misaq/platform/calendar/working-calendar.js';
import type { Review } from '@misaq/credit/domain/review.js';
import { rial, type RialText } from '@misaq/platform/kernel/money.js';
import { REMINDER_MARKS, type ReminderMark } from './reminder-events.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/** A lot that is not fully paid and whose deadline is near. */
export interface NearDeadline {
  readonly lotId: string;
  readonly agency: string;
  readonly deadline: PlainDate;
  readonly mark: ReminderMark;
  readonly workingDaysLeft: number;
  readonly provisional: boolean;
  readonly unpaidRial: RialText;
}

/** The nearest valid mark: with 4 working days left it is 5, also when no node ran at 10 and 5. */
export function markFor(workingDaysLeft: number): ReminderMark | undefined {
  return REMINDER_MARKS.findLast((mark) => workingDaysLeft <= mark);
}

/** The lots of a pool that come near their deadline, by the rule as of today. */
export function nearDeadlines(
  { asOf: today, agencies }: Pick<Review, 'asOf' | 'agencies'>,
  calendar: WorkingCalendar,
): readonly NearDeadline[] {
  return agencies.flatMap(({ agency, lots }) =>
    lots.flatMap(({ lotId, startsOn, deadline, provisional, expired, unpaidRial }) => {
      if (expired || rial(unpaidRial) <= 0n || startsOn > today) return [];
      const yesterday = addDays(today, -1);
      // Today still counts, unless it is the day of the notification.
      const workingDaysLeft = workingDaysBetween(
        calendar,
        yesterday < startsOn ? startsOn : yesterday,
        deadline,
      );
      const mark = markFor(workingDaysLeft);
      if (mark === undefined) return [];
      return [{ lotId, agency, deadline, mark, workingDaysLeft, provisional, unpaidRial }];
    }),
  );
}
