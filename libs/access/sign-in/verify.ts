import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { identityKey } from '@misaq/platform/kernel/spelling.js';
import type { Account } from './account.js';
import { stepOfCode } from './one-time-codes.js';
import { type DoorRefusal, heldBack, no, type SignInParts } from './parts.js';

/** What a person types to sign in. */
export interface Credentials {
  readonly account: string;
  readonly password: string;
  /** Of the authenticator. */
  readonly code?: string | undefined;
}

export interface Verified {
  readonly account: Account;
  /** Whether a second factor was shown. */
  readonly factor: boolean;
}

type Parts = Pick<SignInParts, 'accounts' | 'door' | 'passwords' | 'backOff' | 'codeBackOff' | 'clock'>;

/**
 * Whether somebody is the holder of an account. An account that does not exist is answered like a wrong password, after
 * the same work.
 *
 * @throws TooManyAttemptsError
 */
export async function verify(
  parts: Parts,
  given: Credentials,
  address: string,
): Promise<Verified | DoorRefusal> {
  const { accounts, door, passwords, backOff } = parts;
  const name = identityKey(given.account);
  const known = accounts.account(name);
  const whose = known === undefined ? {} : { account: known.name };
  const waitMs = backOff.waitMs(name, address);
  if (waitMs > 0) {
    door.note({ kind: 'held-back', ...whose, address });
    return heldBack(waitMs);
  }
  // Before it is known: many attempts may be under way at once.
  backOff.failed(name, address);
  const isRight = await passwords.isRight(given.password, known?.password, address);
  // Read again: another code may have been taken, or another password set, meanwhile.
  const account = accounts.account(name);
  if (!isRight || account === undefined || account.password?.hash !== known?.password?.hash) {
    door.note({ kind: 'sign-in-failed', ...whose, address, reason: 'password' });
    return no('sign_in_failed');
  }
  const code = account.factor === undefined ? undefined : takeCode(parts, account, given.code, address);
  if (code !== undefined && code !== 'taken') return code;
  backOff.succeeded(name, address);
  return { account: accounts.account(name) ?? account, factor: code !== undefined };
}

/** Notes that somebody signed in, and when that was before. */
export function noteSignIn(
  { accounts, clock }: Pick<Parts, 'accounts' | 'clock'>,
  { name }: Pick<Account, 'name'>,
  address: string,
): void {
  const account = accounts.account(name);
  if (account === undefined) return;
  const { lastSignIn: previousSignIn, ...rest } = account;
  const lastSignIn = { at: new Date(clock.now()).toISOString(), address };
  accounts.put({ ...rest, ...(previousSignIn && { previousSignIn }), lastSignIn });
}

/** Takes a code of the second factor, each code once. */
export function takeCode(
  { accounts, door, codeBackOff, clock }: Omit<Parts, 'passwords' | 'backOff'>,
  account: Account,
  given: string | undefined,
  address: string,
): 'taken' | DoorRefusal {
  const { name, factor } = account;
  if (given === undefined || factor === undefined) return no('second_factor_needed');
  const waitMs = codeBackOff.waitMs(name, '');
  if (waitMs > 0) {
    door.note({ kind: 'held-back', account: name, address, reason: 'code' });
    return heldBack(waitMs);
  }
  const step = stepOfCode(factor.secret, readCode(given), clock.now());
  if (step === undefined || step <= factor.lastStep) {
    codeBackOff.failed(name, '');
    door.note({ kind: 'sign-in-failed', account: name, address, reason: 'code' });
    return no('second_factor_wrong');
  }
  codeBackOff.succeeded(name, '');
  accounts.put({ ...account, factor: { ...factor, lastStep: step } });
  return 'taken';
}

/** As a person types it: in any digits, with blanks between them. */
export function readCode(given: string): string {
  return asciiDigits(given).replace(/\s/g, '');
}
