import { resolve } from 'node:path';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { may } from '@misaq/access/domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { isDiskFull } from '@misaq/platform/sqlite/disk-full.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import type { ServerAddress } from './backend/remote/server-address.js';
import type { Progress } from './output/progress-display.js';
import { type FolderToMake, folderToMake } from './output/folder-to-make.js';
import { writeWorkbook } from '@misaq/platform/assembly/write-workbook.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import { type GivenSubjects, hasLog, resumeImports, type Session } from './session.js';
import type { LogOpening } from '@misaq/platform/assembly/log-store.js';
import type { Notes, System } from '@misaq/platform/assembly/system.js';

export interface SessionOptions {
  readonly verb: string;
  readonly subjects: GivenSubjects;
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
    const system = await openSystem(await options.subjects.load(), at, under, environment, notes, opening);
    opened = system;
    recordedIn = { folder: resolve(at), position: async () => (await system.store.health()).position };
    return system;
  }
  const session: Session = {
    ...options,
    folder,
    openOn,
    hereOnly,
    writeWorkbook,
    async reach(access) {
      if (server !== undefined) {
        const { createClient } = await import('./backend/remote/client.js');
        const { remoteBackend } = await import('./backend/remote/remote-backend.js');
        const { addressesOf } = await import('./backend/remote/command-routes.js');
        let told = false;
        const client = createClient(server, (expiresOn) => {
          if (!told)
            note(`Your token works through ${formatJalali(expiresOn)}: ask an admin for another one.`);
          told = true;
        });
        opened = client;
        return remoteBackend(client, addressesOf(options.subjects.commandLines));
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
