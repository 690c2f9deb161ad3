import { eventTypes } from '@misaq/platform/kernel/event-types.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CreditReallocated, PoolReviewed } from '@misaq/credit/domain/review-events.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import { rial, rialText, sumRial } from '@misaq/platform/kernel/money.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { NotifiedOrganisation } from '../../domain/webhook-events.js';
import type { WebhookEvent } from '../../domain/webhook-events.js';
import type { ReminderEvent } from '../../domain/reminder-events.js';
import type { CreditEvent } from '@misaq/credit/domain/events.js';
import type { JobEvent } from '@misaq/employment/domain/events.js';

/** The content of a notification: a kind and its figures, of the organisation itself only. */
export type Notice =
  | {
      readonly kind: 'lot-deadline-near';
      readonly figures: DeadlineFigures & { readonly unpaidRial: RialText };
    }
  | {
      readonly kind: 'bank-deadline-near';
      readonly figures: DeadlineFigures & {
        readonly agency: string;
        readonly facilities: number;
        readonly waitingRial: RialText;
      };
    }
  | { readonly kind: 'review-proposes'; readonly figures: MoveFigures & { readonly asOf: PlainDate } }
  | { readonly kind: 'credit-reallocated'; readonly figures: MoveFigures & { readonly on: PlainDate } }
  | {
      readonly kind: 'reallocation-reversed';
      readonly figures: MoveFigures & { readonly on: PlainDate; readonly reason: string };
    }
  | {
      readonly kind: 'job-rejected';
      readonly figures: {
        readonly jobId: string;
        readonly province: string;
        readonly year: number;
        readonly round: number;
        readonly on: PlainDate;
        readonly reason: string;
      };
    }
  | {
      readonly kind: 'payment-contested';
      readonly figures: {
        readonly pool: string;
        readonly agency: string;
        readonly facilityId: string;
        readonly bankReference: string;
        readonly amountRial: RialText;
        readonly paidOn: PlainDate;
      };
    }
  | {
      readonly kind: 'webhook-suspended';
      readonly figures: {
        readonly webhookId: string;
        readonly reason: 'gone' | 'failing';
        readonly problem: string;
      };
    };

interface DeadlineFigures {
  readonly pool: string;
  readonly lotId: string;
  readonly deadline: PlainDate;
  readonly workingDaysLeft: number;
  readonly provisional: boolean;
}

/** Credit that leaves the organisation and credit that it receives; one of the two may be 0. */
interface MoveFigures {
  readonly pool: string;
  readonly reviewId: string;
  readonly takenRial: RialText;
  readonly givenRial: RialText;
}

export interface Addressed {
  readonly to: NotifiedOrganisation;
  readonly notice: Notice;
}

/** The events that cause notifications. */
export type NotifyingEvent = Extract<
  CreditEvent | JobEvent | ReminderEvent | WebhookEvent,
  {
    readonly type:
      | 'LotDeadlineNear'
      | 'BankDeadlineNear'
      | 'PoolReviewed'
      | 'CreditReallocated'
      | 'ReallocationReversed'
      | 'JobRejected'
      | 'FacilityPaid'
      | 'WebhookSuspended';
  }
>;

export const NOTIFYING_EVENTS = eventTypes<NotifyingEvent>({
  LotDeadlineNear: true,
  BankDeadlineNear: true,
  PoolReviewed: true,
  CreditReallocated: true,
  ReallocationReversed: true,
  JobRejected: true,
  FacilityPaid: true,
  WebhookSuspended: true,
});

const NOBODY: readonly Addressed[] = [];

/**
 * The notices that an event causes, at most one for each organisation. `pool` is undefined for an event that does not
 * belong to a pool.
 */
export function noticesOf(event: NotifyingEvent, pool: string | undefined): readonly Addressed[] {
  switch (event.type) {
    case 'LotDeadlineNear': {
      const { agency, lotId, deadline, workingDaysLeft, provisional, unpaidRial } = event.data;
      const figures = { pool: event.data.pool, lotId, deadline, workingDaysLeft, provisional, unpaidRial };
      return [toAgency(provinceOf(figures), agency, { kind: 'lot-deadline-near', figures })];
    }
    case 'BankDeadlineNear': {
      const { bank, agency, lotId, deadline, workingDaysLeft, provisional, facilities, waitingRial } =
        event.data;
      const near = { pool: event.data.pool, lotId, deadline, workingDaysLeft, provisional };
      const figures = { ...near, agency, facilities, waitingRial };
      return [toBank(provinceOf(figures), bank, { kind: 'bank-deadline-near', figures })];
    }
    case 'PoolReviewed': {
      const { reviewId, asOf } = event.data;
      const of = poolFor(pool);
      return moves(event.data.transfers).map(({ agency, ...moved }) =>
        toAgency(provinceOf({ pool: of }), agency, {
          kind: 'review-proposes',
          figures: { pool: of, reviewId, asOf, ...moved },
        }),
      );
    }
    case 'CreditReallocated': {
      const { reviewId, approvedOn: on } = event.data;
      const of = poolFor(pool);
      return moves(event.data.transfers).map(({ agency, ...moved }) =>
        toAgency(provinceOf({ pool: of }), agency, {
          kind: 'credit-reallocated',
          figures: { pool: of, reviewId, on, ...moved },
        }),
      );
    }
    case 'ReallocationReversed': {
      const { reviewId, reversedOn: on, from, to, amountRial, reason } = event.data;
      // The credit goes back from the recipient of the reallocation to its donor.
      const of = poolFor(pool);
      return moves([{ from: to, to: from, amountRial }]).map(({ agency, ...moved }) =>
        toAgency(provinceOf({ pool: of }), agency, {
          kind: 'reallocation-reversed',
          figures: { pool: of, reviewId, on, reason, ...moved },
        }),
      );
    }
    case 'JobRejected': {
      const { agency, jobId, province, year, round, on, reason } = event.data;
      const figures = { jobId, province, year, round, on, reason };
      return [toAgency(province, agency, { kind: 'job-rejected', figures })];
    }
    case 'FacilityPaid': {
      const { bank, agency, facilityId, bankReference, amountRial, overdrawnRial, paidOn } = event.data;
      if (overdrawnRial === undefined) return NOBODY;
      // A bank may not read by how much the agency is overdrawn.
      const paid = { facilityId, bankReference, amountRial, paidOn };
      const figures = { pool: poolFor(pool), agency, ...paid };
      return [toBank(provinceOf(figures), bank, { kind: 'payment-contested', figures })];
    }
    case 'WebhookSuspended': {
      const { webhookId, organisation, reason, problem } = event.data;
      const { province, kind, id } = organisation;
      if (province === undefined) return NOBODY;
      const figures = { webhookId, reason, problem };
      return [{ to: { province, kind, id }, notice: { kind: 'webhook-suspended', figures } }];
    }
  }
}

function toAgency(province: string, id: string, notice: Notice): Addressed {
  return { to: { province, kind: 'agency', id }, notice };
}

function toBank(province: string, id: string, notice: Notice): Addressed {
  return { to: { province, kind: 'bank', id }, notice };
}

/** The province at the beginning of a pool's name. */
function provinceOf({ pool }: { readonly pool: string }): string {
  const province = parsePool(pool)?.province;
  if (province === undefined) throw new Error(`the pool ${pool} names no province`);
  return province;
}

function poolFor(pool: string | undefined): string {
  if (pool === undefined) throw new Error('an event of a pool is not in the stream of a pool');
  return pool;
}

type Moved = Pick<
  PoolReviewed['transfers'][number] & CreditReallocated['transfers'][number],
  'from' | 'to' | 'amountRial'
>;

/** What each agency gives and receives, by agency. */
function moves(
  transfers: readonly Moved[],
): readonly { readonly agency: string; readonly takenRial: RialText; readonly givenRial: RialText }[] {
  const agencies = [...new Set(transfers.flatMap(({ from, to }) => [from, to]))].sort();
  const sum = (some: readonly Moved[]): RialText =>
    rialText(sumRial(some.map(({ amountRial }) => rial(amountRial))));
  return agencies.map((agency) => ({
    agency,
    takenRial: sum(transfers.filter(({ from }) => from === agency)),
    givenRial: sum(transfers.filter(({ to }) => to === agency)),
  }));
}

/** A notice with its position in the log. */
export type Notification = Notice & {
  /** Of the event it follows from. */
  readonly eventId: string;
  readonly position: bigint;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
};

/** The stored form of a notification, by position. */
export type KeptNotification = Omit<Notification, 'position'> & {
  /** The stream of the event. */
  readonly stream: string;
  /** An earlier event in another stream has the same id. */
  readonly twin?: true;
};

/** A notification to send, with fields that distinguish events with the same id. */
export type NotificationToSend = Notification & Pick<KeptNotification, 'stream' | 'twin'>;
