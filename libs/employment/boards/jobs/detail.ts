import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Gender } from '../../domain/events.js';
import type { Job, SignedRound } from '../../domain/job.js';
import type { JobStatusOnList } from './job-status.js';

/** A job with its rounds. No answer identifies its person, not even by pseudonym. */
export interface JobDetail {
  readonly jobId: string;
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  readonly agency: string;
  readonly county: string;
  readonly sector: string;
  readonly gender: Gender;
  readonly education?: string;
  readonly priorityGroup?: string;
  readonly registeredOn: PlainDate;
  readonly startedOn: PlainDate;
  readonly facilityId?: string;
  readonly programme?: string;
  readonly status: JobStatusOnList;
  /** In order; of a rejected job the last one is the rejection. */
  readonly rounds: readonly SignedRound[];
  readonly ended?: { readonly endedOn: PlainDate; readonly reason?: string };
  readonly voided?: { readonly voidedOn: PlainDate; readonly reason: string };
}

export function jobDetail(job: Job): JobDetail {
  // Removes the pseudonym of the person explicitly.
  const { personId: _, ...registration } = job.registration;
  const { rounds, end } = job;
  return {
    ...registration,
    status: statusOf(job),
    rounds,
    ...(end !== undefined && { ended: end }),
    ...(job.status === 'voided' && { voided: job.voiding }),
  };
}

function statusOf({ status, rounds }: Job): JobStatusOnList {
  if (status !== 'running') return status;
  const { length: verified } = rounds;
  if (verified === 0) return 'registered';
  return verified === 1 ? 'verified-1' : verified === 2 ? 'verified-2' : 'verified-3';
}
