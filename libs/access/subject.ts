import { commandLine } from './command-line.js';
import { principalFacts } from './domain/facts.js';
import { signInRefusals } from './domain/sign-in-refusals.js';
import { accessRefusals, authenticationRefusals, principalRefusals } from './domain/refusals.js';
import type { PrincipalCommand } from './domain/principal-commands.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { type RoleCommand, RoleCommands } from './role-commands.js';
import { PRINCIPAL_RIGHTS, principalAggregate } from './aggregate.js';
import {
  type ActParts,
  commandRoute,
  type PerformAct,
  type Sent,
} from '@misaq/platform/commands/command-route.js';
import { adminTables } from './boards/principals/act-tables.js';
import { principalsBoard } from './boards/principals/board.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToPrincipal {
  readonly command: PrincipalCommand;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly access: ToPrincipal;
  }
}

export const access = {
  name: 'access',
  facts: principalFacts,
  refusals: { ...accessRefusals, ...authenticationRefusals, ...principalRefusals, ...signInRefusals },
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
  boards: [principalsBoard],
  tables: adminTables,
  commandLine,
} as const satisfies Subject;
