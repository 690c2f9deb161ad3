import { readdirSync } from 'node:fs';
import { connect, type Server as NetServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Api, openApi, POOL } from '../api.fixture.js';
import { openFilesIn } from '../open-files.fixture.js';
import { allocation } from '../samples.fixture.js';

/*
 * What no client library sends: bytes on a socket. Clients are waited for a second where a server waits for minutes.
 */

const PATIENCE = { headMs: 600, requestMs: 1_000, keepAliveMs: 500, silentMs: 2_000, checkMs: 50 };

const ALLOCATIONS = `/api/v1/pools/${POOL}/allocations`;

interface Talk {
  /** Everything that was answered. */
  readonly text: string;
  /** Whether the server ended the connection, and the client did not. */
  readonly cut: boolean;
}

describe('A client that speaks badly', () => {
  let api: Api;
  let statusesMeanwhile: Set<number>;
  beforeAll(async () => {
    api = await openApi({ MISAQ_BODY_KB: '16' }, PATIENCE);
    await api.act(ALLOCATIONS, 'labour', allocation('first'));
    await api.caughtUp();
  });
  beforeEach(() => {
    statusesMeanwhile = new Set();
  });
  afterEach(async () => {
    // Others are served meanwhile, and nothing is kept of a connection that is gone.
    expect([...statusesMeanwhile]).toEqual([200]);
    while ((await openConnections()) > 0) await pause(20);
    // What had been sent is removed a moment after its connection is gone; one that stays is waited for in vain.
    while (readdirSync(join(api.service.folder, 'uploads')).length > 0) await pause(20);
  });
  afterAll(async () => {
    expect(api.logged.join('')).not.toContain('unexpected error');
    await api.close();
  });

  function openConnections(): Promise<number> {
    const server = api.server.app.getHttpServer() as NetServer;
    return new Promise((resolve, reject) => {
      server.getConnections((error, count) => {
        if (error === null) resolve(count);
        else reject(error);
      });
    });
  }

  /** Sends the parts one after the other, and listens until the server ends it, or the client when it is to. */
  async function talk(
    parts: readonly (string | Buffer)[],
    { betweenMs = 0, hangUp = false }: { readonly betweenMs?: number; readonly hangUp?: boolean } = {},
  ): Promise<Talk> {
    const { hostname, port } = new URL(api.url);
    const socket: Socket = connect({ host: hostname, port: Number(port) });
    let text = '';
    let closed = false;
    socket.on('data', (bytes) => (text += bytes.toString('latin1')));
    socket.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => {
      socket.on('close', () => {
        closed = true;
        resolve();
      });
    });
    for (const part of parts) {
      if (!socket.writable) break;
      socket.write(part);
      if (betweenMs > 0) await pause(betweenMs);
    }
    const { status } = await api.request('GET', '/api/v1/me', { as: 'labour' });
    statusesMeanwhile.add(status);
    if (hangUp) {
      await pause(50);
      const cut = closed;
      socket.resetAndDestroy();
      await ended;
      return { text, cut };
    }
    await ended;
    return { text, cut: true };
  }

  const head = (line: string, ...fields: readonly string[]): string =>
    [`${line} HTTP/1.1`, 'host: x', `authorization: Bearer ${api.tokens.labour}`, ...fields, '', ''].join(
      '\r\n',
    );
  const post = (...fields: readonly string[]): string =>
    head(`POST ${ALLOCATIONS}`, 'content-type: application/json', ...fields);
  const statuses = ({ text }: Talk): readonly string[] =>
    [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? '');

  it.each<[string, () => readonly (string | Buffer)[], string]>([
    [
      'a head that is never ended',
      () => ['GET /api/v1/me HTTP/1.1\r\nhost: x\r\nx-a: b'],
      '408 request_timeout',
    ],
    [
      'a body that is never ended',
      () => [post('content-length: 1000'), '{"allocationId":'],
      '408 request_timeout',
    ],
    [
      'a file that is never ended',
      () => [
        head('POST /api/v1/imports/payments', 'content-type: text/csv', 'content-length: 1000'),
        'pool,facility_id\n',
      ],
      '408 request_timeout',
    ],
    [
      'a form that is never ended',
      () => [
        head(
          'POST /api/v1/imports/payments',
          'content-type: multipart/form-data; boundary=x',
          'content-length: 100000',
        ),
        '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\npool,',
      ],
      '408 request_timeout',
    ],
    [
      'chunks that are never ended',
      () => [post('transfer-encoding: chunked'), '5\r\n{"all'],
      '408 request_timeout',
    ],
    [
      'a chunk of no size',
      () => [post('transfer-encoding: chunked'), 'zz\r\n{}\r\n0\r\n\r\n'],
      '400 invalid_request',
    ],
    [
      'a chunk that is longer than it says',
      () => [post('transfer-encoding: chunked'), '2\r\n{"a":1}\r\n0\r\n\r\n'],
      '400 invalid_request',
    ],
    [
      'two ways of saying how long it is',
      () => [post('content-length: 2', 'transfer-encoding: chunked'), '{}'],
      '400 invalid_request',
    ],
    ['two lengths', () => [post('content-length: 2', 'content-length: 3'), '{}a'], '400 invalid_request'],
    ['a length that is no number', () => [post('content-length: two'), '{}'], '400 invalid_request'],
    ['a length below zero', () => [post('content-length: -1'), '{}'], '400 invalid_request'],
    ['an encoding that nobody knows', () => [post('transfer-encoding: gzip'), '{}'], '400 invalid_request'],
    [
      'a head of 100 kB',
      () => [head('GET /api/v1/me', `x-long: ${'a'.repeat(100_000)}`)],
      '413 body_too_large',
    ],
    [
      'a thousand fields',
      () => [
        head(
          'GET /api/v1/me',
          ...Array.from({ length: 4_000 }, (_, n) => `x-${String(n)}: ${'a'.repeat(20)}`),
        ),
      ],
      '413 body_too_large',
    ],
    ['an address of 100 kB', () => [head(`GET /${'a'.repeat(100_000)}`)], '413 body_too_large'],
    ['a field without a name', () => [head('GET /api/v1/me', ': x')], '400 invalid_request'],
    [
      'a field with a line break',
      () => ['GET / HTTP/1.1\r\nhost: x\r\nx: a\rb\r\n\r\n'],
      '400 invalid_request',
    ],
    ['zeros', () => [Buffer.alloc(1_000)], '400 invalid_request'],
    ['TLS', () => [Buffer.from('16030100c8010000c40303', 'hex')], '400 invalid_request'],
    ['HTTP/2', () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], '400 invalid_request'],
    ['a method of its own', () => ['DROP /api/v1/me HTTP/1.1\r\nhost: x\r\n\r\n'], '400 invalid_request'],
    ['no host', () => ['GET /health/live HTTP/1.1\r\n\r\n'], '400'],
  ])('is answered and cut off: %s', async (_, parts, expected) => {
    const answer = await talk(parts());
    const { text } = answer;
    const refusal = /"refusal":"(\w+)"/.exec(text)?.[1];
    expect([statuses(answer)[0], refusal].filter((each) => each !== undefined).join(' ')).toBe(expected);
    expect(answer.cut).toBe(true);
    expect(statuses(answer)).toHaveLength(1);
  });

  it('is cut off when it sends its head letter by letter', async () => {
    const letters = Array.from(head('GET /api/v1/me', `x-padding: ${'a'.repeat(50)}`));
    const answer = await talk(letters, { betweenMs: 20 });
    expect(statuses(answer)).toEqual(['408']);
  });

  it('is refused a body that goes on beyond what is taken, before its end', async () => {
    const chunk = `1000\r\n${'a'.repeat(4_096)}\r\n`;
    const answer = await talk([post('transfer-encoding: chunked'), ...Array<string>(10).fill(chunk)]);
    expect(statuses(answer)).toEqual(['413']);
    expect(answer.text).toContain('"refusal":"body_too_large"');
  });

  it('has what follows a body that is longer than it said taken for what it is', async () => {
    const answer = await talk([post('content-length: 2'), '{}{"allocationId":"a"}\r\n\r\n']);
    expect(statuses(answer)).toEqual(['400', '400']);
  });

  it('is answered in order when it does not wait for answers, up to the first that is none', async () => {
    const good = head('GET /api/v1/me');
    const answer = await talk([good.repeat(20), 'nonsense\r\n\r\n', good]);
    expect(statuses(answer)).toEqual([...Array<string>(20).fill('200'), '400']);
  });

  it('loses nothing but its connection when it hangs up in the middle', async () => {
    const upload = head('POST /api/v1/imports/payments', 'content-type: text/csv', 'content-length: 100000');
    for (const parts of [
      ['GET /api/v1/me HT'],
      [post('content-length: 1000'), '{"allocationId":'],
      [post('transfer-encoding: chunked'), '5\r\n{"all'],
      [upload, 'pool,facility_id\n'],
      [head('GET /api/v1/live')],
      [head('POST /api/v1/operations/backup').replace(api.tokens.labour, api.tokens.admin)],
      [head('POST /api/v1/operations/verification').replace(api.tokens.labour, api.tokens.admin)],
    ])
      await talk(parts, { hangUp: true });
  });

  it('is cut off when it does not take its answers, and is not remembered to the last byte', async () => {
    const { hostname, port } = new URL(api.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => undefined);
    // Nobody listens for data: what is answered fills the buffers of the two machines, and no more than those.
    socket.write(`GET /api/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(500));
    const before = process.memoryUsage().external;
    await pause(200);
    expect((await openConnections()) > 0).toBe(true);
    const { status } = await api.request('GET', '/api/v1/me', { as: 'labour' });
    statusesMeanwhile.add(status);
    while ((await openConnections()) > 0) await pause(20);
    expect(process.memoryUsage().external - before).toBeLessThan(50e6);
    socket.destroy();
  });

  it('is told the head of the live updates alone when it asks for no more', async () => {
    const answer = await talk([head('HEAD /api/v1/live', 'connection: close')]);
    expect(statuses(answer)).toEqual(['200']);
    expect(answer.text).toContain('text/event-stream');
  });

  it.each<[string, () => string]>([
    ['a head', () => 'GET /api/v1/me HTTP/1.1\r\nhost: x\r\nx-a: b'],
    [
      'a file',
      () => head('POST /api/v1/imports/payments', 'content-type: text/csv', 'content-length: 1000') + 'pool,',
    ],
    [
      'a form',
      () =>
        head(
          'POST /api/v1/imports/payments',
          'content-type: multipart/form-data; boundary=x',
          'content-length: 100000',
        ) + '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\npool,',
    ],
  ])('holds nothing any more after a 408 when it keeps its side open: %s', async (_, begin) => {
    const { hostname, port } = new URL(api.url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (bytes) => (text += bytes.toString('latin1')));
    socket.write(begin());
    const { status } = await api.request('GET', '/api/v1/me', { as: 'labour' });
    statusesMeanwhile.add(status);
    while (!text.includes('request_timeout')) await pause(20);
    // The server has to come to this by itself, long before it gives up on silent connections.
    const since = performance.now();
    const uploads = join(api.service.folder, 'uploads');
    while ((await openConnections()) > 1 || openFilesIn(uploads).length > 0) await pause(20);
    expect(performance.now() - since).toBeLessThan(1_500);
    expect(readdirSync(uploads)).toEqual([]);
    socket.destroy();
  });

  it('slows down nobody, however many there are', async () => {
    const slow = Array.from({ length: 200 }, () => talk(['GET /api/v1/me HTTP/1.1\r\nx-a: ']));
    const answers = await Promise.all(slow);
    expect(new Set(answers.flatMap(statuses))).toEqual(new Set(['408']));
  });
});
