import type { Command } from 'commander';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { grantText } from '@misaq/access/domain/principal-events.js';
import { grant, type GivenGrant } from '../arguments/grant.js';
import { identifier } from '@misaq/platform/command-line/values.js';
import type { Shell } from '../shell.js';
import { provinceOf, withProvince } from '@misaq/platform/command-line/province.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';

export function registerRole(role: Command, shell: Shell): void {
  role.addHelpText(
    'after',
    `
An agency or a bank is named with the organisation acted for, which the register of the province must know. Nobody
grants a role to themselves. Where there are two admins, another one confirms admin, economic-deputy and inspector.

Examples:
  misaq role grant sara labour
  misaq role grant reza agency@behzisti --province east-azerbaijan
  misaq role confirm dara economic-deputy
  misaq role revoke reza agency@behzisti --reason "moved to another office"`,
  );
  registerGrant(role, shell);
  registerConfirm(role, shell);
  registerRevoke(role, shell);
}

function named(command: Command): Command {
  return command
    .argument('<id>', 'the principal', identifier('ID'))
    .argument('<role>', 'ROLE, or agency@ORGANISATION, bank@ORGANISATION', grant('ROLE'));
}

function registerGrant(role: Command, shell: Shell): void {
  const command = withProvince(named(role.command('grant').description('a role from now on')));
  command.action((principalId: string, given: GivenGrant) => {
    const { province } = command.opts<{ province?: string }>();
    return shell.run(command, async (session) => {
      const backend = await session.reach('write');
      const where = given.organisation === undefined ? province : await provinceOf(backend, province);
      const act = { type: 'GrantRole', principalId, ...given, province: where } as const;
      const result = await backend.send({ command: act });
      const [event] = result.events;
      return recorded(
        result,
        event?.type === 'RoleRequested'
          ? `the role ${grantText(given)} is asked for; another admin confirms it: misaq role confirm ${principalId} ${grantText(given)}`
          : `${principalId} has the role ${grantText(given)}${isAlone(event) ? ', granted by one admin alone' : ''}`,
      );
    });
  });
}

function isAlone(event: DomainEvent | undefined): boolean {
  return event !== undefined && 'alone' in event.data;
}

function registerConfirm(role: Command, shell: Shell): void {
  const command = named(role.command('confirm').description('a role that another admin asked for'));
  command.action((principalId: string, { role: given }: GivenGrant) =>
    shell.run(command, async (session) => {
      const backend = await session.reach('write');
      const act = { type: 'ConfirmRole', principalId, role: given } as const;
      const result = await backend.send({ command: act });
      return recorded(result, `${principalId} has the role ${given}`);
    }),
  );
}

function registerRevoke(role: Command, shell: Shell): void {
  const command = named(
    role.command('revoke').description('the role is no longer held; every token that acts in it ends'),
  ).requiredOption('--reason <text>', 'why');
  command.action((principalId: string, given: GivenGrant) => {
    const { reason } = command.opts<{ reason: string }>();
    return shell.run(command, async (session) => {
      const backend = await session.reach('write');
      const act = { type: 'RevokeRole', principalId, ...given, reason } as const;
      const result = await backend.send({ command: act });
      if (result.events[0]?.type === 'RoleRequestDeclined')
        return recorded(result, `the role ${grantText(given)} is not granted to ${principalId}`);
      const tokens = Math.max(0, result.events.length - 1);
      return recorded(
        result,
        `${principalId} no longer has the role ${grantText(given)}; tokens that ended with it: ${String(tokens)}`,
      );
    });
  });
}
