import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { RejectJob, VerifyJob } from './domain/commands.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { nationalIdFault } from '@misaq/platform/kernel/national-id-in-text.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { foldForSearch } from '@misaq/platform/kernel/text.js';
import { nearest } from '@misaq/platform/kernel/nearest.js';

/** The roles that may verify a round (`verify-job` of the table of roles). */
export const VERIFYING_ROLES = ['inspector', 'labour'] as const;

/** A principal who may sign rounds, or once could. */
export interface Verifier {
  readonly principalId: string;
  readonly name: string;
  readonly role: (typeof VERIFYING_ROLES)[number];
  /** The day on which the role was revoked: rounds up to it stay valid. Absent while the principal has the role. */
  readonly until?: PlainDate;
}

/** All principals with such a role, present or past, according to the current log. */
export type KnownVerifiers = () => Promise<readonly Verifier[]>;

declare module '@misaq/platform/commands/command-route.js' {
  interface CommandTables {
    readonly knownVerifiers: KnownVerifiers;
  }
}

/** Why the principal that a file names may not sign a round. */
export type CheckVerifier = (
  round: VerifyJob | RejectJob,
) => Refusal<'unknown_verifier' | 'invalid_field'> | undefined;

/**
 * A principal whose id is a national ID, as older versions accepted it, may still sign. A typed name may not be one.
 */
const anybody =
  (known: readonly Verifier[]): CheckVerifier =>
  ({ verifier }) =>
    known.some(({ principalId }) => principalId === verifier)
      ? undefined
      : nationalIdFault('verifier', verifier);

/**
 * Checks that the verifier in a file is a principal, and not just a typed name. Otherwise one person could sign two
 * rounds under two names. This is possible only where principals are recorded. A log without inspectors accepts the
 * name unchanged. That is so for the embedded command line, whose users may name any actor. It is also so for the demo,
 * whose files are older than its principals. See ADR 0022.
 */
export function verifierCheck(known: readonly Verifier[]): CheckVerifier {
  if (!known.some(({ role }) => role === 'inspector')) return anybody(known);
  const byId = new Map<string, Verifier[]>();
  for (const verifier of known)
    byId.set(verifier.principalId, [...(byId.get(verifier.principalId) ?? []), verifier]);
  // A user who writes a name instead of an id means the principal with that name.
  const candidates = known.flatMap(({ principalId, name }) =>
    [principalId, name].map((text) => ({ folded: foldForSearch(text), shown: principalId })),
  );
  return ({ verifier, on }) => {
    const grants = byId.get(verifier) ?? [];
    if (grants.some(({ until }) => until === undefined || on <= until)) return undefined;
    const [revokedOn] = grants
      .flatMap(({ until }) => until ?? [])
      .toSorted()
      .reverse();
    const offered = grants.length > 0 ? undefined : nearest(foldForSearch(verifier), candidates);
    return { name: 'unknown_verifier', figures: { verifier, ...present({ nearest: offered, revokedOn }) } };
  };
}
