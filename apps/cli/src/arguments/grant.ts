import { ROLES, type Role } from '@misaq/platform/kernel/actor.js';
import { isIdentifier } from '@misaq/platform/kernel/text.js';
import { ACTING_ROLES } from './actor.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import type { Parser } from '@misaq/platform/command-line/values.js';

export interface GivenGrant {
  readonly role: Role;
  readonly organisation?: string;
}

const FORM = /^([a-z-]+)(?:@(.+))?$/;

/** `labour`, or `agency@behzisti`: a role, and its organisation. The domain decides what can be granted. */
export function grant(name: string): Parser<GivenGrant> {
  return (text) => {
    const [, roleText, organisation] = FORM.exec(text.trim()) ?? [];
    const role = ROLES.find((each) => each === roleText);
    if (role === undefined || (organisation !== undefined && !isIdentifier(organisation)))
      throw new UsageError(
        'not_a_role',
        `${name}: ${text} is no role; roles are ${ACTING_ROLES.join(', ')}, ` +
          'an agency or a bank with its organisation, as in agency@behzisti',
      );
    return { role, ...(organisation !== undefined && { organisation }) };
  };
}
