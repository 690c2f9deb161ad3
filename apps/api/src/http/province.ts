import type { FastifyRequest } from 'fastify';
import { asciiDigits } from '@misaq/calendar/digits.js';
import { type Act, notOwn, outsideProvince } from '@misaq/domain/access/roles.js';
import { parsePool, provinceOfStream } from '@misaq/domain/kernel/streams.js';
import { bearerOf } from './principal.js';
import { RefusedError } from './refused.js';

/**
 * Holds an officer of an agency or a bank to the province whose register knows the organisation.
 * @throws RefusedError `not_own`
 */
export function holdToProvince(request: FastifyRequest, act: string, province: string): void {
  const { actor, province: own } = bearerOf(request);
  const refusal = outsideProvince(actor, act, own, province);
  if (refusal !== undefined) throw new RefusedError(refusal);
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
  return [params, query].flatMap((named) => {
    const { province, pool, stream } = (named ?? {}) as Readonly<Record<string, unknown>>;
    return [
      textOf(province),
      parsePool(textOf(pool) ?? '')?.province,
      provinceOfStream(textOf(stream) ?? ''),
    ].filter((found) => found !== undefined && found !== '') as string[];
  });
}

/** Read as the fields of requests read it. */
function textOf(given: unknown): string | undefined {
  return typeof given === 'string' ? asciiDigits(given).trim() : undefined;
}
