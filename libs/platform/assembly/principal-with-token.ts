import { newToken, systemRandom } from '@misaq/platform/node/tokens.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { SYSTEM_ACTOR } from '@misaq/platform/commands/installation.js';
import type { PrincipalCommand } from '@misaq/access/domain/principal-commands.js';
import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { Service } from './service.js';
import type { System } from './system.js';

/** The person who starts the server runs the machine and may add the first admin, as the command line may. */
export const OPERATOR: Actor = {
  ...SYSTEM_ACTOR,
  id: 'operator',
  name: 'Whoever started the server',
  role: 'admin',
};

export interface NewPrincipal {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation?: string;
  readonly province?: string;
}

/**
 * Adds a principal with one role, unless that stands already, and issues a token for it without a code: to the person who
 * started this process.
 * @returns the token, which is shown once, or why it was refused
 */
export async function principalWithToken(
  { router, clock }: Pick<System, 'router' | 'clock'>,
  { id: principalId, name, role, organisation, province }: NewPrincipal,
  label: string,
): Promise<{ readonly token: string } | { readonly refusal: Refusal }> {
  const { tokenId, text, fingerprint } = newToken(systemRandom);
  const grant = {
    principalId,
    role,
    ...(organisation !== undefined && { organisation }),
  };
  const commands: readonly PrincipalCommand[] = [
    { type: 'AddPrincipal', principalId, name },
    { type: 'GrantRole', ...grant, ...(province !== undefined && { province }) },
    { type: 'IssueToken', ...grant, tokenId, fingerprint, label },
  ];
  for (const command of commands) {
    const envelope = { commandId: newCommandId(clock.now()), actor: OPERATOR };
    const result = await router.send({ command }, envelope, 'command-line');
    if (result.kind === 'refused') return result;
  }
  return { token: text };
}

/**
 * Whether no token was ever issued. A principal alone lets nobody in: the process that added the first admin may have
 * been killed before it issued the token.
 */
export function nobodyIsThere({ models }: Pick<Service, 'models'>): boolean {
  return !models.access.anyToken();
}
