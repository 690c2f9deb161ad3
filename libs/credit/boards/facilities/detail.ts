import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { isAmong } from '@misaq/platform/kernel/event-types.js';
import {
  FACILITY_EVENTS,
  type FacilityEvent,
  type FacilityIntroduced,
  type FacilityPaymentReversed,
  type ReversalKind,
} from '../../domain/facility-events.js';
import { rial, rialText, sumRial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import type { HistoryEvent } from '@misaq/platform/history/shown-event.js';
import { poolOfStream } from '../../domain/pool-stream.js';
import type { FacilityStatus } from './facility-status.js';

export interface FacilityPayment {
  /** Given by the bank; the key of the payment in the facility. */
  readonly bankReference: string;
  readonly amountRial: RialText;
  readonly paidOn: PlainDate;
  /** The day on which it was recorded here. */
  readonly reportedOn: PlainDate;
  /**
   * Present when the payment is true but the credit behind it had been moved: by how much the agency was then
   * overdrawn.
   */
  readonly overdrawnRial?: RialText;
  /** Present when it came back or had been recorded in error. */
  readonly reversal?: {
    readonly kind: ReversalKind;
    readonly reversedOn: PlainDate;
    readonly reportedOn: PlainDate;
    readonly reason: string;
  };
}

export interface FacilityCorrection {
  readonly previousAmountRial: RialText;
  readonly amountRial: RialText;
  readonly reason: string;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
}

export interface FacilityEnding {
  readonly status: 'declined' | 'withdrawn' | 'closed';
  readonly endedOn: PlainDate;
  readonly by: 'applicant' | 'agency' | 'bank';
  /** Whole rials, as is known now: also by what was reported only after it. */
  readonly unpaidRial: RialText;
  readonly reason: string;
}

/** A facility with its whole history. No answer identifies the applicant. */
export interface FacilityDetail {
  readonly pool: string;
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly county: string;
  readonly sector: string;
  readonly introducedOn: PlainDate;
  readonly plannedJobs: number;
  readonly status: FacilityStatus;
  readonly amountRial: RialText;
  readonly paidRial: RialText;
  readonly pendingRial: RialText;
  readonly corrections: readonly FacilityCorrection[];
  /** In order of recording, including payments that came back. */
  readonly payments: readonly FacilityPayment[];
  readonly ending?: FacilityEnding;
}

interface Life {
  readonly introduced: FacilityIntroduced;
  amountRial: RialText;
  readonly corrections: FacilityCorrection[];
  payments: FacilityPayment[];
  ending: FacilityEnding | undefined;
}

/** Builds the facility from its events, in order; undefined when it was not introduced in the pool. */
export function facilityFrom(pool: string, events: readonly HistoryEvent[]): FacilityDetail | undefined {
  let life: Life | undefined;
  for (const event of events) {
    if (poolOfStream(event.stream) !== pool) continue;
    if (!isAmong(FACILITY_EVENTS, event)) continue;
    if (event.type === 'FacilityIntroduced') life = begin(event.data);
    else if (life !== undefined) live(life, event);
  }
  return life === undefined ? undefined : shown(pool, life);
}

function begin(introduced: FacilityIntroduced): Life {
  return { introduced, amountRial: introduced.amountRial, corrections: [], payments: [], ending: undefined };
}

function live(life: Life, event: HistoryEvent & FacilityEvent): void {
  switch (event.type) {
    case 'IntroductionCorrected': {
      const { previousAmountRial, amountRial, reason } = event.data;
      life.amountRial = amountRial;
      life.corrections.push({ previousAmountRial, amountRial, reason, recordedAt: event.recordedAt });
      return;
    }
    case 'FacilityPaid': {
      const { bankReference, amountRial, paidOn, reportedOn, overdrawnRial } = event.data;
      const contested = overdrawnRial !== undefined && { overdrawnRial };
      life.payments.push({ bankReference, amountRial, paidOn, reportedOn, ...contested });
      if (event.data.ended !== undefined) addUnpaid(life, -rial(amountRial));
      return;
    }
    case 'FacilityPaymentReversed': {
      const { bankReference, kind, reversedOn, reportedOn, reason } = event.data;
      if (countsAsUnpaid(life, event.data)) addUnpaid(life, rial(event.data.amountRial));
      const reversal = { kind, reversedOn, reportedOn, reason };
      life.payments = life.payments.map((payment) =>
        payment.bankReference === bankReference ? { ...payment, reversal } : payment,
      );
      return;
    }
    case 'FacilityDeclined': {
      const { declinedOn, unpaidRial, reason } = event.data;
      life.ending = { status: 'declined', endedOn: declinedOn, by: 'bank', unpaidRial, reason };
      return;
    }
    case 'FacilityWithdrawn': {
      const { withdrawnOn, by, unpaidRial, reason } = event.data;
      life.ending = { status: 'withdrawn', endedOn: withdrawnOn, by, unpaidRial, reason };
      return;
    }
    case 'FacilityClosed': {
      const { closedOn, unpaidRial, reason } = event.data;
      life.ending = { status: 'closed', endedOn: closedOn, by: 'bank', unpaidRial, reason };
      return;
    }
    case 'FacilityIntroduced':
      return;
  }
}

/** Returned money of a withdrawn facility is unpaid; before version 2 of the rule the event did not state it. */
function countsAsUnpaid({ ending }: Life, { ended, waitsAgain }: FacilityPaymentReversed): boolean {
  return ended !== undefined || (!waitsAgain && ending?.status === 'withdrawn');
}

function addUnpaid(life: Life, amount: Rial): void {
  if (life.ending === undefined) return;
  life.ending = { ...life.ending, unpaidRial: rialText(rial(life.ending.unpaidRial) + amount) };
}

function shown(
  pool: string,
  { introduced, amountRial, corrections, payments, ending }: Life,
): FacilityDetail {
  const { facilityId, agency, bank, county, sector, introducedOn, plannedJobs } = introduced;
  const standing = payments.filter(({ reversal }) => reversal === undefined);
  const paid = sumRial(standing.map((payment) => rial(payment.amountRial)));
  const pending = ending === undefined ? rial(amountRial) - paid : 0n;
  const open = pending === 0n ? 'paid' : paid > 0n ? 'paid-in-part' : 'waiting';
  return {
    pool,
    facilityId,
    agency,
    bank,
    county,
    sector,
    introducedOn,
    plannedJobs,
    status: ending?.status ?? open,
    amountRial,
    paidRial: rialText(paid),
    pendingRial: rialText(pending),
    corrections,
    payments,
    ...(ending !== undefined && { ending }),
  };
}
