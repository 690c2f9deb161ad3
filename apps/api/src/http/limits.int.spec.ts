import { type Answered, type Api, openApi, type Player, POOL, PROVINCE } from '../api.fixture.js';
import { allocation } from '../samples.fixture.js';
import { measure } from '@misaq/platform/scheduling/largest-step.fixture.js';

const ALLOCATIONS = `/api/v1/pools/${POOL}/allocations`;

interface Problem {
  readonly status: number;
  readonly refusal: string;
  readonly figures: Readonly<Record<string, unknown>>;
}

function problem({ status, headers, text }: Answered): Problem & { readonly retryAfter: number } {
  const told = JSON.parse(text) as Problem;
  expect(told.status).toBe(status);
  return { ...told, retryAfter: Number(headers['retry-after']) };
}

describe('Limits', () => {
  let api: Api;
  afterEach(() => api.close());

  const me = (as: Player): Promise<Answered> => api.request('GET', '/api/v1/me', { as });

  it('hold the requests of one principal, whatever they are, and nobody else', async () => {
    api = await openApi({ MISAQ_REQUESTS_PER_MINUTE: '5' });
    const body = allocation('a');
    const answers = await Promise.all([
      me('labour'),
      api.request('GET', '/api/v1/pools', { as: 'labour' }),
      api.request('POST', ALLOCATIONS, { as: 'labour', body: '{' }),
      api.request('POST', ALLOCATIONS, { as: 'labour', body }),
      api.request('POST', '/api/v1/principals', { as: 'labour', body: {} }),
      api.request('POST', ALLOCATIONS, { as: 'labour', body }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 400, 403, 429]);
    const refused = problem(await me('labour'));
    expect(refused).toMatchObject({ status: 429, refusal: 'too_many_requests' });
    expect(refused.retryAfter).toBeGreaterThanOrEqual(1);
    expect(refused.retryAfter).toBeLessThanOrEqual(60);
    expect(refused.figures).toEqual({ retryAfterSeconds: refused.retryAfter });
    for (const other of ['deputy', 'agency-behzisti', 'bank-melli'] as const)
      expect((await me(other)).status).toBe(200);
    for (const open of ['/health/live', '/health/ready', '/metrics', '/api/openapi.json'])
      expect([open, (await api.request('GET', open)).status]).toEqual([open, 200]);
  });

  it('count the requests of a principal over all of its tokens', async () => {
    api = await openApi({ MISAQ_REQUESTS_PER_MINUTE: '3' });
    const { token } = await api.issue('labour');
    const second = { headers: { authorization: `Bearer ${token}` } };
    expect((await me('labour')).status).toBe(200);
    expect((await api.request('GET', '/api/v1/me', second)).status).toBe(200);
    expect((await me('labour')).status).toBe(200);
    expect((await api.request('GET', '/api/v1/me', second)).status).toBe(429);
  });

  it('stop clients that guess tokens, and admit clients that have one', async () => {
    api = await openApi({ MISAQ_GUESSES_PER_MINUTE: '3' });
    const guess = (n: number): Promise<Answered> =>
      api.request('GET', '/api/v1/me', { token: `misaq_aaaaaaaaaaaa_${'b'.repeat(30)}${String(n)}` });
    const begunMs = performance.now();
    for (const n of [1, 2, 3]) expect(problem(await guess(n)).refusal).toBe('unauthenticated');
    // A third, two thirds and the whole of two seconds.
    expect(performance.now() - begunMs).toBeGreaterThan(3_900);
    const refused = problem(await guess(4));
    expect(refused).toMatchObject({ status: 429, refusal: 'too_many_requests' });
    expect(refused.retryAfter).toBeGreaterThanOrEqual(1);
    expect((await me('labour')).status).toBe(200);
    // A request without a token is no guess, and reveals nothing.
    expect(problem(await api.request('GET', '/api/v1/me')).refusal).toBe('unauthenticated');
  });

  it('take the address of a client from X-Forwarded-For only where the sender of it is trusted', async () => {
    const guessFrom = async (address: string): Promise<number> => {
      const headers = { 'x-forwarded-for': address };
      const token = `misaq_aaaaaaaaaaaa_${'b'.repeat(31)}`;
      return (await api.request('GET', '/api/v1/me', { token, headers })).status;
    };
    api = await openApi({ MISAQ_GUESSES_PER_MINUTE: '1' });
    expect([await guessFrom('192.0.2.1'), await guessFrom('192.0.2.2')]).toEqual([401, 429]);
    await api.close();
    api = await openApi({ MISAQ_GUESSES_PER_MINUTE: '1', MISAQ_TRUST_PROXY: 'loopback' });
    expect([await guessFrom('192.0.2.1'), await guessFrom('192.0.2.2')]).toEqual([401, 401]);
    // What a client writes in front of what the proxy adds changes nothing.
    expect(await guessFrom('192.0.2.3, 192.0.2.2')).toBe(429);
  });

  it('hold those who show no token, by what they are answered, and nobody who shows one', async () => {
    api = await openApi({ MISAQ_ANONYMOUS_PER_MINUTE: '5' });
    for (const n of [1, 2, 3, 4]) {
      const answer = await api.request('GET', n % 2 === 0 ? '/api/v1/me' : '/health/live');
      expect([200, 401]).toContain(answer.status);
    }
    expect((await api.request('GET', '/api/openapi.json')).status).toBe(200);
    for (const path of ['/api/v1/me', '/health/live', '/metrics', '/api/openapi.json']) {
      const answer = await api.request('GET', path);
      expect(problem(answer)).toMatchObject({ status: 429, refusal: 'too_many_requests' });
      expect(answer.headers.connection).toBe('close');
    }
    expect((await me('labour')).status).toBe(200);
  });

  it('do not let the first request for the OpenAPI document hold up others', async () => {
    api = await openApi();
    const making = await measure(() => {
      api.server.describe();
    });
    const asking = await measure(() => api.request('GET', '/api/openapi.json'));
    expect(asking.holdMs).toBeLessThan(making.holdMs / 2);
  });

  it('hold what the questions of one principal cost, and nobody else', async () => {
    api = await openApi({ MISAQ_WORK_MS_PER_SECOND: '1' });
    await api.act(ALLOCATIONS, 'labour', allocation('a'));
    await api.caughtUp();
    const asked = (as: Player, after: number): Promise<Answered> =>
      api.request('GET', `/api/v1/history?pool=${POOL}&after=${String(after)}`, { as });
    let answer = await asked('governor', 0);
    for (let after = 1; answer.status !== 429; after += 1) answer = await asked('governor', after);
    expect(problem(answer)).toMatchObject({ refusal: 'too_many_requests' });
    expect(problem(answer).retryAfter).toBeGreaterThanOrEqual(1);
    // What it was answered before costs nothing, and nobody else has paid for it.
    expect((await asked('governor', 0)).status).toBe(200);
    expect((await asked('inspector', 0)).status).toBe(200);
    expect((await me('governor')).status).toBe(200);
  });

  it('hold the size of bodies and of files', async () => {
    api = await openApi({ MISAQ_BODY_KB: '8', MISAQ_UPLOAD_MB: '1' });
    const tooLong = JSON.stringify({ ...allocation('a'), agency: 'x'.repeat(9 * 1024) });
    expect(problem(await api.request('POST', ALLOCATIONS, { as: 'labour', body: tooLong }))).toMatchObject({
      status: 413,
      refusal: 'body_too_large',
    });
    const organisations = `/api/v1/provinces/${PROVINCE}/organisations`;
    expect((await api.request('GET', organisations, { as: 'labour' })).status).toBe(200);
    const file = Buffer.alloc(1024 * 1024 + 1, ',');
    for (const type of ['text/csv', 'application/octet-stream']) {
      const sent = { as: 'labour', body: file, headers: { 'content-type': type } } as const;
      expect(problem(await api.request('POST', '/api/v1/imports/payments', sent))).toMatchObject({
        status: 413,
        refusal: 'body_too_large',
      });
    }
  });
});
