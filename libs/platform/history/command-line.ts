import type { CommandLine } from '@misaq/platform/command-line/verb.js';

export const commandLine: CommandLine = {
  addresses: {},
  verbs: [
    {
      name: 'history',
      group: 'look',
      place: 5,
      takes: '[options]',
      summary:
        'every event of a pool, agency, bank, facility, actor, verifier or stream: who, when, why, what',
      load: async () => (await import('./verbs/history.js')).registerHistory,
    },
  ],
};
