/**
 * One running job a person (stream `person-<personId>`). The job is claimed here before it is registered, so that two
 * simultaneous registrations conflict in one stream. It is released when the job ends, is rejected or voided, or was
 * refused after all. For a repeated command, the caller looks at the job first: a registered job is not claimed again.
 *
 * Claims are numbered, because one job may claim its person more than once. The number distinguishes an abandoned claim
 * from a later one of the same job.
 */
import { accepted, type Decision, refused, unchanged, unreachable } from '@misaq/platform/kernel/decision.js';
import { choiceFault, identifierFault } from '@misaq/platform/kernel/fields.js';
import { refusedBy } from '@misaq/platform/kernel/recorded.js';
import type { ClaimJob, PersonCommand, ReleaseJob } from './commands.js';
import { type PersonEvent, RELEASE_REASONS } from './events.js';
import type { PersonRefusalName } from './refusals.js';

export interface PersonState {
  readonly runningJob?: string;
  /** Number of claims so far; also the number of the last one, which is in force while there is a running job. */
  readonly claims: number;
  readonly releasedJobs: readonly string[];
}

export function initialPerson(): PersonState {
  return { claims: 0, releasedJobs: [] };
}

/** The state is an immutable value, so it is its own copy. */
export function fork(state: PersonState): PersonState {
  return state;
}

type PersonDecision = Decision<PersonEvent, PersonRefusalName>;

export function decide(state: PersonState, command: PersonCommand): PersonDecision {
  const fault = identifierFault('personId', command.personId) ?? identifierFault('jobId', command.jobId);
  if (fault !== undefined) return refusedBy(fault);
  switch (command.type) {
    case 'ClaimJob':
      return decideClaim(state, command);
    case 'ReleaseJob':
      return decideRelease(state, command);
    default:
      return unreachable(command);
  }
}

function decideClaim(state: PersonState, { jobId }: ClaimJob): PersonDecision {
  if (state.runningJob === jobId) return unchanged;
  if (state.runningJob !== undefined) {
    return refused('person_already_employed', { jobId: state.runningJob, claimed: jobId });
  }
  return accepted({ type: 'JobClaimed', data: { jobId } });
}

function decideRelease(state: PersonState, { jobId, reason, claim }: ReleaseJob): PersonDecision {
  const fault = choiceFault('reason', reason, RELEASE_REASONS);
  if (fault !== undefined) return refusedBy(fault);
  const isInForce = claim === undefined || claim === state.claims;
  if (state.runningJob === jobId && isInForce)
    return accepted({ type: 'JobReleased', data: { jobId, reason } });
  // A job that ended and is voided later releases twice, for two reasons. The person is free in either case.
  if (state.releasedJobs.includes(jobId)) return unchanged;
  return refused('job_not_claimed', { jobId, running: state.runningJob ?? null });
}

export function evolve(state: PersonState, event: PersonEvent): PersonState {
  switch (event.type) {
    case 'JobClaimed':
      return {
        runningJob: event.data.jobId,
        claims: state.claims + 1,
        releasedJobs: state.releasedJobs,
      };
    case 'JobReleased': {
      const { jobId } = event.data;
      const { claims } = state;
      return { claims, releasedJobs: [...state.releasedJobs.filter((other) => other !== jobId), jobId] };
    }
    default:
      return unreachable(event);
  }
}
