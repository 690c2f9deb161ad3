import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Config } from '@misaq/platform/node/config.js';
import type { Readiness } from '@misaq/platform/http/health.js';

/** Whether the operator of the machine sent a request. Only operators may know how much is recorded. */
export type IsOperator = (request: IncomingMessage) => boolean;

export const IS_OPERATOR = Symbol('isOperator');

/** What a proxy adds to a request that it passes on. */
const OF_PROXIES = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const;
const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;
const BEARER = /^Bearer +(\S{1,500}) *$/i;

/**
 * An operator shows the metrics token. If none is set, requests from the machine itself and not through a proxy count as
 * the operator's, as for the metrics of etcd.
 */
export function operatorBy({
  MISAQ_METRICS_TOKEN: expected,
}: Partial<Pick<Config, 'MISAQ_METRICS_TOKEN'>>): IsOperator {
  return ({ headers, socket }) => {
    if (expected !== undefined) return isSame(BEARER.exec(headers.authorization ?? '')?.[1] ?? '', expected);
    return isFromThisMachine({ headers, socket });
  };
}

/** Whether a request comes from the machine itself, and not through a proxy. */
export function isFromThisMachine({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  return LOOPBACK.test(socket.remoteAddress ?? '') && OF_PROXIES.every((name) => headers[name] === undefined);
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What anybody else is told of a server: whether to send requests there, and what is wrong with it. */
export function forAnybody({
  ready,
  status,
  problems,
}: Readiness): Pick<Readiness, 'ready' | 'status' | 'problems'> {
  return { ready, status, problems };
}
