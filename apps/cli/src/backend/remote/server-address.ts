import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';

/** A server that verbs are sent to, and what lets them in. */
export interface ServerAddress {
  /** Without a slash at its end. */
  readonly url: string;
  /** Left out for what needs none. */
  readonly token?: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The server that MISAQ_URL names, with the token of MISAQ_TOKEN; undefined when none is named.
 *
 * @param tokenNeeded whether the verb needs one
 * @throws UsageError when it is no address, or one over which a token would travel unencrypted; RefusedError
 *   `unauthenticated` when there is no token
 */
export function serverAddress(environment: NodeJS.ProcessEnv, tokenNeeded = true): ServerAddress | undefined {
  const given = environment.MISAQ_URL?.trim() ?? '';
  if (given === '') return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '')
    throw new UsageError('not_a_url', 'MISAQ_URL is no address of a server, such as http://127.0.0.1:8080');
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    throw new UsageError(
      'not_encrypted',
      `MISAQ_URL: a token must not travel unencrypted to ${url.hostname}; give its https:// address`,
    );
  const address = { url: url.href.replace(/\/+$/, '') };
  if (!tokenNeeded) return address;
  const token = environment.MISAQ_TOKEN?.trim() ?? '';
  if (token === '')
    throw new RefusedError(
      edgeRefusal('unauthenticated', { reason: 'token_missing', url: given, setting: 'MISAQ_TOKEN' }),
    );
  return { ...address, token };
}
