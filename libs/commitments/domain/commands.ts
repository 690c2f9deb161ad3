import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CommitmentKey } from './events.js';

interface OfCommitment extends CommitmentKey {
  /** Province and Jalali year determine the stream. */
  readonly province: string;
  readonly year: number;
}

export interface AssignCommitment extends OfCommitment {
  readonly type: 'AssignCommitment';
  readonly jobs: number;
  readonly notifiedOn: PlainDate;
}

export interface ReviseCommitment extends OfCommitment {
  readonly type: 'ReviseCommitment';
  readonly jobs: number;
  readonly revisedOn: PlainDate;
  readonly reason: string;
}

export interface WithdrawCommitment extends OfCommitment {
  readonly type: 'WithdrawCommitment';
  readonly withdrawnOn: PlainDate;
  readonly reason: string;
}

export type CommitmentCommand = AssignCommitment | ReviseCommitment | WithdrawCommitment;
