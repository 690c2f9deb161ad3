/** The one place where the screens speak to the server. Addresses, parameters and answers are typed by its own document. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './schema.js';
import { Refused, refusedBy, UNREACHABLE } from './refused.js';

/** The header that tells the server that a page of Misaq sent a request, and not another site. */
const CSRF_HEADER = 'X-Misaq-Csrf';
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

let csrf: string | undefined;

/** Keeps what the session gave for {@link CSRF_HEADER}; it is sent with every act from now on. */
export function keepCsrf(token: string | undefined): void {
  csrf = token;
}

const guard: Middleware = {
  onRequest({ request }) {
    if (csrf !== undefined && !READING.has(request.method)) request.headers.set(CSRF_HEADER, csrf);
    // Sentences of the API come in the language of the page, which may not be the browser's.
    request.headers.set('Accept-Language', document.documentElement.lang);
    return request;
  },
};

/** `fetch` that says what failed by the name of a refusal. */
async function fetchNamed(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refused(UNREACHABLE, 0);
  }
}

export const client = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  fetch: fetchNamed,
});
client.use(guard);

/** The value of an answer. @throws Refused by the server's name for it */
export function valueOf<Value>(answer: {
  readonly data?: Value;
  readonly error?: unknown;
  readonly response: Response;
}): Value {
  const { data, error, response } = answer;
  if (!response.ok || data === undefined) throw refusedBy(response.status, error);
  return data;
}
