import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { testLog } from '@misaq/platform/projections/log.fixture.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';

/**
 * Jobs of an agency that were rejected, `job-<from>` and on: something it is told of.
 * @param eventId the id that all of the events have, as in logs of older versions; each has its own when it is left out
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
