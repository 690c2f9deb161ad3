import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { FacilityEvent } from './facility-events.js';

/**
 * Converts an event to the form in which version 2 of the rule records it. Under version 1, the return of money of a
 * withdrawn facility did not say that the facility had ended. The returned amount would still count as introduced and
 * unpaid, which blames the bank. All code that sums up events reads them through this function. The return of a closed
 * facility is left as it is.
 *
 * @param withdrawnOn the day on which the facility was withdrawn, as recorded before this event; undefined when it was
 * not
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
