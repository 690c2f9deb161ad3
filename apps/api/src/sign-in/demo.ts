import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { isFromThisMachine } from '@misaq/platform/http/access/operator.js';
import { isLoopbackName } from '@misaq/platform/http/session/own-origin.js';
import type { Config } from '@misaq/platform/node/config.js';
import { isDemoDirectory } from '@misaq/platform/node/demo-directory.js';

/** Whether the accounts of the demo may be shown to the sender of a request. */
export type IsDemo = (request: FastifyRequest) => boolean;

export const IS_DEMO = Symbol('is demo');

/**
 * The data directory was made by the demo, and the request comes from this machine by a name that no other machine has:
 * a page elsewhere may have a name of its own lead here.
 */
export function demoBy({
  MISAQ_DATA_DIR: folder,
  MISAQ_BEHIND_TLS: behindTls,
  MISAQ_HOST: host,
}: Pick<Config, 'MISAQ_DATA_DIR' | 'MISAQ_BEHIND_TLS' | 'MISAQ_HOST'>): IsDemo {
  const isLocal = isLoopbackName(isIP(host) === 6 ? `[${host}]` : host);
  const isDemo = isLocal && !behindTls && isDemoDirectory(folder);
  return ({ raw }) => isDemo && isFromThisMachine(raw) && isLoopbackName(raw.headers.host ?? '');
}
