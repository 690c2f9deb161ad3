import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusedError } from '../answer/refused.js';
import { clearCookie, cookieIn } from './cookie.js';
import { assertCsrf } from './csrf.js';
import { assertOwnOrigin } from './own-origin.js';
import type { SessionDoor } from './session-door.js';

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Sent by a page for what it asks by itself: such a request does not keep an idle session alive. */
const BACKGROUND_HEADER = 'x-misaq-background';
/** Asked by pages all the time, whether a person is there or not. */
const ASKED_BY_PAGES = /^\/api\/v1\/(?:live|freshness)(?:[/?]|$)/;

/**
 * Finds the session of a request that shows no token, and holds what changes something to pages of this server and to
 * the token of the session. A browser is told to forget a cookie that is good for nothing.
 *
 * @throws RefusedError `session_ended`, `sessions_unavailable`, `foreign_origin`, `csrf_refused`
 */
export async function enterBySession(
  request: FastifyRequest,
  reply: FastifyReply,
  door: SessionDoor,
): Promise<void> {
  const cookie = cookieIn(request.headers.cookie, door.cookie);
  if (cookie === undefined) return;
  const attended = request.headers[BACKGROUND_HEADER] === undefined && !ASKED_BY_PAGES.test(request.url);
  const session = await door.find(cookie, attended);
  if (session === undefined || 'refusal' in session) {
    void reply.header('set-cookie', clearCookie(door.cookie));
    if (session !== undefined) throw new RefusedError(session.refusal);
    return;
  }
  request.session = session;
  if (SAFE_METHODS.includes(request.method)) return;
  assertOwnOrigin(request, door.origin);
  assertCsrf(request, session.csrf);
}
