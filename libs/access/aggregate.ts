import type { PrincipalCommand } from './domain/principal-commands.js';
import type { PrincipalEvent } from './domain/principal-events.js';
import * as principal from './domain/principal.js';
import { type Act, may } from './domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { DomainEvent, Refusal } from '@misaq/platform/kernel/decision.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';
import { namingNobody } from '@misaq/platform/commands/naming-nobody.js';

/** The right that each command needs (the table of roles). */
export const PRINCIPAL_RIGHTS = {
  AddPrincipal: 'manage-principals',
  GrantRole: 'manage-principals',
  ConfirmRole: 'manage-principals',
  RevokeRole: 'manage-principals',
  OfferToken: 'manage-principals',
  RedeemCode: 'code',
  IssueToken: 'manage-principals',
  RevokeToken: 'manage-principals',
  LinkIdentity: 'manage-principals',
  UnlinkIdentity: 'manage-principals',
} as const satisfies Record<PrincipalCommand['type'], Act | 'code'>;

const BYTES_OF_SMALL_STATE = 700;
const BYTES_OF_TOKEN = 500;

export const principalAggregate: Aggregate<
  principal.PrincipalState,
  PrincipalCommand,
  principal.PrincipalContext
> = {
  category: 'principal',
  initial: principal.initialPrincipal,
  evolve: (state, event: DomainEvent) => principal.evolve(state, event as PrincipalEvent),
  fork: principal.fork,
  bytes: ({ grants, requests, tokens, offers }) =>
    BYTES_OF_SMALL_STATE + (grants.size + requests.size + tokens.size + offers.size) * BYTES_OF_TOKEN,
  authorise: authorisePrincipal,
  decide: namingNobody(principal.decide),
};

/**
 * A code is its own permission. A token without a code is issued by the process itself: an admin who came with a token
 * never sees the token of another.
 */
function authorisePrincipal(
  actor: Actor,
  _state: principal.PrincipalState,
  { type }: PrincipalCommand,
): Refusal | undefined {
  if (type === 'IssueToken' && actor.tokenId !== undefined)
    return { name: 'not_permitted', figures: { act: 'issue-without-code', role: actor.role } };
  const right = PRINCIPAL_RIGHTS[type];
  return right === 'code' ? undefined : may(actor, right);
}
