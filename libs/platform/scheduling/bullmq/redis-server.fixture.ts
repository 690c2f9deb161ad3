import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/*
 * A Redis for tests: a separate server if `redis-server` is on the path, else the one that MISAQ_TEST_REDIS_URL names.
 * Without both, tests that need it are skipped, or they fail if MISAQ_TEST_REDIS_REQUIRED=yes.
 */

const onPath = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
const given = process.env.MISAQ_TEST_REDIS_URL;

/** For suites that can use any Redis. */
export const describeWithRedis = suites(onPath || given !== undefined);
/** For suites that stop and empty Redis, and therefore need a separate server. */
export const describeWithOwnRedis = suites(onPath);

function suites(canRun: boolean): (name: string, tests: () => void) => void {
  if (canRun) return describe;
  if (process.env.MISAQ_TEST_REDIS_REQUIRED !== 'yes') return describe.skip;
  return (name) => {
    it(name, () => {
      throw new Error(
        'there is no redis-server on the path, and MISAQ_TEST_REDIS_REQUIRED says that it is needed',
      );
    });
  };
}

export interface TestRedis {
  readonly url: string;
  /** Kills the server like kill -9; acknowledged writes are on disk. */
  kill(): Promise<void>;
  /** Restarts it with the same port and data. */
  restart(): Promise<void>;
  flush(): Promise<void>;
  /** Number of other connected clients. */
  clients(): Promise<number>;
  /** Removes all keys with a prefix. */
  remove(prefix: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  return onPath || given === undefined ? startOwn() : ofSomebody(given);
}

/** A shared server: tests use keys with their own prefixes and change nothing else. */
function ofSomebody(url: string): TestRedis {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('only a server of its own may be stopped or emptied'));
  return {
    url,
    kill: refuse,
    restart: refuse,
    flush: refuse,
    clients: refuse,
    remove: (prefix) => removeKeys(url, prefix),
    stop: () => Promise.resolve(),
  };
}

async function startOwn(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${String(port)}`;
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = {
      bind: '127.0.0.1',
      port: String(port),
      dir: folder,
      appendonly: 'yes',
      appendfsync: 'always',
      'maxmemory-policy': 'noeviction',
      save: '',
    };
    server = spawn(
      'redis-server',
      Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]),
      {
        stdio: 'ignore',
      },
    );
    await answering(url);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = server;
    server = undefined;
    if (ending === undefined) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  }

  await start();
  return {
    url,
    kill: () => end('SIGKILL'),
    restart: start,
    async flush() {
      const redis = new Redis(url);
      await redis.flushall();
      redis.disconnect();
    },
    async clients() {
      const redis = new Redis(url);
      const info = await redis.info('clients');
      redis.disconnect();
      return Number(/^connected_clients:(\d+)/m.exec(info)?.[1]) - 1;
    },
    remove: (prefix) => removeKeys(url, prefix),
    async stop() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 500 }) as AsyncIterable<string[]>)
    if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

async function answering(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
