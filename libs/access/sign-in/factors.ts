import { factorAddress, newFactorSecret, stepOfCode } from './one-time-codes.js';
import { type DoorRefusal, heldBack, no, type SignInParts } from './parts.js';
import { readCode } from './verify.js';

/** What is typed or photographed into an authenticator. */
export interface NewFactor {
  /** Base32. */
  readonly secret: string;
  /** `otpauth://totp/…`, which authenticators take as a picture. */
  readonly address: string;
}

type Parts = Pick<SignInParts, 'accounts' | 'door' | 'clock' | 'random' | 'codeBackOff'>;

/** Makes a secret for a second factor. It counts when a code of it was shown. */
export function beginFactor({ accounts, random }: Parts, name: string): NewFactor | DoorRefusal {
  const account = accounts.account(name);
  if (account === undefined) return no('account_unknown', { account: name });
  if (account.factor !== undefined) return no('factor_is_set');
  const secret = newFactorSecret(random);
  accounts.put({ ...account, pendingFactor: { secret } });
  return { secret, address: factorAddress(secret, name) };
}

/** Sets the second factor, when its holder shows a code of it. */
export function confirmFactor(
  { accounts, door, clock, codeBackOff }: Parts,
  name: string,
  code: string,
  from: { readonly address: string; readonly sessionId: string },
): 'set' | DoorRefusal {
  const account = accounts.account(name);
  if (account?.pendingFactor === undefined) return no('factor_not_set');
  const waitMs = codeBackOff.waitMs(name, '');
  if (waitMs > 0) return heldBack(waitMs);
  const { pendingFactor, ...rest } = account;
  const step = stepOfCode(pendingFactor.secret, readCode(code), clock.now());
  if (step === undefined) {
    codeBackOff.failed(name, '');
    return no('factor_code_wrong');
  }
  codeBackOff.succeeded(name, '');
  const setAt = new Date(clock.now()).toISOString();
  accounts.put({ ...rest, factor: { ...pendingFactor, setAt, lastStep: step } });
  door.note({ kind: 'factor-set', account: name, ...from });
  return 'set';
}

export function removeFactor(
  { accounts, door }: Parts,
  name: string,
  from: { readonly address: string; readonly sessionId: string },
): 'removed' | DoorRefusal {
  const account = accounts.account(name);
  if (account?.factor === undefined) return no('factor_not_set');
  const { factor: _, ...rest } = account;
  accounts.put(rest);
  door.note({ kind: 'factor-removed', account: name, ...from });
  return 'removed';
}
