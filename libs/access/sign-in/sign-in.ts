import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Role } from '@misaq/platform/kernel/actor.js';
import { createFairQueue } from '@misaq/platform/http/access/fair-queue.js';
import { csrfTokenOf } from '@misaq/platform/http/session/csrf.js';
import type { RequestSession } from '@misaq/platform/http/session/session-door.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';
import type { Random } from '@misaq/platform/node/tokens.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { type Acts, createActing } from './acting.js';
import { createBackOff } from './back-off.js';
import { createErrands, type Errands } from './errands.js';
import type { SignInParts } from './parts.js';
import { createPasswords, HASHING, type ScryptCost } from './passwords.js';
import { openProvider, type Provider, type ProviderSettings } from './provider.js';
import { openRedisSessions } from './redis-sessions.js';
import { createSealed } from './sealed.js';
import { createSessions, type FoundSession, type SessionLimits } from './sessions.js';
import { openSignInFile } from './sign-in-file.js';

/** What the key of sealed records is derived from the person key for. */
export const ACCOUNTS_KEY = 'accounts and sessions';

/** What signing in needs of a system. */
export interface SignInOpening {
  /** The data directory. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly personKey: PersonKey;
  readonly access: SignInParts['access'];
  /** Of the tables of principals. */
  readonly tables: Pick<TableReader, 'version'>;
  readonly limits: SessionLimits;
  /** Where sessions are kept; in the file of the data directory when it is left out. */
  readonly redisUrl?: string | undefined;
  readonly log: (text: string) => void;
  readonly scryptCost?: ScryptCost;
  /** Where persons sign in beside the accounts of this installation; nowhere when it is left out. */
  readonly provider?: ProviderSettings | undefined;
  /** Who signs in with a password too, where there is a provider. */
  readonly local?: LocalSignIn;
}

/** Who signs in with a password where there is a provider. */
export type LocalSignIn = 'nobody' | 'admins' | 'everybody';

/** Accounts, sessions and the door of one data directory. */
export interface SignIn extends SignInParts {
  /** The present actor of a session, or why it has none. */
  readonly actsAs: (sessionId: string) => Acts;
  readonly rolesWithFactor: () => readonly string[];
  readonly provider: Provider | undefined;
  readonly errands: Errands;
  /** Who signs in with a password: everybody where there is no provider. */
  readonly local: LocalSignIn;
  /** Tells the operator. */
  readonly log: (text: string) => void;
  /**
   * Requires a second factor of a role, or requires it no more. Sessions in the role that have shown none end.
   * @throws SessionsUnavailableError
   */
  requireFactor(role: Role, isRequired: boolean, by: string): Promise<void>;
  close(): Promise<void>;
}

/** @throws errors of the file system and of SQLite */
export function openSignIn(opening: SignInOpening): SignIn {
  const { folder, clock, random, personKey, access, tables, limits, redisUrl, log, scryptCost } = opening;
  const provider = opening.provider && openProvider(opening.provider, log);
  const sealed = createSealed(personKey.derived(ACCOUNTS_KEY));
  const file = openSignInFile(folder, { sealed, clock, log });
  const { accounts, door } = file;
  const prefix = `misaq:${personKey.fingerprint.slice(0, 12)}`;
  const store = redisUrl === undefined ? file.sessions : openRedisSessions(redisUrl, prefix, sealed, log);
  const sessions = createSessions({ store, clock, limits, random, note: door.note });
  const now = (): number => clock.now();
  let withFactor = accounts.rolesWithFactor();
  return {
    accounts,
    sessions,
    door,
    access,
    clock,
    random,
    passwords: createPasswords(random, createFairQueue(HASHING), scryptCost),
    backOff: createBackOff(now),
    codeBackOff: createBackOff(now),
    actsAs: createActing({ sessions, access }, tables, (role) => withFactor.includes(role)),
    rolesWithFactor: () => withFactor,
    provider,
    errands: createErrands(sealed, clock),
    local: provider === undefined ? 'everybody' : (opening.local ?? 'nobody'),
    log,
    async requireFactor(role, isRequired, by) {
      const others = withFactor.filter((each) => each !== role);
      withFactor = isRequired ? [...others, role].toSorted() : others;
      accounts.setRolesWithFactor(withFactor);
      door.note({ kind: 'factor-required', role, by, reason: isRequired ? 'required' : 'not required' });
      if (!isRequired) return;
      for (const { record } of await sessions.list())
        if (record.office?.role === role && !record.factor)
          await sessions.end(record.sessionId, 'factor_required', by);
    },
    async close() {
      provider?.close();
      sessions.close();
      await store.close();
      file.close();
    },
  };
}

/** A session as a request carries it. */
export function requestSession({
  record,
  secret,
}: Extract<FoundSession, { readonly secret: string }>): RequestSession {
  return { sessionId: record.sessionId, account: record.account, csrf: csrfTokenOf(secret) };
}
