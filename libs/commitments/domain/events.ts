import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** The version that fulfilment is measured against unless another is named. */
export const BASELINE = 'baseline';

/** Whose promise it is: one number of jobs for each version, agency, sector and county. */
export interface CommitmentKey {
  /** `baseline`, or the name of a later version such as `raised`. */
  readonly version: string;
  readonly agency: string;
  readonly sector: string;
  readonly county: string;
}

export interface PlanOpened {
  readonly type: 'PlanOpened';
  readonly data: {
    readonly province: string;
    /** Jalali year. */
    readonly year: number;
  };
}

export interface CommitmentAssigned {
  readonly type: 'CommitmentAssigned';
  readonly data: CommitmentKey & {
    readonly jobs: number;
    readonly notifiedOn: PlainDate;
  };
}

/**
 * The later events repeat the day of notification and the number that stood before, so that a read model is a sum
 * over events and looks nothing up: a revision adds `jobs - previousJobs`, a withdrawal takes `jobs` away.
 */
export interface CommitmentRevised {
  readonly type: 'CommitmentRevised';
  readonly data: CommitmentKey & {
    readonly notifiedOn: PlainDate;
    readonly jobs: number;
    readonly previousJobs: number;
    readonly revisedOn: PlainDate;
    readonly reason: string;
  };
}

export interface CommitmentWithdrawn {
  readonly type: 'CommitmentWithdrawn';
  readonly data: CommitmentKey & {
    readonly notifiedOn: PlainDate;
    /** The number that stood and is withdrawn. */
    readonly jobs: number;
    readonly withdrawnOn: PlainDate;
    readonly reason: string;
  };
}

export type CommitmentEvent = PlanOpened | CommitmentAssigned | CommitmentRevised | CommitmentWithdrawn;

export const COMMITMENT_EVENTS = eventTypes<CommitmentEvent>({
  PlanOpened: true,
  CommitmentAssigned: true,
  CommitmentRevised: true,
  CommitmentWithdrawn: true,
});
