import { newCommandId } from '@misaq/platform/commands/command-id.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import type { Session } from '../../session.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { System } from '@misaq/platform/assembly/system.js';
import type { SentCommand } from '@misaq/platform/commands/command-route.js';
import type { Recorded } from '@misaq/platform/command-line/session.js';

/**
 * Sends one command as the session's actor.
 * @throws RefusedError when it is refused
 */
export async function send(
  { router }: System,
  { actor, clock }: Session,
  sent: SentCommand,
): Promise<Recorded> {
  const envelope: Envelope = { commandId: newCommandId(clock.now()), actor };
  const result = await router.send(sent, envelope, 'command-line');
  if (result.kind === 'refused') throw new RefusedError(result.refusal);
  return result;
}
