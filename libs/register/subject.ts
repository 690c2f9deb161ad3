import { commandLine } from './command-line.js';
import { registerFacts } from './domain/facts.js';
import { registerRefusals } from './domain/refusals.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { RegisterCommand } from './domain/commands.js';
import { REGISTER_RIGHTS, registerAggregate } from './aggregate.js';
import { commandRoute } from '@misaq/platform/commands/command-route.js';
import { registerBoard } from './boards/register/board.js';
import { registerKinds } from './imports.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToRegister {
  readonly command: RegisterCommand;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly register: ToRegister;
  }
}

export const register = {
  name: 'register',
  facts: registerFacts,
  refusals: registerRefusals,
  routes: [
    commandRoute({
      aggregate: registerAggregate,
      rights: REGISTER_RIGHTS,
      stream: ({ command: { province } }: ToRegister) => streams.register(province),
      context: (contexts) => contexts.day(),
    }),
  ],
  boards: [registerBoard],
  http: async () => (await import('./http/controllers.js')).controllers,
  importKinds: registerKinds,
  commandLine,
} as const satisfies Subject;
