import type { CommandAddress, CommandLine } from '@misaq/platform/command-line/verb.js';
import type { RegisterCommand } from './domain/commands.js';

const ORGANISATION = 'provinces/:province/organisations/:kind/:id';

const addresses: Readonly<Record<RegisterCommand['type'], CommandAddress>> = {
  RegisterOrganisation: { path: 'provinces/:province/organisations' },
  RenameOrganisation: { path: `${ORGANISATION}/renamings` },
  RetireOrganisation: { path: `${ORGANISATION}/retirements` },
};

export const commandLine: CommandLine = {
  addresses,
  verbs: [
    {
      name: 'organisation',
      group: 'change',
      place: 3,
      takes: '',
      summary: 'rename or retire an agency, bank, sector or county',
      load: async () => (await import('./verbs/organisation.js')).registerOrganisation,
    },
  ],
};
