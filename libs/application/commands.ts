import { Command } from '@nestjs/cqrs';
import type { PrincipalCommand } from '@misaq/domain/access/principal-commands.js';
import type { CommitmentCommand } from '@misaq/domain/commitments/commands.js';
import type { CreditCommand } from '@misaq/domain/credit/commands.js';
import type { JobCommand } from '@misaq/domain/employment/commands.js';
import type { WebhookCommand } from '@misaq/domain/notifications/webhook.js';
import type { RegisterCommand } from '@misaq/domain/register/commands.js';
import type { WorkingCalendarCommand } from '@misaq/domain/working-calendar/commands.js';
import type { CommandResult } from './command-runner.js';
import type { Envelope } from './event-format.js';

/*
 * What is sent on the bus: which stream, what to do there, and who says so. What to do is a command of the domain;
 * one class an aggregate is enough, because the aggregate's `decide` already tells its commands apart.
 */

export class RegisterStreamCommand extends Command<CommandResult> {
  constructor(
    readonly province: string,
    readonly command: RegisterCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

export class CalendarStreamCommand extends Command<CommandResult> {
  constructor(
    readonly province: string,
    readonly command: WorkingCalendarCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

/** Province and year are those of the command. */
export class PlanStreamCommand extends Command<CommandResult> {
  constructor(
    readonly command: CommitmentCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

export class PoolStreamCommand extends Command<CommandResult> {
  constructor(
    readonly pool: string,
    readonly command: CreditCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

export class JobStreamCommand extends Command<CommandResult> {
  constructor(
    readonly command: JobCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

export class PrincipalStreamCommand extends Command<CommandResult> {
  constructor(
    readonly command: PrincipalCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

export class WebhookStreamCommand extends Command<CommandResult> {
  constructor(
    readonly command: WebhookCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}
