import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  ELSEWHERE,
  A_DAY_MS,
  type Answered,
  type Api,
  NOON_MS,
  openApi,
  type Player,
  PROVINCE,
} from '../api.fixture.js';
import { answerSchemas } from '../openapi/document.js';
import { fillLongTables } from '../long-tables.fixture.js';
import { job } from '../samples.fixture.js';

const POOL = `${PROVINCE}-1401-later`;
const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const KEPT_MAX = 4;

describe('An export that is made in the background', () => {
  let api: Api;
  let folder: string;

  beforeAll(async () => {
    api = await openApi({ MISAQ_EXPORTS_KEPT: String(KEPT_MAX), MISAQ_EXPORT_HOURS: '24' });
    folder = join(api.service.folder, 'exports');
    await fillLongTables(api, POOL);
    await api.act('/api/v1/jobs', 'labour', job(1));
    await api.caughtUp();
  });
  afterAll(async () => {
    expect(api.logged.join('')).not.toContain('unexpected error');
    await api.close();
  });
  afterEach(async () => {
    api.setClock(NOON_MS);
    for (const as of ['labour', 'deputy', 'agency-behzisti', 'agency-relief', 'bank-mellat'] as const)
      for (const { exportId } of await listed(as)) await removed(String(exportId), as);
  });

  type Item = Readonly<Record<string, unknown>>;

  const ask = (
    path: string,
    as: Player = 'labour',
    accept = CSV,
    prefer = 'respond-async',
  ): Promise<Answered> =>
    api.request('GET', path, { as, headers: { accept, ...(prefer !== '' && { prefer }) } });
  const at = (path: string, as: Player = 'labour', token?: string): Promise<Answered> =>
    api.request('GET', `/api/v1/exports${path}`, { as, ...(token !== undefined && { token }) });
  const removed = (exportId: string, as: Player = 'labour'): Promise<Answered> =>
    api.request('DELETE', `/api/v1/exports/${exportId}`, { as });
  const listed = async (as: Player): Promise<readonly Item[]> => (await at('', as)).json.items as Item[];
  const said = ({ status, json }: Answered): readonly unknown[] => [status, json.refusal];

  /** Asks for a table and waits until its making has ended. */
  async function made(path: string, as: Player = 'labour', accept = CSV): Promise<Item> {
    const taken = await ask(path, as, accept);
    expect([path, taken.status]).toEqual([path, 202]);
    return ended(String(taken.json.exportId), as);
  }

  async function ended(exportId: string, as: Player = 'labour'): Promise<Item> {
    for (;;) {
      const { status, json } = await at(`/${exportId}`, as);
      expect([exportId, status]).toEqual([exportId, 200]);
      if (json.endedAt !== null) return json;
      await wait(2);
    }
  }

  const FACILITIES_OF_POOL = `/api/v1/pools/${POOL}/facilities`;
  const TABLES = [
    [`/api/v1/pools/${POOL}`, 'agency-behzisti'],
    [`/api/v1/pools/${POOL}/banks`, 'bank-mellat'],
    ['/api/v1/banks', 'bank-mellat'],
    [`/api/v1/provinces/${PROVINCE}/plans/1401`, 'agency-behzisti'],
    [FACILITIES_OF_POOL, 'bank-mellat'],
    [`${FACILITIES_OF_POOL}?agency=relief-committee&direction=falling&limit=2`, 'agency-relief'],
    [`/api/v1/history?pool=${POOL}`, 'agency-relief'],
    ['/api/v1/jobs', 'agency-behzisti'],
  ] as const;

  it.each(TABLES)('%s is the file that the request would have been answered with', async (path, officer) => {
    for (const as of ['labour', officer] as const) {
      const plain = await ask(path, as, CSV, '');
      const { exportId, file, rows, total, percent, position, state } = await made(path, as);
      const taken = await at(`/${String(exportId)}/file`, as);
      expect([taken.status, taken.text]).toEqual([200, plain.text]);
      for (const name of ['content-type', 'content-disposition'])
        expect([name, taken.headers[name]]).toEqual([name, plain.headers[name]]);
      // An officer is told a token, another one in each answer.
      const places = [plain.headers['misaq-position'], taken.headers['misaq-position'], position].map(String);
      if (as === 'labour') expect(new Set(places).size).toBe(1);
      else for (const place of places) expect(place).toMatch(/^[\w-]{22}$/);
      const lines = plain.text.trimEnd().split('\r\n').length - 1;
      expect({ state, rows, total, percent }).toEqual({
        state: 'done',
        rows: lines,
        total: lines,
        percent: 100,
      });
      expect(taken.headers['content-length']).toBe(String(taken.bytes.length));
      expect(file).toMatchObject({
        bytes: taken.bytes.length,
        path: `/api/v1/exports/${String(exportId)}/file`,
      });
    }
    const workbook = await made(path, 'labour', XLSX);
    const { headers, bytes } = await at(`/${String(workbook.exportId)}/file`);
    expect([headers['content-type'], bytes.subarray(0, 2).toString()]).toEqual([XLSX, 'PK']);
    expect(headers['content-length']).toBe(String(bytes.length));
  });

  it('is taken on at once, and says who asked, when, and until when it is kept', async () => {
    const taken = await ask(FACILITIES_OF_POOL);
    const { exportId } = taken.json;
    expect(exportId).toMatch(/^test-[0-9a-f]{32}$/);
    expect([taken.status, taken.headers['preference-applied'], taken.headers.location]).toEqual([
      202,
      'respond-async',
      `/api/v1/exports/${String(exportId)}`,
    ]);
    expect(taken.json).toMatchObject({
      exportId,
      node: 'test',
      path: FACILITIES_OF_POOL,
      form: 'csv',
      by: { id: 'labour', name: 'Officer labour', role: 'labour' },
      askedAt: new Date(NOON_MS).toISOString(),
      expiresAt: new Date(NOON_MS + A_DAY_MS).toISOString(),
      endedAt: null,
      file: null,
      failure: null,
    });
    const done = await ended(String(exportId));
    expect((await listed('labour'))[0]).toEqual(done);
    const { headers } = await at(`/${String(exportId)}`);
    const again = await api.request('GET', `/api/v1/exports/${String(exportId)}`, {
      as: 'labour',
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(again.status).toBe(304);
    // What is on disk is ours alone.
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  it('is described by the document of the API', async () => {
    const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
    ajv.addSchema({ $id: 'document', components: { schemas: answerSchemas() } });
    const valid = ajv.compile({ $ref: 'document#/components/schemas/Export' });
    const taken = await ask(FACILITIES_OF_POOL);
    const bodies = [taken.json, await ended(String(taken.json.exportId))];
    for (const body of bodies) {
      valid(body);
      expect(valid.errors ?? []).toEqual([]);
    }
  });

  it('is answered as ever where nothing is to be made: JSON, a refusal, a form that there is not', async () => {
    expect((await ask(FACILITIES_OF_POOL, 'labour', 'application/json')).status).toBe(200);
    expect(said(await ask(`/api/v1/pools/${PROVINCE}-1401-nowhere`))).toEqual([404, 'unknown_pool']);
    expect(said(await ask('/api/v1/jobs', 'bank-melli'))).toEqual([403, 'not_permitted']);
    expect(said(await ask('/api/v1/jobs?agency=behzisti', 'agency-relief'))).toEqual([403, 'not_own']);
    expect(said(await ask('/api/v1/provinces'))).toEqual([406, 'not_acceptable']);
    expect(await listed('labour')).toEqual([]);
  });

  it('is its asker’s alone: for anybody else it is as if it were not there', async () => {
    const exportId = String((await made(FACILITIES_OF_POOL, 'agency-behzisti')).exportId);
    const unknown = 'test-0123456789abcdef0123456789abcdef';
    for (const as of ['agency-relief', 'agency-elsewhere', 'labour', 'admin'] as const) {
      expect(await listed(as)).toEqual([]);
      for (const rest of ['', '/file']) {
        const [others, nobodys] = [await at(`/${exportId}${rest}`, as), await at(`/${unknown}${rest}`, as)];
        expect(said(others)).toEqual([404, 'unknown_export']);
        expect(said(nobodys)).toEqual([404, 'unknown_export']);
        expect(others.text.replaceAll(exportId, '')).toBe(
          nobodys.text
            .replaceAll(unknown, '')
            .replace(/request:[\w-]+/, /request:[\w-]+/.exec(others.text)![0]),
        );
      }
      expect(said(await removed(exportId, as))).toEqual([404, 'unknown_export']);
    }
    expect((await at(`/${exportId}/file`, 'agency-behzisti')).status).toBe(200);
  });

  it('says where it is when another node keeps it', async () => {
    const elsewhere = 'abcdefghijklmnop-0123456789abcdef0123456789abcdef';
    for (const rest of ['', '/file']) {
      const answered = await at(`/${elsewhere}${rest}`);
      expect(said(answered)).toEqual([404, 'export_elsewhere']);
      expect(answered.json).toMatchObject({
        figures: { node: 'abcdefghijklmnop', here: 'test' },
        detail: expect.stringContaining('ask again until that one answers') as string,
      });
    }
  });

  it('is thrown away with its file', async () => {
    const { exportId } = await made(FACILITIES_OF_POOL);
    const answered = await removed(String(exportId));
    expect([answered.status, answered.json]).toMatchObject([200, { exportId, state: 'done' }]);
    expect(readdirSync(folder)).toEqual([]);
    expect(said(await at(`/${String(exportId)}/file`))).toEqual([404, 'unknown_export']);
    expect(said(await removed(String(exportId)))).toEqual([404, 'unknown_export']);
  });

  it('is gone when its time is up', async () => {
    const exportId = String((await made(FACILITIES_OF_POOL)).exportId);
    api.setClock(NOON_MS + A_DAY_MS - 1);
    expect((await at(`/${exportId}/file`)).status).toBe(200);
    api.setClock(NOON_MS + A_DAY_MS);
    expect(said(await at(`/${exportId}/file`))).toEqual([404, 'unknown_export']);
    expect(await listed('labour')).toEqual([]);
  });

  it('is one of so many that one may have, and no more', async () => {
    for (let n = 0; n < KEPT_MAX; n += 1) await made('/api/v1/jobs');
    const refused = await ask('/api/v1/jobs');
    expect(said(refused)).toEqual([409, 'too_many_exports']);
    expect(refused.json).toMatchObject({ figures: { kept: KEPT_MAX, max: KEPT_MAX } });
    // Another one's are not counted, and one that is thrown away makes room.
    await made('/api/v1/jobs', 'deputy');
    await removed(String((await listed('labour'))[0]?.exportId));
    await made('/api/v1/jobs');
  });

  describe('whose asker loses the role', () => {
    /** A principal who is in two offices, with a token for each. */
    async function officer(principalId: string) {
      const path = '/api/v1/principals';
      await api.act(path, 'admin', { principalId, name: 'B. Bahrami' });
      await api.act(`${path}/${principalId}/roles`, 'admin', { role: 'labour' });
      await api.act(`${path}/${principalId}/roles`, 'admin', { role: 'governor' });
      const tokens: string[] = [];
      for (const role of ['labour', 'governor']) {
        tokens.push((await api.issue(principalId, { role })).token);
      }
      await api.caughtUp();
      const [labour = '', governor = ''] = tokens;
      return {
        labour,
        governor,
        revoke: async () => {
          await api.act(`${path}/${principalId}/roles/revocations`, 'admin', {
            role: 'labour',
            reason: 'left the department',
          });
          await api.caughtUp();
        },
      };
    }

    it('is not given: neither by the token of that role nor by one of another', async () => {
      const { labour, governor, revoke } = await officer('b-bahrami');
      const headers = { accept: CSV, prefer: 'respond-async' };
      const { json } = await api.request('GET', '/api/v1/jobs', { token: labour, headers });
      const exportId = String(json.exportId);
      while ((await at(`/${exportId}`, 'labour', labour)).json.state !== 'done') await wait(2);
      expect((await at(`/${exportId}/file`, 'labour', labour)).status).toBe(200);
      expect(said(await at(`/${exportId}/file`, 'labour', governor))).toEqual([404, 'unknown_export']);
      await revoke();
      expect(said(await at(`/${exportId}/file`, 'labour', labour))).toEqual([401, 'unauthenticated']);
      expect(said(await at(`/${exportId}/file`, 'labour', governor))).toEqual([404, 'unknown_export']);
    });

    it('is not made: what was allowed when it was asked for is asked once more', async () => {
      const { labour, revoke } = await officer('b-bahrami-2');
      const seen = await at('', 'labour', labour);
      expect(seen.status).toBe(200);
      await revoke();
      const by = { actor: { id: 'b-bahrami-2', name: 'B. Bahrami', role: 'labour' } } as const;
      const refused = api.server.tables({ by, asked: { path: '/api/v1/jobs', form: 'csv' } });
      await expect(refused).rejects.toMatchObject({ refusal: { name: 'role_revoked' }, passing: false });
    });

    it('nor for the office with the same id that they hold in another province by now', async () => {
      // Granted in one province, as it is held; asked for in another, as it was.
      const actor = { id: 'agency-elsewhere', name: 'x', role: 'agency', organisation: 'behzisti' } as const;
      const asked = { path: '/api/v1/jobs', form: 'csv' } as const;
      const wanted = (province: string) => api.server.tables({ by: { actor, province }, asked });
      await expect(wanted(PROVINCE)).rejects.toMatchObject({ refusal: { name: 'role_revoked' } });
      await expect(wanted(ELSEWHERE)).resolves.toMatchObject({
        type: expect.stringContaining('csv') as string,
      });
    });
  });

  it('is refused on the way out when its address refuses it by now', async () => {
    // As it would stand there if it had been made by a release that allowed more.
    const actor = {
      id: 'agency-relief',
      name: 'x',
      role: 'agency',
      organisation: 'relief-committee',
    } as const;
    for (const [path, refused] of [
      ['/api/v1/jobs?agency=behzisti', [403, 'not_own']],
      ['/api/v1/provinces/tehran/plans/1401', [403, 'not_own']],
      [`/api/v1/pools/${POOL}/banks`, [403, 'not_permitted']],
      [`/api/v1/pools/${PROVINCE}-1401-nowhere`, [404, 'unknown_pool']],
      ['/api/v1/jobs', [200, undefined]],
    ] as const) {
      const asked = { path, form: 'csv' } as const;
      const { exportId } = await api.exports.add({ actor, province: PROVINCE }, asked);
      const content = { rows: () => 1, name: 'x.csv', type: CSV, position: '1' };
      const source = Readable.from(['{"secret":1}'], { objectMode: false });
      await api.exports.make(exportId, { ...content, source }, new AbortController().signal);
      const answered = await at(`/${exportId}/file`, 'agency-relief');
      expect([path, ...said(answered)]).toEqual([path, ...refused]);
      expect(answered.text.includes('secret')).toBe(refused[0] === 200);
      await removed(exportId, 'agency-relief');
    }
  });

  it('is not given half: a file that is not as it was made is refused', async () => {
    const exportId = String((await made(FACILITIES_OF_POOL)).exportId);
    const file = join(folder, `${exportId}.file`);
    expect(existsSync(file)).toBe(true);
    writeFileSync(file, 'half of it');
    expect(said(await at(`/${exportId}/file`))).toEqual([503, 'exports_unavailable']);
  });

  it('lets nobody in who says in a header to be the server itself', async () => {
    for (const key of ['', 'x', 'a'.repeat(43)]) {
      const headers = { 'misaq-errand': key, accept: CSV };
      expect(said(await api.request('GET', '/api/v1/jobs', { headers }))).toEqual([401, 'unauthenticated']);
      const own = await api.request('GET', '/api/v1/jobs', { as: 'labour', headers });
      expect([own.status, own.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    }
  });
});
