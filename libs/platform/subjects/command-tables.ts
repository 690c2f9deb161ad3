import type { CommandTables } from '@misaq/platform/commands/command-route.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';

/** What a subject answers its own acts of: read models that are opened when they are first asked. */
export interface TableParts {
  readonly clock: Clock;
  readonly models: () => Promise<ReadModels>;
  /** Where the log ends. */
  readonly end: () => Promise<bigint>;
}

/** What the acts of a subject ask of tables. */
export interface ActTables {
  /** Of a log without tables. */
  readonly none: Partial<CommandTables>;
  readonly of: (parts: TableParts) => Partial<CommandTables>;
}

interface TableSubject {
  readonly name: string;
  readonly tables?: ActTables;
}

/** What acts ask, answered of a log without tables. */
export function noTables(subjects: readonly TableSubject[]): CommandTables {
  return Object.assign({}, ...subjects.map(({ tables }) => tables?.none)) as CommandTables;
}

/** What acts ask, answered of read models. */
export function tablesOf(subjects: readonly TableSubject[], parts: TableParts): CommandTables {
  return Object.assign({}, ...subjects.map(({ tables }) => tables?.of(parts))) as CommandTables;
}
