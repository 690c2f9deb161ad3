import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../answer/refused.js';

/** A page of another site cannot read the token, and cannot send this header without a preflight, which is refused. */
export const CSRF_HEADER = 'x-misaq-csrf';

/** The token of a session: it follows from the secret in the cookie, and does not give the secret away. */
export function csrfTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('csrf').digest('base64url');
}

/** @throws RefusedError `csrf_refused` when the header is missing or holds another token */
export function assertCsrf({ headers }: FastifyRequest, token: string): void {
  const given = headers[CSRF_HEADER];
  if (typeof given === 'string' && isSame(given, token)) return;
  throw new RefusedError({ name: 'csrf_refused', figures: {} });
}

function isSame(given: string, token: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}
