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
  /** Gives the password once more, for one act that is signed. */
  confirm: async (password: string): Promise<void> => {
    valueOf(await client.POST('/api/v1/session/confirmation', { body: { password } }));
  },
};
