import type { DomainEvent, Refusal } from '@misaq/platform/kernel/decision.js';
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

/** A pending result. `answer()` resolves once every append that this decision depended on is durable. */
interface Answer {
  readonly answer: () => Promise<CommandResult>;
}

const ATTEMPTS_MAX_DEFAULT = 8;

export interface CommandRunnerOptions {
  /** Maximum size of the cached stream states, in bytes. */
  readonly cacheBytesMax?: number;
  /**
   * How many of the newest commands are remembered for each stream, at least. A store that keeps (stream, command id)
   * unique itself needs few. A store that does not (EventStoreDB) needs 10,000.
   */
  readonly recordedCommandsAtLeast?: number;
  /**
   * Whether other processes append to the log too. An answer without an append is then checked against the log first.
   */
  readonly isShared?: boolean;
  /** How often a command is decided at most, when its state turns out to be outdated. */
  readonly attemptsMax?: number;
  /** The pause after this many failed attempts, so that each of several processes gets its turn. */
  readonly pause?: (inVain: number) => Promise<void>;
}

/** More rounds than any command needs. A context that is never ready is a bug, and must not loop for ever. */
const LOOKS_MAX = 1_000;

const CACHE_BYTES_DEFAULT = 128 * 1024 * 1024;
const RECORDED_COMMANDS_DEFAULT = 500;

/**
 * Load → decide → append, for every kind of stream.
 *
 * Commands to one stream are decided in order of arrival, each on the state that the earlier ones will leave. They do
 * not wait until those are durable: their appends share one commit. An answer waits for all appends it depends on. When
 * an append fails, the state is dropped, and commands decided on it are decided again on the content of the log.
 *
 * Other streams that a decision reads are different: appends to two streams can fail independently. So a decision reads
 * another stream only while none of its appends is in flight, and otherwise waits ({@link state}).
 *
 * Deciding ahead is expensive where other processes write to the same stream. A lost race would mean reading a pool of
 * thousands of facilities again, and losing the next race too. So for a while after a lost race, each append must
 * succeed before the state is advanced.
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

  /** Size of the cached stream states in bytes. */
  get cacheBytes(): number {
    return this.#states.bytes;
  }

  /**
   * @param given the stream, its id in any spelling
   * @param context makes the context of the decision when its turn has come. The runner calls it again after each wait,
   * until it returns at once: all its streams are then in memory and at rest.
   * @throws StoreUnavailableError when the log cannot be written, or other processes write to the stream all the time.
   * If the store was lost in between, the command may be recorded. Sending it again then returns the first answer, and
   * executes it otherwise.
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
   * The state of a stream as the log holds it, for decisions on other streams and for questions. Returned at once when
   * it is in memory and no append of the stream is in flight. Otherwise it waits for the appends, so the state never
   * contains an event that the log refused. The caller must not change it.
   */
  state<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<State> {
    return this.look(aggregate, stream, (state) => state);
  }

  /**
   * The durable state of a stream, for a decision on another stream: waits until every append that it depends on is
   * durable. Only for aggregates whose states are immutable values.
   *
   * @param newest on a shared log, also checks whether other processes have appended
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
   * Calls `see` with the state that {@link state} would return, at a moment when it holds only recorded events. Later
   * commands to the stream change the state in place.
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

  /** A copy of the state that {@link state} returns, which is not kept in memory. For reading many streams once. */
  peek<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<State> {
    return then(this.nameOf(aggregate, stream), (name) =>
      this.#states.holds(name)
        ? this.#lookAt(aggregate, name, aggregate.fork)
        : this.#states.readOnce(aggregate, name),
    );
  }

  /**
   * The name of the stream that an id in any spelling refers to. If an older version began a stream under exactly this
   * spelling, it is that one. Otherwise all spellings lead to the stream under their key.
   */
  nameOf<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<string> {
    const key = streamKey(stream);
    if (key === stream) return stream;
    return then(this.#states.load(aggregate, stream), ({ revision }) =>
      revision === NO_STREAM ? key : stream,
    );
  }

  /** Reports an event that was seen in a shared log. A state without it reads it when it is next needed. */
  noticed(stream: string, revision: number): void {
    this.#states.noticed(stream, revision);
  }

  /**
   * Runs the work on each stream one at a time, in order of arrival. Runs it at once when there is nothing to wait for.
   */
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
      // Checked also for repeated commands: the sender may have left the office in which they first sent it.
      const forbidden = aggregate.authorise(envelope.actor, loaded.state, command, stream);
      if (forbidden !== undefined) return this.#forbidden(loaded, forbidden);
      loaded.isNew = false;

      const recorded = loaded.recorded.get(envelope.commandId);
      if (recorded !== undefined) return { answer: () => this.#again(loaded, recorded, body, envelope) };
      if (!loaded.recorded.mayHaveForgotten(envelope.commandId))
        return this.#decideAnew(aggregate, loaded, command, envelope, body, given);
      return answerInStream(this.store, stream, envelope.commandId, body).then((first) =>
        first === undefined
          ? // Reading took time, in which all streams of the decision may have changed.
            this.#atOneMoment(aggregate, stream, context, (loadedNow, givenNow) =>
              this.#decideAnew(aggregate, loadedNow, command, envelope, body, givenNow),
            )
          : this.#settled(loaded, () => first),
      );
    });
  }

  /**
   * Decides when the stream and all streams of the context are in memory, and the other streams are at rest. States are
   * changed in place, so after each wait everything is read again.
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
        throw new Error(`the streams that a command to ${stream} reads are never in memory at the same time`);
      return this.#atOneMoment(aggregate, stream, context, decide, looks + 1);
    };
    const loaded = this.#states.load(aggregate, stream);
    if (loaded instanceof Promise) return loaded.then(again);
    const given = context();
    if (given instanceof Promise) return given.then(again);
    // Decisions that wait for this stream to come to rest go first.
    return this.#resting.decidedBy(stream)?.then(again) ?? decide(loaded, given);
  }

  /** Decides on a command that is not remembered. */
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
   * An answer without an append. It is returned when the appends it depends on are durable. On a shared log, no append
   * has shown that the state was current, so the log is checked first.
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

  /**
   * Refuses after one read of the log, whether the stream was in memory, was not, or does not exist. Otherwise the time
   * of the answer would tell the sender that a stream of somebody else exists.
   */
  #forbidden(loaded: LoadedStream, refusal: Refusal): Answer {
    const settled = this.#settled(loaded, () => ({ kind: 'refused', refusal }));
    if (loaded.isNew) {
      loaded.isNew = false;
      return settled;
    }
    const { stream, revision } = loaded;
    return {
      answer: async () => {
        for await (const _ of this.store.read(stream, revision + 1)) break;
        return settled.answer();
      },
    };
  }

  async #assertNewest(loaded: LoadedStream, revision: number): Promise<void> {
    for await (const [first] of this.store.read(loaded.stream, revision + 1)) {
      if (first === undefined) break;
      // A later event of this process does not outdate the decision. Whether the newest event is one of ours shows when
      // its append is answered.
      if (loaded.pending > 0) await resting(loaded);
      loaded.known = Math.max(loaded.known, first.revision);
      break;
    }
    // Events of other processes may also have been read meanwhile.
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
      // A bug in the middle of an in-place change: no later command may use what it left.
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
        // The answer refers to the events; a stream at rest need not keep them.
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
    // The command reports the failure. Only later commands that depend on this append look at the tail.
    appended.catch(() => undefined);
    return { answer: () => this.#unlessRepeated(appended, loaded.stream, envelope.commandId, body) };
  }

  /**
   * Appends before advancing the state and deciding the next command. If another process was faster, the state is still
   * true.
   */
  async #appendInTurn<State>(
    aggregate: Aggregate<State, never, never>,
    loaded: LoadedStream<State>,
    events: readonly DomainEvent[],
    envelope: Envelope,
    body: string,
  ): Promise<Answer> {
    const { stream, revision: expected } = loaded;
    // Decided ahead of the log, before other processes were noticed: the current state is read again.
    if (loaded.pending > 0 || loaded.dead) {
      await loaded.tail.catch(() => undefined);
      return {
        answer: () => Promise.reject(new FoundationLostError('other processes append to the stream too')),
      };
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
          // A bug in `evolve` shows here only after the event is durable, unlike when deciding ahead. Trying it on a
          // fork first would cost a millisecond for each 10,000 facilities of a pool (measured), each time.
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

  /** Handles an id that is already in the stream but no longer remembered: a repeated command, or a reused id. */
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
      // Another command of this stream produced the same id: one chance in 2^64.
      if (first === undefined) throw error;
      return first;
    }
  }

  /** Answers a repeated command id: the first answer if the content is the same too, else a refusal. */
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

/** An append on which an answer depended did not become durable. The command is decided again. */
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
