import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  type GrantName,
  type GrantedRole,
  grantText,
  type Identity,
  PRINCIPAL_EVENTS,
  type PrincipalEvent,
} from '../../domain/principal-events.js';
import type { LogEvent } from '@misaq/platform/projections/log-event.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { records } from '@misaq/platform/projections/records.js';
import type { Tables } from '@misaq/platform/projections/table.js';

export const ACCESS = 'access';

/** When something was recorded (ISO instant, UTC) and the id of the actor. */
export interface Recorded {
  readonly at: string;
  readonly by: string;
}

export interface RevokedBecause extends Recorded {
  readonly reason: string;
}

export interface KeptGrant {
  readonly role: GrantedRole;
  readonly organisation?: string;
  readonly province?: string;
  readonly granted: Recorded;
  /** The admin who asked for it, where another one confirmed it. */
  readonly requestedBy?: string;
  /** The role needs two admins, and there was one alone. */
  readonly alone?: true;
  readonly revoked?: RevokedBecause;
}

/** A role that another admin has to confirm. */
export interface KeptRequest {
  readonly role: GrantedRole;
  readonly requested: Recorded;
}

export interface KeptPrincipal {
  readonly principalId: string;
  readonly name: string;
  readonly added: Recorded;
  /** In the order they were given; one that was given again after its revocation stands twice. */
  readonly grants: readonly KeptGrant[];
  /** Left out when none is open. */
  readonly requests?: readonly KeptRequest[];
  /** As whom a provider knows the principal; left out where nobody is linked. */
  readonly identity?: KeptIdentity;
  /** When one was unlinked last (ISO instant). */
  readonly unlinkedAt?: string;
}

export interface KeptIdentity extends Identity {
  readonly linked: Recorded;
}

export interface KeptToken {
  readonly tokenId: string;
  readonly principalId: string;
  readonly role: GrantedRole;
  readonly organisation?: string;
  readonly province?: string;
  /** Absent as long as nobody has redeemed the code. */
  readonly fingerprint?: string;
  readonly label?: string;
  /** When an admin issued it, as a code or without one. */
  readonly issued: Recorded;
  /** The last day on which the code can be redeemed; absent for a token without a code. */
  readonly codeExpiresOn?: PlainDate;
  /** When the code was redeemed; absent as long as nobody has, and for a token without a code. */
  readonly redeemed?: Recorded;
  readonly expiresOn?: PlainDate;
  readonly revoked?: RevokedBecause & { readonly withRole?: true };
}

const tables = {
  principals: records<['principalId'], KeptPrincipal>(['principalId']),
  tokens: records<['principalId', 'tokenId'], KeptToken>(['principalId', 'tokenId']),
  /** Whose token an id is. Ids are random and of one principal each, but nothing rests on that. */
  holders: records<['tokenId', 'principalId'], true>(['tokenId', 'principalId']),
  /** Who is linked to a person of a provider. */
  identities: records<['issuer', 'subject', 'principalId'], true>(['issuer', 'subject', 'principalId']),
};

export const accessProjection = defineProjection({
  name: ACCESS,
  schemaVersion: 3,
  tables,
  types: PRINCIPAL_EVENTS,
  // It decides who may act: a token that somebody wrote into its tables must not let anybody in.
  streams: 'principal-',
  apply(stored, work) {
    note(stored, recordedOf(stored), work);
  },
});

function recordedOf({ metadata }: Pick<LogEvent, 'metadata'>): Recorded {
  return { at: metadata.recordedAt, by: metadata.actor.id };
}

// Longer than 60 lines: one case for each event.
function note(
  event: PrincipalEvent,
  recorded: Recorded,
  { principals, tokens, holders, identities }: Tables<typeof tables>,
): void {
  const { principalId } = event.data;
  const principal = (): KeptPrincipal => found(principals.get(principalId), principalId);
  const keep = (grants: readonly KeptGrant[], asked: readonly KeptRequest[]): void => {
    const { requests: _, ...rest } = principal();
    const requests = asked.length === 0 ? {} : { requests: asked };
    principals.set([principalId], { ...rest, grants, ...requests });
  };
  /** The requests that are open, without the one for a role. */
  const openBut = (role: GrantedRole): readonly KeptRequest[] =>
    (principal().requests ?? []).filter((request) => request.role !== role);
  switch (event.type) {
    case 'PrincipalAdded': {
      const { name } = event.data;
      const added: KeptPrincipal = { principalId, name, added: recorded, grants: [] };
      principals.set([principalId], added);
      return;
    }
    case 'RoleRequested': {
      const { role } = event.data;
      keep(principal().grants, [...openBut(role), { role, requested: recorded }]);
      return;
    }
    case 'RoleRequestDeclined':
      keep(principal().grants, openBut(event.data.role));
      return;
    case 'RoleGranted': {
      const { role, organisation, province, requestedBy, alone } = event.data;
      const grant = {
        role,
        ...(organisation && { organisation }),
        ...(province && { province }),
        granted: recorded,
        ...(requestedBy !== undefined && { requestedBy }),
        ...(alone && { alone }),
      };
      keep([...principal().grants, grant], openBut(role));
      return;
    }
    case 'RoleRevoked': {
      const revoked = { ...recorded, reason: event.data.reason };
      const { grants, requests = [] } = principal();
      const held = heldGrant(principal(), event.data);
      keep(
        grants.map((grant) => (grant === held ? { ...grant, revoked } : grant)),
        requests,
      );
      return;
    }
    case 'TokenOffered': {
      const { codeFingerprint: _, ...terms } = event.data;
      const { tokenId } = terms;
      const { province } = heldGrant(principal(), terms);
      const token: KeptToken = { ...terms, ...(province && { province }), issued: recorded };
      tokens.set([principalId, tokenId], token);
      holders.set([tokenId, principalId], true);
      return;
    }
    case 'TokenIssued': {
      const { redeemed, ...terms } = event.data;
      const { tokenId, fingerprint } = terms;
      if (redeemed === true) {
        const offered = found(tokens.get(principalId, tokenId), tokenId);
        const token: KeptToken = { ...offered, fingerprint, redeemed: recorded };
        tokens.set([principalId, tokenId], token);
        return;
      }
      const { province } = heldGrant(principal(), terms);
      const token: KeptToken = { ...terms, ...(province && { province }), issued: recorded };
      tokens.set([principalId, tokenId], token);
      holders.set([tokenId, principalId], true);
      return;
    }
    case 'TokenRevoked': {
      const { tokenId, reason, withRole } = event.data;
      const token = found(tokens.get(principalId, tokenId), tokenId);
      const revoked = { ...recorded, reason, ...(withRole && { withRole }) };
      tokens.set([principalId, tokenId], { ...token, revoked });
      return;
    }
    case 'IdentityLinked': {
      const { issuer, subject } = event.data;
      principals.set([principalId], { ...principal(), identity: { issuer, subject, linked: recorded } });
      identities.set([issuer, subject, principalId], true);
      return;
    }
    case 'IdentityUnlinked': {
      const { issuer, subject } = event.data;
      const { identity: _, ...rest } = principal();
      principals.set([principalId], { ...rest, unlinkedAt: recorded.at });
      identities.remove([issuer, subject, principalId]);
      return;
    }
  }
}

function found<Kept>(kept: Kept | undefined, id: string): Kept {
  if (kept === undefined) throw new Error(`nothing is known of ${id}`);
  return kept;
}

/** The grant that is in force under this name. */
export function findHeld(grants: readonly KeptGrant[], name: GrantName): KeptGrant | undefined {
  return grants.find((grant) => grant.revoked === undefined && grantText(grant) === grantText(name));
}

function heldGrant({ principalId, grants }: KeptPrincipal, name: GrantName): KeptGrant {
  const held = findHeld(grants, name);
  if (held === undefined) throw new Error(`${principalId} does not hold ${grantText(name)}`);
  return held;
}
