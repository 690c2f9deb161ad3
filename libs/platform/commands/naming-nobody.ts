import type { Decision } from '@misaq/platform/kernel/decision.js';
import { nationalIdRecorded } from '@misaq/platform/kernel/national-id-in-text.js';
import { refusedBy } from '@misaq/platform/kernel/recorded.js';

/**
 * Wraps a decider: refuses an act whose events would contain a national ID. Only accepted acts are checked. Repeated
 * acts, and names that are already recorded, are answered as before.
 */
export function namingNobody<State, Command extends object, Context>(
  decide: (state: State, command: Command, context: Context) => Decision,
): (state: State, command: Command, context: Context) => Decision {
  return (state, command, context) => {
    const decision = decide(state, command, context);
    const fault = decision.kind === 'accepted' ? nationalIdRecorded(decision.events) : undefined;
    return fault === undefined ? decision : refusedBy(fault);
  };
}
