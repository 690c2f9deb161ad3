import { type Aggregate } from './aggregate.js';

/** A stream as this process knows it, perhaps ahead of what is durable by the appends under way. */
export interface LoadedStream<State = unknown> {
  readonly stream: string;
  state: State;
  /** Revision and hash of the last event, counting appends under way. */
  revision: number;
  lastHash: string | null;
  /** Position of the last event known to be durable. */
  position: bigint;
  /** Commands that were recorded, by id, newest last: the same again is answered as the first time. */
  readonly recorded: Map<string, RecordedCommand>;
  /** Appends under way. */
  pending: number;
  /** Settles when every append so far has; rejects when one failed. */
  tail: Promise<unknown>;
  /** An append failed, so the state holds events that are not in the log: load again. */
  dead: boolean;
  bytes: number;
}

export interface RecordedCommand {
  readonly bodyHash: string;
  readonly firstRevision: number;
  events: number;
  position: bigint;
}

/** As on a store that cannot look commands up, the newest of each stream are kept. */
export const RECORDED_COMMANDS_MAX = 10_000;
/** Measured: a map entry with its key and record. */
export const RECORDED_COMMAND_BYTES = 350;

/** The streams that were used last, bounded in bytes. A stream with appends under way is never dropped. */
export class StreamCache {
  readonly #streams = new Map<string, LoadedStream>();
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(stream: string): LoadedStream | undefined {
    const loaded = this.#streams.get(stream);
    if (loaded === undefined) return undefined;
    // Looked up again, used last.
    this.#streams.delete(stream);
    this.#streams.set(stream, loaded);
    return loaded;
  }

  put<State>(loaded: LoadedStream<State>, aggregate: Pick<Aggregate<State, never, never>, 'bytes'>): void {
    const before = this.#streams.get(loaded.stream);
    if (before !== undefined) this.#bytes -= before.bytes;
    loaded.bytes = aggregate.bytes(loaded.state) + loaded.recorded.size * RECORDED_COMMAND_BYTES;
    this.#bytes += loaded.bytes;
    this.#streams.delete(loaded.stream);
    this.#streams.set(loaded.stream, loaded);
    this.#evict(loaded.stream);
  }

  drop(loaded: LoadedStream): void {
    loaded.dead = true;
    if (this.#streams.get(loaded.stream) !== loaded) return;
    this.#streams.delete(loaded.stream);
    this.#bytes -= loaded.bytes;
  }

  #evict(except: string): void {
    if (this.#bytes <= this.#bytesMax) return;
    for (const [stream, loaded] of this.#streams) {
      if (loaded.pending > 0 || stream === except) continue;
      this.#streams.delete(stream);
      this.#bytes -= loaded.bytes;
      if (this.#bytes <= this.#bytesMax) return;
    }
  }
}
