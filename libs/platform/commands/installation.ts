import type { Actor } from '@misaq/platform/kernel/actor.js';
import { accepted, type Decision, unchanged } from '@misaq/platform/kernel/decision.js';
import { INSTALLATION_STREAM, type LogStarted } from '@misaq/platform/kernel/installation-events.js';
import type { Aggregate } from './aggregate.js';
import { commandIdOf } from './command-id.js';
import type { CommandSending } from './command-route.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';

interface InstallationState {
  readonly personKeyFingerprint: string | undefined;
}

export interface StartLog {
  readonly type: 'StartLog';
  readonly personKeyFingerprint: string;
}

export const installationAggregate: Aggregate<InstallationState, StartLog, undefined> = {
  category: 'installation',
  initial: () => ({ personKeyFingerprint: undefined }),
  evolve: (_state, event) => ({ personKeyFingerprint: (event as LogStarted).data.personKeyFingerprint }),
  fork: (state) => state,
  bytes: () => 100,
  authorise: () => undefined,
  decide: (state, { personKeyFingerprint }): Decision<LogStarted> =>
    state.personKeyFingerprint === undefined
      ? accepted({ type: 'LogStarted', data: { personKeyFingerprint } })
      : unchanged,
};

/** The pseudonyms of the log were made with another person key. */
export class WrongPersonKeyError extends Error {
  override readonly name = 'WrongPersonKeyError';
  constructor(
    readonly expected: string,
    readonly given: string,
  ) {
    super(
      `the log was started with the person key ${expected}, not ${given}; ` +
        'set MISAQ_PERSON_KEY (or the file person.key of the data directory) to the key it was started with',
    );
  }
}

/** The actor for acts of Misaq itself, without a person. */
export const SYSTEM_ACTOR: Actor = { id: 'system', name: 'Misaq', role: 'system' };

/**
 * Writes the first event of a new log. For an existing log, checks that it was started with the same person key.
 * @throws WrongPersonKeyError
 */
export async function startLog(
  router: Pick<CommandSending, 'send' | 'streams'>,
  key: PersonKey,
): Promise<void> {
  const { fingerprint } = key;
  const command = { type: 'StartLog', personKeyFingerprint: fingerprint } as const;
  const envelope = { commandId: commandIdOf('start the log'), actor: SYSTEM_ACTOR };
  const recorded = async (): Promise<string | undefined> =>
    (await router.streams.stateOnRecord(installationAggregate, INSTALLATION_STREAM)).personKeyFingerprint;
  if ((await recorded()) === undefined) await router.send({ command }, envelope, 'start');
  // Checked after the attempt: when two nodes begin a log at once, the slower one may have another key.
  const stands = await recorded();
  if (stands !== undefined && stands !== fingerprint) throw new WrongPersonKeyError(stands, fingerprint);
}
