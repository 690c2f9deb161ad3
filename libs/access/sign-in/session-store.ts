import type { Identity } from '../domain/principal-events.js';
import type { Role } from '@misaq/platform/kernel/actor.js';

/** A principal with one of its roles: what somebody acts as. */
export interface Office {
  readonly principalId: string;
  readonly role: Role;
  readonly organisation?: string;
}

export interface SessionRecord {
  /** No secret. */
  readonly sessionId: string;
  /** SHA-256 of the secret in the cookie, hexadecimal. */
  readonly fingerprint: string;
  readonly account: string;
  /** Of the account; other nodes know the account by its sessions alone. */
  readonly principals: readonly string[];
  /** Where it was begun, and by which program, in its own words. */
  readonly address: string;
  readonly agent: string;
  /** ISO instants, UTC. Both stay when another office is chosen. */
  readonly signedInAt: string;
  readonly endsAt: string;
  /** As whom a provider vouched for the person; absent where a password did. */
  readonly provider?: Identity & {
    /** When the principals were linked, the latest of them (ISO instant): an unlinking after that ends the session. */
    readonly linkedAt: string;
  };
  /** Whether the second factor was shown. */
  readonly factor: boolean;
  /** The role of the office asks for a second factor, and none was shown: the session may set one up. */
  readonly lacksFactor?: true;
  /** Absent until one is chosen. */
  readonly office?: Office & {
    /** When the role was granted: one that was revoked and granted again is another grant. */
    readonly grantedAt: string;
  };
}

export interface KeptSession {
  readonly record: SessionRecord;
  /** Milliseconds since the epoch. */
  readonly usedAtMs: number;
}

/** In the order they were begun. */
export function byBeginning({ record: a }: KeptSession, { record: b }: KeptSession): number {
  if (a.signedInAt !== b.signedInAt) return a.signedInAt < b.signedInAt ? -1 : 1;
  return a.sessionId < b.sessionId ? -1 : 1;
}

/** The store cannot be reached; nobody knows which sessions there are. */
export class SessionsUnavailableError extends Error {
  override readonly name = 'SessionsUnavailableError';
}

/** Where sessions are kept. @throws SessionsUnavailableError, each of its functions */
export interface SessionStore {
  /** Whether other processes end sessions there too. */
  readonly isShared: boolean;
  add(kept: KeptSession): Promise<void>;
  find(sessionId: string): Promise<KeptSession | undefined>;
  /** Notes when a session was used last; one that has ended stays ended. */
  use(sessionId: string, atMs: number): Promise<void>;
  /** Whether it was there: of several who end it, one is told so. */
  end(sessionId: string): Promise<boolean>;
  /** Takes a key for so long (milliseconds). Whether nobody has taken it before. */
  takeOnce(key: string, forMs: number): Promise<boolean>;
  /** In the order they were begun. */
  all(): Promise<readonly KeptSession[]>;
  /** Lets the session sign once, until a moment (milliseconds). */
  confirm(sessionId: string, untilMs: number): Promise<void>;
  /** Takes what {@link confirm} has given: of several who take it, one is told until when it holds. */
  takeConfirmation(sessionId: string): Promise<number | undefined>;
  close(): Promise<void>;
}
