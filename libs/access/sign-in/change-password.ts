import { wrongPasswordOf } from './confirm.js';
import { type DoorRefusal, no, type SignInParts } from './parts.js';
import { passwordFault } from './password-rule.js';
import type { SessionRecord } from './session-store.js';

/**
 * Changes the password of a signed-in account that gives its present password. All other sessions of the account end.
 * @throws TooManyAttemptsError, SessionsUnavailableError
 */
export async function changePassword(
  parts: SignInParts,
  { account: name, sessionId }: SessionRecord,
  { current, password }: { readonly current: string; readonly password: string },
  address: string,
): Promise<'changed' | DoorRefusal> {
  const { accounts, passwords, door, sessions, clock } = parts;
  const wrong = await wrongPasswordOf(parts, { account: name, sessionId }, current, address);
  if (wrong !== undefined) return wrong;
  const fault = passwordFault(password, [name, ...(accounts.account(name)?.principals ?? [])]);
  if (fault !== undefined) return no('password_unfit', { reason: fault });
  const hashed = await passwords.hash(password, address);
  const account = accounts.account(name);
  if (account === undefined) return no('account_unknown', { account: name });
  accounts.put({ ...account, password: { ...hashed, setAt: new Date(clock.now()).toISOString() } });
  door.note({ kind: 'password-set', account: name, sessionId, address, reason: 'changed' });
  await sessions.endAllOf(name, 'password_set', sessionId);
  return 'changed';
}
