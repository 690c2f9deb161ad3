import { type Answered, type Api, openApi, type Player } from '../api.fixture.js';
import { countReads } from '../statements.fixture.js';
import { poolOf, SAMPLES } from '../samples.fixture.js';

/*
 * An officer who names a thing of somebody else is answered as one who names a thing that there is not, and the server
 * does the same work, on every route with an id in its address or behind the question mark. The routes are those of the
 * document of the API. The samples are of behzisti and bank-melli, so the others here have no part in them.
 */

const STRANGERS = ['agency-relief', 'agency-elsewhere', 'bank-mellat', 'bank-elsewhere'] as const;

/**
 * Names of a closed list, places and years that everybody may read of, and positions, which officers are given as tokens: no
 * ids of things that belong to somebody.
 */
const NO_IDS = ['province', 'year', 'kind', 'name', 'role', 'position'];

/** Parameters behind the question mark that name a thing of somebody, with what names one in the sample of a route. */
const QUERY_IDS: Readonly<Record<string, (pool: string) => string>> = {
  pool: (pool) => pool,
  facility: () => 'f',
  stream: (pool) => `creditPool-${pool}`,
};

/**
 * Behind the question mark, too: organisations, of which a stranger is refused by name before anything is read; persons
 * who act, places, and what narrows down what the sender may see.
 */
const NARROWING = [
  ...[
    'agency',
    'bank',
    'actor',
    'verifier',
    'county',
    'sector',
    'province',
    'year',
    'month',
    'kind',
    'status',
    'type',
  ],
  // An admin alone asks for accounts; a file that is sent is named by its sender.
  ...['account', 'name', 'until', 'notified'],
  ...[
    'statuses',
    'version',
    'asOf',
    'search',
    'sort',
    'direction',
    'limit',
    'cursor',
    'atLeast',
    'after',
    'lang',
  ],
];

interface DocumentedParameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: { readonly type?: string; readonly enum?: unknown };
}

type Document = Readonly<
  Record<
    'paths',
    Readonly<
      Record<string, Readonly<Record<string, { readonly parameters?: readonly DocumentedParameter[] }>>>
    >
  >
>;

interface Named {
  readonly method: string;
  /** As the samples name it. */
  readonly url: string;
  readonly param: string;
  readonly in: string;
}

/** Every parameter of the document that names a thing of somebody. */
function idsIn({ paths }: Document): readonly Named[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { parameters = [] }]) =>
      parameters
        .filter(({ name, in: where }) =>
          where === 'path' ? !NO_IDS.includes(name) : where === 'query' && Object.hasOwn(QUERY_IDS, name),
        )
        .map(({ name, in: where }) => ({
          method: method.toUpperCase(),
          url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
          param: name,
          in: where,
        })),
    ),
  );
}

/** An id of the same form that nothing bears. */
function nowhere(param: string, id: string, name = 'nowhere'): string {
  if (param === 'pool' || param === 'stream') return id.replace(/-[^-]*$/, `-${name}`);
  // Others are told apart by their form before anybody looks for them.
  const [one, other] = name === 'nowhere' ? ['0', '1'] : ['2', '3'];
  return /^[0-9a-f-]{16,}$/.test(id) ? id.replace(/[0-9a-f]$/, (last) => (last === one ? other : one)) : name;
}

/** The addresses of a sample with the id in it, and with one that nothing bears. */
function addresses({ url, param, in: where }: Named, path: string, pool: string) {
  const [address = '', query = ''] = path.split('?');
  if (where === 'query') {
    const id = QUERY_IDS[param]?.(pool) ?? '';
    const asked = (value: string) => {
      // A history is of one subject.
      const others = url.endsWith('/history') ? '' : query;
      const search = new URLSearchParams(others);
      search.set(param, value);
      return `${address}?${search.toString()}`;
    };
    return {
      id,
      there: asked(id),
      none: asked(nowhere(param, id)),
      first: asked(nowhere(param, id, 'first')),
    };
  }
  const parts = address.split('/');
  const at = url.split('/').indexOf(`:${param}`);
  const id = parts[at] ?? '';
  const rest = query === '' ? '' : `?${query}`;
  const withId = (other: string) =>
    parts.map((part, index) => (index === at ? other : part)).join('/') + rest;
  return { id, there: path, none: withId(nowhere(param, id)), first: withId(nowhere(param, id, 'first')) };
}

/** The answer without the ids that stand in it as a whole value, and without what names the request. */
function shown({ status, text }: Answered, ids: readonly string[]): readonly unknown[] {
  const told = text.replace(/urn:misaq:request:[\w-]+/, '');
  return [
    status,
    ids.reduce((all, id) => all.replaceAll(new RegExp(`(?<![\\w-])${id}(?![\\w-])`, 'g'), 'ID'), told),
  ];
}

describe('An id of somebody else', () => {
  let api: Api;
  let ids: readonly Named[];
  let document: Document;
  let counted: ReturnType<typeof countReads>;
  beforeAll(async () => {
    api = await openApi();
    document = JSON.parse((await api.request('GET', '/api/openapi.json')).text) as Document;
    ids = idsIn(document);
    counted = countReads(api.service.store);
  });
  afterAll(async () => {
    counted.stop();
    await api.close();
  });

  it('stands in the samples, for each route of the document that takes one', () => {
    expect(ids.map(({ method, url }) => `${method} ${url}`)).toEqual(
      expect.arrayContaining(['GET /api/v1/jobs/:jobId', 'GET /api/v1/payments']) as string[],
    );
    expect(ids.filter(({ method, url }) => SAMPLES[`${method} ${url}`] === undefined)).toEqual([]);
  });

  it('is the value of no other parameter that is a text of any kind', () => {
    const others = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).flatMap(({ parameters = [] }) =>
        parameters.filter(
          ({ name, in: where, schema }) =>
            where === 'query' &&
            !Object.hasOwn(QUERY_IDS, name) &&
            !NARROWING.includes(name) &&
            schema?.type === 'string' &&
            schema.enum === undefined &&
            !/(?:From|To|On)$/.test(name),
        ),
      ),
    );
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  let n = 500_000;
  it('is answered as one that there is not, for the same work', async () => {
    const different: unknown[] = [];
    for (const named of ids)
      for (const as of STRANGERS) {
        n += 1;
        const { method, url, param } = named;
        const owner: Player = as.startsWith('bank') ? 'bank-melli' : 'agency-behzisti';
        const sample = await SAMPLES[`${method} ${url}`]?.(api, n, owner);
        if (sample === undefined) throw new Error(`${url} has no sample`);
        await api.caughtUp();
        const { id, there, none, first } = addresses(named, sample.path, poolOf(999_000));
        // Whose it is goes without saying: otherwise the organisation in the body would be refused.
        const {
          bank: _bank,
          agency: _agency,
          ...body
        } = typeof sample.body === 'object' ? (sample.body as Record<string, unknown>) : {};
        const ask = async (address: string): Promise<readonly unknown[]> => {
          // The first request after a change of the access tables looks the token up again.
          await api.request('GET', '/api/v1/me', { as });
          const before = counted.seen();
          const answered = await api.request(method, address, {
            as,
            ...(method === 'POST' && { body: typeof sample.body === 'string' ? sample.body : body }),
            ...(sample.headers && { headers: sample.headers }),
          });
          const after = counted.seen();
          const work = {
            statements: after.statements - before.statements,
            rows: after.rows - before.rows,
            reads: after.reads - before.reads,
          };
          return [...shown(answered, [id, nowhere(param, id)]), work];
        };
        // The first question to a table opens its file.
        await ask(first);
        const pair = { as, route: `${method} ${url}`, param, there: await ask(there), none: await ask(none) };
        if (JSON.stringify(pair.there) !== JSON.stringify(pair.none)) different.push(pair);
      }
    expect(different).toEqual([]);
  }, 600_000);
});
