import type { Aggregate } from './aggregate.js';

/** The tail of a stream with no append under way. */
export const AT_REST = Promise.resolve();

/** A stream as this process knows it, perhaps ahead of what is durable by the appends under way. */
export interface LoadedStream<State = unknown> {
  readonly stream: string;
  state: State;
  /** Revision and hash of the last event, counting appends under way. */
  revision: number;
  lastHash: string | null;
  /** Position of the last event known to be durable. */
  position: bigint;
  /** Commands that were recorded: the same again is answered as the first time. */
  readonly recorded: RecordedCommands;
  /** Appends under way. */
  pending: number;
  /** Settles when every append so far has; rejects when one failed. */
  tail: Promise<unknown>;
  /** An append failed, so the state holds events that are not in the log: load again. */
  dead: boolean;
  /** Highest revision that is known to stand in the log, which the state need not know yet. */
  known: number;
  /** Revision of the last event of another process that was read after the state had been decided on. */
  foreign: number;
  bytes: number;
}

export interface RecordedCommand {
  readonly bodyHash: string;
  readonly firstRevision: number;
  events: number;
  position: bigint;
  /** The store does not recognise the command by its event id, which an older version derived without the stream. */
  readonly unbound?: boolean;
}

/** About what one remembered command takes: a map entry with its key and record. */
const RECORDED_COMMAND_BYTES = 250;
/** About what one mark takes in a set of numbers. */
const FORGOTTEN_BYTES = 40;

/** The newest commands of a stream, by id: two generations, of which the older is forgotten when the younger is full. */
export class RecordedCommands {
  readonly #generation: number;
  #young = new Map<string, RecordedCommand>();
  #old: Map<string, RecordedCommand> | undefined;
  /** Marks of the forgotten commands that the store would not recognise either. */
  #forgottenUnbound: Set<number> | undefined;

  /** @param atLeast how many of the newest are remembered in any case; up to twice as many are */
  constructor(atLeast: number) {
    this.#generation = atLeast;
  }

  get size(): number {
    return this.#young.size + (this.#old?.size ?? 0);
  }

  /** About what all of it takes, in bytes. */
  get bytes(): number {
    return this.size * RECORDED_COMMAND_BYTES + (this.#forgottenUnbound?.size ?? 0) * FORGOTTEN_BYTES;
  }

  /**
   * Whether the command may be one that was recorded by an older version and forgotten here. Appending it again would
   * not conflict with its first event, because ids are derived in another way now; so the stream has to be searched.
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

/** 52 bits of a command's id: of its time or hash, and of its chance or row. Two commands may have one mark. */
function markOf(commandId: string): number {
  return Number.parseInt(commandId.slice(8, 13) + commandId.slice(20, 28), 16);
}

/** Generations together may hold this much of the bound. */
const OVER_BOUND_MAX = 1.25;

/**
 * The streams that were used last, bounded in bytes: two generations. When the younger has grown to the bound it
 * becomes the older, from which what is used again is taken back; what is left of the older is dropped when both
 * together are a quarter over the bound. (Re-ordering one map at each look-up took a tenth of a command's time; a
 * younger generation of half the bound dropped sixteen pools of a full log again and again; both measured.)
 * A stream with appends under way is never dropped.
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

  /** Forgets a state that is no longer true. */
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
    // What could not be dropped is young again: it is in use.
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
