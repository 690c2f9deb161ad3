import type { DomainEvent, Refusal } from '@misaq/domain/kernel/decision.js';
import { eventHash } from '@misaq/event-store/chain.js';
import {
  EventIdConflictError,
  type EventStore,
  LOG_START,
  NO_STREAM,
  type RecordedEvent,
  StoreUnavailableError,
  WrongRevisionError,
} from '@misaq/event-store/port.js';
import type { Aggregate } from './aggregate.js';
import type { Clock } from './clock.js';
import { bodyHash, encodeEvents, type Envelope } from './event-format.js';
import { then, type MaybeAsync } from './maybe-async.js';
import { RecordedCommands, StreamCache, type LoadedStream, type RecordedCommand } from './stream-cache.js';

/** What became of a command. */
export type CommandResult =
  | {
      readonly kind: 'done';
      /** What was written, now or when the same command came first; empty when the same act stood already. */
      readonly events: readonly DomainEvent[];
      /** Position of the log that a query must have reached to see it. */
      readonly position: bigint;
      /** True when nothing was written now. */
      readonly repeated: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What was decided, given when everything it rests on is durable. */
interface Answer {
  readonly answer: () => Promise<CommandResult>;
}

const AT_REST = Promise.resolve();
const ATTEMPTS_MAX_DEFAULT = 8;

export interface CommandRunnerOptions {
  /** Bound of the cached stream states, in bytes. */
  readonly cacheBytesMax?: number;
  /**
   * How many of the newest commands are remembered for each stream, at least. A store that keeps (stream, command id) unique itself needs few;
   * one that does not (EventStoreDB) needs 10,000.
   */
  readonly recordedCommandsAtLeast?: number;
  /** Whether other processes append to the log too. What is not appended is then looked at once more before it is said. */
  readonly isShared?: boolean;
  /** How often a command is decided, at most, when what it was decided on turns out not to be the newest. */
  readonly attemptsMax?: number;
  /** Waits before the next attempt after so many in vain, so that of several processes each comes to its turn. */
  readonly pause?: (inVain: number) => Promise<void>;
}

/** After another process has been quicker, so many commands to a stream are each appended before the next is decided. */
const IN_TURN = 200;
/** Streams of which that is remembered, the latest: every job of a file that two nodes import has a stream of its own. */
const IN_TURN_STREAMS = 1_000;

const CACHE_BYTES_DEFAULT = 128 * 1024 * 1024;
const RECORDED_COMMANDS_DEFAULT = 500;

/**
 * Load → decide → append, for every kind of stream.
 *
 * Commands to one stream are decided in the order they arrive, each on the state that the ones before it will leave,
 * without waiting for those to be durable: their appends share one commit. An answer waits for all it rests on. When
 * an append fails, the state is thrown away and whatever was decided on it is decided again on what is in the log.
 *
 * Where other processes write to the same stream that is dear: a pool of thousands of facilities is read anew for one
 * event, and whoever reads comes too late for the next one too. So for a while after one was lost, a stream's state is
 * advanced only by what the log has taken.
 */
export class CommandRunner {
  readonly #cache: StreamCache;
  readonly #lanes = new Map<string, Promise<unknown>>();
  /** Streams that others write to as well, the latest last: how many more commands are appended in turn. */
  readonly #inTurnFor = new Map<string, number>();
  readonly #recordedAtLeast: number;
  readonly #isShared: boolean;
  readonly #attemptsMax: number;
  readonly #pause: ((inVain: number) => Promise<void>) | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    {
      cacheBytesMax = CACHE_BYTES_DEFAULT,
      recordedCommandsAtLeast = RECORDED_COMMANDS_DEFAULT,
      isShared = false,
      attemptsMax = ATTEMPTS_MAX_DEFAULT,
      pause,
    }: CommandRunnerOptions = {},
  ) {
    this.#cache = new StreamCache(cacheBytesMax);
    this.#recordedAtLeast = recordedCommandsAtLeast;
    this.#isShared = isShared;
    this.#attemptsMax = attemptsMax;
    this.#pause = pause;
  }

  /** Bytes held by stream states. */
  get cacheBytes(): number {
    return this.#cache.bytes;
  }

  /**
   * @param context what the decision needs beside the stream, made when its turn has come
   * @throws StoreUnavailableError when the log cannot be written, or others write to the stream so much that this one
   *   does not come to its turn; nothing of the command is recorded then
   */
  async execute<State, Command extends object, Context>(
    aggregate: Aggregate<State, Command, Context>,
    stream: string,
    command: Command,
    envelope: Envelope,
    context: () => MaybeAsync<Context>,
  ): Promise<CommandResult> {
    const body = bodyHash(command);
    const decide = (): MaybeAsync<Answer> =>
      this.#decide(aggregate, stream, command, envelope, body, context);
    for (let attempt = 1; ; attempt += 1) {
      const turn = this.#inTurn(stream, decide);
      const { answer } = turn instanceof Promise ? await turn : turn;
      try {
        return await answer();
      } catch (error) {
        if (!mayRetry(error)) throw error;
        if (attempt >= this.#attemptsMax) throw this.#tooOften(stream, error);
        await this.#pause?.(attempt);
      }
    }
  }

  #tooOften(stream: string, error: unknown): unknown {
    if (!this.#isShared) return error;
    return new StoreUnavailableError(`${stream} is being written to by others all the time`, {
      cause: error,
    });
  }

  /** The state of a stream with every command before this call applied; not to be changed by the caller. */
  state<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<State> {
    return then(this.#load(aggregate, stream), ({ state }) => state);
  }

  /** The state of a stream without keeping it: for reading many streams once. */
  async peek<State>(aggregate: Aggregate<State, never, never>, stream: string): Promise<State> {
    const loaded = this.#cache.get(stream) as LoadedStream<State> | undefined;
    if (loaded === undefined || loaded.dead) return (await this.#read(aggregate, stream)).state;
    return (isBehind(loaded) ? await this.#catchUp(aggregate, loaded) : loaded).state;
  }

  /** An event of a shared log was seen: a state that does not know it yet takes it in when it is next needed. */
  noticed(stream: string, revision: number): void {
    const loaded = this.#cache.get(stream);
    if (loaded !== undefined) loaded.known = Math.max(loaded.known, revision);
  }

  /** One at a time and in order of arrival, for each stream; at once when nobody is before and nothing is to wait for. */
  #inTurn(stream: string, work: () => MaybeAsync<Answer>): MaybeAsync<Answer> {
    const before = this.#lanes.get(stream);
    const turn = before === undefined ? work() : before.then(work, work);
    if (!(turn instanceof Promise)) return turn;
    const leaving = turn.finally(() => {
      if (this.#lanes.get(stream) === leaving) this.#lanes.delete(stream);
    });
    this.#lanes.set(stream, leaving);
    return leaving;
  }

  #decide<State, Command extends object, Context>(
    aggregate: Aggregate<State, Command, Context>,
    stream: string,
    command: Command,
    envelope: Envelope,
    body: string,
    context: () => MaybeAsync<Context>,
  ): MaybeAsync<Answer> {
    return then(context(), (given) =>
      then(this.#load(aggregate, stream), (loaded) => {
        // A repeated command, too: somebody may have left the office in which they sent it.
        const forbidden = aggregate.authorise(envelope.actor, loaded.state, command);
        if (forbidden !== undefined)
          return this.#settled(loaded, () => ({ kind: 'refused', refusal: forbidden }));

        const recorded = loaded.recorded.get(envelope.commandId);
        if (recorded !== undefined) return { answer: () => this.#again(loaded, recorded, body, envelope) };

        const decision = aggregate.decide(loaded.state, command, given);
        if (decision.kind === 'refused') return this.#settled(loaded, () => decision);
        if (decision.kind === 'unchanged')
          return this.#settled(loaded, () => ({
            kind: 'done',
            events: [],
            position: loaded.position,
            repeated: true,
          }));
        return this.#inTurnFor.has(stream)
          ? this.#appendInTurn(aggregate, loaded, decision.events, envelope, body)
          : this.#append(aggregate, loaded, decision.events, envelope, body);
      }),
    );
  }

  /**
   * An answer for which nothing is appended, given when the appends it rests on are durable. On a shared log nobody has
   * told yet that the state was the newest, as a refused append would: it is looked at.
   */
  #settled(loaded: LoadedStream, answer: () => CommandResult): Answer {
    const { pending, tail, revision } = loaded;
    return {
      answer: async () => {
        if (pending > 0) await resting({ tail });
        if (this.#isShared) await this.#assertNewest(loaded, revision);
        return answer();
      },
    };
  }

  async #assertNewest(loaded: LoadedStream, revision: number): Promise<void> {
    for await (const [first] of this.store.read(loaded.stream, revision + 1)) {
      if (first === undefined) break;
      // An event of this process itself, decided after this one, does not outdate it; whether what stands there is one
      // shows when its append is answered.
      if (loaded.pending > 0) await resting(loaded);
      loaded.known = Math.max(loaded.known, first.revision);
      break;
    }
    // Something of others may have been taken in since, too.
    if (loaded.dead || isBehind(loaded) || loaded.foreign > revision)
      throw new FoundationLostError('another process has appended to the stream');
  }

  #append<State>(
    aggregate: Aggregate<State, never, never>,
    loaded: LoadedStream<State>,
    events: readonly DomainEvent[],
    envelope: Envelope,
    body: string,
  ): Answer {
    if (loaded.dead)
      return { answer: () => Promise.reject(new FoundationLostError('the state was outdated meanwhile')) };
    const expected = loaded.revision;
    const { encoded, lastHash } = encodeEvents(events, envelope, body, this.clock.now(), loaded.lastHash);
    try {
      for (const event of events) loaded.state = aggregate.evolve(loaded.state, event);
    } catch (error) {
      // A mistake of the program in the middle of advancing in place: nobody may decide on what it left.
      this.#cache.drop(loaded);
      throw error;
    }
    loaded.revision += events.length;
    loaded.lastHash = lastHash;
    const record: RecordedCommand = {
      bodyHash: body,
      firstRevision: expected + 1,
      events: events.length,
      position: LOG_START,
    };
    loaded.recorded.set(envelope.commandId, record);
    loaded.pending += 1;
    this.#cache.put(loaded, aggregate);

    const appended = this.store.append(loaded.stream, expected, encoded).then(
      ({ position }) => {
        record.position = position;
        loaded.position = position;
        loaded.pending -= 1;
        // The answer holds the events; a stream at rest need not.
        if (loaded.pending === 0) loaded.tail = AT_REST;
        return { kind: 'done', events, position, repeated: false } as const;
      },
      (error: unknown) => {
        loaded.pending -= 1;
        this.#cache.drop(loaded);
        if (error instanceof WrongRevisionError && this.#isShared) this.#lostTo(loaded.stream);
        throw error;
      },
    );
    loaded.tail = appended;
    // The failure is answered where the command is; the tail is looked at only by those who rest on it.
    appended.catch(() => undefined);
    return { answer: () => this.#unlessRepeated(appended, loaded.stream, encoded[0]?.id ?? '', body) };
  }

  /** Appends before the state is advanced and the next command decided. When others were quicker, the state is still true. */
  async #appendInTurn<State>(
    aggregate: Aggregate<State, never, never>,
    loaded: LoadedStream<State>,
    events: readonly DomainEvent[],
    envelope: Envelope,
    body: string,
  ): Promise<Answer> {
    const { stream, revision: expected } = loaded;
    // Decided ahead of the disk before others were noticed: what stands then is looked at once more.
    if (loaded.pending > 0 || loaded.dead) {
      await loaded.tail.catch(() => undefined);
      return { answer: () => Promise.reject(new FoundationLostError('others append to the stream too')) };
    }
    const { encoded, lastHash } = encodeEvents(events, envelope, body, this.clock.now(), loaded.lastHash);
    loaded.pending += 1;
    const appended = this.store.append(stream, expected, encoded).then(
      ({ position }) => {
        loaded.pending -= 1;
        loaded.position = position;
        loaded.revision = expected + events.length;
        loaded.lastHash = lastHash;
        const firstRevision = expected + 1;
        loaded.recorded.set(envelope.commandId, {
          bodyHash: body,
          firstRevision,
          events: events.length,
          position,
        });
        try {
          for (const event of events) loaded.state = aggregate.evolve(loaded.state, event);
          this.#cache.put(loaded, aggregate);
        } catch (error) {
          this.#cache.drop(loaded);
          throw error;
        }
        this.#wonInTurn(stream);
        return { kind: 'done', events, position, repeated: false } as const;
      },
      (error: unknown) => {
        loaded.pending -= 1;
        if (error instanceof WrongRevisionError && error.actualRevision > expected) {
          this.#lostTo(stream);
          loaded.known = Math.max(loaded.known, error.actualRevision);
        } else this.#cache.drop(loaded);
        throw error;
      },
    );
    loaded.tail = appended;
    await appended.catch(() => undefined);
    loaded.tail = AT_REST;
    return { answer: () => this.#unlessRepeated(appended, stream, encoded[0]?.id ?? '', body) };
  }

  /** Another process was quicker. */
  #lostTo(stream: string): void {
    this.#inTurnFor.delete(stream);
    this.#inTurnFor.set(stream, IN_TURN);
    const [oldest] = this.#inTurnFor.keys();
    if (this.#inTurnFor.size > IN_TURN_STREAMS && oldest !== undefined) this.#inTurnFor.delete(oldest);
  }

  #wonInTurn(stream: string): void {
    const left = (this.#inTurnFor.get(stream) ?? 0) - 1;
    if (left > 0) this.#inTurnFor.set(stream, left);
    else this.#inTurnFor.delete(stream);
  }

  /** The id stands in the stream already, longer ago than is remembered: a repeated command, or a reused id. */
  async #unlessRepeated(
    appended: Promise<CommandResult>,
    stream: string,
    id: string,
    body: string,
  ): Promise<CommandResult> {
    try {
      return await appended;
    } catch (error) {
      if (error instanceof EventIdConflictError) return this.#repeated(stream, id, body);
      throw error;
    }
  }

  /** The same command id again: the first answer, when the body is the same too. */
  async #again(
    loaded: LoadedStream,
    recorded: RecordedCommand,
    body: string,
    { commandId }: Envelope,
  ): Promise<CommandResult> {
    if (loaded.pending > 0) await resting(loaded);
    if (loaded.dead) throw new FoundationLostError('the state was outdated meanwhile');
    if (recorded.bodyHash !== body) return reusedId(commandId);
    const events: DomainEvent[] = [];
    for await (const batch of this.store.read(loaded.stream, recorded.firstRevision)) {
      for (const { type, data } of batch) {
        if (events.length < recorded.events) events.push({ type, data: JSON.parse(data) as object });
      }
      if (events.length >= recorded.events) break;
    }
    return { kind: 'done', events, position: recorded.position, repeated: true };
  }

  async #repeated(stream: string, id: string, body: string): Promise<CommandResult> {
    const events: DomainEvent[] = [];
    let position = LOG_START;
    for await (const batch of this.store.read(stream)) {
      for (const event of batch) {
        if (event.id.slice(0, -4) !== id.slice(0, -4)) continue;
        const { bodyHash: recordedBody, commandId } = JSON.parse(event.metadata) as {
          bodyHash: string;
          commandId: string;
        };
        if (recordedBody !== body) return reusedId(commandId);
        events.push({ type: event.type, data: JSON.parse(event.data) as object });
        position = event.position;
      }
    }
    return { kind: 'done', events, position, repeated: true };
  }

  #load<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<LoadedStream<State>> {
    const known = this.#cache.get(stream) as LoadedStream<State> | undefined;
    if (known === undefined || known.dead) return this.#loadFromLog(aggregate, stream);
    return isBehind(known) ? this.#catchUp(aggregate, known) : known;
  }

  /**
   * Takes in what others have appended. A pool of thousands of facilities is not read from its beginning for each event
   * of another node.
   */
  async #catchUp<State>(
    aggregate: Aggregate<State, never, never>,
    loaded: LoadedStream<State>,
  ): Promise<LoadedStream<State>> {
    while (!loaded.dead && isBehind(loaded)) {
      const { revision } = loaded;
      const missed: RecordedEvent[] = [];
      for await (const batch of this.store.read(loaded.stream, revision + 1)) missed.push(...batch);
      // Meanwhile it was decided on, or somebody else has taken them in.
      if (!isStill(loaded, revision)) continue;
      try {
        takeIn(aggregate, loaded, missed);
      } catch (error) {
        this.#cache.drop(loaded);
        throw error;
      }
      loaded.foreign = loaded.revision;
      // Where the log has no more than this, more was never there.
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
      recorded: new RecordedCommands(this.#recordedAtLeast),
      pending: 0,
      tail: AT_REST,
      dead: false,
      known: NO_STREAM,
      foreign: NO_STREAM,
      bytes: 0,
    };
    for await (const batch of this.store.read(stream)) takeIn(aggregate, loaded, batch);
    return loaded;
  }
}

/** What an answer rested on did not become durable: decide again. */
class FoundationLostError extends Error {
  override readonly name = 'FoundationLostError';
}

/** Whether it is known that others have appended what the state does not hold. With appends under way that shows in them. */
function isBehind({ pending, known, revision }: LoadedStream): boolean {
  return pending === 0 && known > revision;
}

/** Whether a state is what it was before something was waited for. */
function isStill({ dead, pending, revision: now }: LoadedStream, revision: number): boolean {
  return !dead && pending === 0 && now === revision;
}

/** Advances a state by events of the log. */
function takeIn<State>(
  aggregate: Aggregate<State, never, never>,
  loaded: LoadedStream<State>,
  events: readonly RecordedEvent[],
): void {
  for (const { type, data, metadata, revision, position } of events) {
    loaded.state = aggregate.evolve(loaded.state, { type, data: JSON.parse(data) as object });
    loaded.revision = revision;
    loaded.position = position;
    const { commandId, bodyHash: body } = JSON.parse(metadata) as { commandId: string; bodyHash: string };
    const recorded = loaded.recorded.get(commandId);
    if (recorded === undefined)
      loaded.recorded.set(commandId, { bodyHash: body, firstRevision: revision, events: 1, position });
    else {
      recorded.events += 1;
      recorded.position = position;
    }
  }
  const last = events.at(-1);
  if (last !== undefined) loaded.lastHash = eventHash(last);
}

async function resting({ tail }: { readonly tail: Promise<unknown> }): Promise<void> {
  try {
    await tail;
  } catch (error) {
    throw new FoundationLostError('an append before this command failed', { cause: error });
  }
}

function mayRetry(error: unknown): boolean {
  return error instanceof WrongRevisionError || error instanceof FoundationLostError;
}

function reusedId(commandId: string): CommandResult {
  return { kind: 'refused', refusal: { name: 'command_id_reused', figures: { commandId } } };
}
