import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Sender, SentCommand } from './command-route.js';
import { CommandRouter } from './command-router.js';
import type { Envelope } from './event-format.js';
import type { CommandResult } from './command-result.js';

/** The message on the bus: a command, its actor and its sender. */
export class SendCommand extends Command<CommandResult> {
  constructor(
    readonly sent: SentCommand,
    readonly envelope: Envelope,
    readonly sender: Sender,
  ) {
    super();
  }
}

@CommandHandler(SendCommand)
export class SendCommandHandler implements ICommandHandler<SendCommand> {
  constructor(private readonly router: CommandRouter) {}

  execute({ sent, envelope, sender }: SendCommand): Promise<CommandResult> {
    return this.router.send(sent, envelope, sender);
  }
}
