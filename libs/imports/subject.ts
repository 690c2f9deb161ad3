import { checkFacts, importFacts } from './domain/facts.js';
import { checkRefusals } from './domain/checks.js';
import { importRefusals } from './domain/import.js';
import type { CheckLimits, RecordCheck } from './domain/checks.js';
import type { ImportCommand } from './domain/import.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { CHECK_RIGHTS, checksAggregate, IMPORT_RIGHTS, importAggregate } from './aggregate.js';
import { commandRoute } from '@misaq/platform/commands/command-route.js';
import { importsBoard } from './boards/imports/board.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToImport {
  readonly command: ImportCommand;
}

interface ToChecks {
  readonly command: RecordCheck;
  /** What one principal may have checked in a day. */
  readonly limits: CheckLimits;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly imports: ToImport | ToChecks;
  }
}

export const imports = {
  name: 'imports',
  facts: { ...importFacts, ...checkFacts },
  refusals: { ...importRefusals, ...checkRefusals },
  routes: [
    commandRoute({
      aggregate: importAggregate,
      rights: IMPORT_RIGHTS,
      stream: ({ command: { importId } }: ToImport) => streams.import(importId),
      context: () => undefined,
    }),
    commandRoute({
      aggregate: checksAggregate,
      rights: CHECK_RIGHTS,
      stream: ({ command: { principalId } }: ToChecks) => streams.checks(principalId),
      context: (contexts, { limits }) => ({ ...contexts.day(), limits }),
    }),
  ],
  boards: [importsBoard],
} as const satisfies Subject;
