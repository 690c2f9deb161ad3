import type { CommandAddress, CommandLine } from '@misaq/platform/command-line/verb.js';
import type { CommitmentCommand } from './domain/commands.js';

const COMMITMENTS = 'provinces/:province/plans/:year/commitments';

const addresses: Readonly<Record<CommitmentCommand['type'], CommandAddress>> = {
  AssignCommitment: { path: COMMITMENTS },
  ReviseCommitment: { path: `${COMMITMENTS}/revisions` },
  WithdrawCommitment: { path: `${COMMITMENTS}/withdrawals` },
};

export const commandLine: CommandLine = {
  addresses,
  verbs: [
    {
      name: 'commitments',
      group: 'look',
      place: 3,
      takes: '[options] <year>',
      summary: 'the commitment board of a year: promised, registered and verified jobs',
      load: async () => (await import('./verbs/commitments.js')).registerCommitments,
    },
    {
      name: 'commitment',
      group: 'change',
      place: 4,
      takes: '',
      summary: 'revise or withdraw a commitment that was assigned',
      load: async () => (await import('./verbs/commitment.js')).registerCommitment,
    },
  ],
};
