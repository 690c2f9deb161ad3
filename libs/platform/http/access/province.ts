import type { FastifyRequest } from 'fastify';
import * as admission from '@misaq/platform/questions/admission.js';
import { bearerOf } from './principal.js';

/**
 * Holds an officer of an agency or a bank to the province whose register knows the organisation.
 * @throws QuestionRefusedError `not_own`
 */
export function holdToProvince(request: FastifyRequest, act: string, province: string): void {
  admission.holdToProvince(bearerOf(request), act, province);
}

/** The provinces that the address of a request names, as such or by a pool or a stream of theirs. */
export function provincesInAddress({
  params,
  query,
}: Pick<FastifyRequest, 'params' | 'query'>): readonly string[] {
  return [params, query].flatMap((named) => admission.provincesIn(named ?? {}));
}
