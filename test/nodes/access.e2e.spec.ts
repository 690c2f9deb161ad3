import { issue, record, type Tokens } from '../e2e/office.fixture.js';
import type { RunningServer } from '../e2e/server.fixture.js';
import { json, type Nodes, openNodes, signedIn, twoNodesWithOffice, until } from './nodes.fixture.js';

/** The guarantee: after this time, a revoked token or role is refused on every node. */
const EVERYWHERE_WITHIN_MS = 5_000;

describe('Access rights on two nodes', () => {
  let nodes: Nodes;
  let both: readonly [RunningServer, RunningServer];
  let tokens: Tokens;
  let people = 0;

  beforeAll(async () => {
    nodes = await openNodes();
    const { a, b, tokens: given } = await twoNodesWithOffice(nodes);
    [both, tokens] = [[a, b], given];
  });
  afterAll(() => nodes.close());

  /** Adds a principal at one node; returns its id and token. */
  async function letIn({ url }: RunningServer, role: string) {
    people += 1;
    const principalId = `officer-${String(people)}`;
    const of = `/api/v1/principals/${principalId}`;
    const { client } = nodes;
    await record(client, url, tokens.admin, '/api/v1/principals', { principalId, name: principalId });
    await record(client, url, tokens.admin, `${of}/roles`, { role });
    return { of, ...(await issue(client, url, tokens.admin, principalId)) };
  }

  const ask = ({ url }: RunningServer, token: string) =>
    nodes.client.ask(url, 'GET', '/api/v1/me', { token });

  /** Waits until a node refuses a token; returns the duration in milliseconds. */
  async function refused(at: RunningServer, token: string): Promise<number> {
    const since = performance.now();
    await until(async () => (await ask(at, token)).status === 401);
    return performance.now() - since;
  }

  it.each([
    ['the first', 0],
    ['the second', 1],
  ])('a principal added on %s can sign in on the other', async (_which, index) => {
    const [here, there] = index === 0 ? both : both.toReversed();
    const { token } = await letIn(here, 'governor');
    await signedIn(nodes.client, there.url, token);
    expect(json(await ask(there, token))).toMatchObject({ role: 'governor' });
  });

  it.each([
    ['token', (of: string, tokenId: string) => `${of}/tokens/${tokenId}/revocation`, {}],
    ['role', (of: string) => `${of}/roles/revocations`, { role: 'inspector' }],
  ])('a %s that is revoked on one is refused on the other, and nobody else is', async (_what, path, more) => {
    const [a, b] = both;
    const { of, token, tokenId } = await letIn(a, 'inspector');
    await signedIn(nodes.client, b.url, token);
    await record(nodes.client, a.url, tokens.admin, path(of, tokenId), {
      reason: 'Left the office',
      ...more,
    });
    expect(await refused(b, token)).toBeLessThan(EVERYWHERE_WITHIN_MS);
    expect((await ask(a, token)).status).toBe(401);
    expect((await ask(b, tokens.inspector)).status).toBe(200);
  });

  it('also when the connection of the other node to the log has fallen silent', async () => {
    const [a, b] = both;
    const { of, token, tokenId } = await letIn(a, 'inspector');
    await signedIn(nodes.client, b.url, token);
    await nodes.log.tell({ do: 'stallSubscriptions' });
    await record(nodes.client, a.url, tokens.admin, `${of}/tokens/${tokenId}/revocation`, { reason: 'Lost' });
    expect(await refused(b, token)).toBeLessThan(EVERYWHERE_WITHIN_MS);
  });

  it('a position in an answer of one can be awaited on the other', async () => {
    const [a, b] = both;
    for (let n = 0; n < 20; n += 1) {
      const [here, there] = n % 2 === 0 ? [a, b] : [b, a];
      const county = {
        kind: 'county',
        id: `county-${String(n)}`,
        name: `County ${String(n)}`,
        activeFrom: '1400-01-01',
      };
      const of = '/api/v1/provinces/east-azerbaijan/organisations';
      const { position } = await record(nodes.client, here.url, tokens.labour, of, county);
      const path = `${of}?kind=county&limit=500&atLeast=${String(position)}`;
      const answer = await nodes.client.ask(there.url, 'GET', path, { token: tokens.labour });
      expect([answer.status, answer.text.includes(`"county-${String(n)}"`)]).toEqual([200, true]);
    }
  });

  it('so can the token of a position that officers of an organisation get', async () => {
    const [a, b] = both;
    for (let n = 0; n < 20; n += 1) {
      const [here, there] = n % 2 === 0 ? [a, b] : [b, a];
      const webhook = { webhookId: `hook-${String(n)}`, url: 'https://hooks.example/' };
      const of = '/api/v1/webhooks';
      const { position } = await record(nodes.client, here.url, tokens.agency, of, webhook);
      expect(position).toMatch(/^[\w-]{22}$/);
      const path = `${of}?limit=500&atLeast=${String(position)}`;
      const answer = await nodes.client.ask(there.url, 'GET', path, { token: tokens.agency });
      expect([answer.status, answer.text.includes(`"hook-${String(n)}"`)]).toEqual([200, true]);
    }
  });
});
