import { type Act, may } from '@misaq/access/domain/roles.js';
import type { CommitmentCommand } from './domain/commands.js';
import type { CommitmentEvent } from './domain/events.js';
import * as plan from './domain/plan.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { provinceOfStream } from '@misaq/platform/kernel/streams.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';
import { namingNobody } from '@misaq/platform/commands/naming-nobody.js';

/** The right that each command needs (the table of roles). */
export const COMMITMENT_RIGHTS = {
  AssignCommitment: 'plan-commitments',
  ReviseCommitment: 'plan-commitments',
  WithdrawCommitment: 'plan-commitments',
} as const satisfies Record<CommitmentCommand['type'], Act>;

const BYTES_OF_COMMITMENT = 400;

export const planAggregate: Aggregate<plan.CommitmentPlanState, CommitmentCommand, plan.CommitmentContext> = {
  category: 'commitmentPlan',
  initial: plan.initialPlan,
  evolve: (state, event: DomainEvent) => plan.evolve(state, event as CommitmentEvent),
  fork: plan.fork,
  bytes: (state) => state.commitments.size * BYTES_OF_COMMITMENT,
  authorise: (actor, _state, { type }, stream) =>
    may(actor, COMMITMENT_RIGHTS[type], { province: provinceOfStream(stream) }),
  decide: namingNobody(plan.decide),
};
