import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { today } from '@misaq/application/clock.js';
import { authenticator } from '@misaq/read-models/access/authenticate.js';
import { ACCESS } from '@misaq/read-models/access/projection.js';
import type { Config } from '../../composition/src/config.js';
import { ApiModule } from './app.module.js';
import { answerNoRequest } from './http/client-error.js';
import { presentAnswers } from './http/answer.js';
import { guard, type Route } from './http/gate.js';
import { takeJson } from './http/json-body.js';
import { ProblemFilter, sendProblem } from './http/problem-filter.js';
import { logRequests } from './http/request-log.js';
import { secureHeaders } from './http/security-headers.js';
import { RequestPipe } from './http/validation.js';
import type { Service } from './service.js';

export interface Server {
  readonly app: NestFastifyApplication;
  /** Every route and what it needs. */
  readonly routes: readonly Route[];
  /** Begins to listen; gives the address, with the port that was taken. */
  listen(): Promise<string>;
  /** Takes no more requests, lets those under way finish within the time that is set, and lets go. */
  close(): Promise<void>;
}

/** What a client may take to send its head and its body. */
const RECEIVE_MS_MAX = 30_000;
const KEEP_ALIVE_MS = 65_000;
const A_SECOND_MS = 1_000;

/** Puts the edge in front of a service. */
export async function createServer(service: Service, config: Config, log: Logger): Promise<Server> {
  let open = true;
  const bearerOf = authenticator(service.models.runner.reader(ACCESS));
  const adapter = new FastifyAdapter({
    bodyLimit: config.MISAQ_BODY_KB * 1024,
    requestTimeout: RECEIVE_MS_MAX,
    connectionTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_MS,
    trustProxy: trusted(config.MISAQ_TRUST_PROXY),
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(error, request, reply, log);
    },
    clientErrorHandler: (error, socket) => {
      answerNoRequest(error, socket, log);
    },
  });
  const fastify = adapter.getInstance();
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the options are a class in types only
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.on(service), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: ['error'],
  });
  takeJson(fastify, config.MISAQ_BODY_KB * 1024);
  await secureHeaders(fastify);
  logRequests(fastify, log);
  const routes = await guard(fastify, {
    authenticate: (token) => {
      const found = bearerOf(token, today(service.clock));
      return 'refusal' in found ? undefined : found;
    },
    open: () => open,
    requestsPerMinute: config.MISAQ_REQUESTS_PER_MINUTE,
    guessesPerMinute: config.MISAQ_GUESSES_PER_MINUTE,
  });
  presentAnswers(fastify);
  app.useGlobalPipes(new RequestPipe());
  app.useGlobalFilters(new ProblemFilter(log));
  await app.init();
  return {
    app,
    routes,
    async listen() {
      await app.listen({ host: config.MISAQ_HOST, port: config.MISAQ_PORT });
      return app.getUrl();
    },
    async close() {
      open = false;
      const cut = setTimeout(() => {
        fastify.server.closeAllConnections();
      }, config.MISAQ_DRAIN_SECONDS * A_SECOND_MS);
      await app.close();
      clearTimeout(cut);
    },
  };
}

/** `no`, or addresses with commas between them. */
function trusted(setting: string): boolean | string {
  return setting === 'no' ? false : setting;
}
