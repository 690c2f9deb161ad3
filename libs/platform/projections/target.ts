import type { LogEvent } from './log-event.js';
import { type Checkpoint, ForeignWriteError, type ProjectionFile } from './projection-file.js';
import type { Projection } from './projection.js';
import type { TableReader } from './table-reader.js';

/** Why a projection stands still. */
export interface Stop {
  /** The event it could not apply; absent when its file could not be written. */
  readonly position?: bigint;
  readonly eventType?: string;
  readonly message: string;
}

export interface ProjectionHealth {
  readonly name: string;
  /** The last event its tables show; -1 before the first. */
  readonly position: bigint;
  /** Positions between that and the end of the log. */
  readonly lag: bigint;
  readonly state: 'running' | 'stopped';
  /** Why it is stopped. */
  readonly stop?: Stop;
  /** How often the file was altered by another program, since this program started; absent when never. */
  readonly refusals?: number;
}

/** A projection with its file: the served one, or one built aside. */
export interface Target {
  readonly projection: Projection;
  file: ProjectionFile;
  /** The last event it received, flushed or not. */
  at: Checkpoint;
  stopped: Stop | undefined;
  /** The file is broken and must be rebuilt. */
  damaged: boolean;
  /** How often the file was altered by another program, since this program started. */
  refusals: number;
  /**
   * The disk was full and the collected changes are lost. The target receives no event until the log is read from its
   * checkpoint again. Otherwise the events in between would be missing.
   */
  noRoom: boolean;
}

export function target(projection: Projection, file: ProjectionFile): Target {
  const at = file.checkpoint();
  return { projection, file, at, stopped: undefined, damaged: false, refusals: 0, noRoom: false };
}

/**
 * Number of collected rows at which a projection flushes. Larger batches write a busy row less often. This many rows
 * take about 20 MB, and block the thread for a tenth of a second.
 */
const ROWS_A_FLUSH = 30_000;

/** Gives one page of the log to the targets that have not had it. Flushes only targets with many collected rows. */
export function applyPage(targets: readonly Target[], page: readonly LogEvent[]): void {
  const last = page.at(-1);
  const first = page[0];
  if (first === undefined || last === undefined) return;
  const behind = targets.filter((each) => takes(each) && each.at.position < last.position);
  if (behind.length === 0) return;
  const allNew = behind.every(({ at }) => at.position < first.position);
  const interested = byType(behind);
  for (const event of page)
    for (const each of interested(event.type)) {
      if (each.stopped !== undefined) continue;
      if (allNew || each.at.position < event.position) applyOne(each, event);
    }
  for (const each of behind) {
    if (each.stopped !== undefined) continue;
    each.at = { position: last.position, eventId: last.eventId };
    if (each.file.pending() >= ROWS_A_FLUSH) flush(each);
  }
}

/** Whether the target receives events. */
export function takes({ stopped, noRoom }: Target): boolean {
  return stopped === undefined && !noRoom;
}

function applyOne(each: Target, event: LogEvent): void {
  try {
    each.file.apply(event);
  } catch (error) {
    // Changes that this event already made in memory must not reach the file. Earlier events are read again.
    each.file.forget();
    each.at = each.file.checkpoint();
    noteFailure(each, error, event);
  }
}

/**
 * Makes applied events visible. A target whose file cannot be written is stopped, unless the disk is only full ({@link
 * Target.noRoom}). A file that is built aside has no journal, so it is given up then too.
 */
export function flush(each: Target): void {
  if (!takes(each)) return;
  try {
    each.file.flush(each.at);
  } catch (error) {
    each.at = each.file.checkpoint();
    if (thrown(error).code === 'SQLITE_FULL' && !each.file.aside) each.noRoom = true;
    else noteFailure(each, error);
  }
}

/** The fields of a thrown value: an error of a native module is not always an `Error` of this realm. */
function thrown(error: unknown): { readonly name: string; readonly code: string; readonly message: string } {
  if (typeof error !== 'object' || error === null) return { name: '', code: '', message: String(error) };
  const { name, code, message } = error as Readonly<Record<string, unknown>>;
  return { name: String(name), code: String(code), message: String(message) };
}

/** Whether SQLite found that a file is not a valid database. */
export function isDamage(error: unknown): boolean {
  const { code } = thrown(error);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

function noteFailure(each: Target, error: unknown, event?: LogEvent): void {
  const { name, message } = thrown(error);
  each.damaged = isDamage(error) || name === 'ForeignWriteError';
  if (name === 'ForeignWriteError') each.refusals += 1;
  each.stopped =
    event === undefined || name === 'SqliteError'
      ? { message: `its file ${each.file.path} could not be used: ${message}` }
      : { position: event.position, eventType: event.type, message };
}

/** Finds the targets that handle a type of event. */
function byType(targets: readonly Target[]): (type: string) => readonly Target[] {
  const known = new Map<string, readonly Target[]>();
  return (type) => {
    let wanting = known.get(type);
    if (wanting === undefined) {
      wanting = targets.filter(({ projection: { types } }) => types === 'every' || types.has(type));
      known.set(type, wanting);
    }
    return wanting;
  };
}

/** The lowest position among the targets that receive events; undefined when there is none. */
export function lowest(targets: readonly Target[]): bigint | undefined {
  let from: bigint | undefined;
  for (const each of targets)
    if (takes(each) && (from === undefined || each.at.position < from)) from = each.at.position;
  return from;
}

/** @param end the last position of the log */
export function healthOf({ name, position, stop, refusals }: TargetState, end: bigint): ProjectionHealth {
  return {
    name,
    position,
    lag: end > position ? end - position : 0n,
    state: stop === undefined ? 'running' : 'stopped',
    ...(refusals > 0 && { refusals }),
    ...(stop && { stop }),
  };
}

/** The state of a target, for readers of its file with their own connection. */
export interface TargetState {
  readonly name: string;
  readonly path: string;
  /** Changes when another file of that name serves. */
  readonly file: number;
  /** Changes whenever rows were written. */
  readonly version: number;
  /** The last event its tables show; -1 before the first. */
  readonly position: bigint;
  readonly stop?: Stop;
  /** How often the file was altered by another program, since this program started. */
  readonly refusals: number;
}

export function stateOf({ projection: { name }, file, stopped, refusals }: Target): TargetState {
  const { path, opened, reader } = file;
  return {
    name,
    path,
    file: opened,
    version: reader.version(),
    position: reader.position(),
    refusals,
    ...(stopped && { stop: stopped }),
  };
}

export function markDamaged(each: Target): void {
  each.damaged = true;
  each.stopped = { message: `its file ${each.file.path} is damaged` };
}

/** Checks whether another program has written to the file of a target, and stops the target if so. */
export function isAltered(each: Target): boolean {
  try {
    if (!each.file.isForeign()) return false;
    noteFailure(each, new ForeignWriteError(`another program has written to ${each.file.path}`));
  } catch (error) {
    noteFailure(each, error);
  }
  return true;
}

/** Seals the file of a target: when enough was written, or in any case. */
export async function seal(each: Target, when: 'due' | 'now'): Promise<void> {
  if (!takes(each) || (when === 'due' && !each.file.isSealDue())) return;
  try {
    await each.file.seal();
  } catch (error) {
    if (thrown(error).name === 'ForeignWriteError') noteFailure(each, error);
    // Without a seal the file serves now, and is rebuilt at the next start.
  }
}

/** The tables of a target, from its current file. A broken file is marked as damaged. */
export function readerOf(each: Target): TableReader {
  return {
    all: (sql, ...parameters) => {
      try {
        return each.file.reader.all(sql, ...parameters);
      } catch (error) {
        if (isDamage(error)) markDamaged(each);
        throw error;
      }
    },
    position: () => each.file.reader.position(),
    version: () => each.file.reader.version(),
    isStopped: () => each.stopped !== undefined,
  };
}
