import { jalaliMonth } from '@misaq/platform/calendar/jalali.js';
import { COMMITMENT_EVENTS, type CommitmentEvent } from '../../domain/events.js';
import {
  type JobDimensions,
  type JobRejected,
  REGISTERED_JOB_EVENTS,
  type RegisteredJobEvent,
  type RegistrationVoided,
} from '@misaq/employment/domain/events.js';
import { bothTypes, isAmong } from '@misaq/platform/kernel/event-types.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { sums } from '@misaq/platform/projections/sums.js';
import type { Tables } from '@misaq/platform/projections/table.js';

export const COMMITMENT_BOARD = 'commitment-board';

const JOB_COUNTS = [
  'registered',
  'registeredWomen',
  'netWomen',
  'rejected',
  'voided',
  'verified1',
  'verified2',
  'verified3',
  'ended',
] as const;

const tables = {
  assigned: sums({ key: ['province', 'year', 'version', 'agency', 'sector', 'county'], counts: ['jobs'] }),
  /** Jobs by Jalali month of registration (`1401-10`), whenever they were verified or removed. */
  jobs: sums({ key: ['province', 'year', 'agency', 'sector', 'county', 'month'], counts: JOB_COUNTS }),
  /** The same by one dimension at a time, for pages: `jobs` has tens of thousands of rows. */
  jobTotals: sums({ key: ['province', 'year', 'dimension', 'id'], counts: JOB_COUNTS }),
};

type JobRow = ReturnType<Tables<typeof tables>['jobs']['row']>;

export const commitmentBoardProjection = defineProjection({
  name: COMMITMENT_BOARD,
  schemaVersion: 2,
  tables,
  types: bothTypes(COMMITMENT_EVENTS, REGISTERED_JOB_EVENTS),
  apply(stored, work) {
    if (isAmong(REGISTERED_JOB_EVENTS, stored)) applyJob(stored, work);
    else applyCommitment(stored, stored.stream, work);
  },
});

const PLAN_STREAM = /^commitmentPlan-(.+)-(\d{4})$/;

function applyCommitment(event: CommitmentEvent, stream: string, { assigned }: Tables<typeof tables>): void {
  if (event.type === 'PlanOpened') return;
  const [, province, year] = PLAN_STREAM.exec(stream) ?? [];
  if (province === undefined || year === undefined) throw new Error(`not the stream of a plan: ${stream}`);
  const { version, agency, sector, county, jobs } = event.data;
  const row = assigned.row(province, Number(year), version, agency, sector, county);
  switch (event.type) {
    case 'CommitmentAssigned':
      row.jobs += jobs;
      return;
    case 'CommitmentRevised':
      row.jobs += jobs - event.data.previousJobs;
      return;
    case 'CommitmentWithdrawn':
      row.jobs -= jobs;
      return;
  }
}

function applyJob(event: RegisteredJobEvent, { jobs, jobTotals }: Tables<typeof tables>): void {
  const { province, year, agency, sector, county, registeredOn }: JobDimensions = event.data;
  const month = jalaliMonth(registeredOn);
  countJob(jobs.row(province, year, agency, sector, county, month), event);
  countJob(jobTotals.row(province, year, 'agency', agency), event);
  countJob(jobTotals.row(province, year, 'sector', sector), event);
  countJob(jobTotals.row(province, year, 'county', county), event);
  countJob(jobTotals.row(province, year, 'month', month), event);
}

function countJob(row: JobRow, event: RegisteredJobEvent): void {
  switch (event.type) {
    case 'JobRegistered':
      row.registered += 1;
      if (event.data.gender === 'female') {
        row.registeredWomen += 1;
        row.netWomen += 1;
      }
      return;
    case 'JobVerified':
      row[`verified${event.data.round}`] += 1;
      return;
    case 'JobRejected':
      row.rejected += 1;
      takeBack(row, event.data);
      return;
    case 'JobEnded':
      row.ended += 1;
      return;
    case 'RegistrationVoided':
      row.voided += 1;
      takeBack(row, event.data);
      return;
  }
}

/** Removes a job from the count, with its passed rounds and its end. */
function takeBack(
  row: JobRow,
  { verifiedRounds, ended, gender }: (JobRejected | RegistrationVoided)['data'],
): void {
  if (gender === 'female') row.netWomen -= 1;
  if (verifiedRounds >= 1) row.verified1 -= 1;
  if (verifiedRounds >= 2) row.verified2 -= 1;
  if (verifiedRounds >= 3) row.verified3 -= 1;
  if (ended) row.ended -= 1;
}
