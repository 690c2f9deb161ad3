import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstAdmin, type RunningServer, startServer } from './server.fixture.js';

/* A server with little memory receives expensive files. Other clients must be served all the time. */

const ROWS = 40_000;

describe('Expensive files', () => {
  let folder: string;
  let server: RunningServer;
  let admin: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-hostile-files-'));
    server = await startServer(folder, {
      words: ['--admin', 'admin-1'],
      node: ['--max-old-space-size=200'],
      settings: { MISAQ_WORK_MS_PER_SECOND: '100' },
    });
    admin = await firstAdmin(server);
  });
  afterAll(async () => {
    if (server.process.exitCode === null) await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  const call = (method: string, path: string, token: string, body?: object | string): Promise<Response> =>
    fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  async function labour(id: string): Promise<string> {
    await call('POST', '/principals', admin, { principalId: id, name: id });
    await call('POST', `/principals/${id}/roles`, admin, { role: 'labour' });
    const issued = (await (await call('POST', `/principals/${id}/tokens`, admin, {})).json()) as {
      readonly code: string;
    };
    const redeemed = await call('POST', '/tokens/redemption', admin, { code: issued.code });
    return ((await redeemed.json()) as { readonly token: string }).token;
  }

  /** Sends requests of another client until the work is done; returns how many were answered. */
  async function servedWhile(work: Promise<unknown>): Promise<number> {
    const waiting = new Set([work]);
    void work.finally(() => waiting.delete(work));
    let served = 0;
    for (; waiting.size > 0; served += 1) {
      const { status } = await call('GET', '/me', admin);
      expect(status).toBe(200);
    }
    return served;
  }

  const answerTo = async (token: string, kind: string, body: string): Promise<readonly [number, boolean]> => {
    const answer = await call('POST', `/imports/${kind}?dryRun=true`, token, body);
    await answer.text();
    return [answer.status, answer.headers.has('retry-after')];
  };

  it('of ragged rows hold nobody up', async () => {
    const token = await labour('ragged');
    const file = `pool,allocation_id,agency,amount_toman,notified_on\n${'a\na,b,c,d,e,f,g\n'.repeat(ROWS / 2)}`;
    const answer = answerTo(token, 'allocations', file);
    expect(await servedWhile(answer)).toBeGreaterThan(20);
    expect((await answer)[0]).toBe(422);
  });

  it('eight at once are checked one after the other or told to come later, and the process lives', async () => {
    const token = await labour('eight');
    const rows = Array.from({ length: ROWS }, (_, n) => `job-${String(n)},1401-09-27,moved away`);
    const file = `job_id,ended_on,reason\n${rows.join('\n')}`;
    const answers = Promise.all(Array.from({ length: 8 }, () => answerTo(token, 'job-endings', file)));
    expect(await servedWhile(answers)).toBeGreaterThan(20);
    for (const [status, isToldWhen] of await answers)
      expect([status, isToldWhen]).toEqual(status === 429 ? [429, true] : [422, false]);
    expect((await answers).some(([status]) => status === 422)).toBe(true);
    expect(server.process.exitCode).toBeNull();
  });
});
