import type { Aggregate } from './aggregate.js';

/** The tail of a stream without appends in flight. */
export const AT_REST = Promise.resolve();

/** The state of a stream in this process. With appends in flight, it may be ahead of the durable log. */
export interface LoadedStream<State = unknown> {
  readonly stream: string;
  state: State;
  /** Revision and hash of the last event, including appends in flight. */
  revision: number;
  lastHash: string | null;
  /** Position of the last event known to be durable. */
  position: bigint;
  /** Recorded commands: a repetition gets the first answer. */
  readonly recorded: RecordedCommands;
  /** Number of appends in flight. */
  pending: number;
  /** Settles when all appends so far have settled; rejects when one failed. */
  tail: Promise<unknown>;
  /** An append failed, so the state contains events that are not in the log: load it again. */
  dead: boolean;
  /** Read from the log, and no command was decided on it yet. */
  isNew: boolean;
  /** Highest revision known to be in the log. The state may not include it yet. */
  known: number;
  /** Revision of the last event of another process that was read after a decision on the state. */
  foreign: number;
  bytes: number;
}

export interface RecordedCommand {
  readonly bodyHash: string;
  readonly firstRevision: number;
  events: number;
  position: bigint;
  /** The store cannot recognise the command by its event id: an older version derived that id without the stream. */
  readonly unbound?: boolean;
}

/** Approximate size of one remembered command: a map entry with its key and record. */
const RECORDED_COMMAND_BYTES = 250;
/** Approximate size of one mark in a set of numbers. */
const FORGOTTEN_BYTES = 40;

/** The newest commands of a stream, by id. Two generations: when the younger is full, the older is forgotten. */
export class RecordedCommands {
  readonly #generation: number;
  #young = new Map<string, RecordedCommand>();
  #old: Map<string, RecordedCommand> | undefined;
  /** Marks of forgotten commands that the store would not recognise either. */
  #forgottenUnbound: Set<number> | undefined;

  /** @param atLeast minimum number of remembered commands; up to twice as many are remembered */
  constructor(atLeast: number) {
    this.#generation = atLeast;
  }

  get size(): number {
    return this.#young.size + (this.#old?.size ?? 0);
  }

  /** Approximate total size in bytes. */
  get bytes(): number {
    return this.size * RECORDED_COMMAND_BYTES + (this.#forgottenUnbound?.size ?? 0) * FORGOTTEN_BYTES;
  }

  /**
   * Whether the command may have been recorded by an older version and forgotten here. Appending it again would not
   * conflict with its first event, because ids are now derived in another way. So the stream must be searched.
   */
  mayHaveForgotten(commandId: string): boolean {
    return this.#forgottenUnbound?.has(markOf(commandId)) ?? false;
  }

  get(commandId: string): RecordedCommand | undefined {
    return this.#young.get(commandId) ?? this.#old?.get(commandId);
  }

  set(commandId: string, command: RecordedCommand): void {
    this.#young.set(commandId, command);
    if (this.#young.size < this.#generation) return;
    for (const [forgotten, { unbound }] of this.#old ?? [])
      if (unbound === true) (this.#forgottenUnbound ??= new Set()).add(markOf(forgotten));
    this.#old = this.#young;
    this.#young = new Map();
  }
}

/** 52 bits of a command's id: of its time or hash, and of its random part or row. Two commands may share a mark. */
function markOf(commandId: string): number {
  return Number.parseInt(commandId.slice(8, 13) + commandId.slice(20, 28), 16);
}

/** Both generations together may exceed the limit by this factor. */
const OVER_BOUND_MAX = 1.25;

/**
 * The most recently used streams, limited in bytes. Two generations: a full younger generation becomes the older one.
 * Streams in the older one that are used again move back; the rest is dropped when both together exceed the limit by a
 * quarter. (Reordering one map at each look-up took a tenth of a command's time. A younger generation of half the limit
 * dropped sixteen pools of a full log again and again. Both measured.) A stream with appends in flight is never
 * dropped.
 */
export class StreamCache {
  readonly #bytesMax: number;
  #young = new Map<string, LoadedStream>();
  #old = new Map<string, LoadedStream>();
  #youngBytes = 0;
  #oldBytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#youngBytes + this.#oldBytes;
  }

  get(stream: string): LoadedStream | undefined {
    const young = this.#young.get(stream);
    if (young !== undefined) return young;
    const old = this.#old.get(stream);
    if (old !== undefined) this.#rejuvenate(old);
    return old;
  }

  put<State>(loaded: LoadedStream<State>, aggregate: Pick<Aggregate<State, never, never>, 'bytes'>): void {
    const bytes = aggregate.bytes(loaded.state) + loaded.recorded.bytes;
    if (this.#young.get(loaded.stream) === loaded) {
      this.#youngBytes += bytes - loaded.bytes;
      loaded.bytes = bytes;
    } else {
      this.#remove(loaded.stream);
      loaded.bytes = bytes;
      this.#young.set(loaded.stream, loaded);
      this.#youngBytes += bytes;
    }
    if (this.#youngBytes > this.#bytesMax) this.#age();
    else if (this.bytes > this.#bytesMax * OVER_BOUND_MAX) this.#dropOld();
  }

  /** Drops a state that is no longer true. */
  drop(loaded: LoadedStream): void {
    loaded.dead = true;
    if (this.#young.get(loaded.stream) === loaded || this.#old.get(loaded.stream) === loaded)
      this.#remove(loaded.stream);
  }

  #rejuvenate(loaded: LoadedStream): void {
    this.#remove(loaded.stream);
    this.#young.set(loaded.stream, loaded);
    this.#youngBytes += loaded.bytes;
  }

  #remove(stream: string): void {
    const young = this.#young.get(stream);
    if (young !== undefined) {
      this.#youngBytes -= young.bytes;
      this.#young.delete(stream);
      return;
    }
    const old = this.#old.get(stream);
    if (old === undefined) return;
    this.#oldBytes -= old.bytes;
    this.#old.delete(stream);
  }

  #age(): void {
    this.#dropOld();
    // Streams that could not be dropped are in use, so they move to the younger generation.
    for (const [stream, loaded] of this.#old) this.#young.set(stream, loaded);
    this.#old = this.#young;
    this.#oldBytes += this.#youngBytes;
    this.#young = new Map();
    this.#youngBytes = 0;
  }

  #dropOld(): void {
    for (const [stream, { pending, bytes }] of this.#old) {
      if (pending > 0) continue;
      this.#old.delete(stream);
      this.#oldBytes -= bytes;
    }
  }
}
