import type { FastifyRequest } from 'fastify';
import { type Act, notOwn } from '@misaq/domain/access/roles.js';
import * as admission from '@misaq/questions/admission.js';
import { bearerOf } from './principal.js';
import { RefusedError } from './refused.js';

/**
 * Holds an officer of an agency or a bank to the province whose register knows the organisation.
 * @throws QuestionRefusedError `not_own`
 */
export function holdToProvince(request: FastifyRequest, act: string, province: string): void {
  admission.holdToProvince(bearerOf(request), act, province);
}

/**
 * The same of something that was looked up: where it is when it is elsewhere is not told, as if there were none.
 * @throws RefusedError `not_own`
 */
export function holdFoundToProvince(request: FastifyRequest, act: Act, province: string): void {
  const { actor, province: own } = bearerOf(request);
  if (own !== undefined && own !== province) throw new RefusedError(notOwn(actor, act));
}

/** The provinces that the address of a request names, as such or by a pool or a stream of theirs. */
export function provincesInAddress({
  params,
  query,
}: Pick<FastifyRequest, 'params' | 'query'>): readonly string[] {
  return [params, query].flatMap((named) => admission.provincesIn(named ?? {}));
}
