import { fastify } from 'fastify';
import { type Api, ELSEWHERE, openApi, type Player, PROVINCE } from '../api.fixture.js';
import { allocation, introduction } from '../samples.fixture.js';
import type { Update } from '@misaq/platform/live/live-feed.js';
import { createLiveStreams } from '@misaq/platform/live/live-streams.js';

interface Told {
  readonly position: number;
  readonly changed: readonly { readonly board: string; readonly id: string | null }[] | 'everything';
}

/** A client as a browser is one: reads events, and remembers the id of the last it has read whole. */
interface Watching {
  readonly status: number;
  readonly headers: Headers;
  /** The next event; undefined when the server has ended the stream. */
  next(): Promise<Told | undefined>;
  /** Reads until it is told of something; fails when the stream ends before. */
  until(told: (board: string, id: string | null) => boolean): Promise<void>;
  readonly lastId: () => string | undefined;
  leave(): void;
}

async function watchAt(
  url: string,
  token: string,
  { query = '', lastEventId }: { readonly query?: string; readonly lastEventId?: string } = {},
): Promise<Watching> {
  const leaving = new AbortController();
  const answer = await fetch(`${url}/api/v1/live${query}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    signal: leaving.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let lastId: string | undefined;

  async function next(): Promise<Told | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end === -1) {
        const { value, done = true } = (await reader?.read()) ?? {};
        if (done) return undefined;
        text += value ?? '';
        continue;
      }
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const data = lines.find((line) => line.startsWith('data: '));
      if (data === undefined) continue;
      lastId = lines.find((line) => line.startsWith('id: '))?.slice(4);
      return JSON.parse(data.slice(6)) as Told;
    }
  }

  return {
    status: answer.status,
    headers: answer.headers,
    next,
    async until(told) {
      for (;;) {
        const update = await next();
        if (update === undefined) throw new Error('the stream ended');
        const { changed } = update;
        if (changed === 'everything' || changed.some(({ board, id }) => told(board, id))) return;
      }
    },
    lastId: () => lastId,
    leave: () => {
      leaving.abort();
    },
  };
}

describe('Live updates', () => {
  let api: Api;
  let pools = 0;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  const watchAs = (as: Player, asked?: Parameters<typeof watchAt>[2]): Promise<Watching> =>
    watchAt(api.url, api.tokens[as], asked);

  async function newPool(agency = 'behzisti', province = PROVINCE): Promise<string> {
    pools += 1;
    const pool = `${province}-1401-l${String(pools)}`;
    await api.act(`/api/v1/pools/${pool}/allocations`, 'labour', allocation('a', agency));
    return pool;
  }

  it('begin with where the boards are, and tell what changes', async () => {
    const watching = await watchAs('governor');
    expect([watching.status, watching.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    expect(watching.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await watching.next()).toMatchObject({ changed: [] });
    const pool = await newPool();
    const update = await watching.next();
    expect(update?.changed).toEqual([{ board: 'pool', id: pool }]);
    const board = await api.request('GET', `/api/v1/pools/${pool}?atLeast=${String(update?.position)}`, {
      as: 'governor',
    });
    expect(board.status).toBe(200);
    watching.leave();
  });

  it('are watched by one principal so many times at once, and nobody else is kept out by that', async () => {
    const open: Watching[] = [];
    for (let n = 0; n < 50; n += 1) open.push(await watchAs('inspector-2'));
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]));
    const { status, json } = await api.request('GET', '/api/v1/live', { as: 'inspector-2' });
    expect([status, json.refusal]).toEqual([429, 'too_many_requests']);
    const another = await watchAs('inspector');
    expect(another.status).toBe(200);
    another.leave();
    // One that ends makes room for another, as soon as the server has noticed it.
    open.pop()?.leave();
    let again = await watchAs('inspector-2');
    while (again.status !== 200) again = await watchAs('inspector-2');
    again.leave();
    for (const each of open) each.leave();
  });

  it.each(['after', 'Last-Event-ID'])('go on after a position (%s)', async (way) => {
    await api.caughtUp();
    const before = (await api.service.store.health()).position;
    const pool = await newPool();
    await api.caughtUp();
    const watching = await watchAs(
      'labour',
      way === 'after' ? { query: `?after=${String(before)}` } : { lastEventId: String(before) },
    );
    // A stream that begins before the change was told first says where the boards are.
    const told = [(await watching.next())?.changed];
    if (told[0]?.length === 0) told.push((await watching.next())?.changed);
    expect(told.at(-1)).toEqual([{ board: 'pool', id: pool }]);
    watching.leave();
  });

  it('miss nothing for a client that breaks off at any point and comes back', async () => {
    const made: string[] = [];
    const told = new Set<string | null>();
    let lastEventId = String((await api.service.store.health()).position);
    const done = Symbol('recorded');
    let breaks = 0;
    // Updates come together while much is recorded: it goes on until there was something to break off from.
    const recorded = (async () => {
      while (made.length < 60 || breaks < 5) made.push(await newPool());
      return done;
    })();
    const take = ({ changed }: Told, watching: Watching): void => {
      expect(Number(watching.lastId())).toBeGreaterThanOrEqual(Number(lastEventId));
      lastEventId = watching.lastId() ?? lastEventId;
      expect(changed).not.toBe('everything');
      if (changed !== 'everything') for (const { id } of changed) told.add(id);
    };
    // How much a client reads before it breaks off: one update to five, in no order that the server has a part in.
    for (let ended = false; !ended; breaks += 1) {
      const watching = await watchAs('labour', { lastEventId });
      for (let left = (breaks * 7) % 5; left >= 0 && !ended; left -= 1) {
        const update = await Promise.race([watching.next(), recorded]);
        if (typeof update === 'object') take(update, watching);
        else ended = update === done;
      }
      watching.leave();
    }
    expect(breaks).toBeGreaterThan(3);
    await api.caughtUp();
    const last = await watchAs('labour', { lastEventId });
    const update = await last.next();
    if (update !== undefined) take(update, last);
    last.leave();
    expect(made.filter((pool) => !told.has(pool))).toEqual([]);
  });

  it('tell an officer only of what concerns the own organisation, in the own province', async () => {
    const players = ['agency-relief', 'bank-mellat', 'agency-elsewhere', 'bank-elsewhere'] as const;
    await api.caughtUp();
    const now = await api.request('GET', '/api/v1/me', { as: 'agency-relief' });
    const after = String(now.headers['misaq-position']);
    const watching = await Promise.all(players.map((as) => watchAs(as, { query: `?after=${after}` })));
    const foreign = await newPool();
    await api.act(`/api/v1/pools/${foreign}/facilities`, 'labour', introduction('f'));
    // A plan in which none of them has a part: not even that there is one is told.
    await api.act(`/api/v1/provinces/${PROVINCE}/plans/1399/commitments`, 'labour', {
      version: 'baseline',
      agency: 'behzisti',
      county: 'tabriz',
      sector: 'services',
      jobs: 10,
      notifiedOn: '1399-02-01',
    });
    const abroad = await newPool('behzisti', ELSEWHERE);
    await api.act(`/api/v1/pools/${abroad}/facilities`, 'labour', introduction('f'));
    const own = await newPool('relief-committee');
    await api.act(`/api/v1/pools/${own}/facilities`, 'labour', {
      ...introduction('g', 'relief-committee'),
      bank: 'bank-mellat',
    });
    const expected = [own, own, abroad, abroad];
    for (const [index, each] of watching.entries()) {
      const seen = new Set<string | null>();
      await each.until((_, id) => {
        seen.add(id);
        return id === expected[index];
      });
      expect([...seen].filter((id) => id !== expected[index])).toEqual([]);
      each.leave();
    }
    // And the same of what was missed.
    await api.caughtUp();
    for (const [index, as] of players.entries()) {
      const again = await watchAs(as, { query: `?after=${after}` });
      const update = await again.next();
      expect(update?.changed).toEqual([{ board: 'pool', id: expected[index] }]);
      again.leave();
    }
  });

  it('say nothing but that it is much, when it is much', async () => {
    const watching = await watchAs('labour', { query: '?after=0' });
    expect((await watching.next())?.changed).not.toEqual([]);
    watching.leave();
    const refused = await api.request('GET', '/api/v1/live', {
      as: 'labour',
      headers: { 'last-event-id': 'x' },
    });
    expect([refused.status, refused.json.refusal]).toEqual([400, 'invalid_request']);
  });

  it('go on after the last event that was seen, whatever position the address names', async () => {
    // A browser asks the same address again after a lost connection, and says in the header how far it came.
    const before = (await api.service.store.health()).position;
    const seen = await newPool();
    await api.caughtUp();
    const last = (await api.service.store.health()).position;
    const missed = await newPool();
    await api.caughtUp();
    const query = `?after=${String(before)}`;
    const again = await watchAs('labour', { query, lastEventId: String(last) });
    // The feed may come to the last event a moment after the read models: the first update is empty then.
    let { changed } = (await again.next())!;
    if (changed.length === 0) ({ changed } = (await again.next())!);
    expect(changed).toEqual([{ board: 'pool', id: missed }]);
    expect(changed).not.toContainEqual({ board: 'pool', id: seen });
    again.leave();
    const refused = await api.request('GET', `/api/v1/live${query}`, {
      as: 'labour',
      headers: { 'last-event-id': 'x' },
    });
    expect([refused.status, refused.json.errors]).toMatchObject([400, [{ field: 'Last-Event-ID' }]]);
  });

  it('end when the token is revoked, also when nothing happens', async () => {
    const path = '/api/v1/principals/governor/tokens';
    const { token, tokenId } = await api.issue('governor');
    const watching = await watchAt(api.url, token);
    expect(await watching.next()).toBeDefined();
    await api.act(`${path}/${tokenId}/revocation`, 'admin', { reason: 'lost' });
    let update: Told | undefined;
    do update = await watching.next();
    while (update !== undefined);
    expect(update).toBeUndefined();
  });

  it('end when the server stops', async () => {
    const stopping = await openApi();
    const watching = await watchAt(stopping.url, stopping.tokens.labour);
    expect(await watching.next()).toBeDefined();
    const closed = stopping.close();
    expect(await watching.next()).toBeUndefined();
    await closed;
  });
});

describe('A client that takes nothing', () => {
  it('is cut off, and nothing is kept for it', async () => {
    const streams = createLiveStreams();
    const server = fastify();
    const many: Update = {
      position: 1n,
      changed: Array.from({ length: 2_000 }, (_, n) => ({ board: 'pool' as const, id: `pool-${String(n)}` })),
    };
    let waitingMax = 0;
    let sent = 0;
    const cutOff = new Promise<void>((resolve) => {
      server.get('/', (_request, reply) => {
        const stream = streams.open(reply, 'governor', () => true);
        const sending = setInterval(() => {
          stream?.send(many);
          sent += 1;
          waitingMax = Math.max(waitingMax, reply.raw.writableLength);
        }, 1);
        stream?.onClose(() => {
          clearInterval(sending);
          resolve();
        });
      });
    });
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    await cutOff;
    expect(sent).toBeGreaterThan(1);
    // What may wait, and the update that was too much.
    expect(waitingMax).toBeLessThan(512 * 1024);
    await expect(answer.text()).rejects.toThrow();
    await server.close();
  });
});
