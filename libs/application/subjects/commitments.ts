import { commitmentFacts } from '@misaq/domain/commitments/facts.js';
import { commitmentRefusals } from '@misaq/domain/commitments/refusals.js';
import type { CommitmentCommand } from '@misaq/domain/commitments/commands.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { COMMITMENT_RIGHTS, planAggregate } from '../aggregates/commitments.js';
import { commandRoute } from '../command-route.js';
import { then } from '../maybe-async.js';

interface ToPlan {
  readonly command: CommitmentCommand;
}

export const commitments = {
  facts: commitmentFacts,
  refusals: commitmentRefusals,
  routes: [
    commandRoute({
      aggregate: planAggregate,
      rights: COMMITMENT_RIGHTS,
      stream: ({ command: { province, year } }: ToPlan) => streams.commitmentPlan(province, year),
      context: (contexts, { command }) => contexts.withRegister(command.province),
      // A plan is opened for the province as its register is named.
      asRecorded: ({ contexts }, { command }) =>
        then(contexts.province(command.province), (province) => ({ command: { ...command, province } })),
    }),
  ],
} as const;
