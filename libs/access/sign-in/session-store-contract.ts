import type { KeptSession, SessionRecord, SessionStore } from './session-store.js';

export interface OpenedSessions {
  readonly store: SessionStore;
  /** The same sessions, as another process or a later start has them. */
  again(): Promise<SessionStore>;
  close(): Promise<void>;
}

const AN_HOUR_MS = 3_600_000;

/** A session that can be used for hours yet: a store may drop others by itself. */
export function aSession(sessionId: string, more: Partial<SessionRecord> = {}): KeptSession {
  const now = Date.now();
  return {
    record: {
      sessionId,
      fingerprint: 'f'.repeat(64),
      account: 'sara',
      principals: ['sara'],
      address: '127.0.0.1',
      agent: 'a browser',
      signedInAt: new Date(now).toISOString(),
      endsAt: new Date(now + 12 * AN_HOUR_MS).toISOString(),
      factor: false,
      office: { principalId: 'sara', role: 'economic-deputy', grantedAt: '2023-01-22T08:30:00.000Z' },
      ...more,
    },
    usedAtMs: now,
  };
}

/** What every store of sessions promises. */
export function sessionStoreContract(open: () => Promise<OpenedSessions>): void {
  let opened: OpenedSessions;
  let store: SessionStore;
  beforeEach(async () => {
    opened = await open();
    ({ store } = opened);
  });
  afterEach(() => opened.close());

  it('finds what was added, and nothing else', async () => {
    const session = aSession('abcdefghjkmn');
    await store.add(session);
    expect(await store.find('abcdefghjkmn')).toEqual(session);
    expect(await store.find('nmkjhgfedcba')).toBeUndefined();
  });

  it('shows it to others on the same store', async () => {
    const session = aSession('abcdefghjkmn');
    await store.add(session);
    const other = await opened.again();
    expect(await other.find('abcdefghjkmn')).toEqual(session);
    await other.end('abcdefghjkmn');
    expect(await store.find('abcdefghjkmn')).toBeUndefined();
  });

  it('lists all in the order they were begun', async () => {
    const at = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();
    await store.add(aSession('bbbbbbbbbbbb', { signedInAt: at(2) }));
    await store.add(aSession('aaaaaaaaaaaa', { signedInAt: at(3), account: 'reza' }));
    await store.add(aSession('cccccccccccc', { signedInAt: at(1) }));
    const ids = (await store.all()).map(({ record }) => record.sessionId);
    expect(ids).toEqual(['cccccccccccc', 'bbbbbbbbbbbb', 'aaaaaaaaaaaa']);
  });

  it('notes the last use, and brings nothing back that has ended', async () => {
    const session = aSession('abcdefghjkmn');
    await store.add(session);
    await store.use('abcdefghjkmn', session.usedAtMs + 5);
    expect(await store.find('abcdefghjkmn')).toEqual({ ...session, usedAtMs: session.usedAtMs + 5 });
    await store.end('abcdefghjkmn');
    await store.use('abcdefghjkmn', session.usedAtMs + 9);
    await store.confirm('abcdefghjkmn', session.usedAtMs + 9);
    expect(await store.find('abcdefghjkmn')).toBeUndefined();
    expect(await store.takeConfirmation('abcdefghjkmn')).toBeUndefined();
    expect(await store.all()).toEqual([]);
  });

  it('tells one of several who end it that it was there', async () => {
    await store.add(aSession('abcdefghjkmn'));
    const other = await opened.again();
    const ended = await Promise.all(
      [1, 2, 3, 4].map((n) => (n % 2 === 0 ? store : other).end('abcdefghjkmn')),
    );
    expect(ended.filter((wasThere) => wasThere)).toHaveLength(1);
  });

  it('gives a confirmation to one of several who take it', async () => {
    await store.add(aSession('abcdefghjkmn'));
    await store.confirm('abcdefghjkmn', 1_234);
    const other = await opened.again();
    const taken = await Promise.all(
      [1, 2, 3, 4].map((n) => (n % 2 === 0 ? store : other).takeConfirmation('abcdefghjkmn')),
    );
    expect(taken.filter((until) => until !== undefined)).toEqual([1_234]);
  });

  it('has no confirmation of a session that was not confirmed', async () => {
    await store.add(aSession('abcdefghjkmn'));
    expect(await store.takeConfirmation('abcdefghjkmn')).toBeUndefined();
  });

  it('lets one of several take a key', async () => {
    const other = await opened.again();
    const taken = await Promise.all(
      [1, 2, 3, 4].map((n) => (n % 2 === 0 ? store : other).takeOnce('a-state', AN_HOUR_MS)),
    );
    expect(taken.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await store.takeOnce('another-state', AN_HOUR_MS)).toBe(true);
  });
}
