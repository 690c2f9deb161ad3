import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { request as send } from 'undici';
import { type Answered, createClient } from './client.fixture.js';
import { misaqJson, temporaryFolders } from './misaq.fixture.js';
import { allocation, openOffice, PROVINCE, type Tokens } from './office.fixture.js';
import { firstAdmin, type RunningServer, start, startServer } from './server.fixture.js';

const POOL = `/api/v1/pools/${PROVINCE}-1401-note16`;
const CLIENTS = 16;
const KEY = { MISAQ_PERSON_KEY: 'a key for pseudonyms in tests' };

describe('The server after a stop signal', () => {
  const folders = temporaryFolders();
  const client = createClient();
  const running: RunningServer[] = [];
  afterAll(async () => {
    await client.close();
    for (const server of running) {
      server.process.kill('SIGKILL');
      await server.ended;
    }
    folders.removeAll();
  });

  async function serve(settings: NodeJS.ProcessEnv = {}) {
    const folder = folders.make();
    const server = await startServer(folder, { words: ['--admin', 'admin-1'], settings });
    running.push(server);
    const tokens = await openOffice(client, server.url, await firstAdmin(server));
    return { folder, server, tokens };
  }

  const allocate = (url: string, tokens: Tokens, id: string): Promise<Answered> =>
    client.ask(url, 'POST', `${POOL}/allocations`, {
      token: tokens.labour,
      body: allocation(id, '1000'),
      key: id,
    });

  /** A request whose body is sent only on demand. */
  function halfSent(url: string, token: string, body: object) {
    let finish = (): void => undefined;
    const text = JSON.stringify(body);
    const parts = async function* () {
      yield Buffer.from(text.slice(0, 10));
      await new Promise<void>((resolve) => (finish = resolve));
      yield Buffer.from(text.slice(10));
    };
    const answer = send(`${url}${POOL}/allocations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: Readable.from(parts()),
    }).then(async (response) => ({ status: response.statusCode, text: await response.body.text() }));
    answer.catch(() => undefined);
    return {
      answer,
      finish: () => {
        finish();
      },
    };
  }

  it('answers requests in progress, accepts no more, ends streams, and has lost nothing that it answered', async () => {
    // With this long limit, the test would time out if the server waited for anything except requests in progress.
    const { folder, server, tokens } = await serve({ MISAQ_DRAIN_SECONDS: '3600' });
    const { url } = server;
    expect((await allocate(url, tokens, 'first')).status).toBe(200);
    const stream = await send(`${url}/api/v1/live`, {
      headers: { authorization: `Bearer ${tokens.labour}` },
    });
    const streamed = stream.body.text();
    const half = halfSent(url, tokens.labour, allocation('half', '1000'));

    const answered = ['first'];
    const others: number[] = [];
    let refusedByConnection = 0;
    let stopped = false;
    const loads = Array.from({ length: CLIENTS }, async (_, number) => {
      for (let n = 0; !stopped; n += 1) {
        const id = `a-${String(number)}-${String(n)}`;
        try {
          const { status } = await allocate(url, tokens, id);
          if (status === 200) answered.push(id);
          else others.push(status);
        } catch {
          refusedByConnection += 1;
          await pause(5);
        }
      }
    });
    await pause(300);
    const beforeStop = answered.length;
    expect(beforeStop).toBeGreaterThan(1);
    server.process.kill('SIGTERM');
    // While one request is in progress, the server runs but accepts no other connection.
    while (refusedByConnection === 0) await pause(5);
    expect(server.process.exitCode).toBeNull();
    expect(await streamed).toContain('event: changed');
    half.finish();
    expect(await half.answer).toMatchObject({ status: 200 });
    answered.push('half');
    expect(await server.ended).toEqual({ code: 0, signal: null });
    stopped = true;
    await Promise.all(loads);
    expect(new Set(others)).toEqual(others.length === 0 ? new Set() : new Set([503]));

    const verified = misaqJson(folder, ['verify'], KEY);
    expect(verified).toMatchObject({ status: 0, json: { faultCount: 0 } });
    const again = await startServer(folder);
    running.push(again);
    for (const id of answered) {
      const { status, text } = await allocate(again.url, tokens, id === 'half' ? 'first' : id);
      expect([status, JSON.parse(text)]).toMatchObject([200, { repeated: true }]);
    }
    const list = await client.ask(again.url, 'GET', `${POOL}/allocations?limit=1`, { token: tokens.labour });
    expect((JSON.parse(list.text) as { total: number }).total).toBeGreaterThanOrEqual(answered.length);
    await again.end('SIGTERM');
  });

  it('waits for a stalled client no longer than configured', async () => {
    const { server, tokens } = await serve({ MISAQ_DRAIN_SECONDS: '1' });
    await allocate(server.url, tokens, 'first');
    const stalled = halfSent(server.url, tokens.labour, allocation('never', '1000'));
    await pause(200);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    await expect(stalled.answer).rejects.toThrow();
    expect(server.stderr()).not.toMatch(/^ +at /m);
  });

  it('ends at once at the second signal', async () => {
    const { folder, server, tokens } = await serve({ MISAQ_DRAIN_SECONDS: '3600' });
    expect((await allocate(server.url, tokens, 'first')).status).toBe(200);
    const stalled = halfSent(server.url, tokens.labour, allocation('never', '1000'));
    await pause(200);
    server.process.kill('SIGTERM');
    await pause(200);
    expect(server.process.exitCode).toBeNull();
    expect(await server.end('SIGTERM')).toEqual({ code: 130, signal: null });
    await expect(stalled.answer).rejects.toThrow();
    expect(misaqJson(folder, ['verify'], KEY)).toMatchObject({ status: 0, json: { faultCount: 0 } });
  });
});

describe('The server when it cannot start', () => {
  const folders = temporaryFolders();
  afterAll(() => {
    folders.removeAll();
  });

  async function refused(folder: string, settings: NodeJS.ProcessEnv = {}, words: readonly string[] = []) {
    const { ended, stderr, stdout } = start(folder, { settings, words });
    const { code } = await ended;
    // It prints a sentence, and no stack trace.
    expect(stderr() + stdout()).not.toMatch(/^ +at /m);
    return { code, said: stderr() };
  }

  it('reports a port in use, and releases the directory', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const folder = folders.make();
    const { code, said } = await refused(folder, { MISAQ_PORT: String(port) });
    taken.close();
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`could not start: .*${String(port)}.*MISAQ_PORT`));
    const server = await startServer(folder);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('names the process that holds the directory, and does not disturb it', async () => {
    const folder = folders.make();
    const server = await startServer(folder);
    const { code, said } = await refused(folder);
    expect(code).toBe(1);
    expect(said).toContain(folder);
    expect(said).toContain(String(server.process.pid));
    expect((await send(`${server.url}/health/ready`)).statusCode).toBe(200);
    // The file with the first server's address is unchanged.
    expect(readFileSync(join(folder, 'server.json'), 'utf8')).toContain(server.url);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('reports a person key that is another one, too short, or missing', async () => {
    const folder = folders.make();
    const server = await startServer(folder);
    await server.end('SIGTERM');
    for (const [key, words] of [
      ['another key of enough letters', /another person key|MISAQ_PERSON_KEY/],
      ['short', /MISAQ_PERSON_KEY must hold/],
      ['', /person\.key/],
    ] as const) {
      const { code, said } = await refused(folder, { MISAQ_PERSON_KEY: key });
      expect([key, code]).toEqual([key, 1]);
      expect(said).toMatch(words);
    }
  });

  it('names every setting that is wrong, and takes no word that it does not know', async () => {
    const folder = join(folders.make(), 'none');
    const wrong = await refused(folder, {
      MISAQ_PORT: '70000',
      MISAQ_BODY_KB: 'much',
      MISAQ_PROT: '1',
      MISAQ_LOG_LEVEL: 'loud',
    });
    expect(wrong.code).toBe(2);
    for (const name of ['MISAQ_PORT: 70000', 'MISAQ_BODY_KB: much', 'MISAQ_PROT: ', 'MISAQ_LOG_LEVEL: loud'])
      expect(wrong.said).toContain(name);
    const open = await refused(folder, { MISAQ_HOST: '0.0.0.0' });
    expect(open).toMatchObject({ code: 2, said: expect.stringContaining('MISAQ_BEHIND_TLS') as string });
    expect(await refused(folder, {}, ['--admni', 'x'])).toMatchObject({ code: 2 });
  });

  it('reports an address that does not belong to this machine', async () => {
    const settings = { MISAQ_HOST: '192.0.2.1', MISAQ_BEHIND_TLS: 'yes' };
    const { code, said } = await refused(folders.make(), settings);
    expect(code).toBe(1);
    expect(said).toMatch(/could not start: 192\.0\.2\.1:.*MISAQ_HOST/);
  });

  it('reports a file in place of the directory, or an invalid log', async () => {
    const folder = folders.make();
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect((await refused(file)).code).toBe(1);
    const data = join(folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'log.sqlite'), 'this is a letter and no database, and long enough to look at');
    expect(await refused(data)).toMatchObject({
      code: 1,
      said: expect.stringContaining('log.sqlite') as string,
    });
    rmSync(data, { recursive: true });
  });
});
