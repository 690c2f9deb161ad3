import { registerFacts } from './domain/facts.js';
import { registerRefusals } from './domain/refusals.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { RegisterCommand } from './domain/commands.js';
import { REGISTER_RIGHTS, registerAggregate } from './aggregate.js';
import { commandRoute } from '@misaq/platform/commands/command-route.js';

interface ToRegister {
  readonly command: RegisterCommand;
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
} as const;
