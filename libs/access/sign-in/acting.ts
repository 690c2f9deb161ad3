import type { Role } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Bearer } from '@misaq/platform/http/access/principal.js';
import { no, type SignInParts } from './parts.js';
import { isSameOffice, officesOf } from './offices.js';
import type { SessionRecord } from './session-store.js';

/** The actor of a session, or why it has none. */
export type Acts = Bearer | { readonly refusal: Refusal };

const REMEMBERED_MAX = 10_000;

/**
 * Looks up the present actor of a session. Revoking a role ends its sessions at their next request, on every node, because
 * the tables of principals follow the log. Results are cached until those tables change.
 */
export function createActing(
  { sessions, access }: Pick<SignInParts, 'sessions' | 'access'>,
  tables: Pick<TableReader, 'version'>,
  needsFactor: (role: Role) => boolean,
): (sessionId: string) => Acts {
  const bearers = new Map<string, Bearer>();
  let seenVersion = tables.version();

  function lost(sessionId: string): Acts {
    // Not awaited: the session is refused from now on in any case.
    void sessions.end(sessionId, 'role_revoked').catch(() => undefined);
    return no('session_ended', { reason: 'role_revoked' });
  }

  function bearerOf(record: SessionRecord): Acts {
    const { sessionId, principals, office } = record;
    const held = officesOf(record, access);
    if (office === undefined)
      return held.length === 0 && principals.some((id) => isRevoked(id) || isUnlinked(id, record))
        ? lost(sessionId)
        : no('office_needed');
    const found = held.find((each) => isSameOffice(each, office) && each.grantedAt === office.grantedAt);
    if (found === undefined)
      // These tables may be behind those of the node that let somebody in: what they do not know was not revoked.
      return isRevoked(office.principalId, office.grantedAt) || isUnlinked(office.principalId, record)
        ? lost(sessionId)
        : no('office_not_held');
    const { principalId: id, name: shown, role, organisation, province } = found;
    return { actor: { id, name: shown, role, ...present({ organisation, province }), sessionId }, sessionId };
  }

  /** Whether a grant of a principal is known and was revoked: one of them, or the one of a moment. */
  function isRevoked(principalId: string, grantedAt?: string): boolean {
    const { grants = [] } = access.principal(principalId) ?? {};
    return grants.some(
      ({ granted, revoked }) =>
        revoked !== undefined && (grantedAt === undefined || granted.at === grantedAt),
    );
  }

  /** Whether the person at the provider is known to be the principal no more. */
  function isUnlinked(principalId: string, { provider }: SessionRecord): boolean {
    const { unlinkedAt = '' } = access.principal(principalId) ?? {};
    return provider !== undefined && unlinkedAt >= provider.linkedAt;
  }

  return (sessionId) => {
    const record = sessions.seen(sessionId);
    if (typeof record === 'string') return no('session_ended', { reason: record });
    const version = tables.version();
    if (version !== seenVersion || bearers.size >= REMEMBERED_MAX) bearers.clear();
    seenVersion = version;
    const known = bearers.get(sessionId) ?? bearerOf(record);
    if ('refusal' in known) return known;
    bearers.set(sessionId, known);
    const lacksFactor = record.lacksFactor === true || needsFactor(known.actor.role);
    if (lacksFactor && !record.factor) return no('second_factor_required', { role: known.actor.role });
    return known;
  };
}
