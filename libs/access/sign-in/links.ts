import { identityKey } from '@misaq/platform/kernel/spelling.js';
import { newLinkCode, parseLinkCode, sameFingerprint, fingerprint } from '@misaq/platform/node/tokens.js';
import type { Account, Link } from './account.js';
import { type DoorRefusal, no, type SignInParts } from './parts.js';
import { passwordFault } from './password-rule.js';
import { takeCode } from './verify.js';

/** How long a link can be redeemed. */
export const LINK_MS = 24 * 3_600_000;

export interface LinkWanted {
  readonly principalId: string;
  /** The account that the principal joins; one of its own when it is left out, or that it belongs to already. */
  readonly account?: string | undefined;
  /** The holder has lost the second factor. */
  readonly withoutFactor?: boolean | undefined;
  /** The admin, or the operator. */
  readonly by: string;
}

export interface IssuedLink {
  readonly account: string;
  readonly principalId: string;
  /** Shown this once. */
  readonly code: string;
  /** ISO instant. */
  readonly expiresAt: string;
}

/** An admin issues a one-time link. It replaces an older one; the password stays until the link is redeemed. */
export function issueLink(
  {
    accounts,
    door,
    access,
    clock,
    random,
  }: Pick<SignInParts, 'accounts' | 'door' | 'access' | 'clock' | 'random'>,
  { principalId, account: wanted, withoutFactor = false, by }: LinkWanted,
): IssuedLink | DoorRefusal {
  if (access.principal(principalId) === undefined)
    return { refusal: { name: 'principal_unknown', figures: { principalId } } };
  const own = accounts.accountOf(principalId);
  if (own !== undefined && wanted !== undefined && wanted !== own.name)
    return no('principal_has_account', { principalId, account: own.name });
  const name = own?.name ?? wanted ?? principalId;
  const known = own ?? accounts.account(name);
  if (known === undefined && name !== principalId) return no('account_unknown', { account: name });
  const { linkId, text, fingerprint: kept } = newLinkCode(random);
  const now = clock.now();
  const link: Link = {
    ...{ linkId, fingerprint: kept, principalId, issuedBy: by },
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + LINK_MS).toISOString(),
    ...(withoutFactor && { withoutFactor }),
  };
  // The principal joins when the link is redeemed, and not before.
  accounts.put({ ...(known ?? { name, principals: [] }), link });
  door.note({
    ...{ kind: 'link-issued', account: name, principalId, by },
    ...(withoutFactor && { reason: 'second factor lost' }),
  });
  return { account: name, principalId, code: text, expiresAt: link.expiresAt };
}

export interface Redemption {
  readonly code: string;
  readonly password: string;
  /** Where the person says whose link it is. */
  readonly account?: string | undefined;
  /** Of the authenticator, where the account has a second factor. */
  readonly factorCode?: string | undefined;
}

/**
 * Redeems a link for a password. All sessions of the account end: the person signs in anew.
 *
 * @param signedIn the account that is signed in where the request comes from
 * @throws TooManyAttemptsError, SessionsUnavailableError
 */
export async function redeemLink(
  parts: SignInParts,
  { code, password, account: said, factorCode }: Redemption,
  { address, signedIn }: { readonly address: string; readonly signedIn?: string | undefined },
): Promise<{ readonly account: string } | DoorRefusal> {
  const { accounts, door, passwords, sessions, clock } = parts;
  const refused = (refusal: DoorRefusal, account?: string): DoorRefusal => {
    door.note({
      ...{ kind: 'link-refused', address, reason: refusal.refusal.name },
      ...(account !== undefined && { account }),
    });
    return refusal;
  };
  const found = linkOf(parts, code);
  if (found === undefined) return refused(no('link_unknown'));
  const { account, link } = found;
  const { name } = account;
  if (said !== undefined && identityKey(said) !== name) return refused(no('link_unknown'), name);
  if (signedIn !== undefined && signedIn !== name) return refused(no('link_of_another'), name);
  if (link.usedAt !== undefined) return refused(no('link_used'), name);
  if (clock.now() >= Date.parse(link.expiresAt)) return refused(no('link_expired'), name);
  const joined = accounts.accountOf(link.principalId);
  if (joined !== undefined && joined.name !== name) return refused(no('link_unknown'), name);
  const fault = passwordFault(password, [name, link.principalId, ...account.principals]);
  if (fault !== undefined) return no('password_unfit', { reason: fault });
  const keepsFactor = account.factor !== undefined && link.withoutFactor !== true;
  if (keepsFactor) {
    const taken = takeCode(parts, account, factorCode, address);
    if (taken !== 'taken') return taken;
  }
  const hashed = await passwords.hash(password, address);
  // Somebody else may have redeemed it meanwhile.
  const now = linkOf(parts, code);
  if (now === undefined || now.link.usedAt !== undefined) return refused(no('link_used'), name);
  const usedAt = new Date(clock.now()).toISOString();
  const { factor, pendingFactor: _, ...rest } = now.account;
  accounts.put({
    ...rest,
    ...(keepsFactor && factor !== undefined && { factor }),
    principals: [...new Set([...rest.principals, link.principalId])],
    password: { ...hashed, setAt: usedAt },
    link: { ...now.link, usedAt },
  });
  door.note({ kind: 'password-set', account: name, principalId: link.principalId, address, reason: 'link' });
  if (!keepsFactor && factor !== undefined)
    door.note({ kind: 'factor-removed', account: name, address, reason: 'link' });
  await sessions.endAllOf(name, 'password_set');
  return { account: name };
}

function linkOf(
  { accounts }: Pick<SignInParts, 'accounts'>,
  code: string,
): { readonly account: Account; readonly link: Link } | undefined {
  const parsed = parseLinkCode(code);
  if (parsed === undefined) return undefined;
  const account = accounts.accountOfLink(parsed.linkId);
  const { link } = account ?? {};
  if (account === undefined || link === undefined) return undefined;
  return sameFingerprint(link.fingerprint, fingerprint(parsed.secret)) ? { account, link } : undefined;
}
