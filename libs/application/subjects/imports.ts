import { checkFacts, importFacts } from '@misaq/domain/imports/facts.js';
import { checkRefusals } from '@misaq/domain/imports/checks.js';
import { importRefusals } from '@misaq/domain/imports/import.js';
import type { CheckLimits, RecordCheck } from '@misaq/domain/imports/checks.js';
import type { ImportCommand } from '@misaq/domain/imports/import.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { CHECK_RIGHTS, checksAggregate, IMPORT_RIGHTS, importAggregate } from '../aggregates/imports.js';
import { commandRoute } from '../command-route.js';

interface ToImport {
  readonly command: ImportCommand;
}

interface ToChecks {
  readonly command: RecordCheck;
  /** What one principal may have checked in a day. */
  readonly limits: CheckLimits;
}

export const imports = {
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
} as const;
