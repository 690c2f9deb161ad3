import type { FastifyInstance } from 'fastify';
import rateLimit from '@fastify/rate-limit';
import { daysBetween, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { may } from '@misaq/access/domain/roles.js';
import { createAnonymousBound } from './anonymous-bound.js';
import { type Authenticate, tokenOf } from './authenticate.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import type { Guesses } from './guesses.js';
import { holdToProvince, provincesInAddress } from './province.js';
import { refuse, RefusedError } from '../answer/refused.js';
import type { Need } from './needs.js';
import type { SessionCheck } from './session-check.js';
import { enterBySession } from '../session/enter.js';
import type { RequestSession, SessionDoor } from '../session/session-door.js';
import { confirmSignings } from '../session/signing.js';
import type { Form } from '../request/negotiation.js';

export interface GateOptions {
  readonly authenticate: Authenticate;
  /** Whether the read model of principals stands still: nobody can then tell whose token or role was revoked. */
  readonly accessIsStopped: () => boolean;
  readonly sessionCheck: SessionCheck;
  readonly sessions: SessionDoor;
  readonly today: () => PlainDate;
  /** False once the server has begun to stop. */
  readonly open: () => boolean;
  readonly requestsPerMinute: number;
  readonly guesses: Guesses;
  readonly anonymousPerMinute: number;
}

/** A route as it was registered. */
export interface Route {
  readonly method: string;
  readonly url: string;
  readonly needs: Need;
  /** The forms that its answer exists in; only of questions. */
  readonly forms?: readonly Form[];
}

/** The last day of the token that was shown, ISO; on every answer within so many days of it. */
export const TOKEN_EXPIRES_HEADER = 'misaq-token-expires';
const TOKEN_WARNING_DAYS = 30;

const A_MINUTE_MS = 60_000;
/** Principals whose requests are counted at a time. */
const COUNTED_MAX = 20_000;

/**
 * Lets a request in: the token or the session first, then what its role may, then how often. All of it happens before the body is
 * read. A route that does not declare what it needs keeps the server from starting.
 *
 * @returns the routes, as they are registered from now on
 */
export async function guard(server: FastifyInstance, options: GateOptions): Promise<readonly Route[]> {
  const routes: Route[] = [];
  server.addHook('onRoute', ({ method, url, config }) => {
    if (config?.needs === undefined)
      throw new Error(`${String(method)} ${url} does not declare what it needs`);
    const { needs, forms } = config;
    for (const each of [method].flat())
      routes.push({ method: each, url, needs, ...(forms !== undefined && { forms }) });
  });
  const { requestsPerMinute, guesses } = options;
  server.decorateRequest('bearer', null);
  server.decorateRequest('session', null);
  server.decorateRequest('found', null);
  await server.register(rateLimit, { global: false, cache: COUNTED_MAX });
  const requests = server.createRateLimit({
    max: requestsPerMinute,
    timeWindow: A_MINUTE_MS,
    keyGenerator: ({ bearer, session, ip }) =>
      bearer?.actor.id ?? (session === null ? `nobody ${ip}` : `account ${session.account}`),
  });

  const anonymous = createAnonymousBound(options.anonymousPerMinute);

  server.addHook('onRequest', async (request, reply) => {
    if (request.is404) throw refuse('unknown_route');
    const { needs = 'signed-in' } = request.routeOptions.config;
    if (needs === 'nobody') {
      if (tokenOf(request) === undefined) anonymous.admit(request, reply);
      return;
    }
    if (!options.open()) throw refuse('shutting_down');
    if (options.accessIsStopped()) throw refuse('read_models_stopped', { name: ACCESS });
    // A token decides alone: what a browser adds to a request of a program counts for nothing.
    const token = tokenOf(request);
    if (token === undefined) await enterBySession(request, reply, options.sessions);
    if (needs === 'session' && request.session !== null) {
      limited(await requests(request));
      return;
    }
    const bearer = options.authenticate(request);
    if (bearer === undefined) {
      if (request.session !== null) throw refusedSession(request.session, options.sessions);
      // A request without any token guesses nothing.
      if (token === undefined) anonymous.admit(request, reply);
      else await guesses.made(request, token);
      throw refuse('unauthenticated');
    }
    if (needs === 'session') throw new RefusedError({ name: 'session_needed', figures: {} });
    request.bearer = bearer;
    const { expiresOn } = bearer;
    if (expiresOn !== undefined && daysBetween(options.today(), expiresOn) <= TOKEN_WARNING_DAYS)
      void reply.header(TOKEN_EXPIRES_HEADER, expiresOn);
    limited(await requests(request));
    const forbidden = needs === 'signed-in' ? undefined : may(bearer.actor, needs);
    // Whether it is one's own is seen where it is known whose it is.
    if (forbidden?.name === 'not_permitted') throw new RefusedError(forbidden);
    if (bearer.actor.province === undefined) return;
    for (const province of provincesInAddress(request)) holdToProvince(request, needs, province);
  });
  server.addHook('onResponse', (request, reply, done) => {
    if (request.bearer === null) anonymous.answered(request, reply);
    done();
  });
  // What came before the body may have been long ago.
  server.addHook('preHandler', (request, _reply, done) => {
    done(request.bearer === null || request.body === undefined ? undefined : options.sessionCheck(request));
  });
  confirmSignings(server, options.sessions);
  return routes;
}

function refusedSession(session: RequestSession, sessions: SessionDoor): RefusedError {
  const acts = sessions.actsAs(session);
  return 'refusal' in acts ? new RefusedError(acts.refusal) : refuse('unauthenticated');
}

function limited(
  result:
    | { readonly isAllowed: true }
    | { readonly isAllowed: false; readonly isExceeded: boolean; readonly ttlInSeconds: number },
): void {
  if (result.isAllowed || !result.isExceeded) return;
  throw new RefusedError(
    edgeRefusal('too_many_requests', { retryAfterSeconds: result.ttlInSeconds }),
    [],
    result.ttlInSeconds,
  );
}
