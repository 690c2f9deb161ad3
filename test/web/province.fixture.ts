import { join } from 'node:path';
import { type BuiltServer, startBuiltServer } from '../e2e/built-server.fixture.js';
import { POOL } from '../e2e/misaq.fixture.js';
import { copyDemo } from '../support/demo.fixture.js';

export const NOTE_16 = `/pools/${POOL}`;

/** The sample province behind the built server, with the reallocation of the demo taken back and proposed anew. */
export interface Province {
  readonly server: BuiltServer;
  /** The token of somebody in a role. */
  readonly tokens: { readonly deputy: string; readonly otherDeputy: string; readonly labour: string };
  /** Accounts of the same persons, for browsers. */
  readonly accounts: Readonly<Record<'deputy' | 'labour' | 'inspector', Account>>;
  /** The open review of Note 16, requested by the labour department: 233 bn toman from Behzisti to the Relief Committee. */
  readonly review: string;
}

export interface Account {
  readonly account: string;
  readonly password: string;
}

const TAKEN_BACK = {
  reversalId: 'reversal-1',
  from: 'behzisti',
  to: 'relief-committee',
  amountRial: '2330000000000',
  reason: 'The session looks at the reallocation again',
};

/** @param more settings of the server */
export async function openProvince(folder: string, more: NodeJS.ProcessEnv = {}): Promise<Province> {
  const data = join(folder, 'demo');
  copyDemo(data);
  const server = await startBuiltServer(data, more);
  const deputy = await server.letIn('deputy-1', 'economic-deputy');
  const otherDeputy = await server.letIn('deputy-2', 'economic-deputy');
  const labour = await server.letIn('labour-1', 'labour');
  const reviews = `/api/v1/pools/${POOL}/reviews`;
  const act = async (token: string, path: string, body: object): Promise<void> => {
    const answer = await server.request('POST', path, { token, body });
    if (answer.status !== 200) throw new Error(`${path}: ${await answer.text()}`);
  };
  await act(otherDeputy, `${reviews}/${POOL}-review-1/reversals`, TAKEN_BACK);
  const review = await requestReview(server, labour);
  await server.letIn('inspector-1', 'inspector');
  const accounts = {
    deputy: await openAccount(server, 'deputy-1'),
    labour: await openAccount(server, 'labour-1'),
    inspector: await openAccount(server, 'inspector-1'),
  };
  return { server, tokens: { deputy, otherDeputy, labour }, accounts, review };
}

/** Gives a principal an account with a password, by the one-time link of an admin. */
export async function openAccount(server: BuiltServer, principal: string): Promise<Account> {
  const link = await server.request('POST', `/api/v1/accounts/${principal}/links`, { body: {} });
  const { account, code } = (await link.json()) as { readonly account: string; readonly code: string };
  const password = `seven green kettles of ${principal}`;
  const set = await fetch(`${server.url}/api/v1/accounts/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, password }),
  });
  if (set.status !== 200) throw new Error(await set.text());
  return { account, password };
}

/** Asks for a review as of today; gives its address. */
export async function requestReview(server: BuiltServer, token: string): Promise<string> {
  const path = `/api/v1/pools/${POOL}/reviews`;
  const board = await server.request('GET', `/api/v1/pools/${POOL}`, { token });
  const { asOf } = (await board.json()) as { readonly asOf: string };
  const answer = await server.request('POST', path, { token, body: { asOf } });
  const { events, position } = (await answer.json()) as {
    readonly events: readonly { readonly type: string; readonly data: { readonly reviewId: string } }[];
    readonly position: number;
  };
  const reviewed = events.find(({ type }) => type === 'PoolReviewed');
  if (reviewed === undefined) throw new Error('nothing was reviewed');
  await server.request('GET', `/api/v1/pools/${POOL}?atLeast=${String(position)}`, { token });
  return `${NOTE_16}/reviews/${reviewed.data.reviewId}`;
}
