import { newCommandId } from '@misaq/application/command-id.js';
import {
  CalendarStreamCommand,
  JobStreamCommand,
  PlanStreamCommand,
  PoolStreamCommand,
  PrincipalStreamCommand,
  RegisterStreamCommand,
} from '@misaq/application/commands.js';
import type { Envelope } from '@misaq/application/event-format.js';
import type { Session } from '../../session.js';
import { RefusedError } from '../../refused-error.js';
import type { System } from '../../../../composition/src/system.js';
import type { Recorded, Request } from '../request.js';

/**
 * Sends one command as the session's actor.
 * @throws RefusedError when it is refused
 */
export async function send({ bus }: System, { actor, clock }: Session, request: Request): Promise<Recorded> {
  const envelope: Envelope = { commandId: newCommandId(clock.now()), actor };
  const result = await bus.execute(toBus(request, envelope));
  if (result.kind === 'refused') throw new RefusedError(result.refusal);
  return result;
}

function toBus(
  request: Request,
  envelope: Envelope,
):
  | PoolStreamCommand
  | CalendarStreamCommand
  | RegisterStreamCommand
  | PlanStreamCommand
  | JobStreamCommand
  | PrincipalStreamCommand {
  switch (request.to) {
    case 'pool':
      return new PoolStreamCommand(request.pool, request.command, envelope);
    case 'calendar':
      return new CalendarStreamCommand(request.province, request.command, envelope);
    case 'register':
      return new RegisterStreamCommand(request.command.province, request.command, envelope);
    case 'plan':
      return new PlanStreamCommand(request.command, envelope);
    case 'job':
      return new JobStreamCommand(request.command, envelope);
    case 'principal':
      return new PrincipalStreamCommand(request.command, envelope);
  }
}
