import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { OnProgress } from '@misaq/platform/imports/report.js';
import type { Act } from '@misaq/access/domain/roles.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { importKind } from '@misaq/platform/imports/import-kinds.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import type { ListedCommandLine } from '@misaq/platform/command-line/verb.js';
import type { Access, VerbSession } from '@misaq/platform/command-line/session.js';
import type { Backend } from './backend/backend.js';
import type { ServerAddress } from './backend/remote/server-address.js';
import type { LogOpening } from '@misaq/platform/assembly/log-store.js';
import type { System } from '@misaq/platform/assembly/system.js';
import type { SubjectList } from '@misaq/platform/subjects/subject.js';
import type { Progress } from './output/progress-display.js';

/** What the command line is given of the subjects. */
export interface GivenSubjects {
  readonly commandLines: readonly ListedCommandLine[];
  /** Loads all else of them. Verbs that open no data directory do without. */
  readonly load: () => Promise<SubjectList>;
}

/** One run of a verb: who asks, where the data is, and what to say on the way. */
export interface Session extends VerbSession {
  readonly subjects: GivenSubjects;
  /** The server that verbs are sent to; undefined when they work on the data directory themselves. */
  readonly server: ServerAddress | undefined;
  /** The data directory, absolute. */
  readonly folder: string;
  /** False when nobody named it and it is the default. */
  readonly folderGiven: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  reach(access: Access): Promise<Backend>;
  /** Opens another directory under another clock, as it is: nothing is looked for in it and nothing resumed. */
  openOn(folder: string, clock: Clock, opening?: LogOpening): Promise<System>;
  /** Ends the verb unless the actor may do this. Not for verbs that a server does: it decides itself. */
  require(act: Act): void;
  /** Ends a verb that works on this machine when it would have been sent to a server. @throws UsageError */
  hereOnly(): void;
  /**
   * Takes a folder that this verb makes away again when the disk is too full to go on. Called before it is made.
   * @param keepRecorded whether it stays when something is recorded in it
   */
  makes(folder: string, keepRecorded?: boolean): void;
  /** Closes it and takes back what the verb had begun to make, when it ends because a disk is full. */
  takeBack(error: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Everything else that can be recorded names organisations of a register. */
export function accessToRecord(kind: ImportKind): Access {
  return importKind(kind).beginsLog === true ? 'create' : 'write';
}

/** Whether there is a log to read: in the folder, or in the EventStoreDB that is set, beside which a folder may be empty. */
export function hasLog(folder: string, { MISAQ_EVENT_STORE_URL: url = '' }: NodeJS.ProcessEnv): boolean {
  return url.trim() !== '' || holdsData(folder);
}

export function holdsData(folder: string): boolean {
  return existsSync(join(folder, 'log.sqlite'));
}

/** Progress of an import, on the terminal. */
export function showing(progress: Progress): OnProgress {
  return ({ phase, done, total }) => {
    progress.show(`${phase} rows`, done, total);
  };
}

/** What a crash interrupted is finished before anything else is decided. */
export async function resumeImports(
  { imports }: System,
  progress: Progress,
  note: (text: string) => void,
): Promise<void> {
  const reports = await imports.resume(showing(progress));
  progress.stop();
  for (const { kind, file, applied } of reports)
    note(`finished the interrupted import of ${file} (${kind}): ${counted(applied, 'row')} applied`);
}
