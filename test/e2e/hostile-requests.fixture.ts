import * as fc from 'fast-check';
import type { Officer } from './office.fixture.js';
import { hostileJson, hostileText, type Known, plausible, PROTOTYPE_KEYS } from './hostile-values.fixture.js';
import type { Operation, Parameter, Schema } from './openapi.fixture.js';

/** A request to send, with its origin and the expected answer. */
export interface Hostile {
  readonly operation: Operation;
  readonly method: string;
  /** Address with its query, encoded correctly or not. */
  readonly path: string;
  readonly who: Officer | 'nobody' | 'a stranger';
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Uint8Array | undefined;
  /** Whether it no longer reaches the operation it was made for. */
  readonly strays: boolean;
}

interface Weighted<T> {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<T>;
}

/** Mostly the first, sometimes the second. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<T> =>
  fc.oneof<Weighted<T>[]>({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

const ANYBODY = fc.constantFrom<Hostile['who'][]>(
  'labour',
  'deputy',
  'inspector',
  'governor',
  'agency',
  'other-agency',
  'bank',
  'other-bank',
  'admin',
  'nobody',
  'a stranger',
);

/** Mostly a principal with the right; otherwise no request would pass the authorisation. */
function whoFor(path: string): fc.Arbitrary<Hostile['who']> {
  const entitled = /principals|operations/.test(path)
    ? fc.constant('admin' as const)
    : /approval|dismissal|reversals$/.test(path)
      ? fc.constant('deputy' as const)
      : fc.constant('labour' as const);
  return mostly<Hostile['who']>(entitled, ANYBODY, 2);
}

/** Any request to an operation; about one in ten is valid. */
export function hostileRequest(operation: Operation, known: Known): fc.Arbitrary<Hostile> {
  const method = mostly(fc.constant(operation.method), fc.constantFrom(...OTHER_METHODS), 20);
  return fc
    .record({
      method,
      address: address(operation, known),
      query: query(operation, known),
      who: whoFor(operation.path),
      headers: headers(operation, known),
      body: body(operation, known),
    })
    .map(({ address: { path, odd }, query: asked, body: sent, headers: ownHeaders, ...rest }) => ({
      ...rest,
      operation,
      path: asked === '' ? path : `${path}?${asked}`,
      headers: { ...sent?.headers, ...ownHeaders },
      // A body where one is expected, and sometimes where none is.
      body: rest.method === 'GET' || rest.method === 'HEAD' ? undefined : sent?.bytes,
      strays: odd || rest.method !== operation.method,
    }))
    .map((made) => ({ ...made, [fc.toStringMethod]: () => shown(made) }));
}

const SHOWN_MAX = 2_000;

/** The printed form of a request with a wrong answer. */
function shown({ method, path, who, headers: sent, body: bytes }: Hostile): string {
  const told = bytes instanceof Uint8Array ? `bytes ${Buffer.from(bytes).toString('hex')}` : bytes;
  return [`${method} ${path} as ${who}`, JSON.stringify(sent), told ?? 'without a body']
    .map((part) => part.slice(0, SHOWN_MAX))
    .join('\n');
}

const OTHER_METHODS = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'TRACE',
  'PROPFIND',
  'SEARCH',
];

/** Percent-encodings and path parts that no identifier has. */
const ODD_PARTS = [
  '',
  '%',
  '%2',
  '%zz',
  '%00',
  '%2e%2e',
  '..',
  '%2f',
  '..%2f..%2fetc',
  '%5c',
  '%ff',
  '%C0%80',
  '%ED%A0%80',
  '%E2%80%AE',
  '%F4%90%80%80',
  ';a=b',
  '*',
  ':pool',
  '{pool}',
  '%25252e',
  'a'.repeat(501),
  'a'.repeat(6_000),
  ...PROTOTYPE_KEYS,
];

function address(
  { path, parameters }: Operation,
  known: Known,
): fc.Arbitrary<{ path: string; odd: boolean }> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const schemaOf = (name: string): Schema => parameters.find((each) => each.name === name)?.schema ?? {};
  const part = (name: string): fc.Arbitrary<{ text: string; odd: boolean }> =>
    mostly(
      plausible(name, schemaOf(name), known).map((value) => ({
        text: encodeURIComponent(String(value)),
        odd: false,
      })),
      fc.oneof(
        fc.constantFrom(...ODD_PARTS).map((text) => ({ text, odd: true })),
        hostileText.map((text) => ({ text: encoded(text).slice(0, 8_000), odd: true })),
      ),
      10,
    );
  const parts = fc.tuple(...names.map(part)).map((chosen) => ({
    path: names.reduce((text, name, at) => text.replace(`{${name}}`, () => chosen[at]?.text ?? ''), path),
    odd: chosen.some(({ odd }) => odd),
  }));
  const bent = parts.chain(({ path: text }) =>
    fc
      .constantFrom(
        `${text}/`,
        `/${text}`,
        text.toUpperCase(),
        text.replace('v1', 'v2'),
        `${text}%20`,
        `${text}/..`,
      )
      .map((odd) => ({ path: odd, odd: true })),
  );
  return mostly(parts, bent, 30);
}

/** Encodes a text. Lone surrogates have no encoding, so they are replaced, as careless clients do. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '?'));
}

function query({ parameters }: Operation, known: Known): fc.Arbitrary<string> {
  const own = parameters.filter(({ in: place }) => place === 'query');
  const pairs = fc
    .tuple(...own.map((each) => mostly(fc.constant(undefined), goodPair(each, known), 3)))
    .map((all) => all.filter((pair) => pair !== undefined).join('&'));
  const odd = fc
    .tuple(pairs, fc.array(oddPair(own, known), { minLength: 1, maxLength: 4 }))
    .map(([good, bad]) => [good, ...bad].filter((each) => each !== '').join('&'));
  return mostly(pairs, odd, 3);
}

function goodPair({ name, schema }: Parameter, known: Known): fc.Arbitrary<string> {
  return plausible(name, schema, known).map((value) => `${name}=${encodeURIComponent(String(value))}`);
}

function oddPair(own: readonly Parameter[], known: Known): fc.Arbitrary<string> {
  const names = ['limit', 'x', ...own.map(({ name }) => name).filter((name) => name !== 'atLeast')];
  const name = fc.constantFrom(...names);
  const value = hostileText.map((text) => encoded(text).slice(0, 6_000));
  return fc.oneof(
    fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
    fc.tuple(name, value).map(([key, text]) => `${key}=1&${key}=${text}`),
    fc.tuple(name, value).map(([key, text]) => `${key}[]=1&${key}[b]=${text}`),
    fc.tuple(name, fc.constantFrom(...PROTOTYPE_KEYS)).map(([key, inner]) => `${key}[${inner}]=1&${inner}=2`),
    fc.tuple(fc.constantFrom(...PROTOTYPE_KEYS), value).map(([key, text]) => `${key}=${text}&${key}.x=1`),
    fc.constantFrom(
      '&&&=&',
      '=',
      '%',
      '%zz=%zz',
      '?',
      '#',
      'limit=%ff',
      ';;',
      'limit',
      'limit=',
      'atLeast=-1',
      'atLeast=1e3',
      'limit=1e9',
    ),
    fc.constant(Array.from({ length: 1_500 }, (_, at) => `k${String(at)}=${String(at)}`).join('&')),
    tampered(known).map((cursor) => `cursor=${encoded(cursor)}`),
  );
}

/** Cursors that were issued, then cut, changed, or invented. */
function tampered({ cursors }: Known): fc.Arbitrary<string> {
  const real = fc.constantFrom(...cursors);
  return fc.oneof(
    real,
    fc.tuple(real, fc.nat(200)).map(([cursor, at]) => cursor.slice(0, at)),
    fc.tuple(real, fc.nat(200)).map(([cursor, at]) => `${cursor.slice(0, at)}A${cursor.slice(at + 1)}`),
    real.map((cursor) => `${cursor}=`),
    real.map((cursor) => cursor.toLowerCase()),
    fc
      .oneof(
        fc.constantFrom(
          '{"at":[],"of":""}',
          '{"at":[1e308],"of":"x"}',
          '{"at":["__proto__"],"of":{}}',
          '{"at":{"length":1},"of":null}',
          '{"__proto__":{"at":[1]},"of":1}',
          'null',
          '[]',
          `{"at":[${'"a",'.repeat(200)}"a"],"of":"x"}`,
        ),
        fc.json({ maxDepth: 3 }),
      )
      .map((text) => Buffer.from(text).toString('base64url')),
    hostileText.map((text) => text.slice(0, 3_000)),
  );
}

type Headers = Readonly<Record<string, string | string[]>>;

const printable = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  // Only what HTTP allows in a header; other bytes are tested on sockets.
  arbitrary.map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 4_000));

function headers({ parameters }: Operation, known: Known): fc.Arbitrary<Headers> {
  const keyed = parameters.some(({ name }) => name === 'Idempotency-Key');
  const usual: fc.Arbitrary<Headers> = keyed
    ? fc.oneof(
        fc.constant({}),
        fc.nat(1_000_000).map((n) => ({ 'idempotency-key': `key-${String(n)}` })),
      )
    : fc.constant({});
  const one = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<Headers> =>
    value.map((text) => ({ [name]: text }));
  const text = printable(hostileText);
  const odd = fc.oneof(
    one('idempotency-key', text),
    one('idempotency-key', fc.constantFrom('key-1', 'a'.repeat(201), '0000000019', 'a b')),
    fc.constant<Headers>({ 'idempotency-key': ['a', 'b'] }),
    one(
      'if-none-match',
      fc.oneof(text, fc.constantFrom(...known.etags, '*', 'W/"x"', `${'"a", '.repeat(700)}"b"`)),
    ),
    one(
      'accept',
      fc.oneof(
        text,
        fc.constantFrom(
          '*/*',
          'text/csv',
          'application/json;q=0',
          'text/html',
          ';;;q=',
          `${'a/b;q=0.1,'.repeat(1_000)}*/*`,
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'application/json;q=1e999',
          'application/x-ndjson',
        ),
      ),
    ),
    one(
      'authorization',
      fc.oneof(text, fc.constantFrom('Bearer', 'Bearer ', 'Basic YTpi', `Bearer ${'a'.repeat(3_000)}`)),
    ),
    one('content-type', fc.oneof(text, fc.constantFrom(...OTHER_TYPES))),
    one('last-event-id', text),
    one('x-forwarded-for', fc.constantFrom('8.8.8.8', 'x, y, z', '::1')),
    one('content-encoding', fc.constantFrom('gzip', 'br', 'identity', 'x')),
    one('prefer', fc.constantFrom('respond-async', 'respond-async;x, wait=1', '"')),
    one('misaq-errand', text),
    one('range', fc.constant('bytes=0-1,5-9')),
    one('x-http-method-override', fc.constant('DELETE')),
    one('origin', fc.constant('null')),
    one('accept-version', fc.constantFrom('1.x', '*', '{')),
    one('__proto__', fc.constant('x')).map((each) => ({ ...each, constructor: 'x' })),
    fc.constant<Headers>({ cookie: `${'a=b; '.repeat(500)}c=d` }),
    fc.constant<Headers>({ 'x-long': 'a'.repeat(20_000) }),
    fc.constant<Headers>(
      Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`x-${String(at)}`, '1'])),
    ),
  );
  return mostly(usual, odd, 4);
}

const OTHER_TYPES = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/json, text/csv',
  'application/json;;;',
  'application/',
  '/',
  'json',
  'application/problem+json',
  'application/vnd.api+json',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=x',
  `multipart/form-data; boundary=${'x'.repeat(300)}`,
  'text/csv',
  'application/octet-stream',
];

interface Sent {
  readonly bytes: string | Uint8Array;
  readonly headers: Headers;
}

const JSON_TYPE = { 'content-type': 'application/json' } as const;

function body(operation: Operation, known: Known): fc.Arbitrary<Sent | undefined> {
  if (operation.takesFile) return file(known);
  const { body: schema = {} } = operation;
  const json = jsonBody(schema, known).map((text) => ({ bytes: text, headers: JSON_TYPE }));
  const broken = json.chain((sent) => damaged(sent.bytes).map((bytes) => ({ ...sent, bytes })));
  return mostly<Sent | undefined>(fc.oneof(json, json, json, broken), fc.constant(undefined), 20);
}

type Fields = readonly (readonly [name: string, json: string])[];

function jsonBody({ properties = {}, required = [] }: Schema, known: Known): fc.Arbitrary<string> {
  const good: fc.Arbitrary<Fields> = fc
    .tuple(
      ...Object.entries(properties).map(([name, schema]) =>
        fc
          .tuple(plausible(name, schema, known), fc.boolean())
          .map(([value, kept]): Fields[number] | undefined =>
            kept || required.includes(name) ? [name, JSON.stringify(value)] : undefined,
          ),
      ),
    )
    .map((all) => all.filter((pair) => pair !== undefined));
  const names = Object.keys(properties);
  const anyName = fc.oneof(
    fc.constantFrom(...(names.length === 0 ? ['x'] : names)),
    fc.constantFrom(...PROTOTYPE_KEYS),
    hostileText.map((text) => text.slice(0, 500)),
  );
  const oneWrong = fc
    .tuple(good, fc.nat(), hostileJson)
    .map(([fields, at, json]) =>
      fields.map((field, index): Fields[number] => (index === at % fields.length ? [field[0], json] : field)),
    );
  const oneLess = fc
    .tuple(good, fc.nat())
    .map(([fields, at]) => fields.filter((_, index) => index !== at % fields.length));
  const oneMore = fc
    .tuple(good, anyName, hostileJson)
    .map(([fields, name, json]): Fields => [...fields, [name, json]]);
  const allWrong = fc
    .tuple(...names.map((name) => hostileJson.map((json): Fields[number] => [name, json])))
    .map((fields): Fields => fields);
  return fc.oneof(
    { weight: 5, arbitrary: good.map(written) },
    { weight: 6, arbitrary: oneWrong.map(written) },
    { weight: 2, arbitrary: oneLess.map(written) },
    { weight: 3, arbitrary: oneMore.map(written) },
    { weight: 1, arbitrary: allWrong.map(written) },
    { weight: 1, arbitrary: hostileJson },
  );
}

/** Written by hand, so that a name can occur twice, or be a special one. */
function written(fields: Fields): string {
  return `{${fields.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

/** Text that is no longer valid JSON, or no text. */
function damaged(given: string | Uint8Array): fc.Arbitrary<string | Uint8Array> {
  const text = String(given);
  const bytes = Buffer.from(text);
  return fc.oneof(
    fc.nat(Math.max(1, bytes.length - 1)).map((at) => bytes.subarray(0, at)),
    fc
      .tuple(fc.nat(bytes.length), fc.uint8Array({ minLength: 1, maxLength: 4 }))
      .map(([at, odd]) => Buffer.concat([bytes.subarray(0, at), odd, bytes.subarray(at)])),
    fc.constantFrom(
      '',
      ' ',
      '\ufeff' + text,
      text + text,
      `${text}]`,
      `/* */${text}`,
      text.replaceAll('"', "'"),
    ),
    fc.constantFrom(Buffer.from([0xff, 0xfe]), Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])),
    fc.constant(Buffer.from(text, 'utf16le')),
    fc.uint8Array({ maxLength: 200 }),
  );
}

const FILE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;

/** Files that are barely valid. */
function file(known: Known): fc.Arbitrary<Sent | undefined> {
  const [pool = ''] = known.pools;
  const head = 'pool,allocation_id,agency,amount_toman,notified_on';
  const csv = fc.oneof(
    ids(1_000).map((n) => `${head}\n${pool},i${n},behzisti,1,1401-09-01\n`),
    fc.constantFrom(
      '',
      '\n',
      head,
      `${head}\n"`,
      `${head}\n,,,,\n`,
      `${head},__proto__\n1,2,3,4,5,6\n`,
      ','.repeat(5_000),
    ),
    hostileText.map((text) => `${head}\n${pool},${text},behzisti,1,1401-09-01\n`),
    hostileText,
  );
  const bytes = fc.oneof<fc.Arbitrary<string | Uint8Array>[]>(
    csv,
    csv,
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((odd) => Buffer.concat([Buffer.from('PK\u0003\u0004'), odd])),
  );
  const whole = fc
    .tuple(bytes, fc.constantFrom(...FILE_TYPES))
    .map(([sent, type]): Sent => ({ bytes: sent, headers: { 'content-type': type } }));
  const form = fc.tuple(bytes, hostileText, fc.nat(4)).map(([sent, name, how]): Sent => {
    const quoted = name.slice(0, 500).replaceAll(/["\r\n]/g, '_');
    const part = `--x\r\ncontent-disposition: form-data; name="file"; filename="${quoted}"\r\n\r\n`;
    const parts = [part, sent, how === 1 ? '\r\n--x' : '\r\n--x--\r\n'].map((each) => Buffer.from(each));
    const twice = how === 2 ? [...parts.slice(0, 2), Buffer.from('\r\n'), ...parts] : parts;
    const all =
      how === 3
        ? [Buffer.from(`--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n`), ...parts]
        : twice;
    return { bytes: Buffer.concat(all), headers: { 'content-type': 'multipart/form-data; boundary=x' } };
  });
  return mostly<Sent | undefined>(fc.oneof(whole, whole, form), fc.constant(undefined), 20);
}

const ids = (max: number): fc.Arbitrary<string> => fc.integer({ min: 1, max }).map(String);
