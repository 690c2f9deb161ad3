import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { streamKey } from '@misaq/platform/kernel/streams.js';
import {
  EventIdConflictError,
  type EventStore,
  LOG_START,
  NO_STREAM,
  StoreUnavailableError,
  WrongRevisionError,
} from '@misaq/platform/event-store/port.js';
import type { Aggregate } from './aggregate.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { bodyHash, encodeEvents, type Envelope } from './event-format.js';
import { then, type MaybeAsync } from './maybe-async.js';
import { answerInStream, recordedAnswer, reusedId } from './recorded-answer.js';
import { ContendedStreams } from './contended-streams.js';
import { IdleStreams } from './idle-streams.js';
import { AT_REST, type LoadedStream, type RecordedCommand } from './stream-cache.js';
import { isBehind, StreamStates } from './stream-states.js';
import type { CommandResult } from './command-result.js';

/** What was decided, given when everything it rests on is durable. */
interface Answer {
  readonly answer: () => Promise<CommandResult>;
}

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

/** More than any command needs: a context that is never given at once is a mistake of the program, and must not spin. */
const LOOKS_MAX = 1_000;

const CACHE_BYTES_DEFAULT = 128 * 1024 * 1024;
const RECORDED_COMMANDS_DEFAULT = 500;

/**
 * Load → decide → append, for every kind of stream.
 *
 * Commands to one stream are decided in the order they arrive, each on the state that the ones before it will leave,
 * without waiting for those to be durable: their appends share one commit. An answer waits for all it rests on. When
 * an append fails, the state is thrown away and whatever was decided on it is decided again on what is in the log.
 *
 * The streams that a decision looks at beside its own are different: two appends to two streams can fail apart. So a
 * decision sees another stream only while none of its appends is under way, and otherwise waits for them ({@link state}).
 *
 * Where other processes write to the same stream that is dear: a pool of thousands of facilities is read anew for one
 * event, and whoever reads comes too late for the next one too. So for a while after one was lost, a stream's state is
 * advanced only by what the log has taken.
 */
export class CommandRunner {
  readonly #states: StreamStates;
  readonly #lanes = new Map<string, Promise<unknown>>();
  readonly #contended = new ContendedStreams();
  readonly #resting = new IdleStreams();
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
    this.#states = new StreamStates(store, cacheBytesMax, recordedCommandsAtLeast);
    this.#isShared = isShared;
    this.#attemptsMax = attemptsMax;
    this.#pause = pause;
  }

  /** Bytes held by stream states. */
  get cacheBytes(): number {
    return this.#states.bytes;
  }

  /**
   * @param given the stream, its id in any spelling
   * @param context what the decision needs beside the stream, made when its turn has come. It is asked for again after
   *   each wait, until everything it looks at is in memory and at rest at one moment; it is then given at once.
   * @throws StoreUnavailableError when the log cannot be written, or others write to the stream so much that this one
   *   does not come to its turn. A store that was lost in between may have recorded the command all the same: the same
   *   command again is answered as the first time then, and carried out otherwise.
   */
  async execute<State, Command extends object, Context>(
    aggregate: Aggregate<State, Command, Context>,
    given: string,
    command: Command,
    envelope: Envelope,
    context: () => MaybeAsync<Context>,
  ): Promise<CommandResult> {
    const name = this.nameOf(aggregate, given);
    const stream = name instanceof Promise ? await name : name;
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

  /**
   * The state of a stream as the log holds it, for whoever decides on another stream or answers a question. It is given
   * at once when it is in memory and none of its appends is under way. Otherwise those are waited for, and no state that
   * is given holds an event that the log has refused. Not to be changed by the caller.
   */
  state<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<State> {
    return this.look(aggregate, stream, (state) => state);
  }

  /**
   * The state of a stream of which nothing can fail any more, for a decision on another stream: waits until every
   * append that it rests on is durable. The aggregate's states must be values that are never changed.
   *
   * @param newest on a log that others write to, whether they may have appended is looked up too
   * @throws StoreUnavailableError
   */
  async stateOnRecord<State>(
    aggregate: Aggregate<State, never, never>,
    stream: string,
    { newest = false }: { readonly newest?: boolean } = {},
  ): Promise<State> {
    for (let attempt = 1; ; attempt += 1) {
      const loaded = await this.#states.load(aggregate, await this.nameOf(aggregate, stream));
      const { state, revision, pending, tail } = loaded;
      try {
        if (pending > 0) await resting({ tail });
        if (newest && this.#isShared) await this.#assertNewest(loaded, revision);
        return state;
      } catch (error) {
        if (!mayRetry(error)) throw error;
        if (attempt >= this.#attemptsMax) throw this.#tooOften(stream, error);
        await this.#pause?.(attempt);
      }
    }
  }

  /**
   * What is seen of a state that {@link state} would give, in the moment in which it holds recorded events alone.
   * Commands to the stream advance the state in place later.
   */
  look<State, Seen>(
    aggregate: Aggregate<State, never, never>,
    stream: string,
    see: (state: State) => Seen,
  ): MaybeAsync<Seen> {
    return then(this.nameOf(aggregate, stream), (name) => this.#lookAt(aggregate, name, see));
  }

  #lookAt<State, Seen>(
    aggregate: Aggregate<State, never, never>,
    stream: string,
    see: (state: State) => Seen,
  ): MaybeAsync<Seen> {
    const again = (): MaybeAsync<Seen> => this.#lookAt(aggregate, stream, see);
    const loaded = this.#states.load(aggregate, stream);
    if (loaded instanceof Promise) return loaded.then(again);
    return loaded.pending === 0 ? see(loaded.state) : this.#resting.rest(loaded).then(again);
  }

  /** A copy of the state that {@link state} gives. What is not in memory is not kept there: for reading many streams once. */
  async peek<State>(aggregate: Aggregate<State, never, never>, stream: string): Promise<State> {
    const name = await this.nameOf(aggregate, stream);
    return this.#states.holds(name)
      ? this.#lookAt(aggregate, name, aggregate.fork)
      : this.#states.readOnce(aggregate, name);
  }

  /**
   * The name of the stream that is meant by an id in any spelling. A stream that an older version began under exactly
   * this spelling is that one; else every spelling leads to the stream under its key.
   */
  nameOf<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<string> {
    const key = streamKey(stream);
    if (key === stream) return stream;
    return then(this.#states.load(aggregate, stream), ({ revision }) =>
      revision === NO_STREAM ? key : stream,
    );
  }

  /** An event of a shared log was seen: a state that does not know it yet takes it in when it is next needed. */
  noticed(stream: string, revision: number): void {
    this.#states.noticed(stream, revision);
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
    return this.#atOneMoment(aggregate, stream, context, (loaded, given) => {
      // A repeated command, too: somebody may have left the office in which they sent it.
      const forbidden = aggregate.authorise(envelope.actor, loaded.state, command, stream);
      if (forbidden !== undefined)
        return this.#settled(loaded, () => ({ kind: 'refused', refusal: forbidden }));

      const recorded = loaded.recorded.get(envelope.commandId);
      if (recorded !== undefined) return { answer: () => this.#again(loaded, recorded, body, envelope) };
      if (!loaded.recorded.mayHaveForgotten(envelope.commandId))
        return this.#decideAnew(aggregate, loaded, command, envelope, body, given);
      return answerInStream(this.store, stream, envelope.commandId, body).then((first) =>
        first === undefined
          ? // Reading took time, in which everything that the decision looks at may have changed.
            this.#atOneMoment(aggregate, stream, context, (loadedNow, givenNow) =>
              this.#decideAnew(aggregate, loadedNow, command, envelope, body, givenNow),
            )
          : this.#settled(loaded, () => first),
      );
    });
  }

  /**
   * Decides in a moment in which the stream and all that the context looks at are in memory, and the other streams are at
   * rest. States are advanced in place, so after each wait everything is looked at anew.
   */
  #atOneMoment<State, Context>(
    aggregate: Aggregate<State, never, never>,
    stream: string,
    context: () => MaybeAsync<Context>,
    decide: (loaded: LoadedStream<State>, given: Context) => MaybeAsync<Answer>,
    looks = 1,
  ): MaybeAsync<Answer> {
    const again = (): MaybeAsync<Answer> => {
      if (looks >= LOOKS_MAX)
        throw new Error(`what a command to ${stream} looks at is never at hand at once`);
      return this.#atOneMoment(aggregate, stream, context, decide, looks + 1);
    };
    const loaded = this.#states.load(aggregate, stream);
    if (loaded instanceof Promise) return loaded.then(again);
    const given = context();
    if (given instanceof Promise) return given.then(again);
    // Others wait for this stream to come to rest and decide first.
    return this.#resting.decidedBy(stream)?.then(again) ?? decide(loaded, given);
  }

  /** Of a command that is not remembered. */
  #decideAnew<State, Command extends object, Context>(
    aggregate: Aggregate<State, Command, Context>,
    loaded: LoadedStream<State>,
    command: Command,
    envelope: Envelope,
    body: string,
    given: Context,
  ): MaybeAsync<Answer> {
    const decision = aggregate.decide(loaded.state, command, given);
    if (decision.kind === 'refused') return this.#settled(loaded, () => decision);
    if (decision.kind === 'unchanged')
      return this.#settled(loaded, () => ({
        kind: 'done',
        events: [],
        position: loaded.position,
        repeated: true,
        ...(decision.remark !== undefined && { remark: decision.remark }),
      }));
    return this.#contended.has(loaded.stream)
      ? this.#appendInTurn(aggregate, loaded, decision.events, envelope, body)
      : this.#append(aggregate, loaded, decision.events, envelope, body);
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
    const { encoded, lastHash } = encodeEvents(
      loaded.stream,
      events,
      envelope,
      body,
      this.clock.now(),
      loaded.lastHash,
    );
    try {
      for (const event of events) loaded.state = aggregate.evolve(loaded.state, event);
    } catch (error) {
      // A mistake of the program in the middle of advancing in place: nobody may decide on what it left.
      this.#states.drop(loaded);
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
    this.#states.put(loaded, aggregate);

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
        this.#states.drop(loaded);
        if (error instanceof WrongRevisionError && this.#isShared) this.#contended.lost(loaded.stream);
        throw error;
      },
    );
    loaded.tail = appended;
    // The failure is answered where the command is; the tail is looked at only by those who rest on it.
    appended.catch(() => undefined);
    return { answer: () => this.#unlessRepeated(appended, loaded.stream, envelope.commandId, body) };
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
    const { encoded, lastHash } = encodeEvents(
      stream,
      events,
      envelope,
      body,
      this.clock.now(),
      loaded.lastHash,
    );
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
          // A mistake of the program in here shows only now that the event is durable, other than ahead of the disk.
          // To try it on a fork before costs a millisecond for each 10,000 facilities of a pool (measured), each time.
          for (const event of events) loaded.state = aggregate.evolve(loaded.state, event);
          this.#states.put(loaded, aggregate);
        } catch (error) {
          this.#states.drop(loaded);
          throw error;
        }
        this.#contended.won(stream);
        return { kind: 'done', events, position, repeated: false } as const;
      },
      (error: unknown) => {
        loaded.pending -= 1;
        if (error instanceof WrongRevisionError && error.actualRevision > expected) {
          this.#contended.lost(stream);
          loaded.known = Math.max(loaded.known, error.actualRevision);
        } else this.#states.drop(loaded);
        throw error;
      },
    );
    loaded.tail = appended;
    await appended.catch(() => undefined);
    loaded.tail = AT_REST;
    return { answer: () => this.#unlessRepeated(appended, stream, envelope.commandId, body) };
  }

  /** The id stands in the stream already, longer ago than is remembered: a repeated command, or a reused id. */
  async #unlessRepeated(
    appended: Promise<CommandResult>,
    stream: string,
    commandId: string,
    body: string,
  ): Promise<CommandResult> {
    try {
      return await appended;
    } catch (error) {
      if (!(error instanceof EventIdConflictError)) throw error;
      const first = await answerInStream(this.store, stream, commandId, body);
      // The id of another command of this stream comes out the same: one chance in 2^64.
      if (first === undefined) throw error;
      return first;
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
    return recordedAnswer(this.store, loaded.stream, recorded);
  }
}

/** What an answer rested on did not become durable: decide again. */
class FoundationLostError extends Error {
  override readonly name = 'FoundationLostError';
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
