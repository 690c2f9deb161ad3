import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { Gender, ReleaseReason, Round } from './events.js';

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

export type JobCommand = RegisterJob | VerifyJob | RejectJob | EndJob | VoidRegistration;

export interface ClaimJob {
  readonly type: 'ClaimJob';
  /** Names the stream. */
  readonly personId: string;
  readonly jobId: string;
}

export interface ReleaseJob {
  readonly type: 'ReleaseJob';
  readonly personId: string;
  readonly jobId: string;
  readonly reason: ReleaseReason;
}

export type PersonCommand = ClaimJob | ReleaseJob;
