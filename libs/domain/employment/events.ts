import type { PlainDate } from '@misaq/calendar/plain-date.js';

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

export type JobEvent = JobRegistered | JobVerified | JobRejected | JobEnded | RegistrationVoided;

/** Why a person no longer holds a job; `not-registered`: it was claimed, and the registration then refused. */
export const RELEASE_REASONS = ['ended', 'rejected', 'voided', 'not-registered'] as const;
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
