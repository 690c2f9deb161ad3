import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import type { DueWork } from './due-work.js';
import type { ExportJobs } from './export-jobs.js';
import type { ImportJobs } from './import-jobs.js';
import type { NightlyVerification } from './nightly-verification.js';

export const BACKGROUND_WORK = Symbol('unasked work');

/** The background work of this process. */
export interface BackgroundWork {
  readonly scheduler: Scheduler;
  /** On the same scheduler. */
  readonly importJobs: ImportJobs;
  readonly exportJobs: ExportJobs;
  /** Absent where separate workers do it. */
  readonly work?: DueWork;
  /** Absent when it is switched off. */
  readonly verification?: NightlyVerification;
}
