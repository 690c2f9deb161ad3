import type { Decision, DomainEvent } from './decision.js';

/** Given/when/then helpers for tests of deciders. */
export function scenarios<State, Command, Event extends DomainEvent, Name extends string>(
  initial: () => State,
  evolve: (state: State, event: Event) => State,
  decide: (state: State, command: Command) => Decision<Event, Name>,
) {
  const stateAfter = (events: readonly Event[]): State => events.reduce(evolve, initial());
  return {
    stateAfter,
    given: (...events: readonly Event[]) => ({
      when: (command: Command): Decision<Event, Name> => decide(stateAfter(events), command),
    }),
    /** Sends each command to the state that the earlier ones left. */
    deliver: (commands: readonly Command[]) => {
      let state = initial();
      const recorded: Event[] = [];
      const answers: Decision<Event, Name>[] = [];
      for (const command of commands) {
        const answer = decide(state, command);
        answers.push(answer);
        if (answer.kind !== 'accepted') continue;
        recorded.push(...answer.events);
        state = answer.events.reduce(evolve, state);
      }
      return { state, recorded, answers };
    },
  };
}
