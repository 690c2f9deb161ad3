import { ROLES_OF_TWO } from './domain/principal.js';
import type { ConfirmRole, GrantRole, RevokeRole } from './domain/principal-commands.js';
import type { ActParts } from '@misaq/platform/commands/command-route.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/**
 * The ids of the principals who hold the role admin and a token that works in it, as the log has them at this moment.
 * @throws StoreUnavailableError when the tables that say so do not reach the end of the log in time
 */
export type FindAdmins = () => Promise<readonly string[]>;

declare module '@misaq/platform/commands/command-route.js' {
  interface CommandTables {
    readonly findAdmins: FindAdmins;
  }
}

export type RoleCommand = GrantRole | ConfirmRole | RevokeRole;

export function isRoleCommand(command: { readonly type: string }): command is RoleCommand {
  return command.type === 'GrantRole' || command.type === 'ConfirmRole' || command.type === 'RevokeRole';
}

/**
 * Grants, confirms and revokes roles. Each principal is a stream of its own, so no stream knows which admins there are:
 * the tables do. Commands about roles that need two admins are therefore decided one after the other, each on tables
 * that show everything before it. Several processes on one log may each decide one at the same moment.
 */
export class RoleCommands {
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ActParts) {}

  execute(command: RoleCommand, envelope: Envelope): Promise<CommandResult> {
    if (!ROLES_OF_TWO.includes(command.role)) return this.#send(command, envelope, []);
    const decide = async (): Promise<CommandResult> =>
      this.#send(command, envelope, await this.parts.tables.findAdmins());
    const turn = this.#turn.then(decide, decide);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #send(command: RoleCommand, envelope: Envelope, admins: readonly string[]): Promise<CommandResult> {
    const administration = { actor: envelope.actor.id, admins };
    return this.parts.router.step({ command }, envelope, { administration });
  }
}
