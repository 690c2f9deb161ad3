import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { streamKey } from '@misaq/platform/kernel/streams.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import type { Aggregate } from './aggregate.js';
import type { CommandStreams } from './command-streams.js';
import type { Envelope } from './event-format.js';
import { WideMap } from '@misaq/platform/kernel/wide-map.js';
import { type MaybeAsync, then } from './maybe-async.js';
import type { CommandResult } from './command-result.js';

/**
 * Copies of streams, on which commands are rehearsed in sequence. A command sees the results of the earlier ones, and
 * nothing is written. The same functions decide as on the real streams. Copies know no command ids: a recorded act is
 * found by its natural key.
 */
export class ForkedStreams implements CommandStreams {
  readonly #copies = new WideMap<unknown>();

  constructor(private readonly real: CommandStreams) {}

  /** Nearly all of the many streams of a file are already named by their key. */
  nameOf<State>(aggregate: Aggregate<State, never, never>, stream: string): MaybeAsync<string> {
    return streamKey(stream) === stream ? stream : this.real.nameOf(aggregate, stream);
  }

  state<State>(aggregate: Aggregate<State, never, never>, given: string): MaybeAsync<State> {
    return then(this.nameOf(aggregate, given), (stream) => {
      if (this.#copies.has(stream)) return this.#copies.get(stream) as State;
      // `peek`, because a file of jobs reads two streams a row once, and must not empty the shared cache.
      return this.real.peek(aggregate, stream).then((copy) => {
        this.#copies.set(stream, copy);
        return copy;
      });
    });
  }

  async stateOnRecord<State>(aggregate: Aggregate<State, never, never>, stream: string): Promise<State> {
    return this.state(aggregate, stream);
  }

  async peek<State>(aggregate: Aggregate<State, never, never>, stream: string): Promise<State> {
    return aggregate.fork(await this.state(aggregate, stream));
  }

  /** Reads the copy if there is one. A stream that is only read is not copied. */
  look<State, Seen>(
    aggregate: Aggregate<State, never, never>,
    given: string,
    see: (state: State) => Seen,
  ): MaybeAsync<Seen> {
    return then(this.nameOf(aggregate, given), (stream) =>
      this.#copies.has(stream)
        ? see(this.#copies.get(stream) as State)
        : this.real.look(aggregate, stream, see),
    );
  }

  async execute<State, Command extends object, Context>(
    aggregate: Aggregate<State, Command, Context>,
    given: string,
    command: Command,
    { actor }: Envelope,
    context: () => MaybeAsync<Context>,
  ): Promise<CommandResult> {
    const stream = await this.nameOf(aggregate, given);
    const state = await this.state(aggregate, stream);
    const forbidden = aggregate.authorise(actor, state, command, stream);
    if (forbidden !== undefined) return { kind: 'refused', refusal: forbidden };
    const decision = aggregate.decide(state, command, await context());
    if (decision.kind === 'refused') return decision;
    if (decision.kind === 'accepted') this.#advance(aggregate, stream, state, decision.events);
    const [events, remark] =
      decision.kind === 'accepted' ? [decision.events, undefined] : [[], decision.remark];
    return {
      kind: 'done',
      events,
      position: LOG_START,
      repeated: decision.kind === 'unchanged',
      ...(remark !== undefined && { remark }),
    };
  }

  #advance<State>(
    aggregate: Aggregate<State, never, never>,
    stream: string,
    state: State,
    events: readonly DomainEvent[],
  ): void {
    this.#copies.set(stream, events.reduce(aggregate.evolve, state));
  }
}
