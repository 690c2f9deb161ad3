import type { FastifyReply, FastifyRequest } from 'fastify';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { RefusedError } from '../answer/refused.js';

/** Bounds what is answered to those who show no token, by address: one unit a request, and one for so many bytes. */
export interface AnonymousBound {
  /** @throws RefusedError `too_many_requests` when the address has used what it may; its connection is then ended. */
  readonly admit: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Counts what the answer took beyond its unit. */
  readonly answered: (request: FastifyRequest, reply: FastifyReply) => void;
}

const A_MINUTE_MS = 60_000;
const BYTES_A_UNIT = 16 * 1024;
const ADDRESSES_KEPT = 20_000;

/** @param now milliseconds of a clock that nobody sets */
export function createAnonymousBound(
  unitsPerMinute: number,
  now: () => number = () => performance.now(),
): AnonymousBound {
  let minuteMs = now();
  const used = new Map<string, number>();

  function use(address: string, units: number): number {
    const sinceMs = now() - minuteMs;
    if (sinceMs >= A_MINUTE_MS) {
      used.clear();
      minuteMs += sinceMs - (sinceMs % A_MINUTE_MS);
    }
    const all = (used.get(address) ?? 0) + units;
    if (used.size < ADDRESSES_KEPT || used.has(address)) used.set(address, all);
    return all;
  }

  return {
    admit({ ip }, reply) {
      if (use(ip, 1) <= unitsPerMinute) return;
      const retryAfterSeconds = Math.max(1, Math.ceil((A_MINUTE_MS - (now() - minuteMs)) / 1_000));
      void reply.header('connection', 'close');
      throw new RefusedError(edgeRefusal('too_many_requests', { retryAfterSeconds }), [], retryAfterSeconds);
    },
    answered({ ip }, reply) {
      const units = Math.floor(Number(reply.getHeader('content-length') ?? 0) / BYTES_A_UNIT);
      if (units > 0) use(ip, units);
    },
  };
}
