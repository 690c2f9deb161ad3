import { existsSync, renameSync, rmSync } from 'node:fs';
import { shadowPath } from './shadow-build.js';
import { compareFiles, type Comparison } from './compare.js';
import { openProjectionFile, removeProjectionFile, START, syncFile } from './projection-file.js';
import { sealClosedFile, type Sealing } from './seal.js';
import { type SqlTable, sqlTables } from './table.js';
import { flush, isDamage, type Stop, type Target, target } from './target.js';

export interface Rebuilt {
  readonly name: string;
  /** The position both files showed when they were compared. */
  readonly position: bigint;
  /** Absent when the served one stood still somewhere else and there was nothing to compare with. */
  readonly comparison?: Comparison;
  /** Whether the new file serves now. */
  readonly swapped: boolean;
  /** Why the new one could not be finished; the old one then goes on. */
  readonly stop?: Stop;
}

export interface Progress {
  /** Positions read and to be read. */
  readonly position: bigint;
  readonly end: bigint;
}

/** Where the long parts of building files aside are done without holding up whoever serves. Nothing here rejects. */
export interface Elsewhere {
  /**
   * Builds files aside, up to a position. It is a head start and no more: what it did not build, or not up to there, is
   * built by who asked.
   *
   * @returns whether the files it left are whole
   */
  readonly build: (
    names: readonly string[],
    upTo: bigint,
    onPosition: (position: bigint) => void,
    signal: AbortSignal,
  ) => Promise<boolean>;
  /** Compares two files of a projection that nobody writes; undefined when it did not, and who asked does. */
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
  /** Up to where whoever follows the log has given events out: it gives none of them again. */
  readonly followed: () => bigint;
  /** Brings targets up to a position, inclusive. */
  readonly read: (
    some: readonly Target[],
    upTo: bigint,
    onProgress?: (progress: Progress) => void,
  ) => Promise<void>;
  /** While this runs no other events are given to anybody. */
  readonly exclusive: <T>(work: () => T | Promise<T>) => Promise<T>;
  readonly log: (message: string) => void;
  readonly sealing?: Sealing | undefined;
  readonly elsewhere?: Elsewhere;
  /** Aborted when nobody wants the files any more. */
  readonly signal: AbortSignal;
}

/**
 * Builds from the beginning of the log beside what is served, compares both at one position, and swaps or throws the new
 * one away. One at a time: a projection is built aside in a file of one name.
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
    // One that stands still is checked where it stands; a new one that is to serve goes on beyond that.
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
    // Half a file must not serve because the other half was given up.
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
 * Lets new files that were built elsewhere serve in place of empty ones: at the first start, after an upgrade, and when a
 * damaged file was thrown away. What was not built there stays empty.
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
          // Who follows by now goes on from where it is.
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

/** Brings both to one position, compares them there, and lets the new one serve. Nothing else is applied meanwhile. */
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
  // One that stood still was given nothing meanwhile, and is given what comes next as soon as it serves.
  else if (swap) await read([aside], followed());
  flush(aside);
  const { position } = aside.file.checkpoint();
  const stop = aside.stopped;
  if (stop !== undefined) log(`${name} could not be built anew: ${stop.message}`);
  aside.file.close();
  const comparable = !served.damaged && served.file.checkpoint().position === position;
  const comparison = comparable ? await compared(rebuilding, served, aside) : undefined;
  // A new file that got less far than the old one would take answers away, and one that could not be written is no file.
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

/** A served file that cannot be read differs in everything; a rebuild is there to replace it. */
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

/** Lets a file that was built aside, and is closed, serve from now on. */
export function serve(
  each: Target,
  path: string,
  stopped: Stop | undefined,
  sealing: Sealing | undefined,
): void {
  const { projection, noRoom, refusals } = each;
  syncFile(path);
  each.file.close();
  // What SQLite kept beside the old file must not be taken for the new one's.
  for (const suffix of ['-wal', '-shm']) rmSync(each.file.path + suffix, { force: true });
  if (sealing !== undefined) {
    // This writes to the file itself, and would break a seal that was made before.
    openProjectionFile(path, projection).close();
    sealClosedFile(path, projection.name, sealing, each.file.path);
  }
  renameSync(path, each.file.path);
  const file = openProjectionFile(each.file.path, projection, { sealing });
  // Who follows the log is perhaps further than the new file: what was to be read again still is.
  Object.assign(each, target(projection, file), { stopped, noRoom, refusals });
}
