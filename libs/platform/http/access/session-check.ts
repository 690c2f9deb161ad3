import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import type { Authenticate } from './authenticate.js';
import { refuse, type RefusedError } from '../answer/refused.js';

export const SESSION_CHECK = Symbol('still in');

/**
 * Re-checks the token or session of a request. Returns the refusal, or undefined while the sender is still authorised.
 * Rights are checked when a request begins. Long work (a slow body, the check of a file, an export, an endless stream)
 * checks again, because the token may have been revoked meanwhile.
 */
export type SessionCheck = (request: FastifyRequest) => RefusedError | undefined;

/** @param accessIsStopped while these tables do not follow the log, revocations are unknown, and every check is refused */
export function sessionCheck(authenticate: Authenticate, accessIsStopped: () => boolean): SessionCheck {
  return (request) => {
    if (accessIsStopped()) return refuse('read_models_stopped', { name: ACCESS });
    return authenticate(request) === undefined ? refuse('unauthenticated') : undefined;
  };
}

/**
 * Yields the items of an answer while the sender of the request is authorised.
 *
 * @param every checks before the first item, and then once in so many items
 * @throws RefusedError when the sender is no longer authorised
 */
export async function* whileAuthorised<Item>(
  isIn: SessionCheck,
  request: FastifyRequest,
  items: AsyncIterable<Item> | Iterable<Item>,
  every: number,
): AsyncGenerator<Item> {
  let count = 0;
  for await (const item of items) {
    if (count % every === 0) assertAuthorised(isIn, request);
    count += 1;
    yield item;
  }
}

/**
 * The bytes of a file in the same way, because a client can read slowly for as long as it likes. Closing the returned
 * stream closes the file, even if nothing was read.
 */
export function fileWhileIn(isIn: SessionCheck, request: FastifyRequest, file: Readable): Readable {
  const given = Readable.from(whileAuthorised<Uint8Array>(isIn, request, file, 1), { objectMode: false });
  given.once('close', () => file.destroy());
  return given;
}

/** @throws RefusedError when the sender is no longer authorised */
export function assertAuthorised(isIn: SessionCheck, request: FastifyRequest): void {
  const refused = isIn(request);
  if (refused !== undefined) throw refused;
}
