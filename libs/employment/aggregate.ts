import { type Act, may, mayOnFound, ownOrganisation } from '@misaq/access/domain/roles.js';
import type { AbandonRegistration, JobCommand, PersonCommand, RegisterJob } from './domain/commands.js';
import type { JobEvent, PersonEvent } from './domain/events.js';
import * as job from './domain/job.js';
import * as person from './domain/person.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { DomainEvent, Refusal } from '@misaq/platform/kernel/decision.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';
import { namingNobody } from '@misaq/platform/commands/naming-nobody.js';

/** The right that each command needs (the table of roles). */
export const JOB_RIGHTS = {
  RegisterJob: 'register-job',
  VerifyJob: 'verify-job',
  RejectJob: 'verify-job',
  EndJob: 'end-job',
  VoidRegistration: 'void-job',
  AbandonRegistration: 'follows',
} as const satisfies Record<(JobCommand | AbandonRegistration)['type'], Act | 'follows'>;

/** Claims and releases follow from registrations and endings, which were authorised. */
export const PERSON_RIGHTS = {
  ClaimJob: 'follows',
  ReleaseJob: 'follows',
} as const satisfies Record<PersonCommand['type'], 'follows'>;

const BYTES_OF_SMALL_STATE = 700;

export const jobAggregate: Aggregate<job.JobState, JobCommand | AbandonRegistration, job.JobContext> = {
  category: 'job',
  initial: job.initialJob,
  evolve: (state, event: DomainEvent) => job.evolve(state, event as JobEvent),
  fork: job.fork,
  bytes: () => BYTES_OF_SMALL_STATE,
  authorise: authoriseJob,
  decide: namingNobody(job.decide),
};

export const personAggregate: Aggregate<person.PersonState, PersonCommand, undefined> = {
  category: 'person',
  initial: person.initialPerson,
  evolve: (state, event: DomainEvent) => person.evolve(state, event as PersonEvent),
  fork: person.fork,
  bytes: () => BYTES_OF_SMALL_STATE,
  authorise: () => undefined,
  decide: person.decide,
};

function authoriseJob(
  actor: Actor,
  state: job.JobState,
  command: JobCommand | AbandonRegistration,
): Refusal | undefined {
  const owner =
    state.status === 'unregistered'
      ? {}
      : { agency: state.registration.agency, province: state.registration.province };
  switch (command.type) {
    case 'RegisterJob':
      return may(actor, JOB_RIGHTS[command.type], command) ?? registeredByAnother(actor, state, command);
    case 'VerifyJob':
    case 'RejectJob':
      return may(actor, JOB_RIGHTS[command.type], owner);
    case 'EndJob':
      return mayOnFound(actor, JOB_RIGHTS[command.type], owner);
    case 'VoidRegistration':
      return may(actor, JOB_RIGHTS[command.type], owner);
    case 'AbandonRegistration':
      return undefined;
  }
}

/**
 * Refuses an agency's registration of a job that another agency registered, or the office with the same id in another
 * province. The refusal does not say who registered it.
 */
function registeredByAnother(
  actor: Actor,
  state: job.JobState,
  { jobId, province }: RegisterJob,
): Refusal<'conflicts_with_recorded'> | undefined {
  if (actor.role !== 'agency' || state.status === 'unregistered') return undefined;
  const { registration } = state;
  if (registration.agency === ownOrganisation(actor) && registration.province === province) return undefined;
  return { name: 'conflicts_with_recorded', figures: { key: jobId } };
}
