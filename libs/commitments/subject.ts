import { commandLine } from './command-line.js';
import { commitmentFacts } from './domain/facts.js';
import { commitmentRefusals } from './domain/refusals.js';
import type { CommitmentCommand } from './domain/commands.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { COMMITMENT_RIGHTS, planAggregate } from './aggregate.js';
import { commandRoute } from '@misaq/platform/commands/command-route.js';
import { then } from '@misaq/platform/commands/maybe-async.js';
import { commitmentsBoard } from './boards/commitments/board.js';
import { courseBoard } from './boards/course/board.js';
import { commitmentKinds } from './imports.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToPlan {
  readonly command: CommitmentCommand;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly commitments: ToPlan;
  }
}

export const commitments = {
  name: 'commitments',
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
  boards: [commitmentsBoard, courseBoard],
  http: async () => (await import('./http/controllers.js')).controllers,
  importKinds: commitmentKinds,
  commandLine,
} as const satisfies Subject;
