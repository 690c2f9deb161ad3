import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { closedLoop, openLoop } from './loads.js';
import { API, BOARDS, type Client, introductions } from './requests.js';
import { percentile } from './stopwatch.js';
import { IN_FLIGHT } from './workload.js';

/* One function a figure: each sends, waits for the answers, and says how long that took. */

const READS_IN_FLIGHT = 16;
const READ_SECONDS = 4;
/** Half of the 1,500 a second that are asked for. */
const PACED_PER_SEC = 750;
/** Before commands are counted, so that the engine is no colder than where the same ones are counted without HTTP. */
const COMMANDS_BEFORE = 5_000;
const COMMANDS = 20_000;
const LIVE_TIMES = 100;

const LOOK_MS = 200;
/** Looks in a row that find nothing under way before the server counts as at rest. */
const LOOKS = 5;

/** The lots of the filled log ran out long ago, so that every pool is reviewed as soon as it is served. */
export async function measureDueAtStart(client: Client) {
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

export async function measureReads(client: Client) {
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

/** @returns introductions a second, with 64 in flight */
export async function measureCommands(client: Client): Promise<number> {
  await introduceAll(client, 'before', COMMANDS_BEFORE);
  const started = performance.now();
  await introduceAll(client, 'h', COMMANDS);
  return Math.round((COMMANDS * 1_000) / (performance.now() - started));
}

async function introduceAll(client: Client, prefix: string, count: number): Promise<void> {
  const introducing = introductions(client, prefix);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) await introducing(n);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

/** From the moment a command is sent until a client that watches is told of it. */
export async function measureLive(client: Client) {
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
export async function watchMemory(client: Client, { pid = 0 }: ChildProcess, minutes: number) {
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
