import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

export const GENDERS = ['female', 'male'] as const;
export type Gender = (typeof GENDERS)[number];

/** The three rounds in which a job is verified, in their order. */
export const ROUNDS = [1, 2, 3] as const;
export type Round = (typeof ROUNDS)[number];

/**
 * What boards count jobs by. Every event of a job after its registration repeats these, so that a read model is a sum
 * over events: it adds and subtracts what an event says and looks nothing up.
 */
export interface JobDimensions {
  readonly jobId: string;
  readonly province: string;
  /** Jalali year whose commitment the job counts for. */
  readonly year: number;
  readonly agency: string;
  readonly sector: string;
  readonly county: string;
  readonly gender: Gender;
  readonly registeredOn: PlainDate;
}

export interface JobRegistered {
  readonly type: 'JobRegistered';
  readonly data: JobDimensions & {
    /** Pseudonym of the national ID; names and national IDs of citizens are never in the log. */
    readonly personId: string;
    readonly education?: string;
    readonly priorityGroup?: string;
    readonly startedOn: PlainDate;
    readonly facilityId?: string;
    readonly programme?: string;
  };
}

export interface JobVerified {
  readonly type: 'JobVerified';
  readonly data: JobDimensions & {
    readonly round: Round;
    /** Id of the principal who signed. */
    readonly verifier: string;
    /**
     * Id of the principal of the labour department who recorded the signature for the verifier. Absent where the
     * verifier sent it, and in events of older versions, which do not say it.
     */
    readonly recordedBy?: string;
    readonly on: PlainDate;
    readonly reason?: string;
  };
}

/** What is taken back with a job that leaves the count. */
interface TakenBack {
  /** Rounds it had passed. */
  readonly verifiedRounds: number;
  /** Whether its end was on record. */
  readonly ended: boolean;
}

export interface JobRejected {
  readonly type: 'JobRejected';
  readonly data: JobDimensions &
    TakenBack & {
      readonly round: Round;
      readonly verifier: string;
      /** As in {@link JobVerified}. */
      readonly recordedBy?: string;
      readonly on: PlainDate;
      readonly reason: string;
    };
}

export interface JobEnded {
  readonly type: 'JobEnded';
  readonly data: JobDimensions & {
    readonly endedOn: PlainDate;
    readonly reason?: string;
  };
}

export interface RegistrationVoided {
  readonly type: 'RegistrationVoided';
  readonly data: JobDimensions &
    TakenBack & {
      readonly voidedOn: PlainDate;
      readonly reason: string;
    };
}

/**
 * A registration that had claimed its person was given up before it was recorded. No registration of this job may rest
 * on that claim or on an earlier one any more: the person is released next, and another job may claim the person.
 */
export interface RegistrationAbandoned {
  readonly type: 'RegistrationAbandoned';
  readonly data: {
    readonly jobId: string;
    readonly personId: string;
    /** Which claim of the person, in the order of the person's stream; the first is 1. */
    readonly claim: number;
    readonly reason: AbandonReason;
  };
}

/** Of a job that is on record; what boards count. */
export type RegisteredJobEvent = JobRegistered | JobVerified | JobRejected | JobEnded | RegistrationVoided;

/** What jobs on record are counted by. A registration that was given up is none of it. */
export const REGISTERED_JOB_EVENTS = eventTypes<RegisteredJobEvent>({
  JobRegistered: true,
  JobVerified: true,
  JobRejected: true,
  JobEnded: true,
  RegistrationVoided: true,
});

export type JobEvent = RegisteredJobEvent | RegistrationAbandoned;

export const JOB_EVENTS = eventTypes<JobEvent>({
  JobRegistered: true,
  JobVerified: true,
  JobRejected: true,
  JobEnded: true,
  RegistrationVoided: true,
  RegistrationAbandoned: true,
});

/**
 * Why a registration was given up. `not-finished`: nobody recorded the job in time. `not-registered`: the job was
 * refused after its person had been claimed.
 */
export const ABANDON_REASONS = ['not-finished', 'not-registered'] as const;
export type AbandonReason = (typeof ABANDON_REASONS)[number];

/** Why a person no longer holds a job: the job is over, or its registration was given up. */
export const RELEASE_REASONS = ['ended', 'rejected', 'voided', ...ABANDON_REASONS] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

export interface JobClaimed {
  readonly type: 'JobClaimed';
  readonly data: { readonly jobId: string };
}

export interface JobReleased {
  readonly type: 'JobReleased';
  readonly data: { readonly jobId: string; readonly reason: ReleaseReason };
}

export type PersonEvent = JobClaimed | JobReleased;

export const PERSON_EVENTS = eventTypes<PersonEvent>({
  JobClaimed: true,
  JobReleased: true,
});
