import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { RejectJob, VerifyJob } from './domain/commands.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { nationalIdFault } from '@misaq/platform/kernel/national-id-in-text.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { foldForSearch } from '@misaq/platform/kernel/text.js';
import { nearest } from '@misaq/platform/kernel/nearest.js';

/** The roles that may verify a round (`verify-job` of the table of roles). */
export const VERIFYING_ROLES = ['inspector', 'labour'] as const;

/** A principal who may sign rounds, or could. */
export interface Verifier {
  readonly principalId: string;
  readonly name: string;
  readonly role: (typeof VERIFYING_ROLES)[number];
  /** The day on which the role was revoked: rounds up to it stand. Absent while it is held. */
  readonly until?: PlainDate;
}

/** Everybody who holds or held such a role, as the log says now. */
export type KnownVerifiers = () => Promise<readonly Verifier[]>;

declare module '@misaq/platform/commands/command-route.js' {
  interface CommandTables {
    readonly knownVerifiers: KnownVerifiers;
  }
}

/** Why a round cannot be signed by whom a file names. */
export type CheckVerifier = (
  round: VerifyJob | RejectJob,
) => Refusal<'unknown_verifier' | 'invalid_field'> | undefined;

/** A principal whose id is a national ID, as older versions took it, signs as before; a name that is typed may be none. */
const anybody =
  (known: readonly Verifier[]): CheckVerifier =>
  ({ verifier }) =>
    known.some(({ principalId }) => principalId === verifier)
      ? undefined
      : nationalIdFault('verifier', verifier);

/**
 * A verifier in a file is a principal, as it is everywhere else, and not a name that somebody typed: otherwise one person
 * could sign two rounds under two names. This can be asked only where principals are kept. On a log that knows no
 * inspector (the embedded command line, where whoever may write the data directory may say who they are; the files of
 * the demo, which are older than its principals) the name is taken as it stands. See ADR 0022.
 */
export function verifierCheck(known: readonly Verifier[]): CheckVerifier {
  if (!known.some(({ role }) => role === 'inspector')) return anybody(known);
  const byId = new Map<string, Verifier[]>();
  for (const verifier of known)
    byId.set(verifier.principalId, [...(byId.get(verifier.principalId) ?? []), verifier]);
  // Whoever wrote a name where an id belongs meant its bearer.
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
