import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { AbandonReason, Gender, ReleaseReason, Round } from './events.js';

export interface RegisterJob {
  readonly type: 'RegisterJob';
  readonly jobId: string;
  readonly province: string;
  readonly year: number;
  readonly personId: string;
  readonly agency: string;
  readonly sector: string;
  readonly county: string;
  readonly gender: Gender;
  readonly education?: string | undefined;
  readonly priorityGroup?: string | undefined;
  readonly registeredOn: PlainDate;
  readonly startedOn: PlainDate;
  readonly facilityId?: string | undefined;
  readonly programme?: string | undefined;
}

export interface VerifyJob {
  readonly type: 'VerifyJob';
  readonly jobId: string;
  readonly round: Round;
  readonly verifier: string;
  readonly on: PlainDate;
  readonly reason?: string | undefined;
}

export interface RejectJob {
  readonly type: 'RejectJob';
  readonly jobId: string;
  readonly round: Round;
  readonly verifier: string;
  readonly on: PlainDate;
  readonly reason: string;
}

export interface EndJob {
  readonly type: 'EndJob';
  readonly jobId: string;
  readonly endedOn: PlainDate;
  readonly reason?: string | undefined;
}

export interface VoidRegistration {
  readonly type: 'VoidRegistration';
  readonly jobId: string;
  readonly voidedOn: PlainDate;
  readonly reason: string;
}

/** The commands that clients send. */
export type JobCommand = RegisterJob | VerifyJob | RejectJob | EndJob | VoidRegistration;

/** Sent by Misaq itself, before it releases a person whose claimed job was not registered. */
export interface AbandonRegistration {
  readonly type: 'AbandonRegistration';
  readonly jobId: string;
  readonly personId: string;
  /** The claim on which no later registration may rest; the person's first claim is 1. */
  readonly claim: number;
  readonly reason: AbandonReason;
}

export interface ClaimJob {
  readonly type: 'ClaimJob';
  /** Determines the stream. */
  readonly personId: string;
  readonly jobId: string;
}

export interface ReleaseJob {
  readonly type: 'ReleaseJob';
  readonly personId: string;
  readonly jobId: string;
  readonly reason: ReleaseReason;
  /** Releases only this claim, and no later one of the same job. Absent: any claim of the job. */
  readonly claim?: number;
}

export type PersonCommand = ClaimJob | ReleaseJob;
