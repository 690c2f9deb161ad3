import type { Append } from '../append-rules.js';
import { AppendedSomewhereError } from './failures.js';
import { NO_STREAM, StoreUnavailableError, WrongRevisionError, type AppendResult } from '../port.js';

/**
 * The appends of each stream, in the order of the calls. Streams do not wait for one another.
 *
 * While an append of a stream is in flight, later ones wait. They are then written together, as far as each follows the
 * one before. If an append fails, queued appends that expected it to succeed fail too, without being tried. Another
 * process may have taken their revision, and their content assumed the failed append.
 */
export interface PerStreamAppends {
  append(append: Append): Promise<AppendResult>;
  /** Resolves when no append is in flight. */
  idle(): Promise<void>;
}

export interface AppendCalls {
  readonly alone: (append: Append) => Promise<AppendResult>;
  /**
   * Writes all of the group or none. Undefined when the store refused the group; each append is then written by itself.
   */
  readonly together: (group: readonly Append[]) => Promise<readonly AppendResult[] | undefined>;
  /** The last known revision of a stream. */
  readonly head: (stream: string) => number | undefined;
}

interface Waiting {
  readonly append: Append;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (reason: unknown) => void;
  /** The error of the append that this one was to follow. */
  foundation?: { readonly failed: unknown };
}

interface Lane {
  /** Appends in flight are at the front. */
  readonly waiting: Waiting[];
  /** Failed appends, until their callers have been told. */
  readonly failed: Map<Waiting, unknown>;
  busy: boolean;
}

export function createPerStreamAppends({ alone, together, head }: AppendCalls): PerStreamAppends {
  const lanes = new Map<string, Lane>();
  const working = new Set<Promise<void>>();

  function fail(lane: Lane, waiting: Waiting, error: unknown): void {
    lane.failed.set(waiting, error);
    for (const each of lane.waiting)
      if (followsOn(waiting.append, each.append)) each.foundation ??= { failed: error };
    waiting.reject(error);
  }

  function withoutFoundation({ stream, expectedRevision }: Append, failed: unknown): unknown {
    // The successor was not tried. Its error reports the lost store, not that something was appended.
    if (failed instanceof AppendedSomewhereError) return failed.cause;
    if (failed instanceof StoreUnavailableError) return failed;
    return new WrongRevisionError(stream, expectedRevision, head(stream) ?? NO_STREAM);
  }

  /** @returns whether the group was written */
  async function writtenTogether(lane: Lane, size: number): Promise<boolean> {
    const group = lane.waiting.slice(0, size);
    try {
      const results = await together(group.map(({ append }) => append));
      if (results === undefined) return false;
      lane.waiting.splice(0, size);
      for (const [index, result] of results.entries()) group[index]?.resolve(result);
    } catch (error) {
      // Together they may be too large. Each is then sent by itself, and finds what was already written.
      if (error instanceof RangeError) return false;
      lane.waiting.splice(0, size);
      for (const each of group) fail(lane, each, error);
    }
    return true;
  }

  async function work(stream: string, lane: Lane): Promise<void> {
    for (let size = groupSize(lane.waiting); size > 0; size = groupSize(lane.waiting)) {
      if (size > 1 && (await writtenTogether(lane, size))) continue;
      for (let left = size; left > 0; left -= 1) await writtenAlone(lane);
    }
    // Set in the same turn that saw an empty queue: a later append starts a new run.
    lane.busy = false;
    leave(stream, lane);
  }

  async function writtenAlone(lane: Lane): Promise<void> {
    const [first] = lane.waiting;
    if (first === undefined) return;
    const { append, foundation, resolve } = first;
    try {
      if (foundation !== undefined) throw withoutFoundation(append, foundation.failed);
      const result = await alone(append);
      lane.waiting.shift();
      resolve(result);
    } catch (error) {
      lane.waiting.shift();
      fail(lane, first, error);
    }
  }

  function laneOf(stream: string): Lane {
    let lane = lanes.get(stream);
    if (lane === undefined) lanes.set(stream, (lane = { waiting: [], failed: new Map(), busy: false }));
    return lane;
  }

  function leave(stream: string, lane: Lane): void {
    if (!lane.busy && lane.failed.size === 0) lanes.delete(stream);
  }

  return {
    append(append) {
      const { stream } = append;
      const lane = laneOf(stream);
      const { promise, resolve, reject } = withResolvers<AppendResult>();
      const waiting: Waiting = { append, resolve, reject };
      for (const [{ append: before }, failed] of lane.failed)
        if (followsOn(before, append)) waiting.foundation ??= { failed };
      lane.waiting.push(waiting);
      // The caller gets this same promise. It learns of a failure directly after the failure is forgotten here. No
      // dependent append can come in between.
      promise.catch(() => {
        lane.failed.delete(waiting);
        leave(stream, lane);
      });
      if (!lane.busy) {
        lane.busy = true;
        const done = work(stream, lane).finally(() => working.delete(done));
        working.add(done);
      }
      return promise;
    },
    async idle() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}

/** Whether an append expects the revision that another append makes. */
function followsOn(before: Append, { expectedRevision }: Append): boolean {
  return expectedRevision === before.expectedRevision + before.events.length;
}

/**
 * Limits of a group. Size is counted in UTF-16 units of data and metadata. By default a server accepts a million bytes.
 */
const GROUP_EVENTS_MAX = 500;
const GROUP_UNITS_MAX = 250_000;

/** How many of the waiting appends follow each other and form a group; at least one. */
function groupSize(lane: readonly Waiting[]): number {
  const ids = new Set<string>();
  let [size, events, units] = [0, 0, 0];
  let before: Append | undefined;
  for (const { append, foundation } of lane) {
    if (size > 0 && foundation !== undefined) break;
    if (before !== undefined && !followsOn(before, append)) break;
    events += append.events.length;
    for (const { id, data, metadata } of append.events) {
      units += data.length + metadata.length;
      ids.add(id);
    }
    if (size > 0 && (events > GROUP_EVENTS_MAX || units > GROUP_UNITS_MAX || ids.size < events)) break;
    size += 1;
    if (foundation !== undefined) break;
    before = append;
  }
  return size;
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((resolving, rejecting) => {
    resolve = resolving;
    reject = rejecting;
  });
  return { promise, resolve, reject };
}
