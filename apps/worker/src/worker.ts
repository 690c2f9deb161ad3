import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Config } from '@misaq/platform/node/config.js';
import { browserHeaders } from '@misaq/platform/http/answer/browser-headers.js';
import { healthOf } from '@misaq/platform/http/health.js';
import { createMetrics } from '@misaq/platform/http/metrics.js';
import { forAnybody, operatorBy } from '@misaq/platform/http/access/operator.js';
import { removeServerFile, writeServerFile } from '@misaq/platform/node/server-file.js';
import { openService } from '@misaq/platform/assembly/service.js';
import { stopSignal } from '@misaq/platform/node/stop-signal.js';
import { openScheduler, startBackgroundWork } from '@misaq/platform/assembly/start-background-work.js';
import type { SubjectList } from '@misaq/platform/subjects/subject.js';
import { openStartupServer, type StartupServer } from '@misaq/platform/http/startup-server.js';
import { addressError } from '@misaq/platform/http/address-error.js';
import { startVerification } from '@misaq/platform/assembly/start-verification.js';

/** A worker at work. */
export interface Worker {
  /** Where its health and metrics are. */
  readonly url: string;
  /** Resolves when the process is told to stop; listened for from before anybody can be answered. */
  readonly told: Promise<void>;
  /** Takes no more tasks, finishes those that run, and lets the data directory go. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly subjects: SubjectList;
  readonly config: Config;
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Logger;
}

/**
 * Opens a data directory of its own on the log, follows it, and does what is due. Answers `/health/live`,
 * `/health/ready` and `/metrics`, and nothing else.
 *
 * @throws what opening the directory throws
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const waitingRoom = await openStartupServer(options.config);
  try {
    return await work(options, waitingRoom);
  } finally {
    await waitingRoom.close();
  }
}

async function work(
  { subjects, config, clock, environment, log }: WorkerOptions,
  waitingRoom: StartupServer,
): Promise<Worker> {
  const folder = config.MISAQ_DATA_DIR;
  const say = (text: string): void => {
    log.info(text);
  };
  const warn = (text: string): void => {
    log.warn(text);
  };
  const service = await openService(subjects, folder, clock, environment, {
    note: warn,
    onCatchUp: waitingRoom.readTo,
  });
  try {
    let open = true;
    const scheduler = await openScheduler(config, clock, say, warn);
    const health = healthOf(service, scheduler, config.MISAQ_READY_LAG, () => open);
    const verification = startVerification(service, config, warn);
    const metrics = createMetrics(service, scheduler, folder, verification);
    const unasked = await startBackgroundWork(service, scheduler, config, say);
    const headers = Object.entries(await browserHeaders());
    const isOperator = operatorBy(config);
    const server = createServer((request, response) => {
      for (const [name, value] of headers) response.setHeader(name, value);
      void answer(request, response).catch(() => response.destroy());
    });

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { url } = request;
      if (url === '/health/live') json(response, 200, { status: 'ok' });
      else if (url === '/health/ready') {
        const [readiness, due] = await Promise.all([health.readiness(), unasked.health()]);
        const told = isOperator(request) ? readiness : forAnybody(readiness);
        json(response, readiness.ready ? 200 : 503, { ...told, due });
      } else if (url === '/metrics' && !isOperator(request)) {
        response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
      } else if (url === '/metrics') {
        response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.text());
      } else response.writeHead(404).end();
    }

    const told = stopSignal();
    await waitingRoom.close();
    const url = await listening(server, config);
    writeServerFile(folder, { url, processId: process.pid });
    log.info({ url, dataDirectory: folder }, 'working');
    return {
      url,
      told,
      async stop() {
        open = false;
        log.info('stopping');
        await unasked.close();
        verification?.close();
        server.close();
        server.closeAllConnections();
        removeServerFile(folder);
        await service.close();
        log.info('stopped');
      },
    };
  } catch (error) {
    await service.close();
    throw error;
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

async function listening(server: Server, config: Config): Promise<string> {
  const { MISAQ_HOST: host, MISAQ_PORT: wanted } = config;
  try {
    server.listen(wanted, host);
    await once(server, 'listening');
  } catch (error) {
    throw addressError(error, host, wanted);
  }
  const { port } = server.address() as AddressInfo;
  return `http://${host}:${String(port)}`;
}
