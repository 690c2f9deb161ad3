import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { testLog } from '@misaq/platform/projections/log.fixture.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';

/**
 * Rejected jobs of an agency, `job-<from>` and on, of which its webhooks are told.
 * @param eventId one id for all events, as in logs of older versions; by default each event has its own
 */
export async function appendRejections(
  store: EventStore,
  agency: string,
  from: number,
  count: number,
  on: PlainDate,
  eventId?: string,
): Promise<void> {
  const happened = Array.from({ length: count }, (_, index) => {
    const jobId = `job-${String(from + index)}`;
    const data = {
      jobId,
      province: 'sample',
      year: 1404,
      agency,
      sector: 'services',
      county: 'tabriz',
      gender: 'female',
      registeredOn: on,
      verifiedRounds: 1,
      ended: false,
      round: 2,
      verifier: 'verifier-1',
      on,
      reason: 'nobody was there',
    };
    return { stream: jobId, event: { type: 'JobRejected', data } };
  });
  await testLog(store, from + 1).write(happened, eventId);
}
