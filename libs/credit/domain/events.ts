import { bothTypes, eventTypes } from '@misaq/platform/kernel/event-types.js';
import { FACILITY_EVENTS, type FacilityEvent } from './facility-events.js';
import { LOT_EVENTS, type LotEvent } from './lot-events.js';
import { REVIEW_EVENTS, type ReviewEvent } from './review-events.js';

/** The events of one credit pool, `creditPool-<province>-<year>-<programme>`, exactly as they are stored. */
export type CreditEvent = PoolEvent | LotEvent | FacilityEvent | ReviewEvent;

export interface PoolEvent {
  readonly type: 'PoolOpened';
  readonly data: PoolOpened;
}

export const CREDIT_EVENTS = bothTypes(
  bothTypes(eventTypes<PoolEvent>({ PoolOpened: true }), LOT_EVENTS),
  bothTypes(FACILITY_EVENTS, REVIEW_EVENTS),
);

export interface PoolOpened {
  readonly pool: string;
  readonly province: string;
  /** Jalali year. */
  readonly year: number;
  readonly programme: string;
}
