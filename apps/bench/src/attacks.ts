import { setMaxListeners } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { workbookOf } from '@misaq/platform/spreadsheets/hostile-workbook.js';
import { API } from './requests.js';
import { POOLS } from './workload.js';

/** Where attackers come from: not the address of the client that is measured. */
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

/** How many of the requests of an attack were answered, refused (429 or 503), or cut off. */
export interface Tally {
  answered: number;
  refused: number;
  cutOff: number;
}

export interface Attack {
  readonly name: string;
  /** Goes on until the signal is aborted. Refusals are what attackers get, and no error. */
  readonly run: (target: Target, signal: AbortSignal, tally: Tally) => Promise<void>;
}

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADER = 'pool,allocation_id,agency,amount_toman,notified_on';
const LINE_FEEDS = 64 * 1024 * 1024 - 1;
const EMPTY_ROW = '<row/>';

/** Every attack that is measured; a new one needs a line here and nothing else. */
export const ATTACKS: readonly Attack[] = [
  { name: 'nothing', run: (_target, signal) => waitFor(signal) },
  { name: 'CSV of line feeds, 64 MB', run: files(CSV, () => Buffer.alloc(LINE_FEEDS, '\n')) },
  {
    name: 'CSV of ragged rows',
    run: files(CSV, () => Buffer.from(`${HEADER}\n${'a\na,b,c,d,e,f,g\n'.repeat(200_000)}`)),
  },
  {
    name: 'workbook of 500 empty sheets',
    run: files(XLSX, () => workbookOf({ sheets: sheets(500, '') })),
  },
  {
    name: 'workbook of 10 million empty rows',
    run: files(XLSX, () => workbookOf({ sheets: sheets(100, EMPTY_ROW.repeat(100_000)) })),
  },
  {
    name: 'workbook of a huge shared string',
    run: files(XLSX, () =>
      workbookOf({
        sheets: { a: '<row><c t="s"><v>0</v></c></row>'.repeat(200_000) },
        sharedStrings: `<si><t>${'x'.repeat(32_000)}</t></si>`,
      }),
    ),
  },
  { name: 'eight dry runs at once', run: files(CSV, () => Buffer.from(`${HEADER}\n${manyRows()}`)) },
  { name: '1,100 trickling connections', run: trickling(1) },
  { name: 'the same from 100 addresses', run: trickling(100) },
  { name: '45 live resumptions', run: liveResumptions },
  { name: 'history, 40 a second', run: historyQuestions },
  { name: 'simulations, 8 at once', run: simulations },
  {
    name: 'no token, as fast as it goes',
    run: (target, signal, tally) => flood(target, signal, tally, [`${API}/me`, `${API}/pools`]),
  },
  {
    name: 'metrics, health and OpenAPI',
    run: (target, signal, tally) =>
      flood(target, signal, tally, ['/metrics', '/health/ready', '/api/openapi.json']),
  },
  // The last one: deliveries go on after it.
  { name: 'notices to 1,500 webhooks', run: notices },
];

function sheets(count: number, content: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${String(n)}`, content]));
}

function manyRows(): string {
  return Array.from({ length: 100_000 }, (_, n) => `no-pool,a-${String(n)},nobody,1000,1401-09-27`).join(
    '\n',
  );
}

const FILE_LANES = 8;

/** Sends a file to be checked, eight times at once, again and again. */
function files(type: string, made: () => Buffer): Attack['run'] {
  return async (target, signal, tally) => {
    const content = made();
    await inPool(target, FILE_LANES, signal, tally, {
      method: 'POST',
      path: () => `${API}/imports/allocations?dryRun=true`,
      headers: { authorization: `Bearer ${target.labour}`, 'content-type': type },
      body: content,
    });
  };
}

async function waitFor(signal: AbortSignal): Promise<void> {
  await wait(AN_HOUR_MS, undefined, { signal }).catch(() => undefined);
}

const NOTICES_EVERY_MS = 1_500;

/** The webhooks stand in the log already; each notice goes to all of them. */
async function notices({ url, labour, jobs }: Target, signal: AbortSignal, tally: Tally): Promise<void> {
  for (const job of jobs) {
    if (signal.aborted) return;
    const { status } = await fetch(`${url}${API}/jobs/${job}/rejections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${labour}`, 'content-type': 'application/json' },
      body: JSON.stringify({ round: 1, on: '2022-05-10', reason: 'Nobody was there' }),
    });
    if (status !== 200) throw new Error(`a job was not rejected: ${String(status)}`);
    tally.answered += 1;
    await wait(NOTICES_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  await waitFor(signal);
}

const RESUMPTIONS = 45;

/** Each client goes away once it is told what it missed, and comes back. */
async function liveResumptions(target: Target, signal: AbortSignal, tally: Tally): Promise<void> {
  await inPool(target, RESUMPTIONS, signal, tally, {
    path: () => `${API}/live?after=0`,
    headers: { authorization: `Bearer ${target.attacker}` },
    firstBytesOnly: true,
  });
}

const HISTORY_PER_SEC = 40;

async function historyQuestions(target: Target, signal: AbortSignal, tally: Tally): Promise<void> {
  const pool = poolOn(target, HISTORY_PER_SEC);
  const headers = { authorization: `Bearer ${target.attacker}` };
  const asked: Promise<unknown>[] = [];
  for (let n = 0; !signal.aborted; n += 1) {
    const path = `${API}/history?agency=${target.agency}&limit=500&after=${String(n * 7)}`;
    asked.push(counted(pool, { method: 'GET', path, headers }, tally));
    await wait(1_000 / HISTORY_PER_SEC);
  }
  await Promise.all(asked);
  await pool.destroy();
}

const SIMULATION_LANES = 8;

async function simulations(target: Target, signal: AbortSignal, tally: Tally): Promise<void> {
  await inPool(target, SIMULATION_LANES, signal, tally, {
    path: (n) =>
      `${API}/pools/${POOLS[n % POOLS.length] ?? ''}/simulation?threshold=${String(1 + (n % 100))}&asOf=1401-10-${String(10 + (n % 20))}`,
    headers: { authorization: `Bearer ${target.attacker}` },
  });
}

const FLOOD_CONNECTIONS = 32;

async function flood(
  target: Target,
  signal: AbortSignal,
  tally: Tally,
  paths: readonly string[],
): Promise<void> {
  await inPool(target, FLOOD_CONNECTIONS, signal, tally, { path: (n) => paths[n % paths.length] ?? '/' });
}

const TRICKLING = 1_100;
const LETTER_EVERY_MS = 1_000;

/** Each connection sends one letter a second, and another takes its place when it is cut off. */
function trickling(addresses: number): Attack['run'] {
  return async ({ url }, signal, tally) => {
    const { hostname, port } = new URL(url);
    const sockets = new Set<Socket>();
    for (let n = 0; !signal.aborted;) {
      for (; sockets.size < TRICKLING; n += 1) {
        const localAddress = addresses === 1 ? ATTACKER : `127.0.1.${String(1 + (n % addresses))}`;
        const socket = connect({ host: hostname, port: Number(port), localAddress });
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          sockets.delete(socket);
          tally.cutOff += 1;
        });
        socket.write(`GET ${API}/me HTTP/1.1\r\nhost: x\r\nx-a: `);
      }
      for (const socket of sockets) socket.write('a');
      await wait(LETTER_EVERY_MS);
    }
    for (const socket of sockets) socket.destroy();
  };
}

function poolOn({ url }: Target, connections: number): Pool {
  return new Pool(url, { connections, pipelining: 1, connect: { localAddress: ATTACKER } });
}

interface Repeated {
  readonly method?: 'GET' | 'POST';
  readonly path: (n: number) => string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly firstBytesOnly?: boolean;
}

const REFUSED_WAIT_MS = 100;
const CUT_OFF_WAIT_MS = 10;
/** How long an attack that has ended waits for answers to what it sent: the checks of eight files wait for each other. */
const ANSWERS_WAIT_MS = 180_000;

/**
 * Sends requests one after the other on each of some connections, and makes connections anew that were cut off. Once the
 * signal is aborted it sends no more, and waits for the answers.
 */
async function inPool(
  target: Target,
  lanes: number,
  signal: AbortSignal,
  tally: Tally,
  {
    method = 'GET',
    path,
    headers = {},
    body,
    firstBytesOnly = false,
  }: Partial<Repeated> & Pick<Repeated, 'path'>,
): Promise<void> {
  const pool = poolOn(target, lanes);
  const patience = new AbortController();
  // Each request that is under way listens.
  setMaxListeners(0, patience.signal);
  const lose = (): void => {
    setTimeout(() => {
      patience.abort();
    }, ANSWERS_WAIT_MS).unref();
  };
  signal.addEventListener('abort', lose, { once: true });
  let n = 0;
  const lane = async (): Promise<void> => {
    while (!signal.aborted) {
      const request = { method, path: path(n++), headers, signal: patience.signal, ...(body && { body }) };
      const outcome = await counted(pool, request, tally, firstBytesOnly);
      // A real client waits at least so long; one without a token does not.
      if (outcome === 'refused' && 'authorization' in headers) await wait(REFUSED_WAIT_MS);
      if (outcome === 'cutOff') await wait(CUT_OFF_WAIT_MS);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await pool.destroy();
}

async function counted(
  pool: Pool,
  request: Dispatcher.RequestOptions,
  tally: Tally,
  firstBytesOnly = false,
): Promise<keyof Tally> {
  let outcome: keyof Tally = 'cutOff';
  try {
    const { statusCode, body } = await pool.request(request);
    outcome = statusCode === 429 || statusCode === 503 ? 'refused' : 'answered';
    if (firstBytesOnly) {
      for await (const _ of body) break;
      body.destroy();
    } else await body.dump();
  } catch {
    // What nobody waits for any more does not count.
    if (request.signal instanceof AbortSignal && request.signal.aborted) return outcome;
  }
  tally[outcome] += 1;
  return outcome;
}
