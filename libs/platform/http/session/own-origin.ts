import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../answer/refused.js';

/** The origin under which browsers reach this server. */
export interface OwnOrigin {
  /** Such as `https://misaq.example`; the host of the request with the protocol when it is left out. */
  readonly publicUrl?: string | undefined;
  readonly behindTls: boolean;
}

/**
 * Holds what changes something to pages of this server. Browsers say where a request comes from; other programs say
 * nothing, and are not led by a foreign page.
 *
 * @throws RefusedError `foreign_origin`
 */
export function assertOwnOrigin({ headers, host }: FastifyRequest, own: OwnOrigin): void {
  const { origin, 'sec-fetch-site': site } = headers;
  // `none`: the person typed the address, which no page can make a browser do with such a method.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreignOrigin();
  if (origin !== undefined && origin.toLowerCase() !== originOf(own, host)) throw foreignOrigin();
}

/** A name by which no other machine is meant. */
const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

export function isLoopbackName(host: string): boolean {
  return LOOPBACK_NAME.test(host);
}

/**
 * Holds what names this server elsewhere to its own name: the one that is set, or one of the machine itself. The client
 * writes the host of its request, and may write any.
 *
 * @throws RefusedError `foreign_origin`
 */
export function assertKnownHost({ publicUrl }: OwnOrigin, host: string): void {
  if (publicUrl === undefined && !isLoopbackName(host)) throw foreignOrigin();
}

/** The origin of this server, as a browser writes it. */
export function originOf({ publicUrl, behindTls }: OwnOrigin, host: string): string {
  if (publicUrl !== undefined) return new URL(publicUrl).origin;
  return `${behindTls ? 'https' : 'http'}://${host}`.toLowerCase();
}

function foreignOrigin(): RefusedError {
  return new RefusedError({ name: 'foreign_origin', figures: {} });
}
