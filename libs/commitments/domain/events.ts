import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** The default version to measure fulfilment against. */
export const BASELINE = 'baseline';

/** The key of a commitment: one number of jobs for each version, agency, sector and county. */
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
 * Later events repeat the day of notification and the previous number, so that a read model only sums up events. A
 * revision adds `jobs - previousJobs`, a withdrawal subtracts `jobs`.
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
    /** The number that is withdrawn. */
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
