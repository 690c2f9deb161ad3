import type { SignInParts } from './parts.js';
import { type DoorRefusal, heldBack, no } from './parts.js';
import type { SessionRecord } from './session-store.js';
import { takeCode } from './verify.js';
import type { ConfirmationItem } from './wire.js';

/**
 * Confirms that the holder of the account is at the browser, by the password or by a code of the second factor. The
 * session can then sign once.
 *
 * @throws TooManyAttemptsError, SessionsUnavailableError
 */
export async function confirm(
  parts: SignInParts,
  { account: name, sessionId, provider }: SessionRecord,
  given: { readonly password?: string | undefined; readonly code?: string | undefined },
  address: string,
): Promise<ConfirmationItem | DoorRefusal> {
  const { door, sessions } = parts;
  // A password would get around what the provider asks for.
  if (provider !== undefined) return no('confirmation_by_provider');
  const refusal = await unconfirmed(parts, name, given, address);
  if (refusal !== undefined) return noted(parts, { account: name, sessionId }, refusal, address);
  const holdsUntil = await sessions.confirm(sessionId);
  door.note({ kind: 'confirmed', account: name, sessionId, address });
  return { holdsUntil };
}

/**
 * Why a password is not that of the account that is signed in; undefined when it is.
 * @throws TooManyAttemptsError
 */
export async function wrongPasswordOf(
  parts: SignInParts,
  whose: Pick<SessionRecord, 'account' | 'sessionId'>,
  password: string,
  address: string,
): Promise<DoorRefusal | undefined> {
  const refusal = await wrongPassword(parts, whose.account, password, address);
  return refusal === undefined ? undefined : noted(parts, whose, refusal, address);
}

function noted(
  { door }: Pick<SignInParts, 'door'>,
  { account, sessionId }: Pick<SessionRecord, 'account' | 'sessionId'>,
  refusal: DoorRefusal,
  address: string,
): DoorRefusal {
  door.note({ kind: 'confirmation-failed', account, sessionId, address, reason: refusal.refusal.name });
  return refusal;
}

async function unconfirmed(
  parts: SignInParts,
  name: string,
  { password, code }: Parameters<typeof confirm>[2],
  address: string,
): Promise<DoorRefusal | undefined> {
  if (password !== undefined) return wrongPassword(parts, name, password, address);
  const account = parts.accounts.account(name);
  if (account === undefined) return no('confirmation_failed');
  const taken = takeCode(parts, account, code, address);
  if (taken === 'taken') return undefined;
  return taken.refusal.name === 'held_back' ? taken : no('confirmation_failed');
}

/** Why a password is not taken as that of an account; undefined when it is. @throws TooManyAttemptsError */
async function wrongPassword(
  { accounts, passwords, backOff }: SignInParts,
  name: string,
  password: string,
  address: string,
): Promise<DoorRefusal | undefined> {
  const waitMs = backOff.waitMs(name, address);
  if (waitMs > 0) return heldBack(waitMs);
  backOff.failed(name, address);
  if (!(await passwords.isRight(password, accounts.account(name)?.password, address)))
    return no('confirmation_failed');
  backOff.succeeded(name, address);
  return undefined;
}
