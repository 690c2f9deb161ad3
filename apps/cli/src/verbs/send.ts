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
import type { PrincipalCommand } from '@misaq/domain/access/principal-commands.js';
import type { CommitmentCommand } from '@misaq/domain/commitments/commands.js';
import type { CreditCommand } from '@misaq/domain/credit/commands.js';
import type { JobCommand } from '@misaq/domain/employment/commands.js';
import type { DomainEvent } from '@misaq/domain/kernel/decision.js';
import type { RegisterCommand } from '@misaq/domain/register/commands.js';
import type { WorkingCalendarCommand } from '@misaq/domain/working-calendar/commands.js';
import { type Session, RefusedError } from '../session.js';
import type { System } from '../../../composition/src/system.js';

/** What to ask and of which stream. */
export type Request =
  | { readonly to: 'pool'; readonly pool: string; readonly command: CreditCommand }
  | { readonly to: 'calendar'; readonly province: string; readonly command: WorkingCalendarCommand }
  | { readonly to: 'register'; readonly command: RegisterCommand }
  | { readonly to: 'plan'; readonly command: CommitmentCommand }
  | { readonly to: 'job'; readonly command: JobCommand }
  | { readonly to: 'principal'; readonly command: PrincipalCommand };

export interface Recorded {
  /** What was written; empty when it stood already. */
  readonly events: readonly DomainEvent[];
  readonly position: bigint;
  readonly repeated: boolean;
}

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

export function toBus(
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
