import { type Act, may } from '@misaq/domain/access/roles.js';
import type { CommitmentCommand } from '@misaq/domain/commitments/commands.js';
import type { CommitmentEvent } from '@misaq/domain/commitments/events.js';
import * as plan from '@misaq/domain/commitments/plan.js';
import type { DomainEvent } from '@misaq/domain/kernel/decision.js';
import { provinceOfStream } from '@misaq/domain/kernel/streams.js';
import type { Aggregate } from '../aggregate.js';
import { namingNobody } from './naming-nobody.js';

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
