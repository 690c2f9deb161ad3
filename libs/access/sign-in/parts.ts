import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { Random } from '@misaq/platform/node/tokens.js';
import type { AccessQuestions } from '../boards/principals/queries.js';
import type { SignInRefusalName } from '../domain/sign-in-refusals.js';
import type { AccountStore } from './account-table.js';
import type { BackOff } from './back-off.js';
import type { Door } from './door.js';
import type { Passwords } from './passwords.js';
import type { Sessions } from './sessions.js';

/** What signing in is made of. */
export interface SignInParts {
  readonly accounts: AccountStore;
  readonly sessions: Sessions;
  readonly door: Door;
  readonly passwords: Passwords;
  /** Of wrong passwords, by account and address. */
  readonly backOff: BackOff;
  /** Of wrong codes, by account alone: only those who know the password come so far. */
  readonly codeBackOff: BackOff;
  readonly access: Pick<AccessQuestions, 'principal' | 'linkedTo'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** A "no" of the door, and after how many seconds the same may be tried again. */
export interface DoorRefusal {
  readonly refusal: Refusal;
  readonly retryAfterSeconds?: number;
}

export function no(name: SignInRefusalName, figures: Refusal['figures'] = {}): DoorRefusal {
  return { refusal: { name, figures } };
}

export function heldBack(waitMs: number): DoorRefusal {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return { refusal: { name: 'held_back', figures: { retryAfterSeconds } }, retryAfterSeconds };
}
