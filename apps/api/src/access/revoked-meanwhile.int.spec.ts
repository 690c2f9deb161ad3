import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ClientRequest, request as open } from 'node:http';
import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { type Api, openApi, type Player, POOL } from '../api.fixture.js';
import { FACILITIES, fillLongTables } from '../long-tables.fixture.js';
import { allocation } from '../samples.fixture.js';

const ALLOCATIONS = `/api/v1/pools/${POOL}/allocations`;
const HISTORY = `/api/v1/history?pool=${POOL}`;

/** Rights are looked at when a request begins, and once more where it takes its time. */
describe('Whose token is revoked while a request is under way', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    await fillLongTables(api, POOL);
    await api.caughtUp();
  });
  afterAll(() => api.close());

  /** A token beside the one that the officer has. */
  async function issued(as: Player): Promise<{ readonly token: string; revoke: () => Promise<void> }> {
    const path = `/api/v1/principals/${as}/tokens`;
    const { token, tokenId } = await api.issue(as);
    return {
      token,
      revoke: async () => {
        await api.act(`${path}/${tokenId}/revocation`, 'admin', { reason: 'lost' });
      },
    };
  }

  /** A request of which the head was taken, and of the body half. */
  async function begun(path: string, token: string, type: string, half: string): Promise<ClientRequest> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type, expect: '100-continue' };
    const sending = open(`${api.url}${path}`, { method: 'POST', headers });
    sending.flushHeaders();
    await once(sending, 'continue');
    sending.write(half);
    return sending;
  }

  async function ended(sending: ClientRequest, rest: string) {
    sending.end(rest);
    const [answer] = (await once(sending, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    const { refusal } = JSON.parse(await textOf(answer)) as { readonly refusal?: string };
    return [answer.statusCode, refusal];
  }

  it.each([
    [true, [401, 'unauthenticated']],
    [false, [200, undefined]],
  ] as const)('does nothing with a body that comes slowly (revoked: %s)', async (isRevoked, answered) => {
    const { token, revoke } = await issued('labour');
    const body = JSON.stringify(allocation(`slow-${String(isRevoked)}`));
    const sending = await begun(ALLOCATIONS, token, 'application/json', body.slice(0, 20));
    if (isRevoked) await revoke();
    expect(await ended(sending, body.slice(20))).toEqual(answered);
  });

  it.each(['', '?dryRun=true'])('does nothing with a file that comes slowly (%s)', async (query) => {
    const { token, revoke } = await issued('labour');
    const header = 'allocation_id,pool,agency,amount_rial,notified_on\n';
    const sending = await begun(`/api/v1/imports/allocations${query}`, token, 'text/csv', header);
    await revoke();
    expect(await ended(sending, `late,${POOL},behzisti,1,1401-09-01\n`)).toEqual([401, 'unauthenticated']);
    await api.caughtUp();
    const { json } = await api.request('GET', '/api/v1/imports', { as: 'labour' });
    expect((json.items as readonly { readonly kind: string }[]).map(({ kind }) => kind)).toEqual([
      'introductions',
    ]);
  });

  it.each(['run', 'accept'] as const)('has no file accepted that waited for its turn (%s)', async (way) => {
    const { token, revoke } = await issued('labour');
    const { imports } = api.service;
    const asked = imports[way].bind(imports) as typeof imports.run;
    // Before it is checked, as it would be in the middle of a long check.
    Object.assign(imports, {
      [way]: async (request: Parameters<typeof asked>[0]) => {
        await revoke();
        return asked(request);
      },
    });
    const before = (await api.service.store.health()).position;
    const headers = { 'content-type': 'text/csv', ...(way === 'accept' && { prefer: 'respond-async' }) };
    const body = `allocation_id,pool,agency,amount_rial,notified_on\nturn,${POOL},behzisti,1,1401-09-01\n`;
    const { status, json } = await api
      .request('POST', '/api/v1/imports/allocations', { token, body, headers })
      .finally(() => Reflect.deleteProperty(imports, way));
    expect([status, json.refusal]).toEqual([401, 'unauthenticated']);
    // Nothing but the revocation is recorded, and nothing waits.
    expect((await api.service.store.health()).position).toBe(before + 1n);
    expect(await imports.waiting()).toEqual([]);
  });

  it('is given no file of an export that is taken slowly', async () => {
    const { token, revoke } = await issued('labour');
    const headers = { accept: 'text/csv', prefer: 'respond-async' };
    const { json } = await api.request('GET', HISTORY, { as: 'labour', headers });
    const path = `/api/v1/exports/${String(json.exportId)}`;
    while ((await api.request('GET', path, { as: 'labour' })).json.state !== 'done') await wait(2);
    const { exports } = api;
    const opened = exports.open.bind(exports);
    Object.assign(exports, {
      open: async (exportId: string) => {
        await revoke();
        return opened(exportId);
      },
    });
    const text = await api
      .request('GET', `${path}/file`, { token })
      .then((answered) => answered.text)
      .catch(() => '')
      .finally(() => Object.assign(exports, { open: opened }));
    expect(text).not.toContain('behzisti');
    expect((await api.request('GET', `${path}/file`, { as: 'labour' })).text).toContain('behzisti');
  });

  it('is given no copy of the log that is taken slowly', async () => {
    const { token, revoke } = await issued('admin');
    const { file } = api.service.store;
    if (file === undefined) throw new Error('the log is in no file');
    const made = file.backup.bind(file);
    Object.assign(file, {
      backup: async (path: string) => {
        const backup = await made(path);
        await revoke();
        return backup;
      },
    });
    const text = await api
      .request('POST', '/api/v1/operations/backup', { token, body: {} })
      .then((answered) => answered.text)
      .catch(() => '')
      .finally(() => Object.assign(file, { backup: made }));
    expect(text).not.toContain('SQLite');
    const whole = await api.request('POST', '/api/v1/operations/backup', { as: 'admin', body: {} });
    expect(whole.text).toContain('SQLite');
    // Neither leaves a file behind.
    while (readdirSync(join(api.service.folder, 'uploads')).length > 0) await wait(2);
  });

  it('is given the rest of no table', async () => {
    const { token, revoke } = await issued('labour');
    const whole = await api.request('GET', HISTORY, { as: 'labour', headers: { accept: 'text/csv' } });
    expect(whole.text.trim().split('\n').length).toBeGreaterThan(FACILITIES);
    const { history } = api.service.models;
    const asked = history.history;
    let pages = 0;
    Object.assign(history, {
      // Between the first page and the second.
      history: async (...question: Parameters<typeof asked>) => {
        const [, paging] = question;
        if ((paging?.limit ?? 0) > 0) pages += 1;
        if (pages === 2) await revoke();
        return asked(...question);
      },
    });
    try {
      const reading = api.request('GET', HISTORY, { token, headers: { accept: 'text/csv' } });
      const became = await reading.then(
        ({ status }) => status,
        () => 'cut off',
      );
      // When the revocation comes before the first bytes are on their way, there is an answer that says so.
      expect(['cut off', 401]).toContain(became);
    } finally {
      Object.assign(history, { history: asked });
    }
    expect(pages).toBe(2);
    expect(api.logged.join('')).not.toContain('unexpected error');
  });
});
