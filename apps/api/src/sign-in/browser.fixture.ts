import type { Answered, Api, Asked } from '../api.fixture.js';

/** A browser as far as the door is concerned: it keeps cookies, and its pages know the token of the session. */
export interface Browser {
  /** What is kept under the name of the session, undefined when nothing is. */
  readonly cookie: string | undefined;
  readonly csrf: string | undefined;
  /** Sends what a page of the server sends. */
  ask(method: string, path: string, body?: unknown, more?: Asked): Promise<Answered>;
  signIn(account: string, password: string, code?: string): Promise<Answered>;
  /** Another one with the same cookie and token: somebody has copied them. */
  copy(): Browser;
}

const SESSION = 'misaq';

/** Passwords of the tests. */
export const PASSWORD = 'نه پلنگ آبی در باران';
export const OTHER_PASSWORD = 'seven green kettles whistle';

export function openBrowser(
  api: Pick<Api, 'request' | 'url'>,
  kept: { cookies?: ReadonlyMap<string, string>; csrf?: string | undefined } = {},
): Browser {
  const cookies = new Map(kept.cookies);
  let { csrf } = kept;
  async function ask(method: string, path: string, body?: unknown, more: Asked = {}): Promise<Answered> {
    const answered = await api.request(method, path, {
      ...more,
      ...(body !== undefined && { body }),
      headers: {
        origin: new URL(api.url).origin,
        'sec-fetch-site': 'same-origin',
        ...(cookies.size > 0 && { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
        ...(csrf !== undefined && { 'x-misaq-csrf': csrf }),
        ...more.headers,
      },
    });
    for (const set of [answered.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
      if (name === SESSION) csrf = undefined;
    }
    const [, given] = /"csrf":"([^"]+)"/.exec(answered.text) ?? [];
    csrf = given ?? csrf;
    return answered;
  }
  return {
    get cookie() {
      return cookies.get(SESSION);
    },
    get csrf() {
      return csrf;
    },
    ask,
    signIn: (account, password, code) =>
      ask('POST', '/api/v1/session', { account, password, ...(code !== undefined && { code }) }),
    copy: () => openBrowser(api, { cookies, csrf }),
  };
}

/** Gives a principal an account with a password: an admin issues a link, and its holder redeems it. */
export async function openAccount(
  api: Pick<Api, 'request' | 'url'>,
  principal: string,
  password: string,
  terms: object = {},
): Promise<void> {
  const code = await linkFor(api, principal, terms);
  const redeemed = await openBrowser(api).ask('POST', '/api/v1/accounts/password', { code, password });
  if (redeemed.status !== 200) throw new Error(redeemed.text);
}

/** The code of a new one-time link. */
export async function linkFor(
  api: Pick<Api, 'request'>,
  principal: string,
  terms: object = {},
): Promise<string> {
  const issued = await api.request('POST', `/api/v1/accounts/${principal}/links`, {
    as: 'admin',
    body: terms,
  });
  if (issued.status !== 200) throw new Error(issued.text);
  return String(issued.json.code);
}

/** The status of an answer, with the name of the refusal where it is one. */
export async function refusalOf(asked: Promise<Pick<Answered, 'status' | 'text'>>): Promise<string> {
  const { status, text } = await asked;
  const { refusal = '' } = JSON.parse(text) as { refusal?: string };
  return `${String(status)} ${refusal}`.trim();
}
