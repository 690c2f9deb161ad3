import type { JobEvent } from '@misaq/domain/employment/events.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { rows } from '@misaq/projections/rows.js';
import { JOB_TYPES } from '../events.js';

export const JOBS = 'jobs';

export const jobsProjection = defineProjection({
  name: JOBS,
  schemaVersion: 1,
  tables: {
    /** One row a job, to be listed; who signed which round, and whose job it is, stays in the log. */
    jobs: rows({
      key: ['province', 'year', 'jobId'],
      // `gone` is empty, or how it left: rejected, ended, voided.
      texts: ['agency', 'county', 'sector', 'gender', 'registeredOn', 'gone'],
      wholes: ['verified'],
    }),
  },
  types: JOB_TYPES,
  apply(stored, { jobs }) {
    const event = stored as unknown as JobEvent;
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
          verified: 0,
        });
        return;
      }
      case 'JobVerified':
        jobs.change([province, year, jobId], { set: { verified: event.data.round } });
        return;
      case 'JobRejected':
        jobs.change([province, year, jobId], { set: { gone: 'rejected' } });
        return;
      case 'JobEnded':
        jobs.change([province, year, jobId], { set: { gone: 'ended' } });
        return;
      case 'RegistrationVoided':
        jobs.change([province, year, jobId], { set: { gone: 'voided' } });
        return;
    }
  },
});
