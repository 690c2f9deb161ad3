import { principalFacts } from '@misaq/domain/access/facts.js';
import { accessRefusals, authenticationRefusals, principalRefusals } from '@misaq/domain/access/refusals.js';
import type { PrincipalCommand } from '@misaq/domain/access/principal-commands.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { type RoleCommand, RoleCommands } from '../access/role-commands.js';
import { PRINCIPAL_RIGHTS, principalAggregate } from '../aggregates/access.js';
import { type ActParts, commandRoute, type PerformAct, type Sent } from '../command-route.js';

interface ToPrincipal {
  readonly command: PrincipalCommand;
}

export const access = {
  facts: principalFacts,
  refusals: { ...accessRefusals, ...authenticationRefusals, ...principalRefusals },
  routes: [
    commandRoute({
      aggregate: principalAggregate,
      rights: PRINCIPAL_RIGHTS,
      stream: ({ command: { principalId } }: ToPrincipal) => streams.principal(principalId),
      context: (contexts, { command }) =>
        command.type === 'GrantRole' && command.province !== undefined
          ? contexts.withRegister(command.province)
          : contexts.day(),
    }),
  ],
  acts(parts: ActParts): Readonly<Record<string, PerformAct>> {
    const roles = new RoleCommands(parts);
    const act: PerformAct = ({ command }: Sent<RoleCommand>, envelope) => roles.execute(command, envelope);
    return { GrantRole: act, ConfirmRole: act, RevokeRole: act };
  },
} as const;
