import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { FacilityDetail, FacilityEnding, FacilityPayment } from './detail.js';
import type { FacilityOnList, FacilitySums } from './queries.js';
import type { Page } from '@misaq/platform/questions/page.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    FacilityPage: FacilityPage;
    Facility: FacilityDetailItem;
  }
}

/** A facility in a list. */
export interface FacilityItem extends Omit<FacilityOnList, 'daysWaiting' | 'endedOn'> {
  /** Days from the introduction to today; null for what waits for nothing. */
  readonly daysWaiting: number | null;
  /** When it was declined, withdrawn or closed. */
  readonly endedOn: PlainDate | null;
}

/** A page of facilities, with sums over all pages. */
export interface FacilityPage extends Page<FacilityItem> {
  readonly sums: FacilitySums;
}

export function facilityItem({ daysWaiting, endedOn, ...facility }: FacilityOnList): FacilityItem {
  return { ...facility, daysWaiting: daysWaiting ?? null, endedOn: endedOn ?? null };
}

export interface FacilityPaymentItem extends Omit<FacilityPayment, 'overdrawnRial' | 'reversal'> {
  /** Whether it is true but the credit behind it had been moved. */
  readonly contested: boolean;
  /** How far the agency was overdrawn by a contested payment; null for any other, and for banks. */
  readonly overdrawnRial: string | null;
  readonly reversal: FacilityPayment['reversal'] | null;
}

/** A facility with its payments, reversals, corrections and its end. */
export interface FacilityDetailItem extends Omit<FacilityDetail, 'payments' | 'ending'> {
  readonly payments: readonly FacilityPaymentItem[];
  /** Null while it is open. */
  readonly ending: FacilityEnding | null;
}

/** @param forBank leaves out how far an agency is overdrawn */
export function facilityDetailItem(
  { payments, ending, ...facility }: FacilityDetail,
  forBank: boolean,
): FacilityDetailItem {
  return {
    ...facility,
    payments: payments.map(({ overdrawnRial, reversal, ...payment }) => ({
      ...payment,
      contested: overdrawnRial !== undefined,
      overdrawnRial: forBank ? null : (overdrawnRial ?? null),
      reversal: reversal ?? null,
    })),
    ending: ending ?? null,
  };
}
