import { type Answered, type Api, openApi, type Player } from '../api.fixture.js';
import { POOL, REVIEW, tellTheStory } from '../questions.fixture.js';
import { allocation } from '../samples.fixture.js';

/*
 * Positions of the log count what everybody records. An officer of an organisation is told none of them as a number, in no
 * header and no field, and finds none out by asking for one number after the other.
 */

type Json = Readonly<Record<string, unknown>>;

/** All questions that officers are answered; every one with a body in JSON. */
const ASKED = {
  'agency-behzisti': [
    'me',
    'provinces',
    'provinces/east-azerbaijan/organisations',
    'pools',
    `pools/${POOL}`,
    `pools/${POOL}/allocations`,
    `pools/${POOL}/facilities`,
    `pools/${POOL}/facilities/f-1`,
    `pools/${POOL}/reviews`,
    `pools/${POOL}/reviews/${REVIEW}`,
    `pools/${POOL}/simulation`,
    'history?agency=behzisti',
    'jobs',
    'imports',
    'exports',
    'notifications',
    'notifications/unread?after=0',
    'webhooks',
  ],
  'bank-melli': [
    'me',
    'banks',
    `pools/${POOL}/banks`,
    `pools/${POOL}/facilities`,
    'history?bank=bank-melli',
    'notifications',
    'webhooks',
  ],
} as const satisfies Partial<Record<Player, readonly string[]>>;
type Officer = keyof typeof ASKED;

const QUESTIONS = Object.entries(ASKED).flatMap(([as, paths]) =>
  paths.map((path) => [as as Officer, path] as const),
);

const TOKEN = /^[\w-]{22}$/;
/** Fields that hold a place in the log or in a stream to which others write. */
const PLACE = /position$|^revision$|^deliveredTo$|^at$/i;

/** Every place in a body that is a number, with the path of its field. */
function numberedPlaces(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const numbered = PLACE.test(key) && /^-?\d+$/.test(String(item));
    return numbered ? [`${path}/${key}`] : numberedPlaces(item, `${path}/${key}`);
  });
}

/** What a cursor says to somebody who decodes it. */
function insideOf(cursor: unknown): readonly unknown[] {
  const { at } = JSON.parse(Buffer.from(String(cursor), 'base64url').toString('utf8')) as { at: unknown[] };
  return at;
}

describe('Positions of the log', () => {
  let api: Api;
  let lots = 0;
  beforeAll(async () => {
    api = await openApi();
    await tellTheStory(api);
    for (const as of ['agency-behzisti', 'bank-melli'] as const)
      await api.act('/api/v1/webhooks', as, { webhookId: `hook-${as}`, url: 'https://hooks.example/' });
    await api.caughtUp();
  });
  afterAll(() => api.close());

  const ask = (path: string, as: Player, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    api.request('GET', `/api/v1/${path}`, { as, headers });
  const positionOf = ({ headers }: Answered): string => String(headers['misaq-position']);
  const joined = (path: string, more: string): string => `${path}${path.includes('?') ? '&' : '?'}${more}`;

  /** Something that concerns neither officer. */
  async function othersWork(): Promise<void> {
    lots += 1;
    const body = allocation(`of-others-${String(lots)}`, 'relief-committee', '1');
    await api.act('/api/v1/pools/east-azerbaijan-1402-rural/allocations', 'labour', body);
    await api.caughtUp();
  }

  it.each(QUESTIONS)('are no numbers to %s in the answer to %s', async (as, path) => {
    const answer = await ask(path, as);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(positionOf(answer)).toMatch(TOKEN);
    expect(numberedPlaces(answer.json)).toEqual([]);
  });

  it.each(QUESTIONS)('are another token for %s each time that %s is asked', async (as, path) => {
    const [first, second] = [await ask(path, as), await ask(path, as)];
    expect(positionOf(first)).not.toBe(positionOf(second));
    // The body stays, so that a client keeps its copy.
    expect(first.headers.etag).toBe(second.headers.etag);
  });

  it('stay numbers for everybody who sees everything', async () => {
    for (const as of ['admin', 'labour', 'deputy', 'inspector', 'governor'] as const)
      expect(positionOf(await ask('pools', as))).toMatch(/^\d+$/);
    const { items } = (await ask('history?agency=behzisti', 'governor')).json as { items: readonly Json[] };
    expect([typeof items[0]?.position, typeof items[0]?.revision]).toEqual(['number', 'number']);
  });

  it('are tokens in the answers to commands, which questions wait for', async () => {
    const body = { webhookId: 'hook-of-tokens', url: 'https://hooks.example/' };
    const answer = await api.request('POST', '/api/v1/webhooks', { as: 'agency-behzisti', body });
    const { position } = answer.json as { position: string };
    expect(position).toMatch(TOKEN);
    expect(positionOf(answer)).toMatch(TOKEN);
    for (const token of [position, positionOf(answer)]) {
      const { status, text } = await ask(`webhooks?atLeast=${token}`, 'agency-behzisti');
      expect([status, text.includes('hook-of-tokens')]).toEqual([200, true]);
    }
    // Somebody who is shown numbers may be handed a token.
    expect((await ask(`pools?atLeast=${position}`, 'labour')).status).toBe(200);
  });

  it('are refused as numbers to an officer, whatever the log holds', async () => {
    for (const [as, path] of QUESTIONS.filter(([, each]) => each !== 'me' && each !== 'exports'))
      for (const guess of [0, 5, 1_000_000]) {
        const { status, json } = await ask(joined(path, `atLeast=${String(guess)}`), as);
        expect([path, status, (json.errors as Json[])[0]?.code]).toEqual([path, 400, 'not_a_position']);
      }
    for (const path of ['history?agency=behzisti&after=3', 'notifications/unread?after=3', 'live?after=3'])
      expect([path, (await ask(path, 'agency-behzisti')).status]).toEqual([path, 400]);
    for (const changed of ['AAAAAAAAAAAAAAAAAAAAAA', '!', '-1', '99999999999999999999'])
      expect((await ask(`pools?atLeast=${encodeURIComponent(changed)}`, 'agency-behzisti')).status).toBe(400);
  });

  it('are not told when one is not reached', async () => {
    const far = api.server.app.getHttpAdapter().getInstance().positionSeal.seal(1_000_000n);
    const { status, json } = await ask(`pools?atLeast=${far}`, 'agency-behzisti');
    expect([status, json.refusal, json.figures]).toEqual([503, 'position_not_reached', {}]);
  }, 15_000);

  it('stand in no cursor, and a page goes on from one', async () => {
    for (const path of ['history?agency=behzisti', 'notifications', `pools/${POOL}/reviews`]) {
      const whole = (await ask(path, 'agency-behzisti')).json as { items: Json[] };
      const first = (await ask(joined(path, 'limit=1'), 'agency-behzisti')).json as {
        items: Json[];
        next: string | null;
      };
      expect(first.items).toEqual(whole.items.slice(0, 1));
      if (whole.items.length < 2) continue;
      const places = insideOf(first.next).filter((each) => typeof each === 'number' && each > 2);
      expect([path, places]).toEqual([path, []]);
      const second = await ask(
        joined(path, `limit=1&cursor=${encodeURIComponent(String(first.next))}`),
        'agency-behzisti',
      );
      expect((second.json as { items: Json[] }).items).toEqual(whole.items.slice(1, 2));
    }
  });

  it('of events are tokens from which history and notifications go on', async () => {
    const { items } = (await ask('history?agency=behzisti', 'agency-behzisti')).json as { items: Json[] };
    const [, second] = items;
    const after = (await ask(`history?agency=behzisti&after=${String(second?.position)}`, 'agency-behzisti'))
      .json as { items: Json[] };
    expect(after.items).toEqual(items.slice(2));
    const told = (await ask('notifications', 'agency-behzisti')).json as { items: Json[] };
    const unread = await ask(
      `notifications/unread?after=${String(told.items[0]?.position)}`,
      'agency-behzisti',
    );
    expect(unread.json.count).toBe(0);
  });

  it('are in no file of a history', async () => {
    const csv = await ask('history?agency=behzisti', 'agency-behzisti', { accept: 'text/csv' });
    expect(positionOf(csv)).toMatch(TOKEN);
    const places = csv.text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
    expect(places.length).toBeGreaterThan(3);
    for (const place of places) expect(place).toMatch(TOKEN);
  });

  it('do not tell an officer that others have worked', async () => {
    const before = await ask('history?agency=behzisti', 'agency-behzisti');
    await othersWork();
    const after = await ask('history?agency=behzisti', 'agency-behzisti');
    expect(after.text).toBe(before.text);
    expect(after.headers.etag).toBe(before.headers.etag);
  });

  it('are tokens in live events, and a client comes back with one', async () => {
    const live = (as: Player, lastEventId?: string): Promise<Answered> =>
      api.request('GET', '/api/v1/live', {
        as,
        firstBytesOnly: true,
        headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
      });
    const idOf = ({ text }: Answered): string => /^id: (.*)$/m.exec(text)?.[1] ?? '';
    const first = await live('agency-behzisti');
    expect(idOf(first)).toMatch(TOKEN);
    expect(first.text).toMatch(/"position":"[\w-]{22}"/);
    await othersWork();
    expect((await live('agency-behzisti', idOf(first))).text).toContain('"changed":[]');
    expect(idOf(await live('labour'))).toMatch(/^\d+$/);
    // A client of an older version comes back with a number, and is told to ask everything again.
    const older = await live('agency-behzisti', '3');
    expect(idOf(older)).toMatch(TOKEN);
    expect(older.text).toContain(POOL);
  });
});
