import { fullForm } from '@misaq/platform/kernel/catalogue.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { eventHash } from '@misaq/platform/event-store/chain.js';
import {
  type EventStore,
  LOG_START,
  NO_STREAM,
  type RecordedEvent,
} from '@misaq/platform/event-store/port.js';
import type { Aggregate } from './aggregate.js';
import { isUnboundEventId } from './command-id.js';
import type { MaybeAsync } from './maybe-async.js';
import { AT_REST, type LoadedStream, RecordedCommands, StreamCache } from './stream-cache.js';

/** The states of streams in this process, and how they are read from the log. */
export class StreamStates {
  readonly #cache: StreamCache;

  /**
   * @param cacheBytesMax maximum size of the kept states, in bytes
   * @param recordedAtLeast how many of the newest commands are remembered for each stream, at least
   */
  constructor(
    private readonly store: EventStore,
    cacheBytesMax: number,
    private readonly recordedAtLeast: number,
  ) {
    this.#cache = new StreamCache(cacheBytesMax);
  }

  get bytes(): number {
    return this.#cache.bytes;
  }

  /** Updates the size of an advanced state. */
  put<State>(loaded: LoadedStream<State>, aggregate: Aggregate<State, never, never>): void {
    this.#cache.put(loaded, aggregate);
  }

  /** Drops a state that is no longer true. */
  drop(loaded: LoadedStream): void {
    this.#cache.drop(loaded);
  }

  /** Whether the state of a stream is in memory. */
  holds(stream: string): boolean {
    return this.#cache.get(stream)?.dead === false;
  }

  /** A stream with all decisions of this process and all known events of other processes. */
  load<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<LoadedStream<State>> {
    const known = this.#cache.get(stream) as LoadedStream<State> | undefined;
    if (known === undefined || known.dead) return this.#loadFromLog(aggregate, stream);
    return isBehind(known) ? this.#catchUp(aggregate, known) : known;
  }

  /**
   * Reads events of other processes into the state. A pool of thousands of facilities is thus not read from its
   * beginning for each event of another node.
   */
  async #catchUp<State>(
    aggregate: Aggregate<State, never, never>,
    loaded: LoadedStream<State>,
  ): Promise<LoadedStream<State>> {
    while (!loaded.dead && isBehind(loaded)) {
      const { revision } = loaded;
      const missed: RecordedEvent[] = [];
      for await (const batch of this.store.read(loaded.stream, revision + 1)) missed.push(...batch);
      // Meanwhile a command was decided on the state, or another reader has added the events.
      if (!isStill(loaded, revision)) continue;
      try {
        takeIn(aggregate, loaded, missed);
      } catch (error) {
        this.#cache.drop(loaded);
        throw error;
      }
      loaded.foreign = loaded.revision;
      // The log ends here, so no later event exists.
      loaded.known = loaded.revision;
      this.#cache.put(loaded, aggregate);
    }
    return loaded.dead ? this.#loadFromLog(aggregate, loaded.stream) : loaded;
  }

  async #loadFromLog<State>(
    aggregate: Aggregate<State, never, never>,
    stream: string,
  ): Promise<LoadedStream<State>> {
    const loaded = await this.#read(aggregate, stream);
    const meanwhile = this.#cache.get(stream) as LoadedStream<State> | undefined;
    if (meanwhile !== undefined && !meanwhile.dead) return meanwhile;
    this.#cache.put(loaded, aggregate);
    return loaded;
  }

  async #read<State>(
    aggregate: Aggregate<State, never, never>,
    stream: string,
  ): Promise<LoadedStream<State>> {
    const loaded: LoadedStream<State> = {
      stream,
      state: aggregate.initial(),
      revision: NO_STREAM,
      lastHash: null,
      position: LOG_START,
      recorded: new RecordedCommands(this.recordedAtLeast),
      pending: 0,
      tail: AT_REST,
      dead: false,
      isNew: true,
      known: NO_STREAM,
      foreign: NO_STREAM,
      bytes: 0,
    };
    for await (const batch of this.store.read(stream)) takeIn(aggregate, loaded, batch);
    return loaded;
  }

  /** The state of a stream read from the log alone, which is not kept in memory. */
  async readOnce<State>(aggregate: Aggregate<State, never, never>, stream: string): Promise<State> {
    let state = aggregate.initial();
    for await (const batch of this.store.read(stream))
      for (const event of batch) state = aggregate.evolve(state, domainEvent(event));
    return state;
  }

  /** Reports that an event of the stream was seen in the log. */
  noticed(stream: string, revision: number): void {
    const loaded = this.#cache.get(stream);
    if (loaded !== undefined) loaded.known = Math.max(loaded.known, revision);
  }
}

/** Whether the state is known to lack events of other processes. While appends are in flight, they will show this. */
export function isBehind({ pending, known, revision }: LoadedStream): boolean {
  return pending === 0 && known > revision;
}

/** Whether a state is unchanged since before a wait. */
function isStill({ dead, pending, revision: now }: LoadedStream, revision: number): boolean {
  return !dead && pending === 0 && now === revision;
}

/** The event of a record, in the form of this version. */
function domainEvent({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): DomainEvent {
  return { type, data: fullForm(type, JSON.parse(data) as object) };
}

/** Applies events of the log to a state. */
function takeIn<State>(
  aggregate: Aggregate<State, never, never>,
  loaded: LoadedStream<State>,
  events: readonly RecordedEvent[],
): void {
  for (const { id, type, data, metadata, revision, position } of events) {
    loaded.state = aggregate.evolve(loaded.state, domainEvent({ type, data }));
    loaded.revision = revision;
    loaded.position = position;
    const { commandId, bodyHash: body } = JSON.parse(metadata) as { commandId: string; bodyHash: string };
    const recorded = loaded.recorded.get(commandId);
    if (recorded === undefined)
      loaded.recorded.set(commandId, {
        bodyHash: body,
        firstRevision: revision,
        events: 1,
        position,
        unbound: isUnboundEventId(id, commandId),
      });
    else {
      recorded.events += 1;
      recorded.position = position;
    }
  }
  const last = events.at(-1);
  if (last !== undefined) loaded.lastHash = eventHash(last);
}
