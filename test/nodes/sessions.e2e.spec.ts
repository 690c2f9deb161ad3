import {
  describeWithOwnRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import { record, type Tokens } from '../e2e/office.fixture.js';
import type { RunningServer } from '../e2e/server.fixture.js';
import { json, type Nodes, openNodes, twoNodesWithOffice, until } from './nodes.fixture.js';
import { openAccount, PASSWORD, type SignedIn, signIn, statusOf } from './sessions.fixture.js';

/** What is promised: whoever may no longer is refused everywhere by then. */
const EVERYWHERE_WITHIN_MS = 5_000;

/** Waits until a node refuses a session; gives how long that took, in milliseconds. */
async function refused({ client }: Nodes, { url }: RunningServer, session: SignedIn): Promise<number> {
  const since = performance.now();
  await until(async () => (await statusOf(client, url, session)) === 401);
  return performance.now() - since;
}

describe('Sessions in the files of two nodes', () => {
  let nodes: Nodes;
  let both: readonly [RunningServer, RunningServer];
  let tokens: Tokens;
  beforeAll(async () => {
    nodes = await openNodes();
    const { a, b, tokens: given } = await twoNodesWithOffice(nodes);
    [both, tokens] = [[a, b], given];
  });
  afterAll(() => nodes.close());

  it('end on both when a role is revoked on one, and others go on', async () => {
    const { client } = nodes;
    const [a, b] = both;
    const sessions: SignedIn[] = [];
    for (const { url } of both)
      for (const principal of ['inspector', 'governor']) {
        await openAccount(client, url, tokens.admin, principal);
        sessions.push(await signIn(client, url, principal));
      }
    const [inspectorOnA, governorOnA, inspectorOnB, governorOnB] = sessions;
    const revocation = { role: 'inspector', reason: 'Left the office' };
    await record(client, a.url, tokens.admin, '/api/v1/principals/inspector/roles/revocations', revocation);
    expect(await statusOf(client, a.url, inspectorOnA!)).toBe(401);
    expect(await refused(nodes, b, inspectorOnB!)).toBeLessThan(EVERYWHERE_WITHIN_MS);
    expect(await statusOf(client, a.url, governorOnA!)).toBe(200);
    expect(await statusOf(client, b.url, governorOnB!)).toBe(200);
  });
});

describeWithOwnRedis('Sessions of two nodes in Redis', () => {
  let redis: TestRedis;
  let nodes: Nodes;
  let both: readonly [RunningServer, RunningServer];
  let tokens: Tokens;
  beforeAll(async () => {
    redis = await startRedis();
    nodes = await openNodes();
    const { a, b, tokens: given } = await twoNodesWithOffice(nodes, { MISAQ_REDIS_URL: redis.url });
    [both, tokens] = [[a, b], given];
    for (const principal of ['labour', 'deputy', 'inspector'])
      await openAccount(nodes.client, a.url, tokens.admin, principal);
  });
  afterAll(async () => {
    await nodes.close();
    await redis.stop();
  });

  it('are begun on one and act on the other', async () => {
    const { client } = nodes;
    const [a, b] = both;
    const session = await signIn(client, a.url, 'labour');
    const { headers } = session;
    expect(await statusOf(client, b.url, session)).toBe(200);
    const county = { kind: 'county', id: 'ahar', name: 'Ahar', activeFrom: '1400-01-01' };
    const of = '/api/v1/provinces/east-azerbaijan/organisations';
    const answered = await client.ask(b.url, 'POST', of, { headers, body: county });
    expect([answered.status, answered.text]).toEqual([200, expect.any(String)]);
    const list = await client.ask(b.url, 'GET', '/api/v1/sessions?account=labour', { token: tokens.admin });
    expect(list.text).toContain(session.sessionId);
  });

  it.each([
    [
      'its holder signs out',
      'labour',
      ({ headers }: SignedIn) => ({ path: '/api/v1/session', asked: { headers } }),
    ],
    [
      'an admin ends it',
      'labour',
      ({ sessionId }: SignedIn) => ({
        path: `/api/v1/sessions/${sessionId}`,
        asked: { token: tokens.admin },
      }),
    ],
  ])('end on both when %s on one', async (_how, account, end) => {
    const { client } = nodes;
    const [a, b] = both;
    const session = await signIn(client, a.url, account);
    expect(await statusOf(client, b.url, session)).toBe(200);
    const { path, asked } = end(session);
    expect((await client.ask(a.url, 'DELETE', path, asked)).status).toBe(200);
    expect(await statusOf(client, a.url, session)).toBe(401);
    expect(await refused(nodes, b, session)).toBeLessThan(EVERYWHERE_WITHIN_MS);
  });

  it('end on both with their live streams when the role is revoked on one', async () => {
    const { client } = nodes;
    const [a, b] = both;
    const session = await signIn(client, a.url, 'inspector');
    const { headers } = session;
    const live = client.ask(b.url, 'GET', '/api/v1/live', { headers });
    await until(async () => (await statusOf(client, b.url, session)) === 200);
    const revocation = { role: 'inspector', reason: 'Left the office' };
    await record(client, a.url, tokens.admin, '/api/v1/principals/inspector/roles/revocations', revocation);
    expect(await refused(nodes, b, session)).toBeLessThan(EVERYWHERE_WITHIN_MS);
    // The answer ends, or the test hangs.
    expect((await live).status).toBe(200);
  });

  it('end their live streams on the other node when they end on one', async () => {
    const { client } = nodes;
    const [a, b] = both;
    const session = await signIn(client, a.url, 'labour');
    const { headers } = session;
    const live = client.ask(b.url, 'GET', '/api/v1/live', { headers });
    await until(async () => (await statusOf(client, b.url, session)) === 200);
    const since = performance.now();
    await client.ask(a.url, 'DELETE', '/api/v1/session', { headers });
    expect((await live).status).toBe(200);
    expect(performance.now() - since).toBeLessThan(EVERYWHERE_WITHIN_MS + 1_000);
  });

  it('sign by a confirmation that was given on the other node', async () => {
    const { client } = nodes;
    const [a, b] = both;
    const { headers } = await signIn(client, a.url, 'deputy');
    const body = { password: PASSWORD };
    await client.ask(a.url, 'POST', '/api/v1/session/confirmation', { headers, body });
    const sign = (url: string) =>
      client.ask(url, 'POST', '/api/v1/pools/east-azerbaijan-1401-note16/reviews/none/approval', {
        headers,
        body: { reason: 'Agreed' },
      });
    // There is no such review, so that the confirmation is given back each time.
    for (const { url } of [b, a, b]) expect(json(await sign(url)).refusal).toBe('unknown_review');
  });

  it('are refused while Redis is away, and act again when it is back', async () => {
    const { client } = nodes;
    const [a, b] = both;
    const session = await signIn(client, a.url, 'labour');
    await redis.kill();
    await until(async () => (await statusOf(client, b.url, session)) === 503);
    expect((await client.ask(b.url, 'GET', '/api/v1/me', { token: tokens.labour })).status).toBe(200);
    await redis.restart();
    await until(async () => (await statusOf(client, b.url, session)) === 200);
    expect(await statusOf(client, a.url, session)).toBe(200);
  });
});
