import { setTimeout as wait } from 'node:timers/promises';
import {
  describeWithOwnRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import { Redis } from 'ioredis';
import { createClient } from './client.fixture.js';
import { temporaryFolders, textWith } from './misaq.fixture.js';
import { type RunningServer, startServer } from './server.fixture.js';

describeWithOwnRedis('A Redis that drops keys when its memory is full', () => {
  const folders = temporaryFolders();
  const client = createClient();
  let redis: TestRedis;
  let admin: Redis;
  const servers: RunningServer[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    admin = new Redis(redis.url);
  });
  afterAll(async () => {
    for (const server of servers) await server.end('SIGKILL');
    admin.disconnect();
    await client.close();
    await redis.stop();
    folders.removeAll();
  });

  const TOLD = textWith(
    /maxmemory-policy is allkeys-lru and must be noeviction; set «maxmemory-policy noeviction»/,
  );

  it.each(['serve', 'worker'] as const)('is a problem that %s reports with its remedy', async (program) => {
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const server = await startServer(folders.make(), { program, settings: { MISAQ_REDIS_URL: redis.url } });
    servers.push(server);
    const ask = async (path: string) => client.ask(server.url, 'GET', path);
    const ready = async (): Promise<unknown> => JSON.parse((await ask('/health/ready')).text);
    // Questions are still answered.
    expect(await ready()).toMatchObject({ ready: true, status: 'ready', problems: [TOLD] });
    expect((await ask('/metrics')).text).toMatch(/^misaq_jobs_available 0$/m);
    while (!server.stdout().includes('maxmemory-policy is allkeys-lru')) await wait(10);
    const line = server
      .stdout()
      .split('\n')
      .find((each) => each.includes('maxmemory-policy'))!;
    // 40 is a warning (pino).
    expect(JSON.parse(line)).toMatchObject({ level: 40 });
    expect(line).not.toContain(redis.url);

    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    expect((await ask('/metrics')).text).toMatch(/^misaq_jobs_available 1$/m);
    expect(await ready()).toMatchObject({ problems: [] });
  });
});
