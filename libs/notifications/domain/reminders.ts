import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { accepted, type Decision, unchanged } from '@misaq/platform/kernel/decision.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import type { NearDeadline } from './near-deadlines.js';
import type { ReminderEvent, ReminderMark } from './reminder-events.js';

/** The amount that waits at a bank for the agency of a lot. */
export interface WaitingAtBank {
  readonly bank: string;
  readonly facilities: number;
  readonly waitingRial: RialText;
}

/** Key: lot, deadline and mark. A missed mark is not raised later. */
export interface RemindOfDeadline extends NearDeadline {
  readonly type: 'RemindOfDeadline';
  readonly pool: string;
  readonly on: PlainDate;
  readonly waiting: readonly WaitingAtBank[];
}

/** The lowest mark raised for each lot and deadline. */
export interface ReminderState {
  readonly raised: Map<string, ReminderMark>;
}

export function initialReminders(): ReminderState {
  return { raised: new Map() };
}

export function forkReminders({ raised }: ReminderState): ReminderState {
  return { raised: new Map(raised) };
}

const keyOf = ({ lotId, deadline }: { readonly lotId: string; readonly deadline: PlainDate }): string =>
  `${lotId} ${deadline}`;

export function decideReminder(
  state: ReminderState,
  command: RemindOfDeadline,
): Decision<ReminderEvent, never> {
  const { pool, lotId, agency, deadline, mark, workingDaysLeft, provisional, on, unpaidRial, waiting } =
    command;
  const raised = state.raised.get(keyOf(command));
  if (raised !== undefined && raised <= mark) return unchanged;
  const near = { pool, lotId, agency, deadline, mark, workingDaysLeft, provisional, on };
  return accepted<ReminderEvent>(
    { type: 'LotDeadlineNear', data: { ...near, unpaidRial } },
    ...waiting.map(({ bank, facilities, waitingRial }): ReminderEvent => ({
      type: 'BankDeadlineNear',
      data: { ...near, bank, facilities, waitingRial },
    })),
  );
}

/** Changes the state in place. */
export function evolveReminders(state: ReminderState, { data }: ReminderEvent): ReminderState {
  state.raised.set(keyOf(data), data.mark);
  return state;
}
