import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Gender } from '../../domain/events.js';
import type { SignedRound } from '../../domain/job.js';
import type { JobDetail } from './detail.js';
import type { JobOnList } from './queries.js';
import type { Page } from '@misaq/platform/questions/page.js';
import type { JobStatusOnList } from './job-status.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    JobPage: JobPage;
    Job: JobDetailItem;
  }
}

/** A page of jobs, with counts over all pages. */
export interface JobPage extends Page<JobOnList> {
  readonly byStatus: Readonly<Record<JobStatusOnList, number>>;
}

export interface JobRoundItem extends Omit<SignedRound, 'reason' | 'recordedBy'> {
  /** The principal of the labour department who recorded it for the verifier; null where none is on record. */
  readonly recordedBy: string | null;
  readonly reason: string | null;
}

/** A job with its rounds. Whose it is stands in no answer. */
export interface JobDetailItem {
  readonly jobId: string;
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  readonly agency: string;
  readonly county: string;
  readonly sector: string;
  readonly gender: Gender;
  readonly education: string | null;
  readonly priorityGroup: string | null;
  readonly registeredOn: PlainDate;
  readonly startedOn: PlainDate;
  /** The facility it was created with. */
  readonly facilityId: string | null;
  readonly programme: string | null;
  readonly status: JobStatusOnList;
  /** In order; of a rejected job the last one is the rejection. */
  readonly rounds: readonly JobRoundItem[];
  readonly ended: { readonly endedOn: PlainDate; readonly reason: string | null } | null;
  readonly voided: { readonly voidedOn: PlainDate; readonly reason: string } | null;
}

export function jobDetailItem(job: JobDetail): JobDetailItem {
  const { jobId, province, year, agency, county, sector, gender, education, priorityGroup } = job;
  const { registeredOn, startedOn, facilityId, programme, status, rounds, ended, voided } = job;
  return {
    jobId,
    province,
    year,
    agency,
    county,
    sector,
    gender,
    education: education ?? null,
    priorityGroup: priorityGroup ?? null,
    registeredOn,
    startedOn,
    facilityId: facilityId ?? null,
    programme: programme ?? null,
    status,
    rounds: rounds.map((round) => ({
      ...round,
      recordedBy: round.recordedBy ?? null,
      reason: round.reason ?? null,
    })),
    ended: ended === undefined ? null : { endedOn: ended.endedOn, reason: ended.reason ?? null },
    voided: voided ?? null,
  };
}
