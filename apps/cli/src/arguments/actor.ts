import { userInfo } from 'node:os';
import { ROLES, type Actor, type Role } from '@misaq/platform/kernel/actor.js';
import { holdsAnyNationalId, NATIONAL_ID_WORDS } from '@misaq/platform/kernel/national-id-in-text.js';
import { isIdentifier } from '@misaq/platform/kernel/text.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';

const FORM = /^(.+):([a-z-]+)(?:@(.+))?$/;

/** The roles that may act on the command line: `system` is Misaq itself and nobody else. */
export const ACTING_ROLES = ROLES.filter((role): role is Exclude<Role, 'system'> => role !== 'system');

/**
 * `ID:ROLE`, or `ID:ROLE@ORGANISATION` for an officer of an agency or a bank (without it their organisation bears
 * their own id). Without `--as`: an admin named after the operating-system user, who is recorded in any case.
 */
export function actorOf(as: string | undefined): Actor {
  const operatingSystemUser = operatingSystemUserName();
  if (as === undefined)
    return { id: operatingSystemUser, name: operatingSystemUser, role: 'admin', operatingSystemUser };
  const [, id, roleText, organisation] = FORM.exec(as.trim()) ?? [];
  const role = ACTING_ROLES.find((each) => each === roleText);
  if (id === undefined || role === undefined || !isIdentifier(id) || id === 'system')
    throw new UsageError(
      'not_an_actor',
      `--as: ${as} is not ID:ROLE; roles are ${ACTING_ROLES.join(', ')}, as in labour-1:labour; nobody is called system`,
    );
  // It would stand beside everything that this actor does.
  if (holdsAnyNationalId(id)) throw new UsageError('national_id', `--as: the id ${NATIONAL_ID_WORDS}`);
  if (organisation === undefined) return { id, name: id, role, operatingSystemUser };
  if (!isIdentifier(organisation))
    throw new UsageError('not_an_actor', `--as: ${organisation} is not the identifier of an organisation`);
  return { id, name: id, role, organisation, operatingSystemUser };
}

/** A container may run under a number that has no name. */
function operatingSystemUserName(): string {
  try {
    const { username } = userInfo();
    return isIdentifier(username) ? username : 'operator';
  } catch {
    return `uid-${String(process.getuid?.() ?? 'unknown')}`;
  }
}
