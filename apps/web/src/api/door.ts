/** Signing in and out. The session itself is a cookie that no script can read; each answer brings its token for acts. */
import { client, keepCsrf, valueOf } from './client.js';
import type { Schemas } from './questions.js';

export type SessionItem = Schemas['SessionItem'];
export type Office = Schemas['OfficeItem'];

export interface Credentials {
  readonly account: string;
  readonly password: string;
  /** Of the second factor; empty when it was not asked for. */
  readonly code: string;
}

/** openapi-fetch gives arrays that cannot be written to as other types than the document has them. */
function entered(answer: Parameters<typeof valueOf>[0]): SessionItem {
  const session = valueOf(answer) as SessionItem;
  keepCsrf(session.csrf);
  return session;
}

export const door = {
  session: async (signal?: AbortSignal): Promise<SessionItem> =>
    entered(await client.GET('/api/v1/session', signal === undefined ? {} : { signal })),
  signIn: async ({ account, password, code }: Credentials): Promise<SessionItem> =>
    entered(
      await client.POST('/api/v1/session', {
        body: { account, password, ...(code !== '' && { code }) },
      }),
    ),
  choose: async ({ principal, role, organisation }: Office): Promise<SessionItem> =>
    entered(
      await client.PUT('/api/v1/session/office', {
        body: { principal, role, ...(organisation !== null && { organisation }) },
      }),
    ),
  signOut: async (): Promise<void> => {
    valueOf(await client.DELETE('/api/v1/session'));
    keepCsrf(undefined);
  },
  /** Sets the password of an account by the code of a one-time link; gives the account. */
  setPassword: async (code: string, password: string) =>
    valueOf(await client.POST('/api/v1/accounts/password', { body: { code, password } })),
  /** Gives the password or a code once more, for one act that is signed. */
  confirm: async (body: Confirmation): Promise<void> => {
    valueOf(await client.POST('/api/v1/session/confirmation', { body }));
  },
  /** Where the browser goes on at the provider to sign in; it comes back to a page and goes on with `next`. */
  toProvider: async (next: string): Promise<string> =>
    valueOf(await client.POST('/api/v1/session/provider', { body: { next } })).address,
  /** The same to show again who is there, before something is signed. */
  toProviderAgain: async (next: string): Promise<string> =>
    valueOf(await client.POST('/api/v1/session/confirmation/provider', { body: { next } })).address,
  /** Comes back from the provider with the query of the address that it led to. */
  comeBack: async (answer: string): Promise<Schemas['ReturnedItem']> => {
    const returned = valueOf(await client.POST('/api/v1/session/provider/return', { body: { answer } }));
    keepCsrf(returned.session.csrf);
    return returned as Schemas['ReturnedItem'];
  },
  changePassword: async (current: string, password: string): Promise<SessionItem> =>
    entered(await client.POST('/api/v1/session/password', { body: { current, password } })),
  /** Makes a secret for an authenticator. */
  beginFactor: async (password: string) =>
    valueOf(await client.POST('/api/v1/session/factor', { body: { password } })),
  /** Sets the second factor by a first code of it. */
  setFactor: async (code: string): Promise<SessionItem> =>
    entered(await client.POST('/api/v1/session/factor/confirmation', { body: { code } })),
  removeFactor: async (): Promise<SessionItem> => entered(await client.DELETE('/api/v1/session/factor')),
  endSession: async (sessionId: string) =>
    valueOf(await client.DELETE('/api/v1/sessions/{sessionId}', { params: { path: { sessionId } } })),
};

export type Confirmation = { readonly password: string } | { readonly code: string };
