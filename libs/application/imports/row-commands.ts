import type { Actor } from '@misaq/domain/kernel/actor.js';
import { streamKey, streams } from '@misaq/domain/kernel/streams.js';
import { poolAggregate, registerAggregate } from '../aggregates.js';
import { rowCommandId } from '../command-id.js';
import type { CommandResult, CommandRunner } from '../command-runner.js';
import type { Contexts } from '../contexts.js';
import type { Employment } from '../employment.js';
import type { Envelope } from '../event-format.js';
import { executePlan } from '../plan-commands.js';
import type { PlannedRow } from './planned-row.js';

export interface CommandParts {
  readonly runner: CommandRunner;
  readonly employment: Employment;
  readonly contexts: Contexts;
}

/** Sends the command of a row, under the id it has whenever it is sent: a second delivery is no second effect. */
export function executeRow(
  { runner, employment, contexts }: CommandParts,
  importId: string,
  actor: Actor,
  { row, pool, command }: PlannedRow,
): Promise<CommandResult> {
  const envelope: Envelope = { commandId: rowCommandId(importId, row), correlationId: importId, actor };
  switch (command.type) {
    case 'RegisterOrganisation':
      return runner.execute(registerAggregate, streams.register(command.province), command, envelope, () =>
        contexts.day(),
      );
    case 'AssignCommitment':
      return executePlan(runner, contexts, command, envelope);
    case 'AllocateCredit':
    case 'IntroduceFacility':
    case 'DeclineFacility':
    case 'PayFacility':
    case 'ReversePayment':
      return runner.execute(poolAggregate, streams.creditPool(pool), command, envelope, () =>
        contexts.ofPool(pool, actor),
      );
    case 'RegisterJob':
      return employment.register(command, envelope);
    case 'VerifyJob':
    case 'RejectJob':
    case 'EndJob':
      return employment.act(command, envelope, { checked: true });
  }
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
