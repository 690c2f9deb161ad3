import { creditFacts } from '@misaq/domain/credit/facts.js';
import { creditRefusals } from '@misaq/domain/credit/refusals.js';
import type { CreditCommand } from '@misaq/domain/credit/commands.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { CREDIT_RIGHTS, poolAggregate } from '../aggregates/credit.js';
import { commandRoute } from '../command-route.js';

interface ToPool {
  readonly pool: string;
  readonly command: CreditCommand;
}

export const credit = {
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
