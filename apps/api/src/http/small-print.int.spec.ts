import { type Api, openApi, POOL, PROVINCE } from '../api.fixture.js';
import { allocation, introduction } from '../samples.fixture.js';

const OF_POOL = `/api/v1/pools/${POOL}`;

describe('An answer', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    await api.act(`${OF_POOL}/allocations`, 'labour', allocation('a-1'));
    await api.caughtUp();
  });
  afterAll(() => api.close());

  it.each([
    ['GET', '/api/v1/me', undefined],
    ['GET', '/api/v1/principals?limit=10', undefined],
    ['GET', `/api/v1/jobs?province=${PROVINCE}&year=1401`, undefined],
    ['POST', '/api/v1/principals/labour/tokens', {}],
  ] as const)('about a token or a person is stored nowhere: %s %s', async (method, path, body) => {
    const { status, headers } = await api.request(method, path, {
      as: 'admin',
      ...(body !== undefined && { body }),
    });
    expect([status, headers['cache-control']]).toEqual([expect.any(Number), 'no-store']);
    expect(status).toBeLessThan(300);
  });

  it.each([
    ['a refusal by a rule', `${OF_POOL}/reviews/none`, 'labour'],
    ['a refusal to a role', '/api/v1/principals', 'governor'],
    ['a refusal to nobody', '/api/v1/me', undefined],
    ['a refusal of an address', '/api/v1/nowhere', 'labour'],
  ] as const)('that is %s is stored nowhere', async (_, path, as) => {
    const { status, headers } = await api.request('GET', path, { ...(as !== undefined && { as }) });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('to HEAD makes no export, and says of which form the table would be', async () => {
    const asked = { as: 'labour', headers: { accept: 'text/csv', prefer: 'respond-async' } } as const;
    const head = await api.request('HEAD', OF_POOL, asked);
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-type']).toContain('text/csv');
    expect(head.headers).not.toHaveProperty('location');
    const { json } = await api.request('GET', '/api/v1/exports', { as: 'labour' });
    expect(json.items).toEqual([]);
    expect((await api.request('GET', OF_POOL, asked)).status).toBe(202);
  });

  it('to a number that is −0 is 400', async () => {
    const { plannedJobs: _, ...rest } = introduction('f-1') as Readonly<Record<string, unknown>>;
    const body = `${JSON.stringify(rest).slice(0, -1)},"plannedJobs":-0}`;
    const { status, json } = await api.request('POST', `${OF_POOL}/facilities`, {
      as: 'labour',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect([status, JSON.stringify(json)]).toEqual([400, expect.stringContaining('plannedJobs')]);
  });
});
