import type { Twins } from './look-alike-ids.js';
import type { UnfinishedImport } from '@misaq/platform/imports/unfinished.js';
import type { LogReport } from '@misaq/platform/event-store/verify.js';
import type { DifferingRow } from '@misaq/platform/projections/compare.js';
import type { Rebuilt } from '@misaq/platform/projections/rebuild.js';
import type { ProjectionHealth } from '@misaq/platform/projections/target.js';
import type { Task } from '@misaq/platform/scheduling/port.js';
import type { Stop } from '@misaq/platform/projections/target.js';

/** A read model that was built anew or compared. */
export interface RebuiltItem {
  readonly name: string;
  /** The last event that was built in. */
  readonly position: bigint;
  /** Whether the one built aside serves from now on. */
  readonly swapped: boolean;
  /** Rows that differ from those that were served; null when they could not be compared. */
  readonly differences: number | null;
  /** Some of them. */
  readonly examples: readonly DifferingRow[];
  /** Why it is stopped. */
  readonly stop: Stop | null;
}

export interface RebuiltReadModelsItem {
  readonly readModels: readonly RebuiltItem[];
}

export interface VerificationItem extends RebuiltReadModelsItem {
  readonly events: number;
  readonly streams: number;
  /** Position of the last event of the log. */
  readonly position: bigint;
  /** What is wrong with the structure of the file; null when it was not looked at. */
  readonly structure: readonly string[] | null;
  readonly faultCount: number;
  /** Some of the faults of the log. */
  readonly faults: LogReport['faults'];
  /** Imports that were accepted and are not at their end. */
  readonly unfinishedImports: readonly UnfinishedImport[];
  /** Ids and names that look alike and are recorded as two, by an older version. They are no damage. */
  readonly twins: readonly Twins[];
}

/** A read model that was built anew or compared, as it leaves the program. */
export function rebuiltItem({ name, position, comparison, swapped, stop }: Rebuilt): RebuiltItem {
  return {
    name,
    position,
    swapped,
    differences: comparison === undefined ? null : comparison.differing,
    examples: comparison?.examples ?? [],
    stop: stop ?? null,
  };
}

export interface ProjectionItem {
  readonly name: string;
  /** The last event its tables show; -1 before the first. */
  readonly position: bigint;
  /** Positions between that and the end of the log. */
  readonly lag: number;
  readonly state: 'running' | 'stopped';
  /** Why it is stopped. */
  readonly stop: Stop | null;
}

export interface ProjectionsItem {
  /** Position of the last event of the log. */
  readonly logPosition: string;
  readonly projections: readonly ProjectionItem[];
}

/** How a read model stands to the log. */
export function projectionItem({ name, position, lag, state, stop }: ProjectionHealth): ProjectionItem {
  return { name, position, lag: Number(lag), state, stop: stop ?? null };
}

export interface VerificationParts {
  readonly log: LogReport;
  readonly structure: readonly string[] | null;
  readonly unfinishedImports: readonly UnfinishedImport[];
  readonly twins: readonly Twins[];
  readonly readModels: readonly Rebuilt[];
}

export function verificationItem({
  log,
  structure,
  unfinishedImports,
  twins,
  readModels,
}: VerificationParts): VerificationItem {
  return {
    events: log.events,
    streams: log.streams,
    position: log.position,
    structure,
    faultCount: log.faultCount,
    faults: log.faults,
    unfinishedImports,
    twins,
    readModels: readModels.map(rebuiltItem),
  };
}

/** A task of the scheduler that waits, runs or has failed. */
export interface JobOfSchedulerItem {
  readonly id: string;
  readonly kind: string;
  readonly state: 'waiting' | 'running' | 'failed';
  /** ISO instant, UTC. */
  readonly dueAt: string;
  readonly attempts: number;
  /** 0 to 100. */
  readonly progress: number;
  /** Why the last attempt failed. */
  readonly problem: string | null;
}

/** Tasks of a kind, in every process. */
export interface KindOfJobsItem {
  /** Such as `webhook`; `import-NAME` are the imports of the node with that name. */
  readonly kind: string;
  /** Whether some process runs its tasks now. Tasks of a kind without such a process wait for ever. */
  readonly handled: boolean;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
}

/** What is done unasked, and what of it needs somebody. */
export interface JobsOfSchedulerItem {
  /** Whether tasks can be scheduled and run now. */
  readonly available: boolean;
  readonly waiting: number;
  readonly running: number;
  /** How long the oldest due task has waited, in milliseconds. */
  readonly lateMs: number;
  readonly kinds: readonly KindOfJobsItem[];
  /** Tasks whose last attempt failed. */
  readonly failed: readonly JobOfSchedulerItem[];
  /** Why it is not available, or what cannot be done. */
  readonly problems: readonly string[];
}

export function jobOfSchedulerItem(task: Task): JobOfSchedulerItem {
  const { id, kind, state, dueAtMs, attempts, progress, problem = null } = task;
  return { id, kind, state, dueAt: new Date(dueAtMs).toISOString(), attempts, progress, problem };
}
