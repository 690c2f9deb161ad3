import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/*
 * A real OpenID Connect provider on this machine. It asks for a name and no password. What it sends as the ID token can be
 * falsified, as an attacker in its place would do.
 */

export const CLIENT_ID = 'misaq';
export const CLIENT_SECRET = 'a secret that both sides know in tests';
/** A second client of the provider: another program of the same house. */
export const OTHER_CLIENT = { id: 'another-program', secret: 'the secret of another program of the house' };

const TTL_SECONDS = 3_600;

type Claims = Record<string, unknown>;

/** An ID token as it is to be sent instead of the true one. */
export interface Falsified {
  readonly claims?: Claims;
  readonly header?: Record<string, unknown>;
  /** `none`: without a signature; `stranger`: by a key that is not the provider's. */
  readonly signedBy?: 'provider' | 'stranger' | 'none';
}

export interface TestProvider {
  readonly issuer: string;
  /** Sends another ID token from now on; the true one when nothing is given. */
  falsify(how?: (claims: Claims) => Falsified): void;
  /** Answers nobody any more. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** @param port where it was before; a free one when it is left out */
export async function startProvider(): Promise<TestProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  let server = createServer();
  const port = await listen(server, 0);
  const issuer = `http://127.0.0.1:${String(port)}`;
  let how: ((claims: Claims) => Falsified) | undefined;
  const provider = createProvider(issuer, keys.privateKey);
  provider.use(async (context, next) => {
    await next();
    const { body } = context;
    if (how === undefined || context.path !== '/token' || !isTokenAnswer(body)) return;
    body.id_token = falsified(body.id_token, how, { provider: keys.privateKey, stranger });
  });
  const answer = provider.callback();
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url?.startsWith('/interaction/') === true) void interact(provider, request, response);
    else answer(request, response);
  };
  server.on('request', handle);

  async function goAway(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
  return {
    issuer,
    falsify: (given) => {
      how = given;
    },
    goAway,
    async comeBack() {
      server = createServer(handle);
      await listen(server, port);
    },
    stop: goAway,
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function createProvider(issuer: string, key: KeyObject): Provider {
  const client = (id: string, secret: string) => ({
    client_id: id,
    client_secret: secret,
    // Of a program on the same machine: any port is taken (RFC 8252, 7.3).
    application_type: 'native',
    redirect_uris: ['http://127.0.0.1/sign-in/return'],
    post_logout_redirect_uris: ['http://127.0.0.1/sign-in'],
  });
  return new Provider(issuer, {
    clients: [client(CLIENT_ID, CLIENT_SECRET), client(OTHER_CLIENT.id, OTHER_CLIENT.secret)],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'of-tests', use: 'sig', alg: 'RS256' }] },
    ttl: {
      Session: TTL_SECONDS,
      Grant: TTL_SECONDS,
      Interaction: TTL_SECONDS,
      AccessToken: TTL_SECONDS,
      IdToken: TTL_SECONDS,
    },
    cookies: { keys: ['a key for the cookies of the provider'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, email: `${accountId}@example.org` }),
    }),
    // Nobody is asked whether the program may know who they are.
    async loadExistingGrant({ oidc }: Parameters<Parameters<Provider['use']>[0]>[0]) {
      const { clientId } = oidc.client;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
}

const PAGE = `<!doctype html><html lang="en"><title>The provider</title>
<form method="post"><label>Name <input name="login" autofocus></label> <button>Sign in</button>
<button name="denied" value="yes">Back</button></form></html>`;

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html').end(PAGE);
    return;
  }
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += String(piece);
  const given = new URLSearchParams(body);
  await provider.interactionFinished(
    request,
    response,
    given.has('denied')
      ? { error: 'access_denied' } // A program on the same machine is asked for its consent each time.
      : { login: { accountId: given.get('login') ?? '' }, consent: {} },
  );
}

function isTokenAnswer(body: unknown): body is { id_token: string } {
  return typeof body === 'object' && body !== null && 'id_token' in body;
}

function falsified(
  token: string,
  how: (claims: Claims) => Falsified,
  keys: { readonly provider: KeyObject; readonly stranger: KeyObject },
): string {
  const [head = '', payload = ''] = token.split('.');
  const read = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
  const write = (part: Claims): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = read(payload);
  const { claims: changed = {}, header = {}, signedBy = 'provider' } = how(claims);
  const signed = `${write({ ...read(head), ...header })}.${write({ ...claims, ...changed })}`;
  if (signedBy === 'none') return `${signed}.`;
  return `${signed}.${sign('sha256', Buffer.from(signed), keys[signedBy]).toString('base64url')}`;
}

/** A browser at the provider: it keeps the provider's cookies, follows its redirections, and types a name where it is asked. */
export function openProviderBrowser() {
  const cookies = new Map<string, string>();
  async function visit(address: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    return response;
  }
  /**
   * Goes to an address of the provider and types what it asks for, until it leads elsewhere; gives that address.
   * @param form what is typed where the provider asks, such as `{ login: 'sara' }`
   */
  async function pass(address: string, form: Readonly<Record<string, string>>): Promise<URL> {
    const { origin } = new URL(address);
    for (let next = address, asked = 0; asked < 10; asked += 1) {
      let response = await visit(next);
      if (response.status === 200) response = await visit(next, form);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${next}: ${String(response.status)} ${await response.text()}`);
      const target = new URL(location, origin);
      if (target.origin !== origin) return target;
      next = target.href;
    }
    throw new Error('the provider leads nowhere');
  }
  return { pass };
}
