import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Role } from '@misaq/platform/kernel/actor.js';
import type { TokenItem } from '@misaq/access/boards/principals/wire.js';
import type { PrincipalCommand } from '@misaq/access/domain/principal-commands.js';
import type { CommitmentCommand } from '@misaq/commitments/domain/commands.js';
import type { CreditCommand } from '@misaq/credit/domain/commands.js';
import type { JobCommand } from '@misaq/employment/domain/commands.js';
import type { DomainEvent, Remark } from '@misaq/platform/kernel/decision.js';
import type { RegisterCommand } from '@misaq/register/domain/commands.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { WorkingCalendarCommand } from '@misaq/working-calendar/domain/commands.js';

/** What to ask and of which stream. */
export type Request =
  | { readonly to: 'pool'; readonly pool: string; readonly command: CreditCommand }
  | { readonly to: 'calendar'; readonly province: string; readonly command: WorkingCalendarCommand }
  | { readonly to: 'register'; readonly command: RegisterCommand }
  | { readonly to: 'plan'; readonly command: CommitmentCommand }
  | { readonly to: 'job'; readonly command: JobCommand }
  | {
      readonly to: 'principal';
      readonly command: Exclude<PrincipalCommand, { type: 'IssueToken' | 'OfferToken' | 'RedeemCode' }>;
    };

export interface Recorded {
  /** What was written; empty when it stood already. */
  readonly events: readonly DomainEvent[];
  readonly position: ShownPosition;
  readonly repeated: boolean;
  /** What became since of an act that stood already. */
  readonly remark?: Remark;
}

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
