import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import {
  endOfLog,
  type EventStore,
  NoSuchPositionError,
  type RecordedEvent,
} from '@misaq/platform/event-store/port.js';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SHADOW_SUFFIX } from './shadow-build.js';
import { createMutex } from './mutex.js';
import { LogMovedError } from './replaced-log.js';
import { createFlushThrottle, type FlushThrottle } from './flush-throttle.js';
import { logEvent, type LogEvent } from './log-event.js';
import {
  type Checkpoint,
  checkpointIn,
  openProjectionFile,
  OtherSchemaError,
  type ProjectionFile,
  removeProjectionFile,
  START,
} from './projection-file.js';
import type { Projection } from './projection.js';
import {
  beginElsewhere,
  type Elsewhere,
  type Progress,
  rebuild,
  type Rebuilding,
  type Rebuilt,
} from './rebuild.js';
import { holdToStreams, makeFromStreams } from './own-streams.js';
import { dropUnsealed, type Sealing, type SealState, sealStateOf } from './seal.js';
import type { TableReader } from './table-reader.js';
import {
  applyPage,
  flush,
  healthOf,
  isDamage,
  lowest,
  markDamaged,
  type ProjectionHealth,
  isAltered,
  readerOf,
  seal,
  stateOf,
  takes,
  type Target,
  target,
  type TargetState,
} from './target.js';
import { createPositionWaiters } from './position-waiters.js';

export interface ProjectionRunner {
  /** Applies the log up to its current end. */
  catchUp: (onProgress?: (progress: Progress) => void) => Promise<void>;
  /** Applies the log as it grows, until the signal is aborted. Rejects when the log cannot be read. */
  follow: (signal: AbortSignal) => Promise<void>;
  health: () => Promise<readonly ProjectionHealth[]>;
  /**
   * Waits until all projections (or those named) show a position. False when that takes longer than `timeoutMs` or one
   * of them stops before it. The log must be followed at the same time.
   */
  waitFor: (position: bigint, timeoutMs: number, names?: readonly string[]) => Promise<boolean>;
  /** Builds files from the beginning of the log, compares them with the served ones at one position, and swaps. */
  rebuild: (
    names?: readonly string[],
    onProgress?: (progress: Progress) => void,
  ) => Promise<readonly Rebuilt[]>;
  /** Builds and compares like {@link rebuild}, and discards the new files. */
  verify: (
    names?: readonly string[],
    onProgress?: (progress: Progress) => void,
  ) => Promise<readonly Rebuilt[]>;
  /** The tables of a projection, from the file that currently serves. */
  reader: (name: string) => TableReader;
  /** Reports a broken file of a projection. It is rebuilt when the log is next read. */
  doubt: (name: string) => void;
  close: () => Promise<void>;
}

/** Receives events while the runner follows the log. A stopped projection shows none of them. */
export interface Watcher {
  /**
   * These events have been applied; the tables show them from the next call of `shown` on.
   * @param upTo position of the last of them; the list may be empty when the watcher is idle, or when they could not be
   * read
   */
  readonly applied: (events: readonly LogEvent[], upTo: bigint) => void;
  readonly shown: () => void;
  /** Whether the watcher needs no events at this moment, so that they need not be read. */
  readonly isIdle?: () => boolean;
}

/** The parts of a log that a runner uses. It appends nothing. */
export type FollowedLog = Pick<EventStore, 'readAll' | 'readStreams' | 'follow' | 'at' | 'health' | 'end'>;

export interface ProjectionRunnerOptions {
  /** Folder of the files; created when it is missing. No other program may write in it. */
  readonly folder: string;
  readonly store: FollowedLog;
  readonly projections: readonly Projection[];
  /** Called with a sentence for an operator when a file is deleted or a projection stops. */
  readonly log?: (message: string) => void;
  /** Receives events as the tables come to show them. */
  readonly watcher?: Watcher;
  /** Called with the state of all targets whenever rows were flushed, a target stopped, or a file was replaced. */
  readonly onChange?: (states: readonly TargetState[]) => void;
  /** Where files are built aside. Default: in this thread, between other work. */
  readonly elsewhere?: Elsewhere;
  /** Whether this thread also answers requests. Default: `shared`. */
  readonly thread?: 'shared' | 'own';
  /** Seals the files, and serves a file only if its seal fits. Default: files are served without seals. */
  readonly sealing?: Sealing | undefined;
  /**
   * What to do when files show an event that the log does not have. `refuse` where the log belongs to the same folder,
   * `rebuild` (the default) where it is elsewhere and files are moved between logs.
   */
  readonly otherLog?: 'refuse' | 'rebuild';
}

/**
 * Opens the files of the projections, and rebuilds those that are missing, damaged, altered, of another version, or
 * from another log. Everything in them is computed from the log, so deleting one costs only time.
 *
 * @throws LogMovedError with `otherLog: 'refuse'`
 */
export async function openProjections(options: ProjectionRunnerOptions): Promise<ProjectionRunner> {
  const { folder, store, projections, log = () => undefined, sealing, otherLog = 'rebuild' } = options;
  makeFolder(folder);
  for (const leftover of readdirSync(folder).filter((name) => name.includes(SHADOW_SUFFIX)))
    rmSync(join(folder, leftover));
  const seals = sealStates(folder, projections, sealing);
  if (otherLog === 'refuse') await refuseOtherLog(folder, projections, store, seals);
  const targets = new Map<string, Target>();
  for (const projection of projections) {
    const path = servedPath(folder, projection);
    const refusals = dropUnproven(path, projection, seals.get(projection), log);
    let file = openOrMake(path, projection, sealing, log);
    if (!(await isOfThisLog(store, file.checkpoint()))) {
      log(`${projection.name} ${OF_ANOTHER_LOG}`);
      file.close();
      removeProjectionFile(path);
      file = openProjectionFile(path, projection, { sealing });
    }
    const opened = target(projection, file);
    opened.refusals = refusals;
    await holdToStreams(opened, { folder, store, sealing, log });
    targets.set(projection.name, opened);
  }
  return createRunner({ ...options, log }, targets);
}

const OF_ANOTHER_LOG = 'was made of another log and is made anew';

/** @returns nothing when files are served without seals */
function sealStates(
  folder: string,
  projections: readonly Projection[],
  sealing: Sealing | undefined,
): ReadonlyMap<Projection, SealState> {
  if (sealing === undefined || sealing.proven === true) return new Map();
  return new Map(
    projections.map((projection) => [
      projection,
      sealStateOf(servedPath(folder, projection), projection.name, sealing),
    ]),
  );
}

/**
 * Refuses to start when a file shows another log; files without a seal count too. An altered file proves nothing. If
 * all files seem altered, however, the key has changed, and all of them count.
 * @throws LogMovedError
 */
async function refuseOtherLog(
  folder: string,
  projections: readonly Projection[],
  store: FollowedLog,
  seals: ReadonlyMap<Projection, SealState>,
): Promise<void> {
  const isKeyGood = [...seals.values()].includes('sealed');
  for (const projection of projections) {
    if (isKeyGood && seals.get(projection) === 'altered') continue;
    const checkpoint = checkpointIn(servedPath(folder, projection));
    if (checkpoint === undefined || (await isOfThisLog(store, checkpoint))) continue;
    const { position: end } = await store.health();
    const problem = end < checkpoint.position ? 'log_ends_before' : 'another_event_there';
    throw new LogMovedError(projection.name, checkpoint.position.toString(), end.toString(), problem);
  }
}

/** Deletes a file without a valid seal. @returns how often it was altered: 0 or 1 */
function dropUnproven(
  path: string,
  { name }: Projection,
  state: SealState | undefined,
  log: (message: string) => void,
): number {
  if (state === undefined) return 0;
  if (state === 'sealed') {
    dropUnsealed(path);
    return 0;
  }
  removeProjectionFile(path);
  if (state === 'unsealed') log(`${name} is made anew: its file bears no seal`);
  if (state === 'altered')
    log(
      `${name} is made anew: its file ${path} is not as this program left it: another hand has written to it`,
    );
  return state === 'altered' ? 1 : 0;
}

/** Interval at which a read model is retried after its disk was full. */
const ROOM_LOOKED_FOR_MS = 1_000;
/** Interval of the check for foreign writes to a file, while nothing is recorded. */
const ALTERED_LOOKED_FOR_MS = 1_000;
const servedPath = (folder: string, { name }: Projection) => join(folder, `${name}.sqlite`);

function openOrMake(
  path: string,
  projection: Projection,
  sealing: Sealing | undefined,
  log: (message: string) => void,
): ProjectionFile {
  try {
    return openProjectionFile(path, projection, { sealing });
  } catch (error) {
    if (!(error instanceof OtherSchemaError) && !isDamage(error)) throw error;
    log(`${projection.name} is made anew: ${String(error)}`);
    removeProjectionFile(path);
    return openProjectionFile(path, projection, { sealing });
  }
}

/** Whether the last event that a file shows is the event at that position of the log. */
async function isOfThisLog(store: FollowedLog, { position, eventId }: Checkpoint): Promise<boolean> {
  if (position === START.position) return true;
  // While the log is away, its last known end may be wrong. The log is then asked for the event, and waited for.
  const { writable, position: end } = await store.health();
  if (writable && end < position) return false;
  try {
    const [event] = await store.at([position]);
    return event?.id === eventId;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

// Longer than 60 lines: the inner functions share the state of one runner.
function createRunner(
  {
    folder,
    store,
    log,
    watcher,
    onChange,
    elsewhere,
    thread = 'shared',
    sealing,
  }: ProjectionRunnerOptions & { readonly log: (message: string) => void },
  byName: ReadonlyMap<string, Target>,
): ProjectionRunner {
  const targets = [...byName.values()];
  const exclusive = createMutex();
  /** One at a time: the file that a projection builds aside has a fixed name. */
  const building = createMutex();
  /** Targets whose disk was full at their last flush. */
  const withoutRoom = new Set<Target>();
  /** The last position distributed while following the log. */
  let followed = START.position;
  /** Decides when to flush; set while the log is followed. */
  let pace: FlushThrottle | undefined;
  const closing = new AbortController();
  const waiting = createPositionWaiters(closing.signal);

  function changed(): void {
    onChange?.(targets.map(stateOf));
    waiting.wake();
  }

  const running = () => targets.filter(({ stopped }) => stopped === undefined);

  function called(name: string): Target {
    const found = byName.get(name);
    if (found === undefined) throw new RangeError(`there is no projection ${name}`);
    return found;
  }

  /** Gives a page to targets. When a target stops at an event, its earlier events are applied. */
  async function give(some: readonly Target[], recorded: readonly RecordedEvent[]): Promise<LogEvent[]> {
    const before = some.filter(({ stopped }) => stopped === undefined);
    const events = recorded.map(logEvent);
    applyPage(some, events);
    for (const each of before) if (each.stopped !== undefined) await settle(each);
    return events;
  }

  async function settle(each: Target): Promise<void> {
    const stop = each.stopped;
    if (stop?.position !== undefined && !each.damaged) {
      each.stopped = undefined;
      await read([each], stop.position - 1n);
      flush(each);
      // A cause at an earlier event, or in the file, is reported first.
      each.stopped ??= stop;
    }
    const at =
      stop?.position === undefined ? '' : ` at position ${String(stop.position)} (${stop.eventType ?? ''})`;
    log(`${each.projection.name} has stopped${at}: ${each.stopped?.message ?? ''}`);
    changed();
  }

  /** Reads the log into targets up to a position, inclusive. */
  async function read(
    some: readonly Target[],
    upTo: bigint,
    onProgress?: (progress: Progress) => void,
    turn: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
  ): Promise<void> {
    const from = lowest(some);
    if (from === undefined || from >= upTo) return;
    let before = from;
    for await (const page of store.readAll(from)) {
      const wanted = page.filter(({ position }) => position <= upTo);
      if (wanted.length === 0) return;
      // A target whose flush failed between two pages, because the disk was full, lacks the pages before this one.
      const whole = () => some.filter(({ at }) => at.position >= before);
      await turn(() => give(whole(), wanted));
      before = wanted.at(-1)?.position ?? upTo;
      onProgress?.({ position: before, end: upTo });
      if (closing.signal.aborted) return;
    }
  }

  /** @returns whether the disk had room for all rows; the rest must be read from the log again */
  async function flushAll(): Promise<boolean> {
    let room = true;
    for (const each of running()) {
      const some = each.file.pending() > 0;
      flush(each);
      if (each.noRoom) {
        room = false;
        if (!withoutRoom.has(each)) log(`${each.projection.name} waits for room: the disk is full`);
        withoutRoom.add(each);
      } else if (some) withoutRoom.delete(each);
    }
    changed();
    for (const each of running()) await seal(each, 'due');
    return room;
  }

  /** Includes again the targets that had no room. Only for a reader that starts at the lowest position of all. */
  function takeAll(): void {
    for (const each of targets) each.noRoom = false;
  }

  /** Deletes the files of some targets, and starts them again from the beginning of the log. */
  async function replace(some: readonly Target[], because: (target: Target) => string): Promise<boolean> {
    for (const each of some) {
      log(`${each.projection.name} ${because(each)}`);
      const { refusals } = each;
      const { position: upTo } = await store.health();
      each.file.close();
      removeProjectionFile(each.file.path);
      each.file = openProjectionFile(each.file.path, each.projection, { sealing });
      Object.assign(each, target(each.projection, each.file), { refusals });
      await makeFromStreams(each, upTo, { folder, store, sealing, log });
    }
    if (some.length > 0) changed();
    return some.length > 0;
  }

  const replaceDamaged = (): Promise<boolean> =>
    replace(
      targets.filter((each) => each.damaged),
      ({ stopped }) => `is made anew: ${stopped?.message ?? 'its file is damaged'}`,
    );

  /**
   * Handles a log without an event at the position of a file: another log has replaced the first.
   * @throws the error when no file is of another log
   */
  async function replaceForeign(error: unknown): Promise<void> {
    if (!(error instanceof NoSuchPositionError)) throw error;
    const foreign: Target[] = [];
    for (const each of targets) if (!(await isOfThisLog(store, each.file.checkpoint()))) foreign.push(each);
    if (!(await replace(foreign, () => OF_ANOTHER_LOG))) throw error;
  }

  async function catchUp(onProgress?: (progress: Progress) => void): Promise<void> {
    const end = await endOfLog(store);
    // A follower is ahead of the positions to read again, and goes back for them by itself.
    const alone = () => pace === undefined;
    do {
      if (alone()) {
        takeAll();
        await begin(end, onProgress);
      }
      await read(running(), end, onProgress, exclusive);
      await exclusive(async () => {
        await flushAll();
        for (const each of running()) each.file.forget();
      });
    } while (alone() && (await exclusive(replaceDamaged)));
  }

  async function follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await exclusive(replaceDamaged);
      takeAll();
      const from = lowest(running());
      if (from === undefined) return;
      const restart = new AbortController();
      const showing: { failed?: { readonly error: unknown }; room: boolean } = { room: true };
      const show = () =>
        exclusive(async () => {
          if (await flushAll()) {
            watcher?.shown();
            return;
          }
          showing.room = false;
          restart.abort();
        });
      const watch = setInterval(() => {
        if (targets.every((each) => !takes(each) || !isAltered(each))) return;
        changed();
        restart.abort();
      }, ALTERED_LOOKED_FOR_MS);
      pace = createFlushThrottle(
        () =>
          show().catch((error: unknown) => {
            showing.failed = { error };
            restart.abort();
          }),
        thread,
      );
      try {
        for await (const page of store.follow(from, AbortSignal.any([signal, restart.signal]))) {
          await exclusive(async () => {
            const events = await give(targets, page);
            followed = events.at(-1)?.position ?? followed;
            watcher?.applied(events, followed);
          });
          const reached = page.at(-1)?.position ?? from;
          // A caller that waits for a later position does not trigger a flush.
          pace.due(waiting.isFor(reached));
          if (targets.some(({ damaged }) => damaged)) restart.abort();
          if (targets.some(({ noRoom }) => noRoom)) {
            showing.room = false;
            restart.abort();
          }
        }
      } catch (error) {
        await exclusive(() => replaceForeign(error));
        continue;
      } finally {
        clearInterval(watch);
        await pace.stop();
        pace = undefined;
      }
      if (showing.failed !== undefined) throw showing.failed.error;
      await show();
      if (!showing.room) await wait(ROOM_LOOKED_FOR_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  const rebuilding: Rebuilding = {
    folder,
    end: () => endOfLog(store),
    followed: () => followed,
    read,
    exclusive,
    log,
    sealing,
    signal: closing.signal,
    ...(elsewhere && { elsewhere }),
  };

  async function begin(end: bigint, onProgress?: (progress: Progress) => void): Promise<void> {
    const empty = running().filter(({ at }) => at.position === START.position);
    if (empty.length > 0) await building(() => beginElsewhere(rebuilding, empty, end, onProgress));
  }

  async function build(
    names: readonly string[] | undefined,
    swap: boolean,
    onProgress?: (progress: Progress) => void,
  ): Promise<Rebuilt[]> {
    const served = names === undefined ? targets : names.map(called);
    const results = await rebuild(rebuilding, served, swap, onProgress);
    changed();
    return results;
  }

  changed();
  return {
    catchUp,
    follow,
    async health() {
      const { position: end } = await store.health();
      return targets.map((each) => healthOf(stateOf(each), end));
    },
    waitFor(position, timeoutMs, names) {
      const some = names === undefined ? targets : names.map(called);
      const waited = waiting.until(some, position, timeoutMs);
      // A caller still waits, and its position has only to be flushed.
      if (waiting.isFor(position) && some.every(({ at }) => at.position >= position)) pace?.due(true);
      return waited;
    },
    rebuild: (names, onProgress) => building(() => build(names, true, onProgress)),
    verify: (names, onProgress) => building(() => build(names, false, onProgress)),
    reader: (name) => readerOf(called(name)),
    doubt(name) {
      markDamaged(called(name));
      changed();
    },
    close: () =>
      exclusive(async () => {
        closing.abort();
        for (const each of running()) await seal(each, 'now');
        for (const { file } of targets) file.close();
        waiting.wake();
      }),
  };
}
