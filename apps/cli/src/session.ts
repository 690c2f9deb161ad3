import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock } from '@misaq/application/clock.js';
import type { OnProgress } from '@misaq/application/imports/report.js';
import { type Act, may } from '@misaq/domain/access/roles.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import type { Refusal } from '@misaq/domain/kernel/decision.js';
import { edgeRefusal } from '@misaq/wire/refusals.js';
import type { Progress } from './output/progress.js';
import { openSystem, type System } from '../../composition/src/system.js';

/** A "no" that ends a verb wherever it is found; shown as a refusal, with exit code 1. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(readonly refusal: Refusal) {
    super(refusal.name);
  }
}

/**
 * What a verb does with the data directory. `read` and `write` need one that holds data; `create` makes it. Verbs
 * that write first finish an import that was interrupted.
 */
export type Access = 'read' | 'write' | 'create';

/** One run of a verb: who asks, where the data is, and what to say on the way. */
export interface Session {
  readonly actor: Actor;
  /** The data directory, absolute. */
  readonly folder: string;
  /** False when nobody named it and it is the default. */
  readonly folderGiven: boolean;
  readonly json: boolean;
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** A line for the person at the terminal; never part of the result. */
  readonly note: (text: string) => void;
  /** @throws RefusedError `no_data_directory`; see {@link openSystem} for the others */
  open(access: Access): Promise<System>;
  /** Opens another directory under another clock, as it is: nothing is looked for in it and nothing resumed. */
  openOn(folder: string, clock: Clock): Promise<System>;
  /** Ends the verb unless the actor may do this. */
  require(act: Act): void;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly actor: Actor;
  readonly folder: string;
  readonly folderGiven: boolean;
  readonly json: boolean;
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly note: (text: string) => void;
}

export function holdsData(folder: string): boolean {
  return existsSync(join(folder, 'log.sqlite'));
}

export function createSession({ folder: path, ...options }: SessionOptions): Session {
  const folder = resolve(path);
  const { actor, clock, environment, note, progress } = options;
  let opened: System | undefined;
  async function openOn(at: string, under: Clock): Promise<System> {
    opened = await openSystem(at, under, environment, {
      note,
      onCatchUp: (done, total) => {
        progress.show('reading the log', done, total);
      },
    });
    return opened;
  }
  return {
    ...options,
    folder,
    openOn,
    async open(access) {
      if (access !== 'create' && !holdsData(folder))
        throw new RefusedError(edgeRefusal('no_data_directory', { dataDirectory: folder }));
      const system = await openOn(folder, clock);
      if (access !== 'read') await resumeImports(system, progress, note);
      return system;
    },
    require(act) {
      const forbidden = may(actor, act);
      if (forbidden !== undefined) throw new RefusedError(forbidden);
    },
    async close() {
      progress.stop();
      const closing = opened;
      opened = undefined;
      await closing?.close();
    },
  };
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
    note(`finished the interrupted import of ${file} (${kind}): ${String(applied)} rows applied`);
}
