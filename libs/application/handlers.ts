import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { streams } from '@misaq/domain/kernel/streams.js';
import {
  calendarAggregate,
  poolAggregate,
  principalAggregate,
  registerAggregate,
  webhookAggregate,
} from './aggregates.js';
import { CommandRunner, type CommandResult } from './command-runner.js';
import {
  CalendarStreamCommand,
  JobStreamCommand,
  PlanStreamCommand,
  PoolStreamCommand,
  PrincipalStreamCommand,
  RegisterStreamCommand,
  WebhookStreamCommand,
} from './commands.js';
import { Contexts } from './contexts.js';
import { Employment } from './employment.js';
import { executePlan } from './plan-commands.js';
import { isRoleCommand, RoleCommands } from './access/role-commands.js';
import { WebhookRegistrations } from './webhook-registrations.js';

@CommandHandler(RegisterStreamCommand)
export class RegisterHandler implements ICommandHandler<RegisterStreamCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly contexts: Contexts,
  ) {}

  execute({ province, command, envelope }: RegisterStreamCommand): Promise<CommandResult> {
    return this.runner.execute(registerAggregate, streams.register(province), command, envelope, () =>
      this.contexts.day(),
    );
  }
}

@CommandHandler(CalendarStreamCommand)
export class CalendarHandler implements ICommandHandler<CalendarStreamCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly contexts: Contexts,
  ) {}

  execute({ province, command, envelope }: CalendarStreamCommand): Promise<CommandResult> {
    const stream = streams.workingCalendar(province);
    return this.runner.execute(calendarAggregate, stream, command, envelope, () => this.contexts.day());
  }
}

@CommandHandler(PlanStreamCommand)
export class PlanHandler implements ICommandHandler<PlanStreamCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly contexts: Contexts,
  ) {}

  execute({ command, envelope }: PlanStreamCommand): Promise<CommandResult> {
    return executePlan(this.runner, this.contexts, command, envelope);
  }
}

@CommandHandler(PoolStreamCommand)
export class PoolHandler implements ICommandHandler<PoolStreamCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly contexts: Contexts,
  ) {}

  execute({ pool, command, envelope }: PoolStreamCommand): Promise<CommandResult> {
    const context = (): ReturnType<Contexts['ofPool']> => this.contexts.ofPool(pool, envelope.actor);
    return this.runner.execute(poolAggregate, streams.creditPool(pool), command, envelope, context);
  }
}

@CommandHandler(JobStreamCommand)
export class JobHandler implements ICommandHandler<JobStreamCommand> {
  constructor(private readonly employment: Employment) {}

  execute({ command, envelope }: JobStreamCommand): Promise<CommandResult> {
    return command.type === 'RegisterJob'
      ? this.employment.register(command, envelope)
      : this.employment.act(command, envelope);
  }
}

@CommandHandler(PrincipalStreamCommand)
export class PrincipalHandler implements ICommandHandler<PrincipalStreamCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly contexts: Contexts,
    private readonly roles: RoleCommands,
  ) {}

  execute({ command, envelope }: PrincipalStreamCommand): Promise<CommandResult> {
    if (isRoleCommand(command)) return this.roles.execute(command, envelope);
    const stream = streams.principal(command.principalId);
    return this.runner.execute(principalAggregate, stream, command, envelope, () => this.contexts.day());
  }
}

@CommandHandler(WebhookStreamCommand)
export class WebhookHandler implements ICommandHandler<WebhookStreamCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly registrations: WebhookRegistrations,
  ) {}

  execute({ command, envelope }: WebhookStreamCommand): Promise<CommandResult> {
    if (command.type === 'RegisterWebhook') return this.registrations.register(command, envelope);
    const stream = streams.webhook(command.webhookId);
    return this.runner.execute(webhookAggregate, stream, command, envelope, () => undefined);
  }
}

export const COMMAND_HANDLERS = [
  RegisterHandler,
  CalendarHandler,
  PlanHandler,
  PoolHandler,
  JobHandler,
  PrincipalHandler,
  WebhookHandler,
];
