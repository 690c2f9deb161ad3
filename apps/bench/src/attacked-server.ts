import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { OPERATOR, principalWithToken } from '@misaq/platform/assembly/principal-with-token.js';
import { openSystem, type System } from '@misaq/platform/assembly/system.js';
import { ATTACKS, type Tally, type Target } from './attacks.js';
import type { FillFigures } from './full-log-figures.js';
import { openLoop } from './loads.js';
import { inOwnProcess } from './own-process.js';
import { API, BOARDS, Client } from './requests.js';
import { askLoopDelay, startServer } from './served.js';
import { measureDueAtStart } from './server-measures.js';
import { percentile } from './stopwatch.js';
import { AGENCIES, COUNTIES, PROVINCE, SECTORS, YEAR } from './workload.js';

export interface AttackBenchOptions {
  readonly folder: string;
  /** Events in the log that is served. */
  readonly events: number;
  readonly note: (text: string) => void;
}

/** What another client, which does nothing wrong, noticed of an attack. */
export interface AttackFigures {
  readonly attack: string;
  /** Of a board, from when it was to be asked until it was answered, just before the attack. */
  readonly beforeP99Ms: number;
  /** The same while the attack runs. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** For how long the event loop of the server was held while the attack ran. */
  readonly loopMaxMs: number;
  /** The same without the time for which the processor worked for others; null where the system does not tell it. */
  readonly loopWorkMaxMs: number | null;
  readonly asked: number;
  /** Requests of that client, before and during the attack, that were refused or not answered. */
  readonly refused: number;
  /** The results of the requests of the attack. */
  readonly attacking: Tally;
}

/** As Linux gives a process unless it is told otherwise. */
const DESCRIPTORS = 1_024;
const WEBHOOKS = 1_500;
const JOBS = 60;
const BOARDS_PER_SEC = 40;
const SECONDS_BEFORE = 5;
const SECONDS = 10;
/** Until an attack is in full course, and until what one left is done. */
const SETTLE_MS = 2_000;

/**
 * Serves a filled log under the limits of a server as it is started, attacks it in each way of {@link ATTACKS}, and
 * meanwhile asks boards as somebody else, from another address.
 */
export async function benchAttacks({
  folder,
  events,
  note,
}: AttackBenchOptions): Promise<readonly AttackFigures[]> {
  mkdirSync(folder, { recursive: true });
  const here = mkdtempSync(join(folder, 'bench-attacks-'));
  const receiver = fork(programAt('./receiver-process.js'));
  const [receiverPort] = (await once(receiver, 'message')) as [number];
  let server: { readonly url: string; readonly process: ChildProcess } | undefined;
  try {
    note(`filling a log with ${String(events)} events through the command handlers`);
    await inOwnProcess<FillFigures>('./full-log.js', here, 'fill', String(events));
    const prepared = await prepareAttacks(here, receiverPort);
    note('starting the server');
    server = await startServer(here, {
      // The reads while reviews are due would otherwise use up what the one who is measured may ask.
      settings: {
        MISAQ_WEBHOOK_PRIVATE: 'allow',
        MISAQ_REQUESTS_PER_MINUTE: '100000000',
        MISAQ_WORK_MS_PER_SECOND: '300',
      },
      descriptors: DESCRIPTORS,
      tellsLoopDelay: true,
    });
    const target = { ...prepared, url: server.url };
    note('waiting for the reviews that are due');
    const client = new Client(server.url, new Map([['inspector', prepared.bystander]]));
    await measureDueAtStart(client);
    await client.close();
    const figures: AttackFigures[] = [];
    for (const { name } of ATTACKS) {
      note(`attack: ${name}`);
      figures.push(await under(name, target, { bystander: prepared.bystander, server: server.process }));
    }
    return figures;
  } finally {
    if (server !== undefined) {
      server.process.kill('SIGTERM');
      await once(server.process, 'exit');
    }
    receiver.kill();
    rmSync(here, { recursive: true, force: true });
  }
}

function programAt(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

async function under(
  name: string,
  target: Target,
  { bystander, server }: { readonly bystander: string; readonly server: ChildProcess },
): Promise<AttackFigures> {
  const before = await askBoards(target.url, bystander, SECONDS_BEFORE);
  const attack = fork(programAt('./attack-process.js'), [name, JSON.stringify(target)]);
  const kill = (): void => void attack.kill('SIGKILL');
  process.prependListener('exit', kill);
  try {
    await wait(SETTLE_MS);
    await askLoopDelay(server);
    const boards = await askBoards(target.url, bystander, SECONDS);
    const loop = await askLoopDelay(server);
    attack.send('stop');
    const [attacking] = (await once(attack, 'message')) as [Tally];
    await wait(SETTLE_MS);
    return {
      attack: name,
      beforeP99Ms: tenths(percentile(before.latencies, 99)),
      p50Ms: tenths(percentile(boards.latencies, 50)),
      p99Ms: tenths(percentile(boards.latencies, 99)),
      maxMs: tenths(Math.max(...boards.latencies)),
      loopMaxMs: tenths(loop.maxMs),
      loopWorkMaxMs: loop.workMaxMs === undefined ? null : tenths(loop.workMaxMs),
      asked: before.asked + boards.asked,
      refused: before.refused + boards.refused,
      attacking,
    };
  } finally {
    kill();
    process.off('exit', kill);
  }
}

/** Asks boards at a fixed pace, as an inspector from an address of their own. */
async function askBoards(url: string, bystander: string, seconds: number) {
  let [asked, refused] = [0, 0];
  const paths = [BOARDS.pools, BOARDS.pool, BOARDS.banksOfPool, BOARDS.facilities];
  const pool = new Pool(url, { connections: 16, pipelining: 1 });
  const headers = { authorization: `Bearer ${bystander}` };
  const latencies = await openLoop(BOARDS_PER_SEC, seconds, async (n) => {
    asked += 1;
    try {
      const path = paths[n % paths.length]?.(n) ?? `${API}/pools`;
      const { statusCode, body } = await pool.request({ method: 'GET', path, headers });
      await body.dump();
      if (statusCode !== 200) refused += 1;
    } catch {
      refused += 1;
    }
  });
  await pool.close();
  return { latencies, asked, refused };
}

/** Who attacks, who does not, and what stands in the log before: more webhooks than anybody could register now. */
async function prepareAttacks(folder: string, receiverPort: number) {
  const system = await openSystem(ALL_SUBJECTS, folder, systemClock, {});
  try {
    const agency = AGENCIES[0] ?? '';
    const tokenOf = async (role: 'labour' | 'inspector' | 'agency'): Promise<string> => {
      const own = role === 'agency' ? { organisation: agency, province: PROVINCE } : {};
      const made = await principalWithToken(
        system,
        { id: `bench-${role}`, name: role, role, ...own },
        'bench',
      );
      if ('refusal' in made) throw new Error(`no token: ${made.refusal.name}`);
      return made.token;
    };
    const tokens = {
      attacker: await tokenOf('agency'),
      labour: await tokenOf('labour'),
      bystander: await tokenOf('inspector'),
    };
    const jobs = Array.from({ length: JOBS }, (_, n) => `attacked-${String(n)}`);
    for (const job of jobs) await registerJob(system, job, agency);
    for (let n = 0; n < WEBHOOKS; n += 1) await registerWebhook(system, n, agency, receiverPort);
    return { ...tokens, agency, jobs };
  } finally {
    await system.close();
  }
}

async function registerJob({ router }: System, jobId: string, agency: string): Promise<void> {
  const day = plainDate('2022-05-01');
  const command = {
    type: 'RegisterJob',
    jobId,
    province: PROVINCE,
    year: YEAR,
    personId: `p${jobId}`,
    agency,
    sector: SECTORS[0] ?? '',
    county: COUNTIES[0] ?? '',
    gender: 'female',
    registeredOn: day,
    startedOn: day,
  } as const;
  const envelope = { commandId: newCommandId(Date.now()), actor: OPERATOR };
  await router.send({ command }, { ...envelope, actor: { ...OPERATOR, role: 'labour' } }, 'command-line');
}

/** Each at an address of its own, beside the bound that an older version did not have. */
async function registerWebhook({ router }: System, n: number, id: string, port: number): Promise<void> {
  const host = `127.0.${String(1 + Math.floor(n / 250))}.${String(1 + (n % 250))}`;
  const command = {
    type: 'RegisterWebhook',
    webhookId: `attack-${String(n)}`,
    organisation: { province: PROVINCE, kind: 'agency', id },
    url: `http://${host}:${String(port)}/`,
  } as const;
  const result = await router.step({ command }, { commandId: newCommandId(Date.now()), actor: OPERATOR });
  if (result.kind === 'refused') throw new Error(`no webhook: ${result.refusal.name}`);
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
