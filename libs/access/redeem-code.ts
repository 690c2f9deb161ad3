import type { RedeemCode } from './domain/principal-commands.js';
import { grantText, type TokenIssued } from './domain/principal-events.js';
import type { PrincipalRefusalName } from './domain/refusals.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { type Refusal, refused } from '@misaq/platform/kernel/decision.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { principalAggregate } from './aggregate.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { fingerprint, newToken, parseCode, type Random } from '@misaq/platform/node/tokens.js';
import type { TokenParts } from './offer-token.js';

export interface RedeemingParts extends TokenParts {
  readonly clock: Clock;
  readonly random: Random;
  /** The principal a token was offered to; undefined when this node knows of no offer under this id. */
  readonly holderOf: (tokenId: string) => Promise<string | undefined>;
}

export interface Redeemed {
  readonly kind: 'done';
  /** The token, to be shown this once. */
  readonly token: string;
  readonly issued: TokenIssued['data'];
  readonly position: bigint;
}

const UNKNOWN = refused('code_unknown') as { kind: 'refused'; refusal: Refusal<PrincipalRefusalName> };

/**
 * Redeems a one-time code for its token. The holder of the code acts as the principal of the token. The actor names no
 * token; the event names the issued one.
 *
 * @param through more about the actor: the operating-system user on the command line
 */
export async function redeemCode(
  { router, clock, random, holderOf }: RedeemingParts,
  code: string,
  through: Pick<Actor, 'operatingSystemUser'> = {},
): Promise<Redeemed | { readonly kind: 'refused'; readonly refusal: Refusal }> {
  const parsed = parseCode(code);
  const principalId = parsed === undefined ? undefined : await holderOf(parsed.tokenId);
  if (parsed === undefined || principalId === undefined) return UNKNOWN;
  const { tokenId, secret } = parsed;
  const stream = streams.principal(principalId);
  const { name, offers, grants } = await router.streams.state(principalAggregate, stream);
  const offered = offers.get(tokenId)?.offered;
  if (name === undefined || offered === undefined) return UNKNOWN;
  const { role, organisation } = offered;
  const { province } = grants.get(grantText(offered)) ?? {};
  const actor: Actor = { id: principalId, name, role, ...present({ organisation, province }), ...through };
  const { text: token, fingerprint: kept } = newToken(random, tokenId);
  const command: RedeemCode = {
    type: 'RedeemCode',
    principalId,
    tokenId,
    codeFingerprint: fingerprint(secret),
    fingerprint: kept,
  };
  const result = await router.send({ command }, { commandId: newCommandId(clock.now()), actor }, 'tokens');
  if (result.kind === 'refused') return result;
  const [issued] = result.events as readonly TokenIssued[];
  if (issued === undefined) throw new Error('a redeemed code issued no token');
  return { kind: 'done', token, issued: issued.data, position: result.position };
}
