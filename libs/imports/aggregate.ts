import {
  type CheckContext,
  type CheckEvent,
  type ChecksState,
  decideCheck,
  evolveChecks,
  initialChecks,
  type RecordCheck,
} from './domain/checks.js';
import type { ImportEvent } from './domain/events.js';
import {
  decideImport,
  evolveImport,
  initialImport,
  type ImportCommand,
  type ImportState,
} from './domain/import.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';

/** Whoever imports must be allowed to do what the rows do, one by one. */
export const IMPORT_RIGHTS = {
  AcceptImport: 'follows',
  CompleteImport: 'follows',
} as const satisfies Record<ImportCommand['type'], 'follows'>;

/** Whoever may send such a file may have it checked. */
export const CHECK_RIGHTS = { RecordCheck: 'follows' } as const satisfies Record<
  RecordCheck['type'],
  'follows'
>;

const BYTES_OF_SMALL_STATE = 700;

export const importAggregate: Aggregate<ImportState, ImportCommand, undefined> = {
  category: 'import',
  initial: initialImport,
  evolve: (state, event: DomainEvent) => evolveImport(state, event as ImportEvent),
  fork: (state) => state,
  bytes: () => BYTES_OF_SMALL_STATE,
  authorise: () => undefined,
  decide: decideImport,
};

export const checksAggregate: Aggregate<ChecksState, RecordCheck, CheckContext> = {
  category: 'checks',
  initial: initialChecks,
  evolve: (state, event: DomainEvent) => evolveChecks(state, event as CheckEvent),
  fork: (state) => state,
  bytes: () => BYTES_OF_SMALL_STATE,
  authorise: () => undefined,
  decide: decideCheck,
};
