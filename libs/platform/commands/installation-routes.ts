import { installationFacts } from '@misaq/platform/kernel/installation-facts.js';
import { INSTALLATION_STREAM } from '@misaq/platform/kernel/installation-events.js';
import { commandRoute } from './command-route.js';
import { installationAggregate, type StartLog } from './installation.js';

interface ToInstallation {
  readonly command: StartLog;
}

export const installation = {
  name: 'installation',
  facts: installationFacts,
  refusals: {},
  routes: [
    commandRoute({
      aggregate: installationAggregate,
      rights: { StartLog: 'follows' },
      stream: (_sent: ToInstallation) => INSTALLATION_STREAM,
      context: () => undefined,
    }),
  ],
} as const;
