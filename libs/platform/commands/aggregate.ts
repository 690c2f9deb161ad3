import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Decision, DomainEvent, Refusal } from '@misaq/platform/kernel/decision.js';

/** How one kind of stream is loaded, asked and advanced. All of it is pure; `evolve` may work in place. */
export interface Aggregate<State, Command extends object, Context> {
  readonly category: string;
  readonly initial: () => State;
  readonly evolve: (state: State, event: DomainEvent) => State;
  /** An independent copy, to try commands on. */
  readonly fork: (state: State) => State;
  /** About how many bytes a state holds. */
  readonly bytes: (state: State) => number;
  /**
   * Why the actor may not do this, by the table of roles. Some rights depend on whose thing it is, and officers act in one
   * province.
   * @param stream the name of the stream, which may hold the province
   */
  readonly authorise: (actor: Actor, state: State, command: Command, stream: string) => Refusal | undefined;
  readonly decide: (state: State, command: Command, context: Context) => Decision;
}
