import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import type { Authenticate } from './authenticate.js';
import { refuse, type RefusedError } from '../answer/refused.js';

export const SESSION_CHECK = Symbol('still in');

/**
 * Why whoever sends a request would not be let in now; undefined as long as they would. Rights are looked at when a
 * request begins; what takes its time (a body that comes slowly, a file that is checked, a table that is written, a stream
 * without an end) asks this once more, or a token that was revoked would go on working there.
 */
export type SessionCheck = (request: FastifyRequest) => RefusedError | undefined;

/** @param accessIsStopped nobody can then tell whose token or role was revoked, and nobody is in */
export function sessionCheck(authenticate: Authenticate, accessIsStopped: () => boolean): SessionCheck {
  return (request) => {
    if (accessIsStopped()) return refuse('read_models_stopped', { name: ACCESS });
    return authenticate(request) === undefined ? refuse('unauthenticated') : undefined;
  };
}

/**
 * Gives what whoever sends a request is written, as long as they are in.
 *
 * @param every it is asked before the first, and then after so many
 * @throws RefusedError when they are in no more
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
 * The bytes of a file in the same way: whoever takes them slowly holds them back for as long as they like. The file is
 * closed when what is given is, also when nobody took anything of it.
 */
export function fileWhileIn(isIn: SessionCheck, request: FastifyRequest, file: Readable): Readable {
  const given = Readable.from(whileAuthorised<Uint8Array>(isIn, request, file, 1), { objectMode: false });
  given.once('close', () => file.destroy());
  return given;
}

/** @throws RefusedError when its sender is in no more */
export function assertAuthorised(isIn: SessionCheck, request: FastifyRequest): void {
  const refused = isIn(request);
  if (refused !== undefined) throw refused;
}
