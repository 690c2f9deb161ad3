import { creditFacts } from './domain/facts.js';
import { creditRefusals } from './domain/refusals.js';
import type { CreditCommand } from './domain/commands.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { CREDIT_RIGHTS, poolAggregate } from './aggregate.js';
import { commandRoute } from '@misaq/platform/commands/command-route.js';

interface ToPool {
  readonly pool: string;
  readonly command: CreditCommand;
}

export const credit = {
  name: 'credit',
  facts: creditFacts,
  refusals: creditRefusals,
  routes: [
    commandRoute({
      aggregate: poolAggregate,
      rights: CREDIT_RIGHTS,
      stream: ({ pool }: ToPool) => streams.creditPool(pool),
      context: (contexts, { pool }, actor) => contexts.ofPool(pool, actor),
    }),
  ],
} as const;
