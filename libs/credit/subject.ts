import { commandLine } from './command-line.js';
import { creditFacts } from './domain/facts.js';
import { creditForms } from './domain/stored-form.js';
import { creditRefusals } from './domain/refusals.js';
import type { CreditCommand } from './domain/commands.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { CREDIT_RIGHTS, poolAggregate } from './aggregate.js';
import { commandRoute } from '@misaq/platform/commands/command-route.js';
import { poolsBoard } from './boards/pools/board.js';
import { banksBoard } from './boards/banks/board.js';
import { reviewsBoard } from './boards/reviews/board.js';
import { facilitiesBoard } from './boards/facilities/board.js';
import { paymentsBoard } from './boards/payments/board.js';
import { reviewInboxBoard } from './boards/review-inbox/board.js';
import { allFacilitiesBoard } from './boards/all-facilities/board.js';
import { dueBoard } from './boards/due/board.js';
import { creditKinds } from './imports.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToPool {
  readonly pool: string;
  readonly command: CreditCommand;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly credit: ToPool;
  }
}

export const credit = {
  name: 'credit',
  facts: creditFacts,
  refusals: creditRefusals,
  forms: creditForms,
  routes: [
    commandRoute({
      aggregate: poolAggregate,
      rights: CREDIT_RIGHTS,
      stream: ({ pool }: ToPool) => streams.creditPool(pool),
      context: (contexts, { pool }, actor) => contexts.ofPool(pool, actor),
    }),
  ],
  boards: [
    poolsBoard,
    banksBoard,
    reviewsBoard,
    facilitiesBoard,
    paymentsBoard,
    reviewInboxBoard,
    allFacilitiesBoard,
    dueBoard,
  ],
  http: async () => (await import('./http/controllers.js')).controllers,
  importKinds: creditKinds,
  commandLine,
} as const satisfies Subject;
