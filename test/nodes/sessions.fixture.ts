import type { Client } from '../e2e/client.fixture.js';
import { record } from '../e2e/office.fixture.js';

export const PASSWORD = 'seven green kettles whistle';

/** A browser that is signed in, as the headers of its requests. */
export interface SignedIn {
  readonly sessionId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Opens an account on a node: an admin issues a link, and its holder redeems it. */
export async function openAccount(
  client: Client,
  url: string,
  admin: string,
  principal: string,
): Promise<void> {
  const { code } = await record(client, url, admin, `/api/v1/accounts/${principal}/links`, {});
  const body = { code, password: PASSWORD };
  const { status, text } = await client.ask(url, 'POST', '/api/v1/accounts/password', { body });
  if (status !== 200) throw new Error(text);
}

export async function signIn(client: Client, url: string, account: string): Promise<SignedIn> {
  const body = { account, password: PASSWORD };
  const { status, text, headers } = await client.ask(url, 'POST', '/api/v1/session', { body });
  if (status !== 200) throw new Error(text);
  const { sessionId, csrf } = JSON.parse(text) as { sessionId: string; csrf: string };
  const cookie = String(headers['set-cookie']).replace(/;.*$/, '');
  return { sessionId, headers: { cookie, 'x-misaq-csrf': csrf } };
}

export async function statusOf(client: Client, url: string, { headers }: SignedIn): Promise<number> {
  return (await client.ask(url, 'GET', '/api/v1/me', { headers })).status;
}
