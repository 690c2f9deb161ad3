import type { Actor } from '@misaq/domain/kernel/actor.js';
import { streamKey, streams } from '@misaq/domain/kernel/streams.js';
import { rowCommandId } from '../command-id.js';
import type { CommandRouter } from '../command-router.js';
import type { CommandResult } from '../command-runner.js';
import type { SentCommand } from '../subjects.js';
import type { PlannedRow } from './planned-row.js';

/** Sends the command of a row, under the id it has whenever it is sent: a second delivery is no second effect. */
export function sendRow(
  router: Pick<CommandRouter, 'send'>,
  importId: string,
  actor: Actor,
  planned: PlannedRow,
): Promise<CommandResult> {
  const envelope = { commandId: rowCommandId(importId, planned.row), correlationId: importId, actor };
  return router.send(sentOf(planned), envelope, 'import');
}

/** The command of a row as it is sent. The readers of rows name the pool of every command to a pool. */
export function sentOf({ pool, command }: PlannedRow): SentCommand {
  return { pool, command } as SentCommand;
}

/**
 * Rows with the same lane are sent one after another. Streams keep the order of their commands by themselves; a job
 * needs a lane because a command to it is more than one step, and a registration goes by its person, whose claim comes
 * first.
 */
export function laneOf({ command }: PlannedRow): string | undefined {
  switch (command.type) {
    case 'RegisterJob':
      return streams.person(command.personId);
    case 'VerifyJob':
    case 'RejectJob':
    case 'EndJob':
      return streamKey(streams.job(command.jobId));
    case 'RegisterOrganisation':
    case 'AssignCommitment':
    case 'AllocateCredit':
    case 'IntroduceFacility':
    case 'DeclineFacility':
    case 'PayFacility':
    case 'ReversePayment':
      return undefined;
  }
}
