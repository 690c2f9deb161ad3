import type { Clock } from '@misaq/platform/kernel/clock.js';
import { fingerprint, newId, newSecret, type Random, sameFingerprint } from '@misaq/platform/node/tokens.js';
import type { DoorHappening } from './door.js';
import type { KeptSession, SessionRecord, SessionStore } from './session-store.js';

export interface SessionLimits {
  /** So long a session may be unused. */
  readonly idleMs: number;
  /** So long it may last in all. */
  readonly absoluteMs: number;
}

/** Why a session has ended. */
export type SessionEnd =
  | 'signed_out'
  | 'idle'
  | 'too_old'
  | 'revoked'
  | 'office_changed'
  | 'password_set'
  | 'factor_changed'
  | 'factor_required'
  | 'too_many'
  | 'role_revoked';

/** Sessions of one account; a further one ends the oldest. */
export const SESSIONS_OF_ONE_MAX = 20;
/** Another node may have ended a session: what is known of it is looked up again after so long. */
const LOOKED_UP_MS = 1_000;
/**
 * Long answers ask {@link Sessions.seen} every few seconds and do not wait. Sessions that were asked for within this time
 * are therefore looked up unasked, so that each such question is answered by what was true a moment ago.
 */
const WATCHED_MS = 10_000;
const LOOK_EVERY_MS = 500;
/** Use is noted at most so often. A crash makes a session end earlier by that much. */
const USE_NOTED_MS = 60_000;
/** How long a confirmation holds. */
export const CONFIRMATION_MS = 120_000;
const REMEMBERED_MAX = 10_000;

export interface BegunSession {
  readonly record: SessionRecord;
  /** What the cookie holds; kept nowhere. */
  readonly cookie: string;
}

export type NewSession = Omit<SessionRecord, 'sessionId' | 'fingerprint' | 'signedInAt' | 'endsAt'> &
  Partial<Pick<SessionRecord, 'signedInAt' | 'endsAt'>>;

/** A session that a cookie names, or why it is over; undefined when there is none. */
export type FoundSession =
  { readonly record: SessionRecord; readonly secret: string } | { readonly ended: SessionEnd } | undefined;

/** @throws SessionsUnavailableError, each that waits for the store */
export interface Sessions {
  begin(session: NewSession): Promise<BegunSession>;
  /** @param attended whether a person used it now */
  find(cookie: string, attended: boolean): Promise<FoundSession>;
  /** What is known of a session here, without waiting; why it is over. */
  seen(sessionId: string): SessionRecord | SessionEnd;
  /** Begins another one in the place of a session; undefined when that has ended meanwhile. */
  replace(sessionId: string, session: NewSession): Promise<BegunSession | undefined>;
  /** Whether it was there. */
  end(sessionId: string, why: SessionEnd, by?: string): Promise<boolean>;
  endAllOf(account: string, why: SessionEnd, but?: string): Promise<void>;
  /** Those that are not over, in the order they were begun. */
  list(account?: string): Promise<readonly KeptSession[]>;
  get(sessionId: string): Promise<KeptSession | undefined>;
  /** When a session ends unless it is used (ISO instant). */
  idleEndOf(kept: KeptSession): string;
  /** When a session was used last, as far as is known here; milliseconds. */
  usedAtMs(sessionId: string): number;
  confirm(sessionId: string): Promise<string>;
  /** Until when the confirmation that was taken would have held (milliseconds); undefined when there is none. */
  takeConfirmation(sessionId: string): Promise<number | undefined>;
  giveBack(sessionId: string, untilMs: number): Promise<void>;
  /** Takes a key for so long (milliseconds). Whether nobody has taken it before, on any node. */
  takeOnce(key: string, forMs: number): Promise<boolean>;
  /** Looks up nothing unasked any more. */
  close(): void;
}

interface Remembered {
  readonly record: SessionRecord;
  usedAtMs: number;
  notedAtMs: number;
  lookedUpMs: number;
  /** When it was asked for without waiting. */
  watchedMs: number;
}

// Longer than 60 lines: what is remembered here belongs to all of its functions.
export function createSessions({
  store,
  clock,
  limits,
  random,
  note,
  monotonic = () => performance.now(),
}: {
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly random: Random;
  readonly note: (happening: DoorHappening) => void;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic?: () => number;
}): Sessions {
  const remembered = new Map<string, Remembered>();
  /** Sessions that were ended here, until no look-up from before can bring them back. */
  const over = new Map<string, SessionEnd>();

  function remember({ record, usedAtMs }: KeptSession): Remembered {
    const known = remembered.get(record.sessionId);
    const entry: Remembered = {
      record,
      usedAtMs: Math.max(usedAtMs, known?.usedAtMs ?? 0),
      notedAtMs: Math.max(usedAtMs, known?.notedAtMs ?? 0),
      lookedUpMs: monotonic(),
      watchedMs: known?.watchedMs ?? -Infinity,
    };
    if (known === undefined && remembered.size >= REMEMBERED_MAX) remembered.clear();
    remembered.set(record.sessionId, entry);
    return entry;
  }

  function forget(sessionId: string, why: SessionEnd): void {
    remembered.delete(sessionId);
    if (over.size >= REMEMBERED_MAX) over.clear();
    over.set(sessionId, why);
  }

  /** Why its time is up; undefined while it is not. */
  function timeUp({ record, usedAtMs }: KeptSession): SessionEnd | undefined {
    const now = clock.now();
    if (now >= Date.parse(record.endsAt)) return 'too_old';
    return now >= usedAtMs + limits.idleMs ? 'idle' : undefined;
  }

  async function lookUp(sessionId: string): Promise<Remembered | undefined> {
    const kept = await store.find(sessionId);
    if (kept === undefined || over.has(sessionId)) {
      remembered.delete(sessionId);
      return undefined;
    }
    return remember(kept);
  }

  async function known(sessionId: string): Promise<Remembered | undefined> {
    const entry = remembered.get(sessionId);
    return entry !== undefined && monotonic() - entry.lookedUpMs < LOOKED_UP_MS ? entry : lookUp(sessionId);
  }

  async function end(sessionId: string, why: SessionEnd, by?: string): Promise<boolean> {
    const kept = remembered.get(sessionId) ?? (await store.find(sessionId));
    const wasThere = await store.end(sessionId);
    forget(sessionId, why);
    if (!wasThere || kept === undefined) return wasThere;
    const { account, office, address } = kept.record;
    note({
      kind: 'session-ended',
      account,
      sessionId,
      address,
      reason: why,
      ...(office && { principalId: office.principalId, role: office.role }),
      ...(by !== undefined && { by }),
    });
    return true;
  }

  async function used(entry: Remembered): Promise<void> {
    const now = clock.now();
    entry.usedAtMs = Math.max(entry.usedAtMs, now);
    if (now - entry.notedAtMs < Math.min(USE_NOTED_MS, limits.idleMs / 10)) return;
    entry.notedAtMs = now;
    await store.use(entry.record.sessionId, now);
  }

  async function begin(session: NewSession): Promise<BegunSession> {
    const [sessionId, secret] = [newId(random), newSecret(random)];
    const now = clock.now();
    const record: SessionRecord = {
      signedInAt: new Date(now).toISOString(),
      endsAt: new Date(now + limits.absoluteMs).toISOString(),
      ...session,
      sessionId,
      fingerprint: fingerprint(secret),
    };
    await makeRoom(session.account);
    await store.add({ record, usedAtMs: now });
    remember({ record, usedAtMs: now });
    return { record, cookie: `${sessionId}.${secret}` };
  }

  async function makeRoom(account: string): Promise<void> {
    const own = await list(account);
    for (const { record } of own.slice(0, Math.max(0, own.length - SESSIONS_OF_ONE_MAX + 1)))
      await end(record.sessionId, 'too_many');
  }

  async function list(account?: string): Promise<readonly KeptSession[]> {
    const found: KeptSession[] = [];
    for (const { record, usedAtMs } of await store.all()) {
      const kept = { record, usedAtMs: Math.max(usedAtMs, remembered.get(record.sessionId)?.usedAtMs ?? 0) };
      const why = timeUp(kept);
      if (why !== undefined) await end(record.sessionId, why);
      else if (account === undefined || record.account === account) found.push(kept);
    }
    return found;
  }

  function lookUpWatched(): void {
    const now = monotonic();
    for (const [sessionId, { watchedMs }] of remembered)
      // While the store is away nobody can end a session there either.
      if (now - watchedMs < WATCHED_MS) lookUp(sessionId).catch(() => undefined);
  }
  const looking = store.isShared ? setInterval(lookUpWatched, LOOK_EVERY_MS).unref() : undefined;

  return {
    begin,
    end,
    list,
    async find(cookie, attended) {
      const parts = partsOf(cookie);
      if (parts === undefined) return undefined;
      const { sessionId, secret } = parts;
      const entry = await known(sessionId);
      // Whether a session of that id exists is told to nobody else.
      if (entry === undefined || !sameFingerprint(entry.record.fingerprint, fingerprint(secret)))
        return undefined;
      const why = timeUp(entry);
      if (why !== undefined) {
        await end(sessionId, why);
        return { ended: why };
      }
      if (attended) await used(entry);
      return { record: entry.record, secret };
    },
    seen(sessionId) {
      const entry = remembered.get(sessionId);
      if (entry === undefined) return over.get(sessionId) ?? 'revoked';
      entry.watchedMs = monotonic();
      return timeUp(entry) ?? entry.record;
    },
    async replace(sessionId, session) {
      // Of two who choose at once, one finds it there.
      return (await end(sessionId, 'office_changed')) ? begin(session) : undefined;
    },
    async endAllOf(account, why, but) {
      for (const { record } of await list(account))
        if (record.sessionId !== but) await end(record.sessionId, why);
    },
    get: async (sessionId) => (await list()).find(({ record }) => record.sessionId === sessionId),
    idleEndOf: ({ usedAtMs }) => new Date(usedAtMs + limits.idleMs).toISOString(),
    usedAtMs: (sessionId) => remembered.get(sessionId)?.usedAtMs ?? 0,
    async confirm(sessionId) {
      const untilMs = clock.now() + CONFIRMATION_MS;
      await store.confirm(sessionId, untilMs);
      return new Date(untilMs).toISOString();
    },
    async takeConfirmation(sessionId) {
      const untilMs = await store.takeConfirmation(sessionId);
      return untilMs !== undefined && clock.now() < untilMs ? untilMs : undefined;
    },
    close: () => {
      clearInterval(looking);
    },
    takeOnce: (key, forMs) => store.takeOnce(key, forMs),
    giveBack: (sessionId, untilMs) => store.confirm(sessionId, untilMs),
  };
}

const COOKIE = /^([a-z0-9]{8,32})\.([A-Za-z0-9_-]{43})$/;

function partsOf(cookie: string): { readonly sessionId: string; readonly secret: string } | undefined {
  const [, sessionId, secret] = COOKIE.exec(cookie) ?? [];
  return sessionId === undefined || secret === undefined ? undefined : { sessionId, secret };
}
