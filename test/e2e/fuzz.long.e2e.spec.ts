import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { performance } from 'node:perf_hooks';
import * as fc from 'fast-check';
import { Agent } from 'undici';
import { createClient } from './client.fixture.js';
import { type Hostile, hostileRequest } from './hostile-requests.fixture.js';
import type { Known } from './hostile-values.fixture.js';
import { runs } from '../support/runs.fixture.js';
import { misaqJson, temporaryFolders } from './misaq.fixture.js';
import {
  AGENCY,
  allocation,
  introduction,
  openOffice,
  OTHER_AGENCY,
  payment,
  PLACE,
  PROVINCE,
  record,
  type Tokens,
} from './office.fixture.js';
import { type Document, operationsOf } from './openapi.fixture.js';
import { firstAdmin, HERE, type RunningServer, startServer } from './server.fixture.js';

/*
 * Sends malformed requests of every kind to every route of the server's own OpenAPI document. `npm run fuzz` sends far
 * more of them and also checks time and memory.
 */

/** The log line for a token or code that was tried. */
const GUESS = '"msg":"a token or code that is good for nothing"';
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? runs(800, 2_500));
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const SUMMARY_FILE = process.env.FUZZ_SUMMARY;
/** Concurrent requests: none may affect another. */
const AT_A_TIME = 10;

/** Checked in the long run only. */
const ANSWER_MS_MAX = 1_000;
const HEAP_GROWTH_MAX = 64e6;
const RSS_MAX = 450e6;

const POOL = `${PROVINCE}-1401-note16`;
const LISTS = [
  `/api/v1/pools/${POOL}/facilities`,
  `/api/v1/pools/${POOL}/allocations`,
  `/api/v1/provinces/${PROVINCE}/organisations`,
  '/api/v1/jobs',
  `/api/v1/history?pool=${POOL}`,
] as const;

/** Refusals allowed for any request, such as one that reached no route or was broken off. */
const OF_ANY_REQUEST = [
  '404 unknown_route',
  '400 invalid_request',
  '413 body_too_large',
  '401 unauthenticated',
];

/** With fewer requests, some kinds of answers may not occur. */
const REQUESTS_OF_EVERY_KIND = 2_000;
const EVERY_KIND = ['200', '400', '401', '403', '404', '409', '413', '415', '422'];

interface Memory {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
}

describe('The server under malformed requests', () => {
  const folders = temporaryFolders();
  const client = createClient();
  const agent = new Agent({ connections: AT_A_TIME, headersTimeout: 20_000, bodyTimeout: 20_000 });
  let folder: string;
  let server: RunningServer;
  let tokens: Tokens;
  const polluted: unknown[] = [];
  const seen = new Map<string, number>();
  const refusals = new Map<string, number>();
  let slowest = { ms: 0, request: '' };

  beforeAll(async () => {
    folder = folders.make();
    server = await startServer(folder, {
      words: ['--admin', 'admin-1'],
      node: ['--expose-gc', '--import', pathToFileURL(join(HERE, 'watched-process.fixture.mjs')).href],
    });
    server.process.on('message', (message: object) => {
      if ('polluted' in message) polluted.push(message);
    });
    tokens = await openOffice(client, server.url, await firstAdmin(server));
  });
  afterAll(async () => {
    await agent.destroy();
    await client.close();
    server.process.kill('SIGKILL');
    await server.ended;
    folders.removeAll();
  });

  function memory(): Promise<Memory> {
    return new Promise((resolve) => {
      const take = (message: object): void => {
        if (!('rss' in message)) return;
        server.process.off('message', take);
        resolve(message as Memory);
      };
      server.process.on('message', take);
      server.process.send('memory');
    });
  }

  async function known(): Promise<Known> {
    const { url } = server;
    const post = (officer: keyof Tokens, path: string, body: object) =>
      record(client, url, tokens[officer], path, body);
    for (const pool of [POOL, `${PROVINCE}-1401-home-based`]) {
      const of = `/api/v1/pools/${pool}`;
      for (const n of [1, 2, 3]) {
        const agency = n === 3 ? OTHER_AGENCY : AGENCY;
        await post('labour', `${of}/allocations`, allocation(`a${String(n)}`, '1000', agency));
        await post('labour', `${of}/facilities`, introduction(`f${String(n)}`, '2000', agency));
      }
      await post('bank', `${of}/facilities/f1/payments`, payment('p1', '500'));
      await post('bank', `${of}/facilities/f3/payments`, payment('p3', '900'));
      await post('labour', `${of}/reviews`, { asOf: '1401-11-02' });
    }
    for (const n of [1, 2])
      await post('agency', '/api/v1/jobs', {
        jobId: `job-${String(n)}`,
        province: PROVINCE,
        year: 1401,
        nationalId: n === 1 ? '0000000019' : '0000000027',
        agency: AGENCY,
        ...PLACE,
        gender: 'female',
        registeredOn: '1401-10-10',
        startedOn: '1401-10-01',
      });
    const { tokenId } = await post('admin', '/api/v1/principals/bank/tokens', {});
    const cursors: string[] = [];
    const etags: string[] = [];
    for (const list of LISTS) {
      const path = `${list}${list.includes('?') ? '&' : '?'}limit=1`;
      const { headers, text } = await client.ask(url, 'GET', path, { token: tokens.labour });
      cursors.push(String((JSON.parse(text) as { next: string | null }).next));
      etags.push(String(headers.etag));
    }
    return {
      pools: [POOL, `${PROVINCE}-1401-home-based`],
      reviewId: `${POOL}-review-1`,
      tokenId: String(tokenId),
      cursors,
      etags,
    };
  }

  function tokenOf(who: Hostile['who']): string | undefined {
    if (who === 'nobody') return undefined;
    return who === 'a stranger' ? 'misaq_aaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' : tokens[who];
  }

  /** Sends a request and returns the fault of the answer; undefined when there is none. */
  async function faultOf(hostile: Hostile): Promise<string | undefined> {
    const { method, path, headers, body, who, operation, strays } = hostile;
    const token = tokenOf(who);
    const began = performance.now();
    const response = await agent.request({
      origin: server.url,
      path,
      method,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body }),
    });
    const { statusCode: status } = response;
    const type = String(response.headers['content-type']);
    let text = '';
    if (type.startsWith('text/event-stream')) {
      // This response would never end.
      response.body.on('error', () => undefined);
      response.body.destroy();
    } else text = await response.body.text();
    const ms = performance.now() - began;
    if (ms > slowest.ms) slowest = { ms, request: `${method} ${operation.path}` };
    seen.set(String(status), (seen.get(String(status)) ?? 0) + 1);
    if (status < 400) return undefined;
    if (method === 'HEAD') return status < 500 ? undefined : String(status);
    if (!type.startsWith('application/problem+json')) return `${String(status)} as ${type}`;
    const problem = JSON.parse(text) as { readonly status: number; readonly refusal: string };
    const name = `${String(status)} ${problem.refusal}`;
    refusals.set(name, (refusals.get(name) ?? 0) + 1);
    if (problem.status !== status) return `${name} says ${String(problem.status)}`;
    const isNamed = operation.refusals.has(name) || OF_ANY_REQUEST.includes(name);
    if (status >= 500 && !(status === 503 && isNamed)) return text;
    // A request that reached another route is answered with that route's refusals.
    return isNamed || strays ? undefined : `${name} is not named for ${operation.method} ${operation.path}`;
  }

  async function faultsOf(batch: readonly Hostile[]): Promise<readonly string[]> {
    const faults = await Promise.all(
      batch.map((each) => faultOf(each).catch((error: unknown) => String(error))),
    );
    const told = faults.filter((fault) => fault !== undefined);
    // Wrong tokens and codes are logged, each with its source.
    const logged = server
      .stdout()
      .split('\n')
      .filter((line) => line !== '' && !line.includes(GUESS));
    if (logged.length > 0) told.push(logged.join('\n'));
    if (polluted.length > 0) told.push(JSON.stringify(polluted));
    if (server.process.exitCode !== null) told.push('the server has ended');
    return told;
  }

  it(
    `refuses it by name, and serves on (seed ${String(SEED)})`,
    async () => {
      const { text } = await client.ask(server.url, 'GET', '/api/openapi.json');
      const operations = operationsOf(JSON.parse(text) as Document);
      expect(operations.length).toBeGreaterThan(60);
      const asked = await known();
      const requests = operations.map((operation) => hostileRequest(operation, asked));
      const batch = fc.array(fc.oneof(...requests), { minLength: AT_A_TIME, maxLength: AT_A_TIME });
      const batches = Math.ceil(REQUESTS / AT_A_TIME);
      const memories: Memory[] = [];
      let run = 0;
      const startedMs = performance.now();
      await fc.assert(
        fc.asyncProperty(batch, async (all) => {
          if (run % Math.ceil(batches / 10) === 0) memories.push(await memory());
          run += 1;
          expect(await faultsOf(all)).toEqual([]);
        }),
        // Shrinking is off: a batch changes the server's state, so smaller batches would find nothing.
        { numRuns: batches, seed: SEED, endOnFailure: true },
      );
      memories.push(await memory());

      // Every kind of answer occurred, and valid requests were accepted, so the test reached real code.
      if (REQUESTS >= REQUESTS_OF_EVERY_KIND)
        expect([...seen.keys()]).toEqual(expect.arrayContaining(EVERY_KIND));

      const ready = await client.ask(server.url, 'GET', '/health/ready');
      expect(JSON.parse(ready.text)).toMatchObject({ ready: true, status: 'ready', problems: [] });
      expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
      const verified = misaqJson(folder, ['verify'], { MISAQ_PERSON_KEY: 'a key for pseudonyms in tests' });
      expect(verified).toMatchObject({ status: 0, json: { faultCount: 0 } });

      if (SUMMARY_FILE === undefined) return;
      const summary = {
        seed: SEED,
        requests: [...seen.values()].reduce((sum, count) => sum + count, 0),
        seconds: Math.round((performance.now() - startedMs) / 100) / 10,
        byStatus: Object.fromEntries([...seen].toSorted()),
        byRefusal: Object.fromEntries([...refusals].toSorted()),
        slowest: { ...slowest, ms: Math.round(slowest.ms) },
        megabytes: memories.map(({ heapUsed, rss }) => ({
          heap: Math.round(heapUsed / 1e6),
          rss: Math.round(rss / 1e6),
        })),
      };
      writeFileSync(SUMMARY_FILE, JSON.stringify(summary));
      expect(slowest.ms).toBeLessThan(ANSWER_MS_MAX);
      // The first tenths fill bounded caches: states, answers, counted principals.
      const heaps = memories.map(({ heapUsed }) => heapUsed);
      expect(heaps.at(-1)! - heaps[3]!).toBeLessThan(HEAP_GROWTH_MAX);
      expect(memories.at(-1)!.rss).toBeLessThan(RSS_MAX);
    },
    60 * 60_000,
  );
});
