import { registerFacts } from '@misaq/domain/register/facts.js';
import { registerRefusals } from '@misaq/domain/register/refusals.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import type { RegisterCommand } from '@misaq/domain/register/commands.js';
import { REGISTER_RIGHTS, registerAggregate } from '../aggregates/register.js';
import { commandRoute } from '../command-route.js';

interface ToRegister {
  readonly command: RegisterCommand;
}

export const register = {
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
