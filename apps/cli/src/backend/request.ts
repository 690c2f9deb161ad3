import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Role } from '@misaq/platform/kernel/actor.js';
import type { TokenItem } from '@misaq/access/boards/principals/wire.js';
import type { Recorded } from '@misaq/platform/command-line/session.js';

export interface OfferedToken extends Recorded {
  readonly tokenId: string;
  /** The one-time code, to be shown once. */
  readonly code: string;
}

export interface RedeemedToken {
  readonly tokenId: string;
  /** The token, to be shown once. */
  readonly token: string;
  readonly principalId: string;
  readonly role: Role;
  readonly organisation: string | null;
  readonly expiresOn: PlainDate | null;
  readonly position: bigint;
  /** Every token that was issued in the name of the bearer. */
  readonly tokens: readonly TokenItem[];
}
