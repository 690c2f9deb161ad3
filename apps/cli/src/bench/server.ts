import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { systemClock } from '@misaq/application/clock.js';
import type { Role } from '@misaq/domain/kernel/actor.js';
import { principalWithToken } from '../../../composition/src/principal-with-token.js';
import { readServerFile } from '../../../composition/src/server-file.js';
import { openSystem } from '../../../composition/src/system.js';
import { fileSystemOf } from './file-system.js';
import { inOwnProcess } from './own-process.js';
import type { FillFigures } from './full-log-figures.js';
import { percentile } from './stopwatch.js';
import { AGENCIES, BANKS, COUNTIES, IN_FLIGHT, POOLS, PROVINCE, SECTORS, YEAR } from './workload.js';

export interface ServerBenchOptions {
  readonly folder: string;
  /** Events in the log that is served. */
  readonly events: number;
  /** How long the mixed load goes on, in which memory is watched. */
  readonly minutes: number;
  readonly note: (text: string) => void;
}

/** What a server on a full log did; the load came from another process on the same machine. */
export interface ServerFigures {
  readonly events: number;
  readonly startToReadyMs: number;
  /** How long the reviews took that were due when it started, and reads of a board in the meantime. */
  readonly dueAtStartSeconds: number;
  readonly readsWhileDuePerSec: number;
  /** Of the board that was answered least often, 16 in flight. */
  readonly readsPerSec: number;
  readonly slowestBoard: string;
  /** Of the slowest board, at 750 requests a second. */
  readonly readP99Ms: number;
  readonly commands64PerSec: number;
  /** The same commands without HTTP, in the process that filled the log. */
  readonly commands64WithoutHttpPerSec: number;
  readonly liveP99Ms: number;
  readonly liveMaxMs: number;
  readonly mixedMinutes: number;
  /** Resident memory under the mixed load: after the first tenth of the time, at the end, and the most there was. */
  readonly rssStartMb: number;
  readonly rssEndMb: number;
  readonly rssMaxMb: number;
}

const READS_IN_FLIGHT = 16;
const READ_SECONDS = 4;
/** Half of the 1,500 a second that are asked for. */
const PACED_PER_SEC = 750;
const COMMANDS = 20_000;
const LIVE_TIMES = 100;

/** Fills a log, serves it by a process of its own, and measures that from here. */
export async function benchServer({
  folder,
  events,
  minutes,
  note,
}: ServerBenchOptions): Promise<ServerFigures> {
  mkdirSync(folder, { recursive: true });
  const here = mkdtempSync(join(folder, 'bench-server-'));
  try {
    note(`measuring on ${fileSystemOf(folder).name}, in ${here}`);
    note(`filling a log with ${String(events)} events through the command handlers`);
    const filled = await inOwnProcess<FillFigures>('./full-log.js', here, 'fill', String(events));
    await inOwnProcess('./full-log.js', here, 'questions');
    const tokens = await tokensOn(here);
    note('starting the server');
    const started = performance.now();
    const server = await startServer(here);
    try {
      const startToReadyMs = Math.round(performance.now() - started);
      const client = new Client(server.url, tokens);
      note('waiting for the reviews that are due');
      const due = await measureDueAtStart(client);
      note('reading every board');
      const reads = await measureReads(client);
      note(`commands, ${String(IN_FLIGHT)} in flight`);
      const commands64PerSec = await measureCommands(client, COMMANDS, 'h');
      note('live updates');
      const live = await measureLive(client);
      note(`mixed load for ${String(minutes)} minutes`);
      const memory = await watchMemory(client, server.process, minutes);
      await client.close();
      return {
        events: filled.events,
        startToReadyMs,
        ...due,
        ...reads,
        commands64PerSec,
        commands64WithoutHttpPerSec: filled.commands64PerSec,
        ...live,
        mixedMinutes: minutes,
        ...memory,
      };
    } finally {
      server.process.kill('SIGTERM');
      await once(server.process, 'exit');
    }
  } finally {
    rmSync(here, { recursive: true, force: true });
  }
}

type Tokens = ReadonlyMap<Role, string>;

async function tokensOn(folder: string): Promise<Tokens> {
  const system = await openSystem(folder, systemClock, {});
  const tokens = new Map<Role, string>();
  for (const role of ['labour', 'inspector'] as const) {
    const made = await principalWithToken(system, { id: `bench-${role}`, name: role, role }, 'bench');
    if ('refusal' in made) throw new Error(`no token: ${made.refusal.name}`);
    tokens.set(role, made.token);
  }
  await system.close();
  return tokens;
}

async function startServer(
  folder: string,
): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const program = fileURLToPath(new URL('../../../api/src/main.js', import.meta.url));
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      MISAQ_DATA_DIR: folder,
      MISAQ_PORT: '0',
      MISAQ_REQUESTS_PER_MINUTE: '100000000',
      // What it writes is part of its work, and goes nowhere here.
      MISAQ_LOG_LEVEL: 'info',
    },
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)}`);
    const running = readServerFile(folder);
    if (running?.processId === child.pid && running !== undefined) {
      const { status } = await fetch(`${running.url}/health/ready`);
      if (status === 200) return { url: running.url, process: child };
    }
    await wait(5);
  }
}

/** Sends requests as one of two principals and throws on what is not answered as it should be. */
class Client {
  readonly #pool: Pool;
  constructor(
    readonly url: string,
    private readonly tokens: Tokens,
  ) {
    this.#pool = new Pool(url, { connections: IN_FLIGHT, pipelining: 1 });
  }

  headers(role: Role): Record<string, string> {
    return { authorization: `Bearer ${this.tokens.get(role) ?? ''}` };
  }

  async get(path: string): Promise<void> {
    const { statusCode, body } = await this.#pool.request({
      method: 'GET',
      path,
      headers: this.headers('inspector'),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`GET ${path}: ${String(statusCode)} ${text.slice(0, 300)}`);
  }

  /** @returns what `/metrics` says of a name with its labels */
  async metric(name: string): Promise<number> {
    const { body } = await this.#pool.request({ method: 'GET', path: '/metrics' });
    const line = (await body.text()).split('\n').find((each) => each.startsWith(`${name} `));
    if (line === undefined) throw new Error(`there is no metric ${name}`);
    return Number(line.slice(name.length + 1));
  }

  async post(path: string, command: object): Promise<{ readonly position: number }> {
    const { statusCode, body } = await this.#pool.request({
      method: 'POST',
      path,
      headers: { ...this.headers('labour'), 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`POST ${path}: ${String(statusCode)} ${text.slice(0, 300)}`);
    return JSON.parse(text) as { position: number };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

const API = '/api/v1';
const pick = (some: readonly string[], n: number): string => some[n % some.length] ?? '';

/** Every board, as the screens ask for it; which one of its kind changes from request to request. */
const BOARDS: Readonly<Record<string, (n: number) => string>> = {
  pools: () => `${API}/pools`,
  pool: (n) => `${API}/pools/${pick(POOLS, n)}`,
  banksOfPool: (n) => `${API}/pools/${pick(POOLS, n)}/banks`,
  banks: () => `${API}/banks`,
  plan: () => `${API}/provinces/${PROVINCE}/plans/${String(YEAR)}`,
  reviews: (n) => `${API}/pools/${pick(POOLS, n)}/reviews`,
  facilities: (n) => `${API}/pools/${pick(POOLS, n)}/facilities?agency=${pick(AGENCIES, n)}&limit=100`,
  jobs: (n) => `${API}/jobs?province=${PROVINCE}&agency=${pick(AGENCIES, n)}&limit=100`,
  history: (n) => `${API}/history?agency=${pick(AGENCIES, n)}&limit=100`,
};

const LOOK_MS = 200;
/** Looks in a row that find nothing under way before the server counts as at rest. */
const LOOKS = 5;

/** The lots of the filled log ran out long ago, so that every pool is reviewed as soon as it is served. */
async function measureDueAtStart(client: Client) {
  const started = performance.now();
  let atRest = false;
  let reads = 0;
  const lane = async (): Promise<void> => {
    for (; !atRest; reads += 1) await client.get(`${API}/pools`);
  };
  const reading = Promise.all(Array.from({ length: READS_IN_FLIGHT }, lane));
  let ended = started;
  let quiet = 0;
  while (quiet < LOOKS) {
    await wait(LOOK_MS);
    const running = await client.metric('misaq_jobs{state="running"}');
    const lateSeconds = await client.metric('misaq_jobs_late_seconds');
    quiet = running + lateSeconds === 0 ? quiet + 1 : 0;
    if (quiet === 0) ended = performance.now();
  }
  atRest = true;
  await reading;
  return {
    dueAtStartSeconds: tenths((ended - started) / 1_000),
    readsWhileDuePerSec: Math.round((reads * 1_000) / (performance.now() - started)),
  };
}

async function measureReads(client: Client) {
  let [readsPerSec, slowestBoard, readP99Ms] = [Infinity, '', 0];
  for (const [name, pathOf] of Object.entries(BOARDS)) {
    // Each one once, so that neither the engine nor the tables are cold.
    for (let n = 0; n < 32; n += 1) await client.get(pathOf(n));
    const perSec = await closedLoop(READS_IN_FLIGHT, READ_SECONDS, (n) => client.get(pathOf(n)));
    const p99 = percentile(await openLoop(PACED_PER_SEC, READ_SECONDS, (n) => client.get(pathOf(n))), 99);
    if (perSec < readsPerSec) [readsPerSec, slowestBoard] = [perSec, name];
    readP99Ms = Math.max(readP99Ms, p99);
  }
  return { readsPerSec: Math.round(readsPerSec), slowestBoard, readP99Ms: tenths(readP99Ms) };
}

/** As many requests as are answered, with a number in flight. @returns requests a second */
async function closedLoop(
  inFlight: number,
  seconds: number,
  ask: (n: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  const until = started + seconds * 1_000;
  let n = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) await ask(n++);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return (n * 1_000) / (performance.now() - started);
}

/** Requests at a fixed pace, sent whether or not those before them are answered. @returns their latencies (ms) */
async function openLoop(
  perSec: number,
  seconds: number,
  ask: (n: number) => Promise<unknown>,
): Promise<number[]> {
  const latencies: number[] = [];
  const sent: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < perSec * seconds; n += 1) {
    const due = started + (n * 1_000) / perSec;
    if (due > performance.now()) await wait(due - performance.now());
    sent.push(
      ask(n).then(() => {
        // From when it was due: a request that could not be sent in time waited too.
        latencies.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(sent);
  return latencies;
}

/** Introductions spread over all pools. @returns commands a second */
async function measureCommands(client: Client, count: number, prefix: string): Promise<number> {
  const introducing = introductions(client, prefix);
  for (let n = 0; n < IN_FLIGHT; n += 1) await introducing(count + n);
  let next = 0;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) await introducing(n);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return Math.round((count * 1_000) / (performance.now() - started));
}

function introductions(
  client: Client,
  prefix: string,
): (n: number) => Promise<{ readonly position: number }> {
  return (n) =>
    client.post(`${API}/pools/${pick(POOLS, n)}/facilities`, {
      facilityId: `${prefix}-${String(n)}`,
      agency: pick(AGENCIES, n >> 4),
      bank: pick(BANKS, n >> 2),
      county: pick(COUNTIES, n),
      sector: pick(SECTORS, n),
      amountRial: '1500000000',
      introducedOn: '2022-05-01',
      plannedJobs: 1,
    });
}

/** From the moment a command is sent until a client that watches is told of it. */
async function measureLive(client: Client) {
  const ending = new AbortController();
  const response = await fetch(`${client.url}${API}/live`, {
    headers: client.headers('inspector'),
    signal: ending.signal,
  });
  const told = new Map<number, () => void>();
  let toldUpTo = -1;
  const reading = readPositions(response, (position) => {
    toldUpTo = position;
    for (const [wanted, tell] of told) if (wanted <= position) tell();
  }).catch(() => undefined);
  const introducing = introductions(client, 'l');
  const taken: number[] = [];
  for (let n = 0; n < LIVE_TIMES; n += 1) {
    const started = performance.now();
    const { position } = await introducing(n);
    if (toldUpTo < position)
      await new Promise<void>((resolve) => {
        told.set(position, resolve);
      });
    taken.push(performance.now() - started);
    told.clear();
    await wait(20);
  }
  ending.abort();
  await reading;
  return { liveP99Ms: tenths(percentile(taken, 99)), liveMaxMs: tenths(Math.max(...taken)) };
}

async function readPositions(response: Response, tell: (position: number) => void): Promise<void> {
  const { body } = response;
  if (body === null) throw new Error('the stream of live updates is empty');
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('id: ')) tell(Number(line.slice(4)));
  }
}

const MIXED_READS_IN_FLIGHT = 8;
const MIXED_COMMANDS_IN_FLIGHT = 4;

/** Reads and commands together, while the resident memory of the server is looked at each second. */
async function watchMemory(client: Client, { pid = 0 }: ChildProcess, minutes: number) {
  const seconds = minutes * 60;
  const rss: number[] = [];
  const looking = setInterval(() => {
    rss.push(residentMb(pid));
  }, 1_000);
  const boards = Object.values(BOARDS);
  const introducing = introductions(client, 'm');
  await Promise.all([
    closedLoop(MIXED_READS_IN_FLIGHT, seconds, (n) => client.get(boards[n % boards.length]?.(n) ?? '')),
    closedLoop(MIXED_COMMANDS_IN_FLIGHT, seconds, introducing),
  ]);
  clearInterval(looking);
  const tenth = Math.max(1, Math.floor(rss.length / 10));
  const mean = (some: readonly number[]): number => Math.round(some.reduce((a, b) => a + b, 0) / some.length);
  return {
    rssStartMb: mean(rss.slice(tenth, 2 * tenth)),
    rssEndMb: mean(rss.slice(-tenth)),
    rssMaxMb: Math.max(...rss),
  };
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
