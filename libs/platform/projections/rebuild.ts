import { existsSync, renameSync, rmSync } from 'node:fs';
import { shadowPath } from './shadow-build.js';
import { compareFiles, type Comparison } from './compare.js';
import { openProjectionFile, removeProjectionFile, START, syncFile } from './projection-file.js';
import { sealClosedFile, type Sealing } from './seal.js';
import { type SqlTable, sqlTables } from './table.js';
import { flush, isDamage, type Stop, type Target, target } from './target.js';

export interface Rebuilt {
  readonly name: string;
  /** The position at which both files were compared. */
  readonly position: bigint;
  /** Absent when the served projection stopped at another position, so that nothing could be compared. */
  readonly comparison?: Comparison;
  /** Whether the new file now serves. */
  readonly swapped: boolean;
  /** Why the new file could not be completed; the old one then stays. */
  readonly stop?: Stop;
}

export interface Progress {
  /** Positions read, and positions still to read. */
  readonly position: bigint;
  readonly end: bigint;
}

/** Does the long parts of building files in another thread, so that requests are not delayed. No method rejects. */
export interface Elsewhere {
  /**
   * Builds files aside, up to a position. This is only a head start: the caller builds what is missing or incomplete.
   *
   * @returns whether the files it left are usable
   */
  readonly build: (
    names: readonly string[],
    upTo: bigint,
    onPosition: (position: bigint) => void,
    signal: AbortSignal,
  ) => Promise<boolean>;
  /**
   * Compares two files of a projection that are not being written. Undefined when it failed; the caller then compares.
   */
  readonly compare: (
    served: string,
    rebuilt: string,
    tables: readonly SqlTable[],
  ) => Promise<Comparison | undefined>;
}

export interface Rebuilding {
  readonly folder: string;
  /** Position of the last event of the log. */
  readonly end: () => Promise<bigint>;
  /** The last position that the follower of the log has distributed. It distributes no event twice. */
  readonly followed: () => bigint;
  /** Reads the log into targets up to a position, inclusive. */
  readonly read: (
    some: readonly Target[],
    upTo: bigint,
    onProgress?: (progress: Progress) => void,
  ) => Promise<void>;
  /** While the work runs, no target receives other events. */
  readonly exclusive: <T>(work: () => T | Promise<T>) => Promise<T>;
  readonly log: (message: string) => void;
  readonly sealing?: Sealing | undefined;
  readonly elsewhere?: Elsewhere;
  /** Aborted when the files are no longer needed. */
  readonly signal: AbortSignal;
}

/**
 * Builds files from the beginning of the log, and compares them with the served ones at one position. Then it swaps or
 * discards them. One at a time, because the file that is built aside has a fixed name.
 */
export async function rebuild(
  rebuilding: Rebuilding,
  served: readonly Target[],
  swap: boolean,
  onProgress?: (progress: Progress) => void,
): Promise<Rebuilt[]> {
  const { folder, read, exclusive } = rebuilding;
  const remove = () => {
    for (const { projection } of served) removeProjectionFile(shadowPath(folder, projection));
  };
  remove();
  const asides: Target[] = [];
  try {
    const end = await rebuilding.end();
    // A stopped projection is checked where it stopped; a new one that is to serve continues beyond that position.
    const still = ({ stopped }: Target) => !swap && stopped !== undefined;
    if (
      !(await headStart(
        rebuilding,
        served.filter((each) => !still(each)),
        end,
        onProgress,
      ))
    )
      remove();
    for (const { projection } of served)
      asides.push(
        target(projection, openProjectionFile(shadowPath(folder, projection), projection, { aside: true })),
      );
    const pairs = served.map((each, index) => ({ served: each, aside: asides[index] ?? each }));
    await read(
      pairs.filter((each) => !still(each.served)).map(({ aside }) => aside),
      end,
      onProgress,
    );
    for (const { served: each, aside } of pairs) if (still(each)) await read([aside], each.at.position);
    // After an abort, an incomplete file must not serve.
    if (rebuilding.signal.aborted) throw new Error('the read models were closed before they were built');
    const results: Rebuilt[] = [];
    for (const { served: each, aside } of pairs)
      results.push(await exclusive(() => finish(rebuilding, each, aside, swap)));
    return results;
  } finally {
    for (const { file } of asides) file.close();
    remove();
  }
}

/**
 * Serves new files that another thread built, in place of empty ones: at the first start, after an upgrade, or after a
 * damaged file was deleted. Files that were not built there stay empty.
 */
export async function beginElsewhere(
  rebuilding: Rebuilding,
  empty: readonly Target[],
  end: bigint,
  onProgress?: (progress: Progress) => void,
): Promise<void> {
  const paths = empty.map(({ projection }) => shadowPath(rebuilding.folder, projection));
  try {
    if (!(await headStart(rebuilding, empty, end, onProgress))) return;
    for (const [index, each] of empty.entries()) {
      const path = paths[index] ?? '';
      if (existsSync(path))
        await rebuilding.exclusive(() => {
          // A target that has begun to follow meanwhile continues from its own position.
          if (each.at.position === START.position) serve(each, path, undefined, rebuilding.sealing);
        });
    }
  } finally {
    for (const path of paths) removeProjectionFile(path);
  }
}

async function headStart(
  { elsewhere, signal }: Rebuilding,
  served: readonly Target[],
  end: bigint,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<boolean> {
  if (elsewhere === undefined) return false;
  const names = served.map(({ projection: { name } }) => name);
  return elsewhere.build(
    names,
    end,
    (position) => {
      onProgress?.({ position, end });
    },
    signal,
  );
}

/**
 * Brings both files to one position, compares them there, and serves the new one. No other events are applied
 * meanwhile.
 */
async function finish(
  rebuilding: Rebuilding,
  served: Target,
  aside: Target,
  swap: boolean,
): Promise<Rebuilt> {
  const { read, followed, log } = rebuilding;
  const { name } = served.projection;
  if (served.stopped === undefined) {
    const to = served.at.position > aside.at.position ? served.at.position : aside.at.position;
    await read([served], to);
    await read([aside], to);
    flush(served);
  }
  // A stopped projection received no events meanwhile. It receives the next ones as soon as it serves.
  else if (swap) await read([aside], followed());
  flush(aside);
  const { position } = aside.file.checkpoint();
  const stop = aside.stopped;
  if (stop !== undefined) log(`${name} could not be built anew: ${stop.message}`);
  aside.file.close();
  const comparable = !served.damaged && served.file.checkpoint().position === position;
  const comparison = comparable ? await compared(rebuilding, served, aside) : undefined;
  // A new file that is behind the old one would remove answers. One that could not be written is unusable.
  const better =
    stop === undefined || (stop.position !== undefined && position > served.file.checkpoint().position);
  if (swap && better) serve(served, aside.file.path, stop, rebuilding.sealing);
  return {
    name,
    position,
    ...(comparison && { comparison }),
    swapped: swap && better,
    ...(stop && { stop }),
  };
}

/**
 * Compares both files. An unreadable served file counts as different in everything, because the rebuild will replace
 * it.
 */
async function compared(
  { elsewhere, log }: Rebuilding,
  { file, projection }: Target,
  aside: Target,
): Promise<Comparison> {
  const [served, rebuilt] = [file.path, aside.file.path];
  try {
    return (
      (await elsewhere?.compare(served, rebuilt, sqlTables(projection.tables))) ??
      compareFiles(served, rebuilt, projection.tables)
    );
  } catch (error) {
    if (!isDamage(error)) throw error;
    log(`${projection.name}: its file ${served} is damaged`);
    return { differing: 1, examples: [{ table: '*', in: 'served', row: { problem: String(error) } }] };
  }
}

/** Serves a closed file that was built aside, from now on. */
export function serve(
  each: Target,
  path: string,
  stopped: Stop | undefined,
  sealing: Sealing | undefined,
): void {
  const { projection, noRoom, refusals } = each;
  syncFile(path);
  each.file.close();
  // SQLite must not take the files beside the old file for those of the new one.
  for (const suffix of ['-wal', '-shm']) rmSync(each.file.path + suffix, { force: true });
  if (sealing !== undefined) {
    // Opening writes to the file, which would break a seal made earlier.
    openProjectionFile(path, projection).close();
    sealClosedFile(path, projection.name, sealing, each.file.path);
  }
  renameSync(path, each.file.path);
  const file = openProjectionFile(each.file.path, projection, { sealing });
  // The follower may be ahead of the new file. Positions that had to be read again still have to be.
  Object.assign(each, target(projection, file), { stopped, noRoom, refusals });
}
