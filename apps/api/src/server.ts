import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { today } from '@misaq/platform/kernel/clock.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { parsePlan } from '@misaq/platform/kernel/streams.js';
import type { HasPart } from '@misaq/platform/live/changes.js';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { BANK_BOARD } from '@misaq/credit/boards/banks/projection.js';
import { COMMITMENT_BOARD } from '@misaq/commitments/boards/commitments/projection.js';
import { CREDIT_BOARD } from '@misaq/credit/boards/pools/projection.js';
import { HISTORY } from '@misaq/platform/history/projection.js';
import type { Config } from '@misaq/platform/node/config.js';
import type { FindTable } from '@misaq/platform/tasks/export-tasks.js';
import { controllersOf } from '@misaq/platform/subjects/subject.js';
import { addressError } from '@misaq/platform/http/address-error.js';
import { browserHeaders } from '@misaq/platform/http/answer/browser-headers.js';
import { healthOf } from '@misaq/platform/http/health.js';
import { operatorBy } from '@misaq/platform/http/access/operator.js';
import { createMetrics, observeLiveStreams } from '@misaq/platform/http/metrics.js';
import { openApiDocument } from './openapi/document.js';
import { answerNoRequest } from '@misaq/platform/http/request/client-error.js';
import { presentAnswers } from '@misaq/platform/http/answer/answer.js';
import { createLiveFeed } from '@misaq/platform/live/live-feed.js';
import { createLiveStreams } from '@misaq/platform/live/live-streams.js';
import { bearerByToken, bySessionOrToken, oncePerRequest } from '@misaq/platform/http/access/authenticate.js';
import { sessionCheck } from '@misaq/platform/http/access/session-check.js';
import { createGuesses } from '@misaq/platform/http/access/guesses.js';
import { guard, type Route } from '@misaq/platform/http/access/gate.js';
import { boundConnections, connectionBounds } from '@misaq/platform/http/access/connections.js';
import { createPipelinedAnswers } from '@misaq/platform/http/request/pipelined-answers.js';
import { createChecks } from './imports/checks.js';
import { createWorkBudget } from '@misaq/platform/http/access/work-budget.js';
import { takeNoCodings } from '@misaq/platform/http/request/content-encoding.js';
import { takeJson } from '@misaq/platform/http/request/json-body.js';
import { createPositionSeal } from '@misaq/platform/http/request/position-seal.js';
import { sealPositions } from '@misaq/platform/http/request/positions.js';
import { logInTheMiddle, ProblemFilter, sendProblem } from '@misaq/platform/http/answer/problem-filter.js';
import { chooseLanguage } from '@misaq/platform/http/request/language.js';
import { negotiate } from '@misaq/platform/http/request/negotiation.js';
import { observeRequests } from '@misaq/platform/http/request/request-metrics.js';
import { logRequests } from '@misaq/platform/http/request/request-log.js';
import { secureHeaders } from '@misaq/platform/http/answer/security-headers.js';
import { UndeclaredParts } from '@misaq/platform/http/request/undeclared-parts.js';
import { RequestPipe } from '@misaq/platform/http/request/validation.js';
import { networkRules } from '@misaq/platform/assembly/start-background-work.js';
import { openWebhookKey } from '@misaq/platform/node/webhook-key-file.js';
import type { BackgroundWork } from '@misaq/platform/tasks/background-work.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import { serveSignIn } from './sign-in/sign-in.module.js';
import { Tables, tablesOf } from './exports/tables.js';
import { takeFiles, uploadFolder } from './imports/upload.js';
import { servePages } from './pages/pages.js';
import type { Service } from '@misaq/platform/assembly/service.js';

export interface Server {
  readonly app: NestFastifyApplication;
  /** Every route and what it needs. */
  readonly routes: readonly Route[];
  /** What exports are made of. */
  readonly tables: FindTable;
  /** Whether the screens were built, and a browser can be pointed at the address. */
  readonly hasPages: boolean;
  readonly signIn: SignIn;
  /** Makes the OpenAPI document. It takes a quarter of a second, for which nobody should wait later. */
  describe(): void;
  /** Begins to listen; gives the address, with the port that was taken. */
  listen(): Promise<string>;
  /** Takes no more requests, lets those under way finish within the time that is set, and lets go. */
  close(): Promise<void>;
}

/** How long clients are waited for, in milliseconds. */
export interface Patience {
  /** For the head of a request. */
  readonly headMs: number;
  /** For all of a request, with the largest file. */
  readonly requestMs: number;
  /** For the next request on a connection. */
  readonly keepAliveMs: number;
  /** While nothing goes either way: the client does not take its answer, or the answer takes very long. */
  readonly silentMs: number;
  /** How often it is looked whose time is up. */
  readonly checkMs: number;
}

const PATIENCE: Patience = {
  headMs: 15_000,
  requestMs: 120_000,
  keepAliveMs: 65_000,
  silentMs: 600_000,
  checkMs: 5_000,
};

/**
 * Connections that wait until they are taken; the system may allow fewer. One that finds no place is tried again only after
 * a second, then two, then four: a burst of clients that are refused would keep others out for so long.
 */
const BACKLOG = 4_096;
const A_SECOND_MS = 1_000;
const IDLE_LOOK_MS = 50;

const PROVIDER_AWAY = 'nobody can sign in by the provider: the log of the server says why';

/** Puts the edge in front of a service. */
// Longer than 60 lines: the order in which Fastify is given hooks and plugins matters, and is read in one piece.
export async function createServer(
  service: Service,
  config: Config,
  log: Logger,
  unasked: BackgroundWork,
  patience: Patience = PATIENCE,
): Promise<Server> {
  // Loaded late: what controllers say of refusals and of kinds of files is read from the list of subjects.
  const { ApiModule } = await import('./app.module.js');
  let open = true;
  const uploadBytesMax = config.MISAQ_UPLOAD_MB * 1024 * 1024;
  const liveFeed = createLiveFeed(service.models.runner.reader(HISTORY).position(), partIn(service.models));
  service.watch(liveFeed.watcher);
  const liveStreams = createLiveStreams();
  const owed = createPipelinedAnswers();
  const headers = await browserHeaders();
  const adapter = new FastifyAdapter({
    multipart: false,
    bodyLimit: config.MISAQ_BODY_KB * 1024,
    requestTimeout: patience.requestMs,
    http: { headersTimeout: patience.headMs, connectionsCheckingInterval: patience.checkMs },
    connectionTimeout: patience.silentMs,
    keepAliveTimeout: patience.keepAliveMs,
    trustProxy: trusted(config.MISAQ_TRUST_PROXY),
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(error, request, reply, log);
    },
    clientErrorHandler: (error, socket) => {
      answerNoRequest(error, socket, owed, log, headers);
    },
  });
  const fastify = adapter.getInstance();
  const access = service.models.runner.reader(ACCESS);
  const day = (): PlainDate => today(service.clock);
  const signIn = serveSignIn(service, config, (text) => {
    log.warn(text);
  });
  const byToken = oncePerRequest(bearerByToken(service.models.authenticate, day), access, day);
  const authenticate = bySessionOrToken(byToken, signIn.door);
  const accessIsStopped = (): boolean => access.isStopped();
  const isIn = sessionCheck(authenticate, accessIsStopped);
  owed.watch(fastify.server);
  boundConnections(fastify.server, connectionBounds(config), owed);
  const metrics = createMetrics(service, unasked.scheduler, config.MISAQ_DATA_DIR, unasked.verification);
  observeRequests(fastify, metrics);
  observeLiveStreams(metrics, liveStreams);
  const positionSeal = createPositionSeal(service.personKey.derived('positions of the log'));
  const guesses = createGuesses(config.MISAQ_GUESSES_PER_MINUTE, log);
  let document: Buffer | undefined;
  const describe = (): Buffer => (document ??= Buffer.from(JSON.stringify(openApiDocument(app))));

  const app: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    ApiModule.on({
      service,
      controllers: await controllersOf(service.subjects),
      metrics,
      isOperator: operatorBy(config),
      health: healthOf(
        service,
        unasked.scheduler,
        config.MISAQ_READY_LAG,
        () => open,
        () => (signIn.signIn.provider?.problem() === undefined ? [] : [PROVIDER_AWAY]),
      ),
      uploads: { folder: uploadFolder(service.folder), bytesMax: uploadBytesMax },
      liveFeed,
      liveStreams,
      sessionCheck: isIn,
      signIn,
      webhookKey: openWebhookKey(service.folder, config),
      networkRules: networkRules(config),
      unasked,
      guesses,
      positionSeal,
      workBudget: createWorkBudget({ msPerSecond: config.MISAQ_WORK_MS_PER_SECOND }),
      checks: createChecks({
        msPerSecond: config.MISAQ_WORK_MS_PER_SECOND,
        limits: {
          rows: config.MISAQ_CHECKED_ROWS_PER_DAY,
          persons: config.MISAQ_CHECKED_PERSONS_PER_DAY,
        },
      }),
      openApi: { bytes: describe },
    }),
    adapter,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a class in types only
    {
      bodyParser: false,
      abortOnError: false,
      logger: ['error'],
    },
  );
  takeJson(fastify, config.MISAQ_BODY_KB * 1024);
  await takeFiles(fastify, uploadBytesMax);
  secureHeaders(fastify, headers);
  logRequests(fastify, log);
  logInTheMiddle(fastify, log);
  const routes = await guard(fastify, {
    authenticate,
    accessIsStopped,
    sessionCheck: isIn,
    sessions: signIn.door,
    today: day,
    open: () => open,
    requestsPerMinute: config.MISAQ_REQUESTS_PER_MINUTE,
    guesses,
    anonymousPerMinute: config.MISAQ_ANONYMOUS_PER_MINUTE,
  });
  takeNoCodings(fastify);
  negotiate(fastify);
  chooseLanguage(fastify);
  sealPositions(fastify, positionSeal);
  presentAnswers(fastify);
  const hasPages = servePages(fastify);
  app.useGlobalGuards(new UndeclaredParts());
  app.useGlobalPipes(new RequestPipe());
  app.useGlobalFilters(new ProblemFilter(log));
  await app.init();
  return {
    app,
    routes,
    tables: tablesOf(app.get(Tables), service.models.access, { open: () => open, accessIsStopped }),
    hasPages,
    signIn: signIn.signIn,
    describe,
    async listen() {
      const { MISAQ_HOST: host, MISAQ_PORT: port } = config;
      try {
        return await fastify.listen({ host, port, backlog: BACKLOG });
      } catch (error) {
        throw addressError(error, host, port);
      }
    },
    async close() {
      open = false;
      liveStreams.closeAll();
      const cut = setTimeout(() => {
        fastify.server.closeAllConnections();
      }, config.MISAQ_DRAIN_SECONDS * A_SECOND_MS);
      // Those that were busy when it began to stop are idle later, and would be kept for the next request.
      const look = setInterval(() => {
        fastify.server.closeIdleConnections();
      }, IDLE_LOOK_MS);
      await app.close();
      await signIn.signIn.close();
      clearInterval(look);
      clearTimeout(cut);
    },
  };
}

/**
 * An agency has a part in a pool in which it has credit or applicants, a bank in one with a file of its own; in a plan an
 * agency that has promised or created jobs.
 */
function partIn({ credit, banks, commitments, runner }: Service['models']): HasPart {
  const pools = remembered<ReadonlySet<string>>(
    [CREDIT_BOARD, BANK_BOARD].map((name) => runner.reader(name)),
  );
  const plans = remembered<boolean>([runner.reader(COMMITMENT_BOARD)]);
  return (board, id, scope) => {
    if (board === 'pool') {
      const own = pools(JSON.stringify(scope), () => {
        const found = 'agency' in scope ? credit.pools(scope).pools : banks.poolsOf(scope.bank);
        return new Set(found.map(({ pool }) => pool));
      });
      return own.has(id);
    }
    const plan = parsePlan(id);
    if (plan === undefined || !('agency' in scope)) return false;
    const { agency } = scope;
    return plans(
      JSON.stringify([plan, agency]),
      () => commitments.commitmentCells(plan.province, plan.year, { agency, limit: 1 }).total > 0,
    );
  };
}

const REMEMBERED_MAX = 1_000;

/** What was read from tables is good until one of them changes: many who watch ask the same. */
function remembered<Found>(
  readers: readonly Pick<TableReader, 'version'>[],
): (key: string, find: () => Found) => Found {
  const found = new Map<string, Found>();
  let versions = '';
  return (key, find) => {
    const now = readers.map((reader) => String(reader.version())).join(' ');
    if (now !== versions || found.size >= REMEMBERED_MAX) found.clear();
    versions = now;
    const known = found.get(key);
    if (known !== undefined) return known;
    const made = find();
    found.set(key, made);
    return made;
  };
}

/** `no`, or addresses with commas between them. */
function trusted(setting: string): boolean | string {
  return setting === 'no' ? false : setting;
}
