import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Agent, type Dispatcher, request } from 'undici';
import { parseIsoDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { unpresented } from '@misaq/platform/text/presentable.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { ServerAddress } from './server-address.js';

/** What a server has answered. */
export interface Answered<Body> {
  readonly body: Body;
  /** Position of the log that it shows or reached, or the token that stands for it; -1 when it does not say. */
  readonly position: ShownPosition;
}

export type Query = Readonly<Record<string, string | number | boolean | bigint | undefined>>;

/** A refusal as it came, with what a server tells beside its figures. */
interface Problem {
  readonly refusal: string;
  readonly figures: Refusal['figures'];
  readonly detail: string;
  readonly errors?: readonly object[];
}

export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** Asks a server over its API, as the bearer of a token. Answers have ISO days under their own names. */
export interface Client {
  readonly url: string;
  get<Body>(path: string, query?: Query): Promise<Answered<Body>>;
  /** One command, under a key: sent once more when the connection is lost, it has one effect. */
  command<Body>(path: string, body: object, key: string): Promise<Answered<Body>>;
  /** What must not be sent twice, because the second answer would not be the first one. */
  once<Body>(path: string, body: object): Promise<Answered<Body>>;
  /** Work that tells how far it has come. */
  work<Body>(
    path: string,
    options: { readonly query?: Query; readonly file?: () => Readable },
    onProgress: (progress: Progress) => void,
  ): Promise<Answered<Body>>;
  /** A file that the server makes. */
  download(path: string): Promise<{ readonly content: Readable; readonly header: (name: string) => string }>;
  close(): Promise<void>;
}

/** A path with what stands in it encoded: an identifier may hold a slash. */
export function at(words: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw({ raw: words }, ...values.map((value) => encodeURIComponent(String(value))));
}

const POSITION_HEADER = 'misaq-position';
const TOKEN_EXPIRES_HEADER = 'misaq-token-expires';
const LINES = 'application/x-ndjson';

/** @param onTokenEnding told with each answer that says on which day the token ends, when that is near */
export function createClient(
  { url, token }: ServerAddress,
  onTokenEnding: (expiresOn: PlainDate) => void = () => undefined,
): Client {
  // Long work answers late; a server that is gone is noticed by its closed connection.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  /** What was recorded by this command line is seen in what it asks afterwards. */
  const recorded = createReached();

  async function send(
    method: 'GET' | 'POST',
    path: string,
    options: { readonly query?: Query; readonly headers?: object; readonly body?: string | Readable } = {},
  ): Promise<Dispatcher.ResponseData> {
    const { query = {}, headers = {}, body } = options;
    const address = new URL(`${url}/api/v1/${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, String(value));
    try {
      const response = await request(address, {
        method,
        dispatcher,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          accept: 'application/json',
          ...headers,
        },
        ...(body !== undefined && { body }),
      });
      const ending = parseIsoDate(String(response.headers[TOKEN_EXPIRES_HEADER] ?? ''));
      if (ending !== undefined) onTokenEnding(ending);
      return response;
    } catch (error) {
      throw unreachable(url, error);
    }
  }

  async function answered<Body>(response: Dispatcher.ResponseData): Promise<Answered<Body>> {
    const json = await jsonOf(url, response);
    if (response.statusCode >= 400) throw refusedBy(url, response.statusCode, json);
    return { body: json as Body, position: positionOf(response) };
  }

  function get<Body>(path: string, query: Query = {}): Promise<Answered<Body>> {
    return retriedOnce(async () =>
      answered<Body>(await send('GET', path, { query: { ...query, atLeast: recorded.upTo() } })),
    );
  }

  return {
    url,
    get,
    async command<Body>(path: string, body: object, key: string) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const done = await retriedOnce(async () =>
        answered<Body>(await send('POST', path, { headers, body: JSON.stringify(body) })),
      );
      recorded.add(done.position, isRepeated(done.body));
      return done;
    },
    async once<Body>(path: string, body: object) {
      const headers = { 'content-type': 'application/json' };
      return answered<Body>(await send('POST', path, { headers, body: JSON.stringify(body) }));
    },
    async work<Body>(
      path: string,
      { query = {}, file }: { readonly query?: Query; readonly file?: () => Readable },
      onProgress: (progress: Progress) => void,
    ) {
      const response = await send('POST', path, {
        query,
        headers: { accept: LINES, ...(file !== undefined && { 'content-type': 'application/octet-stream' }) },
        ...(file !== undefined && { body: file() }),
      });
      const done = isOf(response, LINES)
        ? await lastLine<Body>(url, response, onProgress)
        : await answered<Body>(response);
      recorded.add(done.position, false);
      return done;
    },
    async download(path) {
      const response = await send('POST', path, { headers: { accept: '*/*' } });
      if (response.statusCode >= 400) await answered(response);
      return {
        content: response.body,
        header: (name) => String(response.headers[name] ?? ''),
      };
    },
    close: () => dispatcher.close(),
  };
}

/** A lost connection does not tell whether the server handled the request. */
async function retriedOnce<Result>(attempt: () => Promise<Result>): Promise<Result> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof RefusedError) || error.refusal.name !== 'server_unreachable') throw error;
    return attempt();
  }
}

function unreachable(url: string, error: unknown): RefusedError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = message === '' ? (code ?? 'no answer') : message;
  return new RefusedError(edgeRefusal('server_unreachable', { url, reason }));
}

function positionOf({ headers }: Dispatcher.ResponseData): ShownPosition {
  return positionFrom(headers[POSITION_HEADER]);
}

function positionFrom(given: unknown): ShownPosition {
  if (typeof given !== 'string' || given === '') return -1n;
  return /^-?\d+$/.test(given) ? BigInt(given) : given;
}

function isRepeated(body: unknown): boolean {
  return (body as { readonly repeated?: boolean } | null)?.repeated === true;
}

/** Up to where the log was when commands of this client were answered. */
interface Reached {
  /** @param repeated whether the command stood already: it may have been recorded long before */
  add(position: ShownPosition, repeated: boolean): void;
  /** The furthest; undefined before the first command. */
  upTo(): ShownPosition | undefined;
}

/** Tokens do not tell which of them is further: the one of the command that was recorded last is taken. */
function createReached(): Reached {
  let furthest: ShownPosition = -1n;
  return {
    add(position, repeated) {
      const isFurther =
        typeof position === 'string' || typeof furthest === 'string'
          ? furthest === -1n || !repeated
          : position > furthest;
      if (isFurther && position !== -1n) furthest = position;
    },
    upTo: () => (furthest === -1n ? undefined : furthest),
  };
}

function isOf({ headers }: Dispatcher.ResponseData, type: string): boolean {
  return String(headers['content-type'] ?? '').startsWith(type);
}

async function jsonOf(url: string, response: Dispatcher.ResponseData): Promise<unknown> {
  const given = await bodyOf(url, response);
  try {
    if (isOf(response, 'application/json') || isOf(response, 'application/problem+json'))
      return unpresented(JSON.parse(given));
  } catch {
    // Said below.
  }
  throw notMisaq(url, response.statusCode);
}

async function bodyOf(url: string, { body }: Dispatcher.ResponseData): Promise<string> {
  try {
    return await text(body);
  } catch (error) {
    throw unreachable(url, error);
  }
}

function notMisaq(url: string, status: number): RefusedError {
  return new RefusedError(edgeRefusal('not_a_misaq_server', { url, status }));
}

function refusedBy(url: string, status: number, json: unknown): Error {
  const { refusal, figures, detail, ...more } = json as Partial<Problem> & Readonly<Record<string, unknown>>;
  if (typeof refusal !== 'string') return notMisaq(url, status);
  if (refusal === 'internal_error') return new Error(`${detail ?? ''} (${String(more.instance)})`);
  // What stands in every problem says nothing that the refusal does not.
  const { type: _, title: _title, status: _status, instance: _instance, ...beside } = more;
  return new RefusedError(
    { name: refusal, figures: figures ?? {} },
    refusal === 'invalid_request' ? { ...beside, message: detail } : beside,
  );
}

interface Line<Body> {
  readonly progress?: Progress;
  readonly status?: number;
  readonly body?: Body;
  readonly [POSITION_HEADER]?: string;
}

/** What the last line says; the ones before it tell the progress. */
async function lastLine<Body>(
  url: string,
  { body, statusCode }: Dispatcher.ResponseData,
  onProgress: (progress: Progress) => void,
): Promise<Answered<Body>> {
  let rest = '';
  let last: Line<Body> | undefined;
  try {
    body.setEncoding('utf8');
    for await (const piece of body as AsyncIterable<string>) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        last = JSON.parse(line) as Line<Body>;
        if (last.progress !== undefined) onProgress(last.progress);
      }
    }
  } catch (error) {
    throw error instanceof SyntaxError ? notMisaq(url, statusCode) : unreachable(url, error);
  }
  if (last?.status === undefined) throw unreachable(url, new Error('the answer broke off'));
  const json = unpresented(last.body);
  if (last.status >= 400) throw refusedBy(url, last.status, json);
  return { body: json as Body, position: positionFrom(last[POSITION_HEADER]) };
}
