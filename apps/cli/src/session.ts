import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { OnProgress } from '@misaq/platform/imports/report.js';
import { type Act, may } from '@misaq/access/domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { isDiskFull } from '@misaq/platform/sqlite/disk-full.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import { UsageError } from './arguments/usage-error.js';
import type { Backend } from './backend/backend.js';
import type { ServerAddress } from './backend/remote/server-address.js';
import type { Progress } from './output/progress.js';
import { type FolderToMake, folderToMake } from './output/folder-to-make.js';
import { RefusedError } from './refused-error.js';
import type { LogOpening } from '@misaq/platform/assembly/log-store.js';
import type { Notes, System } from '@misaq/platform/assembly/system.js';

/**
 * What a verb does with the data directory. `read` and `write` need one in which something is recorded; `create` makes
 * it, and is for what can be the first thing that is recorded at all: whoever mistypes a directory is not to be given a
 * new one by a verb that makes no sense in it. Verbs that write first finish an import that was interrupted.
 */
export type Access = 'read' | 'write' | 'create';

/** One run of a verb: who asks, where the data is, and what to say on the way. */
export interface Session {
  /** Name of the verb, as it was typed. */
  readonly verb: string;
  /** The server that verbs are sent to; undefined when they work on the data directory themselves. */
  readonly server: ServerAddress | undefined;
  /** Who acts on a data directory; over a server it is whoever bears the token. */
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
  /**
   * Where the verb is done: by the server, or on the data directory, opened here.
   * @throws RefusedError `no_data_directory`; EmptyLogError; see {@link openSystem} for the others
   */
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

export interface SessionOptions {
  readonly verb: string;
  readonly server: ServerAddress | undefined;
  readonly actor: Actor;
  readonly folder: string;
  readonly folderGiven: boolean;
  readonly json: boolean;
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly note: (text: string) => void;
}

/** Of a log that has begun, in which nobody has recorded anything: it holds the fingerprint of the person key. */
const FIRST_EVENT = 0n;

/** Everything else that can be recorded names organisations of a register. */
export function accessToRecord(kind: ImportKind): Access {
  return kind === 'organisations' ? 'create' : 'write';
}

/** Whether there is a log to read: in the folder, or in the EventStoreDB that is set, beside which a folder may be empty. */
export function hasLog(folder: string, { MISAQ_EVENT_STORE_URL: url = '' }: NodeJS.ProcessEnv): boolean {
  return url.trim() !== '' || holdsData(folder);
}

export function holdsData(folder: string): boolean {
  return existsSync(join(folder, 'log.sqlite'));
}

export function createSession({ folder: path, ...options }: SessionOptions): Session {
  const folder = resolve(path);
  const { actor, clock, environment, note, progress, server, verb } = options;
  let opened: { close(): Promise<void> } | undefined;
  let recordedIn: { readonly folder: string; readonly position: () => Promise<bigint> } | undefined;
  const begun = new Map<string, { readonly made: FolderToMake; readonly keepRecorded: boolean }>();
  function hereOnly(): void {
    if (server !== undefined)
      throw new UsageError(
        'not_over_a_server',
        `MISAQ_URL is set, and «misaq ${verb}» works on this machine only: run it without MISAQ_URL`,
      );
  }
  async function openOn(at: string, under: Clock, opening?: LogOpening): Promise<System> {
    hereOnly();
    // Loaded where it is needed: a verb that is sent to a server starts in half the time without.
    const { openSystem } = await import('../../../libs/platform/assembly/system.js');
    const notes: Notes = {
      note,
      onCatchUp: (done, total) => {
        progress.show('reading the log', done, total);
      },
    };
    session.makes(at, true);
    const system = await openSystem(at, under, environment, notes, opening);
    opened = system;
    recordedIn = { folder: resolve(at), position: async () => (await system.store.health()).position };
    return system;
  }
  const session: Session = {
    ...options,
    folder,
    openOn,
    hereOnly,
    async reach(access) {
      if (server !== undefined) {
        const { createClient } = await import('./backend/remote/client.js');
        const { remoteBackend } = await import('./backend/remote/remote-backend.js');
        let told = false;
        const client = createClient(server, (expiresOn) => {
          if (!told)
            note(`Your token works through ${formatJalali(expiresOn)}: ask an admin for another one.`);
          told = true;
        });
        opened = client;
        return remoteBackend(client);
      }
      const isNew = !hasLog(folder, environment);
      if (isNew && access !== 'create')
        throw new RefusedError(edgeRefusal('no_data_directory', { dataDirectory: folder }));
      const system = await openOn(folder, clock, { mayBegin: access === 'create' });
      if (isNew) note(`began a new log in ${folder}`);
      if (access !== 'read') await resumeImports(system, progress, note);
      const { localBackend } = await import('./backend/local/local-backend.js');
      return localBackend(system, session);
    },
    require(act) {
      const forbidden = may(actor, act);
      if (forbidden !== undefined) throw new RefusedError(forbidden);
    },
    makes(path, keepRecorded = false) {
      const at = resolve(path);
      if (!begun.has(at)) begun.set(at, { made: folderToMake(at), keepRecorded });
    },
    async takeBack(error) {
      if (!isDiskFull(error)) return;
      const position = await recordedIn?.position();
      await session.close();
      for (const [at, { made, keepRecorded }] of begun) {
        const holds = recordedIn?.folder === at && position !== undefined && position > FIRST_EVENT;
        if (!(keepRecorded && holds)) made.remove();
      }
    },
    async close() {
      progress.stop();
      const closing = opened;
      opened = undefined;
      await closing?.close();
    },
  };
  return session;
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
