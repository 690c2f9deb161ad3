import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { FacilityEvent } from './facility-events.js';

/**
 * An event as version 2 of the rule records it. Under version 1 the return of money of a withdrawn facility did not say
 * that the facility had ended, just as the return of a closed one still does not. Without that, the returned amount would
 * still count as introduced and unpaid, which blames the bank. Everything that adds up events reads them through here.
 * @param withdrawnOn the day on which a facility was withdrawn, as recorded before this event; undefined when it was not
 */
export function asRecordedByVersion2(
  event: FacilityEvent,
  withdrawnOn: (facilityId: string) => PlainDate | undefined,
): FacilityEvent {
  if (event.type !== 'FacilityPaymentReversed') return event;
  const { waitsAgain, ended, facilityId } = event.data;
  if (waitsAgain || ended !== undefined) return event;
  const on = withdrawnOn(facilityId);
  if (on === undefined) return event;
  return { ...event, data: { ...event.data, ended: { status: 'withdrawn', on } } };
}
