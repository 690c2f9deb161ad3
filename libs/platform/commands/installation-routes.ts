import { installationFacts } from '@misaq/platform/kernel/installation-facts.js';
import { INSTALLATION_STREAM } from '@misaq/platform/kernel/installation-events.js';
import { commandRoute } from './command-route.js';
import { installationAggregate, type StartLog } from './installation.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToInstallation {
  readonly command: StartLog;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly installation: ToInstallation;
  }
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
} as const satisfies Subject;
