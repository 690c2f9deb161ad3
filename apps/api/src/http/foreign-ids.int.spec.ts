import { type Answered, type Api, openApi, type Player } from '../api.fixture.js';
import { SAMPLES } from '../samples.fixture.js';

/*
 * An officer who names a thing of somebody else is answered as one who names a thing that there is not, on every route
 * with an id in its address. The samples are of behzisti and bank-melli, so the others here have no part in them.
 */

const STRANGERS = ['agency-relief', 'agency-elsewhere', 'bank-mellat', 'bank-elsewhere'] as const;

/** Names of a closed list, and places and years that everybody may read of: no ids of things that belong to somebody. */
const NO_IDS = [':province', ':year', ':kind', ':name'];

const ROUTES = Object.keys(SAMPLES).flatMap((route) => {
  const [method = '', url = ''] = route.split(' ');
  const params = Array.from(url.matchAll(/:\w+/g), ([param]) => param).filter(
    (name) => !NO_IDS.includes(name),
  );
  return params.map((param) => [method, url, param] as const);
});

/** An id of the same form that nothing bears. */
function nowhere(param: string, id: string): string {
  if (param === ':pool') return id.replace(/-[^-]*$/, '-nowhere');
  // Others are told apart by their form before anybody looks for them.
  return /^[0-9a-f-]{16,}$/.test(id)
    ? id.replace(/[0-9a-f]$/, (last) => (last === '0' ? '1' : '0'))
    : 'nowhere';
}

/** The answer without the ids that stand in it as a whole value, and without what names the request. */
function shown({ status, text }: Answered, ids: readonly string[]): unknown {
  const told = text.replace(/urn:misaq:request:[\w-]+/, '');
  return [
    status,
    ids.reduce((all, id) => all.replaceAll(new RegExp(`(?<![\\w-])${id}(?![\\w-])`, 'g'), 'ID'), told),
  ];
}

describe('An id of somebody else', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  let n = 500_000;
  it.each(ROUTES)(
    'is answered as one that there is not: %s %s, %s',
    async (method, url, param) => {
      for (const as of STRANGERS) {
        n += 1;
        const owner: Player = as.startsWith('bank') ? 'bank-melli' : 'agency-behzisti';
        const sample = await SAMPLES[`${method} ${url}`]?.(api, n, owner);
        if (sample === undefined) throw new Error(`${url} has no sample`);
        await api.caughtUp();
        const [path = '', query] = sample.path.split('?');
        const parts = path.split('/');
        const at = url.split('/').indexOf(param);
        const id = parts[at] ?? '';
        const other = parts.map((part, index) => (index === at ? nowhere(param, part) : part));
        // Whose it is goes without saying: otherwise the organisation in the body would be refused.
        const {
          bank: _bank,
          agency: _agency,
          ...body
        } = typeof sample.body === 'object' ? (sample.body as Record<string, unknown>) : {};
        const ask = async (address: readonly string[]): Promise<unknown> =>
          shown(
            await api.request(
              method,
              [address.join('/'), ...(query === undefined ? [] : [query])].join('?'),
              {
                as,
                ...(method === 'POST' && { body: typeof sample.body === 'string' ? sample.body : body }),
                ...(sample.headers && { headers: sample.headers }),
              },
            ),
            [id, nowhere(param, id)],
          );
        expect([as, await ask(parts)]).toEqual([as, await ask(other)]);
      }
    },
    60_000,
  );
});
