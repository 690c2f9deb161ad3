import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { today } from '@misaq/application/clock.js';
import type { Config } from '../../composition/src/config.js';
import { ApiModule } from './app.module.js';
import { answerNoRequest } from './http/client-error.js';
import { presentAnswers } from './http/answer.js';
import { guard } from './http/gate.js';
import { takeJson } from './http/json-body.js';
import { ProblemFilter, sendProblem } from './http/problem-filter.js';
import { logRequests } from './http/request-log.js';
import { validation } from './http/validation.js';
import type { Bearer } from './http/principal.js';
import type { Service } from './service.js';

export interface Server {
  readonly app: NestFastifyApplication;
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
      answerNoRequest(error, socket as Socket, log);
    },
  });
  const fastify = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.on(service), adapter, {
    bodyParser: false,
    logger: ['error'],
    abortOnError: false,
  });
  takeJson(fastify as never, config.MISAQ_BODY_KB * 1024);
  await app.register(helmet as never, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
  logRequests(fastify as never, log);
  await guard(fastify as never, {
    authenticate: (token) => authenticate(service, token),
    open: () => open,
    requestsPerMinute: config.MISAQ_REQUESTS_PER_MINUTE,
    guessesPerMinute: config.MISAQ_GUESSES_PER_MINUTE,
  });
  presentAnswers(fastify as never);
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter(log));
  await app.init();
  fastify.setErrorHandler((error, request, reply) => {
    sendProblem(error, request as never, reply as never, log);
  });
  return {
    app,
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

function authenticate(service: Service, token: string): Bearer | undefined {
  const found = service.models.access.authenticate(token, today(service.clock));
  return 'refusal' in found ? undefined : found;
}

/** `no`, or addresses with commas between them. */
function trusted(setting: string): boolean | string {
  return setting === 'no' ? false : setting;
}
