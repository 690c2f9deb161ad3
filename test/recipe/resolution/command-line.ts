import type { CommandAddress, CommandLine } from '@misaq/platform/command-line/verb.js';
import type { ResolutionCommand } from './domain/commands.js';

const addresses: Readonly<Record<ResolutionCommand['type'], CommandAddress>> = {
  RecordResolution: { path: 'provinces/:province/resolutions/:year' },
};

export const commandLine: CommandLine = {
  addresses,
  verbs: [
    {
      name: 'resolutions',
      group: 'look',
      takes: '[options] <year>',
      summary: 'the resolutions of a year',
      load: async () => (await import('./verbs/resolutions.js')).registerResolutions,
    },
    {
      name: 'resolve',
      group: 'change',
      takes: '[options]',
      summary: 'record what a working group obliged an agency to',
      load: async () => (await import('./verbs/resolve.js')).registerResolve,
    },
  ],
};
