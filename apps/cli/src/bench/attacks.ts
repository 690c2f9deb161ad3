import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { API } from './requests.js';

/** Where attackers come from: not the address of whoever is measured. */
const ATTACKER = '127.0.0.2';
const AN_HOUR_MS = 3_600_000;

/** What an attack may use. */
export interface Target {
  readonly url: string;
  /** Of an officer of the agency that attacks. */
  readonly attacker: string;
  /** Of an officer whose everyday work makes notices for the agency. */
  readonly labour: string;
  readonly agency: string;
  /** Jobs of the agency that may be rejected, one a notice. */
  readonly jobs: readonly string[];
}

export interface Attack {
  readonly name: string;
  /** Goes on until the signal is aborted. Refusals are what attackers get, and no error. */
  readonly run: (target: Target, signal: AbortSignal) => Promise<void>;
}

/** Every attack that is measured; a new one needs a line here and nothing else. */
export const ATTACKS: readonly Attack[] = [
  { name: 'nothing', run: (_target, signal) => waitFor(signal) },
  { name: 'notices to 1,500 webhooks', run: notices },
  { name: '45 live resumptions', run: liveResumptions },
  { name: 'history, 40 a second', run: historyQuestions },
  {
    name: 'no token, as fast as it goes',
    run: (target, signal) => flood(target, signal, [`${API}/me`, `${API}/pools`]),
  },
  {
    name: 'metrics, health and OpenAPI',
    run: (target, signal) => flood(target, signal, ['/metrics', '/health/ready', '/api/openapi.json']),
  },
  { name: '1,100 trickling connections', run: trickling },
  { name: 'CSV of line feeds, 64 MB', run: files(() => '\n'.repeat(64 * 1024 * 1024 - 1)) },
  { name: 'CSV of ragged rows', run: files(() => `${HEADER}\n${'a\na,b,c,d,e,f,g\n'.repeat(200_000)}`) },
  { name: 'eight dry runs at once', run: files(() => `${HEADER}\n${manyRows()}`) },
];

const HEADER = 'pool,allocation_id,agency,amount_toman,notified_on';
const FILE_LANES = 8;

function manyRows(): string {
  return Array.from({ length: 100_000 }, (_, n) => `no-pool,a-${String(n)},nobody,1000,1401-09-27`).join(
    '\n',
  );
}

/** Sends a file to be checked, eight times at once, again and again. */
function files(made: () => string): Attack['run'] {
  return async (target, signal) => {
    const content = made();
    await inPool(target, FILE_LANES, signal, async (pool) => {
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: `${API}/imports/allocations?dryRun=true`,
        headers: { authorization: `Bearer ${target.labour}`, 'content-type': 'text/csv' },
        body: content,
        signal,
      });
      await body.dump();
      if (statusCode === 429 || statusCode === 503) await wait(100);
    });
  };
}

async function waitFor(signal: AbortSignal): Promise<void> {
  await wait(AN_HOUR_MS, undefined, { signal }).catch(() => undefined);
}

const NOTICES_EVERY_MS = 1_500;

/** The webhooks stand in the log already; each notice goes to all of them. */
async function notices({ url, labour, jobs }: Target, signal: AbortSignal): Promise<void> {
  for (const job of jobs) {
    if (signal.aborted) return;
    const { status } = await fetch(`${url}${API}/jobs/${job}/rejections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${labour}`, 'content-type': 'application/json' },
      body: JSON.stringify({ round: 1, on: '2022-05-10', reason: 'Nobody was there' }),
    });
    if (status !== 200) throw new Error(`a job was not rejected: ${String(status)}`);
    await wait(NOTICES_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  await waitFor(signal);
}

const RESUMPTIONS = 45;

async function liveResumptions(target: Target, signal: AbortSignal): Promise<void> {
  await inPool(target, RESUMPTIONS, signal, async (pool) => {
    const { statusCode, body } = await pool.request({
      method: 'GET',
      path: `${API}/live?after=0`,
      headers: { authorization: `Bearer ${target.attacker}` },
      signal,
    });
    // Until it is told what it missed, or refused; then it comes back.
    for await (const _ of body) break;
    body.destroy();
    if (statusCode !== 200) await wait(100);
  });
}

const HISTORY_PER_SEC = 40;

async function historyQuestions(target: Target, signal: AbortSignal): Promise<void> {
  const pool = poolOn(target, HISTORY_PER_SEC);
  const headers = { authorization: `Bearer ${target.attacker}` };
  for (let n = 0; !signal.aborted; n += 1) {
    const path = `${API}/history?agency=${target.agency}&limit=500&after=${String(n * 7)}`;
    pool
      .request({ method: 'GET', path, headers })
      .then(({ body }) => body.dump())
      .catch(() => undefined);
    await wait(1_000 / HISTORY_PER_SEC);
  }
  await pool.destroy();
}

const FLOOD_CONNECTIONS = 32;

async function flood(target: Target, signal: AbortSignal, paths: readonly string[]): Promise<void> {
  let n = 0;
  await inPool(target, FLOOD_CONNECTIONS, signal, async (pool) => {
    const { body } = await pool.request({ method: 'GET', path: paths[n++ % paths.length] ?? '/', signal });
    await body.dump();
  });
}

const TRICKLING = 1_100;
const LETTER_EVERY_MS = 1_000;

/** Each sends one letter a second, and begins anew when it is cut off. */
async function trickling({ url }: Target, signal: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  while (!signal.aborted) {
    while (sockets.size < TRICKLING) {
      const socket = connect({ host: hostname, port: Number(port), localAddress: ATTACKER });
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
      socket.write(`GET ${API}/me HTTP/1.1\r\nhost: x\r\nx-a: `);
    }
    for (const socket of sockets) socket.write('a');
    await wait(LETTER_EVERY_MS);
  }
  for (const socket of sockets) socket.destroy();
}

function poolOn({ url }: Target, connections: number): Pool {
  return new Pool(url, { connections, pipelining: 1, connect: { localAddress: ATTACKER } });
}

/** Does something again and again on each of some connections. */
async function inPool(
  target: Target,
  lanes: number,
  signal: AbortSignal,
  once: (pool: Pool) => Promise<void>,
): Promise<void> {
  const pool = poolOn(target, lanes);
  const lane = async (): Promise<void> => {
    // A connection that was cut off or could not be made is made again.
    while (!signal.aborted) await once(pool).catch(() => wait(10));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await pool.destroy();
}
