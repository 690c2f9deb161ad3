import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import type { DueWork } from './due-work.js';
import type { ExportTasks } from './export-tasks.js';
import type { ImportTasks } from './import-tasks.js';
import type { NightlyVerification } from './nightly-verification.js';

export const BACKGROUND_WORK = Symbol('unasked work');

/** The background work of this process. */
export interface BackgroundWork {
  readonly scheduler: Scheduler;
  /** On the same scheduler. */
  readonly importTasks: ImportTasks;
  readonly exportTasks: ExportTasks;
  /** Absent where separate workers do it. */
  readonly work?: DueWork;
  /** Absent when it is switched off. */
  readonly verification?: NightlyVerification;
}

declare module '@misaq/platform/questions/question.js' {
  interface AnsweringProcess {
    /** Absent on the command line of a data directory. */
    readonly background?: BackgroundWork;
  }
}

/** @throws Error where no background work is done: a mistake of the program, because no verb asks these questions */
export function backgroundOf({ background }: { readonly background?: BackgroundWork }): BackgroundWork {
  if (background === undefined)
    throw new Error('a question about background work was asked where none is done');
  return background;
}
