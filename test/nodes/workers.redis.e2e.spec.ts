import {
  describeWithOwnRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import { AGENCY, allocation, openOffice, PROVINCE, record, type Tokens } from '../e2e/office.fixture.js';
import { firstAdmin, type RunningServer } from '../e2e/server.fixture.js';
import { json, type Nodes, openNodes, until } from './nodes.fixture.js';

const POOLS = 12;
/** Delay of appends in milliseconds, so that the test can act in the middle of a job. */
const HELD_UP_MS = 3_000;

describeWithOwnRedis('Workers and an API node on one log and one Redis', () => {
  let nodes: Nodes;
  let redis: TestRedis;
  let api: RunningServer;
  let tokens: Tokens;
  const workers: RunningServer[] = [];

  beforeAll(async () => {
    [nodes, redis] = await Promise.all([openNodes(), startRedis()]);
    api = await nodes.start({ settings: settings(), words: ['--admin', 'admin-1'] });
    tokens = await openOffice(nodes.client, api.url, await firstAdmin(api));
  });
  afterAll(async () => {
    await nodes.close();
    await redis.stop();
  });
  afterEach(async () => {
    await nodes.log.tell({ do: 'clearFaults' });
    for (const worker of workers.splice(0)) await worker.end('SIGKILL');
  });

  const settings = () => ({ MISAQ_REDIS_URL: redis.url, MISAQ_JOB_STALLED_SECONDS: '2' });

  async function startWorker(): Promise<RunningServer> {
    const worker = await nodes.start({ program: 'worker', settings: settings() });
    workers.push(worker);
    return worker;
  }

  const poolsOf = (name: string): readonly string[] =>
    Array.from({ length: POOLS }, (_, n) => `${PROVINCE}-1401-${name}${String(n)}`);

  /** Pools in which the deadline of an agency's credit passed long ago. */
  async function openPools(name: string): Promise<void> {
    for (const pool of poolsOf(name)) await allocate(pool, 'a');
  }

  const allocate = (pool: string, id: string) =>
    record(nodes.client, api.url, tokens.labour, `/api/v1/pools/${pool}/allocations`, allocation(id, '1000'));

  /** Number of reviews of each pool. */
  async function reviews(name: string): Promise<readonly number[]> {
    const reviewed = (await nodes.log.events()).filter(({ type }) => type === 'PoolReviewed');
    return poolsOf(name).map(
      (pool) => reviewed.filter(({ stream }) => stream === `creditPool-${pool}`).length,
    );
  }
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  const once = Array.from({ length: POOLS }, () => 1);

  const readiness = async ({ url }: RunningServer) => {
    const answer = await nodes.client.ask(url, 'GET', '/health/ready');
    return { ready: answer.status === 200, due: json(answer).due as Due | undefined };
  };

  const metric = async (name: string): Promise<number> => {
    const { text } = await nodes.client.ask(api.url, 'GET', '/metrics');
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };

  /** Delays every append after this many. */
  async function holdUpAfter(times: number): Promise<void> {
    const delay = { on: 'append', do: 'delay' } as const;
    await nodes.log.tell({ do: 'fault', fault: { ...delay, ms: 1, times } });
    await nodes.log.tell({ do: 'fault', fault: { ...delay, ms: HELD_UP_MS, times: 100_000 } });
  }

  it('review what is due once, with two running', async () => {
    await openPools('two');
    const both = await Promise.all([startWorker(), startWorker()]);
    for (const worker of both) await until(async () => (await readiness(worker)).due?.sweptOn !== undefined);
    expect(await reviews('two')).toEqual(once);
    expect(await metric('misaq_jobs_available')).toBe(1);
    for (const worker of both) expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('finish the work during which one of them was killed', async () => {
    await openPools('killed');
    // Otherwise the mark in Redis would say that today's work is done.
    await redis.flush();
    await holdUpAfter(2);
    const doomed = await startWorker();
    await until(async () => sum(await reviews('killed')) >= 2);
    const heir = await startWorker();
    expect(sum(await reviews('killed'))).toBeLessThan(POOLS);
    expect(await doomed.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    await nodes.log.tell({ do: 'clearFaults' });
    await until(async () => (await readiness(heir)).due?.sweptOn !== undefined);
    expect(await reviews('killed')).toEqual(once);
    expect(await reviews('two')).toEqual(once);
  });

  it('and lose nothing when Redis is killed, comes back and is emptied; commands and questions go on', async () => {
    await openPools('redis');
    await redis.flush();
    await holdUpAfter(2);
    const both = await Promise.all([startWorker(), startWorker()]);
    await until(async () => sum(await reviews('redis')) >= 2);
    await redis.kill();
    await nodes.log.tell({ do: 'clearFaults' });

    await until(async () => (await metric('misaq_jobs_available')) === 0);
    expect((await readiness(api)).ready).toBe(true);
    await allocate(`${PROVINCE}-1401-meanwhile`, 'a');
    const board = `/api/v1/pools/${PROVINCE}-1401-meanwhile?atLeast=${String(await positionOf('meanwhile'))}`;
    const answer = await nodes.client.ask(api.url, 'GET', board, { token: tokens.labour });
    expect(json(answer)).toMatchObject({ agencies: [{ agency: AGENCY, allocatedRial: '1000' }] });
    await until(async () => (await metric('misaq_jobs_late_seconds')) > 0);
    // The new event makes the workers look for due work, which they cannot schedule now.
    for (const worker of both)
      await until(async () => {
        const { ready, due } = await readiness(worker);
        return ready && due?.scheduler.available === false && due.lateMs > 0 && due.problem !== undefined;
      });

    await redis.restart();
    await redis.flush();
    await until(async () => (await metric('misaq_jobs_available')) === 1);
    await allocate(`${PROVINCE}-1401-meanwhile`, 'b');
    for (const worker of both)
      await until(async () => {
        const { due } = await readiness(worker);
        return due?.sweptOn !== undefined && due.scheduler.available && due.lateMs === 0;
      });
    expect(await reviews('redis')).toEqual(once);
    expect([...(await reviews('two')), ...(await reviews('killed'))]).toEqual([...once, ...once]);
  });

  async function positionOf(pool: string): Promise<bigint> {
    const events = await nodes.log.events();
    return events.findLast(({ stream }) => stream === `creditPool-${PROVINCE}-1401-${pool}`)!.position;
  }
});

/** The state of due work that a worker reports. */
interface Due {
  readonly sweptOn?: string;
  readonly scheduler: { readonly available: boolean };
  readonly lateMs: number;
  readonly problem?: string;
}
