import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient, type Answered, type Asked } from './client.fixture.js';
import { misaqJson, textWith } from './misaq.fixture.js';
import { AGENCY, allocation, introduction, openOffice, PROVINCE, type Tokens } from './office.fixture.js';
import { firstAdmin, type RunningServer, startServer } from './server.fixture.js';
import { canMount, fill, makeRoom, smallDisks } from './small-disk.fixture.js';

const POOL = `/api/v1/pools/${PROVINCE}-1401-note16`;
const TRIES_MAX = 20_000;

(canMount() ? describe : describe.skip)('The server, on a disk that is full', () => {
  const disks = smallDisks();
  const client = createClient();
  let disk: string;
  let server: RunningServer;
  let tokens: Tokens;

  beforeAll(async () => {
    disk = disks.mount('size=24m');
    server = await startServer(join(disk, 'data'), { words: ['--admin', 'admin-1'] });
    tokens = await openOffice(client, server.url, await firstAdmin(server));
  });
  afterAll(async () => {
    await client.close();
    server.process.kill('SIGKILL');
    await server.ended;
    disks.removeAll();
  });

  const ask = (method: string, path: string, asked: Asked = {}): Promise<Answered> =>
    client.ask(server.url, method, path, { token: tokens.labour, ...asked });
  const allocate = (id: string): Promise<Answered> =>
    ask('POST', `${POOL}/allocations`, { body: allocation(id, '1000'), key: id });
  const health = async (): Promise<unknown> => JSON.parse((await ask('GET', '/health/ready')).text);

  const UNAVAILABLE = {
    status: 503,
    refusal: 'store_unavailable',
    figures: { reason: 'the disk is full' },
  };
  function expectUnavailable({ status, headers, text }: Answered): void {
    expect(status).toBe(503);
    expect(headers).toMatchObject({
      'retry-after': textWith(/^[1-9]\d*$/),
      'content-type': textWith(/^application\/problem\+json/),
    });
    expect(JSON.parse(text)).toMatchObject(UNAVAILABLE);
    // Only the operator may see paths of files.
    expect(text).not.toContain(disk);
  }

  it('refuses commands with the reason, reads on, and goes on by itself when there is room', async () => {
    const answered = ['first'];
    expect((await allocate('first')).status).toBe(200);
    const introduced = await ask('POST', `${POOL}/facilities`, { body: introduction('f-1', '2000') });
    expect(introduced.status).toBe(200);
    const { position: shown } = JSON.parse(introduced.text) as { position: number };
    expect((await ask('GET', `${POOL}?atLeast=${String(shown)}`)).status).toBe(200);
    fill(disk);
    // Requests that fit into the write-ahead logs are still accepted.
    let refused: Answered | undefined;
    for (let n = 0; refused === undefined && n < TRIES_MAX; n += 1) {
      const answer = await allocate(`a-${String(n)}`);
      if (answer.status === 200) answered.push(`a-${String(n)}`);
      else refused = answer;
    }
    expectUnavailable(refused!);
    const last = 'a-last';
    expectUnavailable(await allocate(last));

    const rows = `pool,allocation_id,agency,amount_toman,notified_on\n${PROVINCE}-1401-note16,i,${AGENCY},1,1401-09-01\n`;
    const file = { body: rows.padEnd(100_000, '\n'), headers: { 'content-type': 'text/csv' } };
    expectUnavailable(await ask('POST', '/api/v1/imports/allocations', file));
    expectUnavailable(await ask('POST', '/api/v1/operations/backup', { token: tokens.admin }));
    const later = { headers: { accept: 'text/csv', prefer: 'respond-async' } };
    const notTaken = await ask('GET', `${POOL}/facilities`, later);
    expect([notTaken.status, JSON.parse(notTaken.text)]).toMatchObject([
      503,
      { refusal: 'exports_unavailable', figures: { reason: 'the disk is full' } },
    ]);

    expect(await health()).toMatchObject({
      ready: true,
      status: 'reading-only',
      problems: ['the log cannot be written: the disk is full'],
    });
    // Log lines are flushed together, a moment later.
    while (!server.stdout().includes(join(disk, 'data', 'log.sqlite'))) await wait(10);
    const metrics = (await ask('GET', '/metrics')).text;
    expect(metrics).toContain('misaq_log_writable 0');
    expect(metrics).toMatch(/^misaq_disk_available_bytes 0$/m);
    expect(metrics).toMatch(/^misaq_disk_bytes [1-9]\d+$/m);
    for (const path of [POOL, `${POOL}/facilities`, `${POOL}/allocations`, '/api/v1/me', '/api/v1/jobs'])
      expect([path, (await ask('GET', path)).status]).toEqual([path, 200]);

    makeRoom(disk);
    const again = await allocate(last);
    expect([again.status, JSON.parse(again.text)]).toMatchObject([200, { repeated: false }]);
    answered.push(last);
    expect((await ask('GET', `${POOL}/facilities`, later)).status).toBe(202);
    const imported = await ask('POST', '/api/v1/imports/allocations', file);
    expect(imported.status).toBe(200);
    const position = String(imported.headers['misaq-position']);
    const board = await ask('GET', `${POOL}/allocations?limit=1&atLeast=${position}`);
    expect([board.status, JSON.parse(board.text)]).toMatchObject([200, { total: answered.length + 1 }]);
    expect(await health()).toMatchObject({ ready: true, status: 'ready', problems: [] });
    expect(server.stdout()).not.toContain('unexpected error');
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    const verified = misaqJson(join(disk, 'data'), ['verify'], {
      MISAQ_PERSON_KEY: 'a key for pseudonyms in tests',
    });
    expect(verified).toMatchObject({ status: 0, json: { faultCount: 0 } });
  });
});
