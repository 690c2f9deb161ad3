import type { Decision, DomainEvent } from './decision.js';

/** Lets a test read as a sentence: given these events, when this is asked, then that is the answer. */
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
    /** Delivers each command in turn to the state that the ones before left behind. */
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
