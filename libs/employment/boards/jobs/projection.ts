import { PERSON_EVENTS, REGISTERED_JOB_EVENTS, type RegisteredJobEvent } from '../../domain/events.js';
import { bothTypes, isAmong } from '@misaq/platform/kernel/event-types.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { LogEvent } from '@misaq/platform/projections/log-event.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { oddIds } from '@misaq/platform/projections/spellings.js';
import { rows } from '@misaq/platform/projections/rows.js';
import type { Tables } from '@misaq/platform/projections/table.js';
import { halves, noteJob, notePerson } from './half-finished-acts.js';

export const JOBS = 'jobs';

const tables = {
  /** One row a job, for lists. The signatures of rounds stay in the log. */
  jobs: rows({
    key: ['province', 'year', 'jobId'],
    // `gone` is empty, or how the job ended: rejected, ended, voided; `goneOn` is the day of it.
    texts: ['agency', 'county', 'sector', 'gender', 'registeredOn', 'gone', 'goneOn'],
    wholes: ['verified'],
    indexes: [
      { name: 'jobsById', on: ['jobId'] },
      { name: 'jobsByOddId', on: ['jobId'], where: oddIds('jobId') },
    ],
  }),
  ...halves,
};

export const jobsProjection = defineProjection({
  name: JOBS,
  schemaVersion: 3,
  tables,
  types: bothTypes(REGISTERED_JOB_EVENTS, PERSON_EVENTS),
  apply(event, work) {
    const sinceMs = (): number => recordedMs(event);
    if (isAmong(PERSON_EVENTS, event)) {
      notePerson(event, event.stream.slice(streams.person('').length), sinceMs, work);
      return;
    }
    list(event, work);
    noteJob(event, event.stream.slice(streams.job('').length), sinceMs, work);
  },
});

function list(event: RegisteredJobEvent, { jobs }: Pick<Tables<typeof tables>, 'jobs'>): void {
  const { province, year, jobId } = event.data;
  switch (event.type) {
    case 'JobRegistered': {
      const { agency, county, sector, gender, registeredOn } = event.data;
      jobs.insert([province, year, jobId], {
        agency,
        county,
        sector,
        gender,
        registeredOn,
        gone: '',
        goneOn: '',
        verified: 0,
      });
      return;
    }
    case 'JobVerified':
      jobs.change([province, year, jobId], { set: { verified: event.data.round } });
      return;
    case 'JobRejected':
      jobs.change([province, year, jobId], { set: { gone: 'rejected', goneOn: event.data.on } });
      return;
    case 'JobEnded':
      jobs.change([province, year, jobId], { set: { gone: 'ended', goneOn: event.data.endedOn } });
      return;
    case 'RegistrationVoided':
      jobs.change([province, year, jobId], { set: { gone: 'voided', goneOn: event.data.voidedOn } });
      return;
  }
}

/** Time of recording of an event, in milliseconds since the epoch. */
function recordedMs({ metadata: { recordedAt } }: Pick<LogEvent, 'metadata'>): number {
  return Date.parse(recordedAt);
}
