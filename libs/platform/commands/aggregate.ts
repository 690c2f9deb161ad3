import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Decision, DomainEvent, Refusal } from '@misaq/platform/kernel/decision.js';

/**
 * How the command runner loads, forks and advances one kind of stream. All functions are pure, except that `evolve` may
 * change the state in place.
 */
export interface Aggregate<State, Command extends object, Context> {
  readonly category: string;
  readonly initial: () => State;
  readonly evolve: (state: State, event: DomainEvent) => State;
  /** An independent copy, on which commands can be tried. */
  readonly fork: (state: State) => State;
  /** Approximate size of a state in bytes. */
  readonly bytes: (state: State) => number;
  /**
   * Refuses an act that the table of roles does not allow this actor. Some rights depend on who owns the thing, and
   * officers act in one province only.
   * @param stream the name of the stream, which may contain the province
   */
  readonly authorise: (actor: Actor, state: State, command: Command, stream: string) => Refusal | undefined;
  readonly decide: (state: State, command: Command, context: Context) => Decision;
}
