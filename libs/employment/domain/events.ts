import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

export const GENDERS = ['female', 'male'] as const;
export type Gender = (typeof GENDERS)[number];

/** The three rounds in which a job is verified, in order. */
export const ROUNDS = [1, 2, 3] as const;
export type Round = (typeof ROUNDS)[number];

/**
 * The dimensions by which boards count jobs. Every later event of a job repeats them, so that a read model only sums up
 * events and needs no look-up.
 */
export interface JobDimensions {
  readonly jobId: string;
  readonly province: string;
  /** Jalali year of the commitment to which the job counts. */
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
    /** Pseudonym of the national ID. The log never contains names or national IDs of citizens. */
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
    /** Id of the principal whose signature it is. */
    readonly verifier: string;
    /**
     * Id of the principal of the labour department who recorded the signature for the verifier. Absent where the
     * verifier sent it, and in events of older versions.
     */
    readonly recordedBy?: string;
    readonly on: PlainDate;
    readonly reason?: string;
  };
}

/** What is subtracted when a job leaves the count. */
interface TakenBack {
  /** Number of passed rounds. */
  readonly verifiedRounds: number;
  /** Whether the end of the job was recorded. */
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
 * on that claim or on an earlier one any more. The person is released next, and another job may then claim the person.
 */
export interface RegistrationAbandoned {
  readonly type: 'RegistrationAbandoned';
  readonly data: {
    readonly jobId: string;
    readonly personId: string;
    /** The number of the claim in the person's stream; the first is 1. */
    readonly claim: number;
    readonly reason: AbandonReason;
  };
}

/** Events of a registered job; boards count them. */
export type RegisteredJobEvent = JobRegistered | JobVerified | JobRejected | JobEnded | RegistrationVoided;

/** The events by which boards count registered jobs. Abandoned registrations do not count. */
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
 * Why a registration was given up. `not-finished`: the job was not recorded in time. `not-registered`: the job was
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
