import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { CommandRouter } from '@misaq/platform/commands/command-router.js';
import type { CommandTables } from '@misaq/platform/commands/command-route.js';
import { CommandRunner, type CommandRunnerOptions } from '@misaq/platform/commands/command-runner.js';
import { Imports } from '@misaq/platform/imports/imports.js';
import { startLog } from '@misaq/platform/commands/installation.js';
import { personKey as personKeyOf, type PersonKey } from '@misaq/platform/node/person-key.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { checkedLog } from '@misaq/platform/event-store/log-check.js';
import { endOfLog, LOG_START, type EventStore } from '@misaq/platform/event-store/port.js';
import type { LogReport } from '@misaq/platform/event-store/verify.js';
import type { Sealing } from '@misaq/platform/projections/seal.js';
import type { Watcher } from '@misaq/platform/projections/runner.js';
import { openXlsx } from '@misaq/platform/spreadsheets/saxes/open-xlsx.js';
import { openReadModels, readModelsOf } from '@misaq/platform/questions/open-read-models.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { noTables, tablesOf } from '@misaq/platform/subjects/command-tables.js';
import { putInUse, type Subject, type SubjectList } from '@misaq/platform/subjects/subject.js';
import { inRebuildThreads } from './rebuild-threads.js';
import {
  eventStoreUrlIn,
  logAddress,
  logName,
  type LogOpening,
  type LogStore,
  openLogStore,
} from './log-store.js';
import { removeLeftoverFiles } from './leftover-files.js';
import { checkLogInThread } from './log-check-in-thread.js';
import { openRunnerInThread } from './runner-in-thread.js';
import {
  personKeyFromEnvironment,
  personKeyFromFile,
  shortPersonKey,
} from '@misaq/platform/node/person-key-file.js';
import { excessPermissionsIn } from '@misaq/platform/node/file-permissions.js';

/** EventStoreDB keeps no ids beyond its own short memory, and other nodes write to the same streams. */
const SHARED: CommandRunnerOptions = {
  isShared: true,
  recordedCommandsAtLeast: 10_000,
  attemptsMax: 60,
  pause: (inVain) => pause(Math.random() * Math.min(PAUSE_MS_MAX, inVain * PAUSE_MS)),
};

/** Before the second attempt at most so long; with each one in vain as much longer. */
const PAUSE_MS = 5;
const PAUSE_MS_MAX = 250;

/** Where a data directory keeps read models. */
export function readModelsFolder(folder: string): string {
  return join(folder, 'read-models');
}

/** What records: the router of commands and the imports, on some store. */
export interface Recorder {
  /** What the program was given. */
  readonly subjects: readonly Subject[];
  readonly clock: Clock;
  readonly router: CommandRouter;
  readonly tables: CommandTables;
  readonly runner: CommandRunner;
  readonly personKey: PersonKey;
  readonly imports: Imports;
}

/** Everything that runs on one data directory. */
export interface System extends Recorder {
  readonly folder: string;
  readonly store: LogStore;
  /** The boards and the history, showing the log up to its present end. Opened when first asked for. */
  readModels(): Promise<ReadModels>;
  /** Reads the whole log and checks it, beside whatever else is done. @throws what reading the log throws */
  checkLog(onRead: (events: number) => void, signal?: AbortSignal): Promise<LogReport>;
  close(): Promise<void>;
}

/** What is said on the way. */
export interface Notes {
  /** A line for an operator. */
  readonly note?: (text: string) => void;
  /** How far the read models have read: positions of the log from its beginning, where it is 0. */
  readonly onCatchUp?: (done: number, total: number) => void;
  /** Told what the read models come to show while they follow the log. */
  readonly watcher?: Watcher;
}

export interface SystemOpening extends LogOpening {
  /**
   * The program of a thread that writes the read models where the log is a file ({@link MODELS_THREAD}), for a server with
   * many requests. Without it, this thread writes them between other work.
   */
  readonly modelsThread?: URL;
}

/**
 * Opens a data directory (made when it is missing and may begin) and puts the program together on it.
 *
 * @throws EmptyLogError, DataDirectoryInUseError, LogDamagedError, StoreUnavailableError, WrongPersonKeyError, PersonKeyError
 */
export async function openSystem(
  list: SubjectList,
  folder: string,
  clock: Clock,
  environment: NodeJS.ProcessEnv,
  notes: Notes = {},
  { modelsThread, ...opening }: SystemOpening = {},
): Promise<System> {
  putInUse(list);
  const given = personKeyFromEnvironment(environment);
  const store = await openLogStore(folder, environment, opening);
  try {
    removeLeftoverFiles(folder, notes.note);
    const tooOpen = excessPermissionsIn(folder);
    if (tooOpen !== undefined) notes.note?.(tooOpen);
    const isNewLog = (await endOfLog(store)) === LOG_START;
    const shortKey = shortPersonKey(environment, isNewLog);
    if (shortKey !== undefined) notes.note?.(shortKey);
    const personKey = given ?? personKeyFromFile(folder, isNewLog);
    const tables = tablesOf(list.subjects, {
      clock,
      models: () => models.get(),
      end: async () => (await store.health()).position,
    });
    const recorder = compose(list.subjects, store, clock, personKey, join(folder, 'imports'), {
      isShared: store.isShared,
      tables,
    });
    await startLog(recorder.router, personKey);
    const models = lazily(() =>
      openAndCatchUp(list, folder, store, {
        notes: noticing(store, recorder.runner, notes),
        sealing: { key: personKey.derived('seals of read models') },
        eventStoreUrl: eventStoreUrlIn(environment),
        thread: modelsThread,
      }),
    );
    return {
      ...recorder,
      folder,
      store,
      readModels: models.get,
      checkLog: async (onRead, signal) => {
        const { position: end } = await store.health();
        const address = logAddress(folder, environment);
        return checkLogInThread(
          { address, store, end, log: notes.note ?? (() => undefined) },
          onRead,
          signal,
        );
      },
      close: async () => {
        await models.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** On a log that others write to, what they recorded outdates the states that this process holds. */
function noticing({ isShared }: LogStore, runner: CommandRunner, notes: Notes): Notes {
  if (!isShared) return notes;
  const { watcher } = notes;
  return {
    ...notes,
    watcher: {
      applied(events, upTo) {
        for (const { stream, revision } of events) runner.noticed(stream, revision);
        watcher?.applied(events, upTo);
      },
      shown: () => {
        watcher?.shown();
      },
    },
  };
}

/** A recorder that remembers nothing: to try a file where no data directory is. */
export function openScratch(list: SubjectList, clock: Clock, folder: string): Recorder {
  putInUse(list);
  const key = personKeyOf('nothing is recorded under this key');
  return compose(list.subjects, createInMemoryEventStore(), clock, key, join(folder, 'imports'));
}

/** @param isShared whether others append to the same log */
function compose(
  subjects: readonly Subject[],
  store: EventStore,
  clock: Clock,
  personKey: PersonKey,
  spoolFolder: string,
  {
    isShared = false,
    tables = noTables(subjects),
  }: {
    readonly isShared?: boolean;
    readonly tables?: CommandTables;
  } = {},
): Recorder {
  const runner = new CommandRunner(store, clock, isShared ? SHARED : {});
  const router = new CommandRouter({ subjects, streams: runner, clock, tables });
  const imports = new Imports({
    router,
    tables,
    clock,
    personKey,
    spoolFolder,
    isShared,
    openSpreadsheet: openXlsx,
  });
  return { subjects, clock, router, tables, runner, personKey, imports };
}

async function openAndCatchUp(
  { subjects, module }: SubjectList,
  folder: string,
  store: LogStore,
  {
    notes: { note = () => undefined, onCatchUp, watcher },
    sealing,
    eventStoreUrl,
    thread,
  }: {
    readonly notes: Notes;
    readonly sealing: Sealing;
    readonly eventStoreUrl: string | undefined;
    readonly thread: URL | undefined;
  },
): Promise<ReadModels> {
  const modelsFolder = readModelsFolder(folder);
  const watching = watcher === undefined ? {} : { watcher };
  const { file } = store;
  const models =
    thread !== undefined && file !== undefined && module !== undefined
      ? readModelsOf(
          subjects,
          await openRunnerInThread({
            program: thread,
            folder,
            modelsFolder,
            subjects: module,
            store: { ...store, grown: file.grown },
            log: note,
            sealing,
            ...watching,
          }),
          store,
        )
      : await openReadModels({
          subjects,
          folder: modelsFolder,
          store: checkedLog(store, logName(folder, eventStoreUrl)),
          log: note,
          sealing,
          // The log of the same folder cannot have become another one; a shared log may be followed by any folder.
          otherLog: file === undefined ? 'rebuild' : 'refuse',
          ...(module !== undefined && {
            elsewhere: inRebuildThreads({ folder, modelsFolder, subjects: module, eventStoreUrl }, note),
          }),
          ...watching,
        });
  // A position counts from 0, and before the first event it is -1.
  await models.runner.catchUp(({ position, end }) => onCatchUp?.(Number(position) + 1, Number(end) + 1));
  return models;
}

interface Lazy<Opened> {
  readonly get: () => Promise<Opened>;
  readonly close: () => Promise<void>;
}

function lazily(open: () => Promise<ReadModels>): Lazy<ReadModels> {
  let opening: Promise<ReadModels> | undefined;
  return {
    async get() {
      if (opening === undefined) {
        opening = open();
        return opening;
      }
      const models = await opening;
      // What was recorded since is shown too.
      await models.runner.catchUp();
      return models;
    },
    async close() {
      // One that failed to open has been answered where it was asked for, and holds nothing.
      const models = await opening?.catch(() => undefined);
      await models?.runner.close();
    },
  };
}
