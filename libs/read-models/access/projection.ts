import type { PlainDate } from '@misaq/calendar/plain-date.js';
import {
  type GrantName,
  type GrantedRole,
  grantText,
  PRINCIPAL_EVENTS,
  type PrincipalEvent,
} from '@misaq/domain/access/principal-events.js';
import type { LogEvent } from '@misaq/projections/log-event.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { records } from '@misaq/projections/records.js';
import type { Tables } from '@misaq/projections/table.js';

export const ACCESS = 'access';

/** When something was recorded (ISO instant, UTC) and by whom (id of the actor). */
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
  readonly revoked?: RevokedBecause;
}

export interface KeptPrincipal {
  readonly principalId: string;
  readonly name: string;
  readonly added: Recorded;
  /** In the order they were given; one that was given again after its revocation stands twice. */
  readonly grants: readonly KeptGrant[];
}

export interface KeptToken {
  readonly tokenId: string;
  readonly principalId: string;
  readonly role: GrantedRole;
  readonly organisation?: string;
  readonly province?: string;
  readonly fingerprint: string;
  readonly label?: string;
  readonly issued: Recorded;
  readonly expiresOn?: PlainDate;
  readonly revoked?: RevokedBecause & { readonly withRole?: true };
}

const tables = {
  principals: records<['principalId'], KeptPrincipal>(['principalId']),
  tokens: records<['principalId', 'tokenId'], KeptToken>(['principalId', 'tokenId']),
  /** Whose token an id is. Ids are random and of one principal each, but nothing rests on that. */
  holders: records<['tokenId', 'principalId'], true>(['tokenId', 'principalId']),
};

export const accessProjection = defineProjection({
  name: ACCESS,
  schemaVersion: 1,
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

function note(
  event: PrincipalEvent,
  recorded: Recorded,
  { principals, tokens, holders }: Tables<typeof tables>,
): void {
  const { principalId } = event.data;
  const principal = (): KeptPrincipal => found(principals.get(principalId), principalId);
  const keep = (grants: readonly KeptGrant[]): void => {
    principals.set([principalId], { ...principal(), grants });
  };
  switch (event.type) {
    case 'PrincipalAdded': {
      const { name } = event.data;
      const added: KeptPrincipal = { principalId, name, added: recorded, grants: [] };
      principals.set([principalId], added);
      return;
    }
    case 'RoleGranted': {
      const { role, organisation, province } = event.data;
      const grant = { role, ...(organisation && { organisation }), ...(province && { province }) };
      keep([...principal().grants, { ...grant, granted: recorded }]);
      return;
    }
    case 'RoleRevoked': {
      const revoked = { ...recorded, reason: event.data.reason };
      const held = heldGrant(principal(), event.data);
      keep(principal().grants.map((grant) => (grant === held ? { ...grant, revoked } : grant)));
      return;
    }
    case 'TokenIssued': {
      const { tokenId } = event.data;
      const { province } = heldGrant(principal(), event.data);
      const token: KeptToken = { ...event.data, ...(province && { province }), issued: recorded };
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
