import { createConnection } from 'node:net';
import { type Answered, type Api, openApi, POOL, PROVINCE } from '../api.fixture.js';
import { allocation } from '../samples.fixture.js';

const ALLOCATIONS = `/api/v1/pools/${POOL}/allocations`;
const ORGANISATIONS = `/api/v1/provinces/${PROVINCE}/organisations`;
const CLOSURES = `/api/v1/provinces/${PROVINCE}/calendar/closures`;

interface Problem {
  readonly status: number;
  readonly refusal: string;
  readonly errors?: readonly { readonly field: string; readonly code: string }[];
}

/** What keeps a browser from doing more with an answer than reading it. */
const FOR_BROWSERS = {
  'content-security-policy':
    "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none';object-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};

describe('A request', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi({ MISAQ_BODY_KB: '16' });
  });
  afterEach(() => {
    // Whatever was sent: nothing of it may reach what every object inherits.
    expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(INHERITED);
  });
  afterAll(async () => {
    expect(api.logged.join('')).not.toContain('unexpected error');
    await api.close();
  });

  const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answered> =>
    api.request('POST', path, { as: 'labour', body, headers });

  /** Status, refusal, and what is wrong with which field. */
  async function refused(path: string, body: unknown, headers?: Record<string, string>): Promise<string> {
    const answered = await send(path, body, headers);
    const { status, refusal, errors = [] } = JSON.parse(answered.text) as Problem;
    expect(answered.status).toBe(status);
    expect(answered.headers['content-type']).toContain('application/problem+json');
    const wrong = errors.map(({ field, code }) => `${field} ${code}`);
    return [`${String(status)} ${refusal}`, ...wrong].join(', ');
  }

  describe('understood', () => {
    it.each([
      ['Jalali', '1401-11-15', '2023-02-04'],
      ['ISO', '2023-02-05', '2023-02-05'],
      ['Persian digits', '۱۴۰۱-۱۱-۱۷', '2023-02-06'],
      ['Arabic digits', '١٤٠١-١١-١٨', '2023-02-07'],
    ])('takes a day in %s', async (_, date, iso) => {
      const { events } = await api.act(CLOSURES, 'labour', { date, reason: 'Snow' });
      expect(events).toMatchObject([{ data: { dateIso: iso } }]);
    });

    it('keeps the zero-width non-joiner, and takes null for what may be left out', async () => {
      const name = 'سازمان می\u200cروم';
      const { events } = await api.act(ORGANISATIONS, 'labour', {
        kind: 'sector',
        id: 'zwnj',
        name,
        ownership: null,
        activeFrom: '1400-01-01',
      });
      expect(events).toEqual([
        {
          type: 'OrganisationRegistered',
          data: { kind: 'sector', id: 'zwnj', name, activeFrom: '1400-01-01', activeFromIso: '2021-03-21' },
        },
      ]);
    });

    it('may have an amount beyond what a double holds, to the rial', async () => {
      const { events } = await api.act(
        ALLOCATIONS,
        'labour',
        allocation('exact', 'behzisti', '900719925474099301'),
      );
      expect(events.at(-1)).toMatchObject({ data: { amountRial: '900719925474099301' } });
    });
  });

  describe('that says what its address knows nothing of', () => {
    it.each<[string, string, string, object | undefined, string]>([
      ['a parameter of a command', 'POST', `${ALLOCATIONS}?dryRun=true`, allocation('dry'), 'dryRun'],
      ['a parameter of work of the operator', 'POST', '/api/v1/operations/verification?quick=1', {}, 'quick'],
      ['a field of what has no body', 'POST', '/api/v1/operations/verification', { quick: true }, 'quick'],
      ['a parameter of a question without any', 'GET', '/api/v1/me?as=admin', undefined, 'as'],
      ['a misspelt parameter of a question', 'GET', `${ALLOCATIONS}?limits=1`, undefined, 'limits'],
      ['a misspelt parameter of a file', 'GET', '/api/v1/imports/templates/jobs?lang=fa', undefined, 'lang'],
    ])('is refused, by name: %s', async (_, method, path, body, field) => {
      const { position } = await api.service.store.health();
      const as = path.includes('operations') ? 'admin' : 'labour';
      const { status, json } = await api.request(method, path, { as, ...(body !== undefined && { body }) });
      expect([status, json]).toMatchObject([
        400,
        { refusal: 'invalid_request', errors: [{ field, code: 'unknown_field' }] },
      ]);
      expect((await api.service.store.health()).position).toBe(position);
    });

    it('is answered at addresses for monitoring: scrapers add parameters of their own', async () => {
      expect((await api.request('GET', '/health/ready?probe=1')).status).toBe(200);
    });
  });

  describe('with a body that is not understood', () => {
    it.each<[string, object, string]>([
      ['a field that nobody knows', { ...allocation('a'), amount: '1' }, 'amount unknown_field'],
      ['a field that was left out', { ...allocation('a'), agency: undefined }, 'agency not_an_identifier'],
      ['an amount as a number', { ...allocation('a'), amountRial: 1000 }, 'amountRial not_an_amount'],
      ['an amount below zero', { ...allocation('a'), amountRial: '-1' }, 'amountRial not_an_amount'],
      ['an amount with a fraction', { ...allocation('a'), amountRial: '1.5' }, 'amountRial not_an_amount'],
      [
        'an amount of 31 digits',
        { ...allocation('a'), amountRial: '9'.repeat(31) },
        'amountRial not_an_amount',
      ],
      ['a day that does not exist', { ...allocation('a'), notifiedOn: '1401-12-30' }, 'notifiedOn not_a_day'],
      ['a day as a number', { ...allocation('a'), notifiedOn: 14010901 }, 'notifiedOn not_a_day'],
      [
        'an id that is an object',
        { ...allocation('a'), agency: { id: 'behzisti' } },
        'agency not_an_identifier',
      ],
      ['an id that is a list', { ...allocation('a'), agency: ['behzisti'] }, 'agency not_an_identifier'],
      ['an id with a blank', { ...allocation('a'), agency: 'a b' }, 'agency not_an_identifier'],
    ])('is refused: %s', async (_, body, wrong) => {
      expect(await refused(ALLOCATIONS, body)).toBe(`400 invalid_request, ${wrong}`);
    });

    it.each<[string, object]>([
      ['a bidi override', { name: 'بانک\u202eملی' }],
      ['a bidi isolate', { name: '\u2067بانک' }],
      ['a control character', { name: 'بانک\u0000' }],
      ['nothing but blanks', { name: '   ' }],
      ['more than 200 characters', { name: 'ب'.repeat(201) }],
      ['no text', { name: 5 }],
    ])('is refused: a name with %s', async (_, change) => {
      const bank = { kind: 'bank', id: 'bank-x', name: 'x', ownership: 'state', activeFrom: '1400-01-01' };
      expect(await refused(ORGANISATIONS, { ...bank, ...change })).toBe(
        '400 invalid_request, name not_a_text',
      );
    });

    it('is refused with everything that is wrong, but not with a thousand errors', async () => {
      const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${String(index)}`, 1]));
      const { json } = await send(ALLOCATIONS, many);
      expect(json.errors).toHaveLength(20);
      expect(await refused(ALLOCATIONS, {})).toBe(
        '400 invalid_request, allocationId not_an_identifier, agency not_an_identifier, ' +
          'amountRial not_an_amount, notifiedOn not_a_day',
      );
    });

    it.each<[string, string | Uint8Array, string]>([
      ['no JSON', '{"agency":', '400 invalid_body'],
      ['a list', '[]', '400 invalid_body'],
      ['null', 'null', '400 invalid_body'],
      ['a text', '"behzisti"', '400 invalid_body'],
      ['a number', '1e999', '400 invalid_body'],
      ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), '400 invalid_body'],
      ['half a character', Buffer.from('{"agency":"ب"}').subarray(0, 12), '400 invalid_body'],
      ['a key that reaches the prototype', '{"__proto__":{"polluted":1}}', '400 invalid_body'],
      ['the same, escaped', '{"\\u005f_proto__":{"polluted":1}}', '400 invalid_body'],
      ['the same, by the constructor', '{"constructor":{"prototype":{"polluted":1}}}', '400 invalid_body'],
      ['brackets 100,000 deep', '['.repeat(8_000) + ']'.repeat(8_000), '400 invalid_body'],
      ['brackets deep in a field', `{"agency":${'['.repeat(30)}${']'.repeat(30)}}`, '400 invalid_body'],
      ['more bytes than are taken', `{"agency":"${'a'.repeat(17 * 1024)}"}`, '413 body_too_large'],
    ])('is refused: %s', async (_, body, wrong) => {
      expect(await refused(ALLOCATIONS, body)).toBe(wrong);
    });

    it('is refused: names that every object has, as fields', async () => {
      for (const name of ['toString', 'hasOwnProperty', 'valueOf', 'constructor']) {
        const body = `{"${name}":1,${JSON.stringify(allocation('p')).slice(1)}`;
        expect(await refused(ALLOCATIONS, body)).toBe(`400 invalid_request, ${name} unknown_field`);
      }
    });

    it('is refused: an empty one, field by field', async () => {
      expect(await refused(CLOSURES, '')).toBe('400 invalid_request, date not_a_day, reason not_a_text');
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
    ])('is refused: %s', async (type) => {
      expect(await refused(CLOSURES, 'date=1401-11-20', { 'content-type': type })).toBe(
        '415 unsupported_media_type',
      );
    });
  });

  describe('to an address that is not understood', () => {
    it.each<[string, string, string]>([
      ['that is none', '/api/v1/job', '404 unknown_route'],
      [
        'with a part that is no id',
        '/api/v1/jobs/a%20b/endings',
        '400 invalid_request, jobId not_an_identifier',
      ],
      ['with an encoding that is none', '/api/v1/jobs/%E0%A4%A/endings', '400 invalid_request'],
      ['with an overlong part', `/api/v1/jobs/${'a'.repeat(900)}/endings`, '400 invalid_request'],
      [
        'with a prototype key',
        '/api/v1/jobs/__proto__/endings',
        '400 invalid_request, jobId not_an_identifier',
      ],
    ])('is refused: one %s', async (_, path, wrong) => {
      expect(await refused(path, { endedOn: '1401-10-01' })).toBe(wrong);
    });

    it('is refused by another method', async () => {
      for (const [method, path] of [
        ['GET', `/api/v1/pools/${POOL}/policies`],
        ['PUT', ALLOCATIONS],
        ['DELETE', ALLOCATIONS],
        ['TRACE', ALLOCATIONS],
      ] as const) {
        const { status, json } = await api.request(method, path, { as: 'labour' });
        expect([method, status, json.refusal]).toEqual([method, 404, 'unknown_route']);
      }
    });
  });

  it('is answered with headers that let a browser do nothing but read, whatever the answer is', async () => {
    const answers = await Promise.all([
      send(CLOSURES, { date: '1401-11-20', reason: 'Snow' }),
      send(CLOSURES, '{'),
      api.request('GET', '/nowhere'),
      api.request('GET', '/health/live'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 200]);
    for (const { headers } of answers) expect(headers).toMatchObject(FOR_BROWSERS);
  });

  it('from another origin is told of no origin that may read the answer', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const preflight = { ...headers, 'access-control-request-method': 'POST' };
    for (const answer of [
      await api.request('GET', '/api/v1/me', { as: 'labour', headers }),
      await api.request('OPTIONS', ALLOCATIONS, { headers: preflight }),
    ])
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('that is no HTTP is answered with a problem and cut off', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(api.url);
      const socket = createConnection({ host: hostname, port: Number(port) }, () => {
        socket.write('nonsense\r\n\r\n');
      });
      let text = '';
      socket.on('data', (bytes) => (text += bytes.toString()));
      socket.on('end', () => {
        resolve(text);
      });
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('"refusal":"invalid_request"');
    for (const [name, value] of Object.entries({ ...FOR_BROWSERS, 'cache-control': 'no-store' }))
      expect(answer).toContain(`\r\n${name}: ${value}\r\n`);
  });

  it('without a good token says nothing of what is there', async () => {
    for (const headers of [
      {},
      { authorization: 'Basic YTpi' },
      { authorization: 'Bearer misaq_aaaaaaaaaaaa_x' },
    ]) {
      const {
        status,
        json,
        headers: answered,
      } = await api.request('POST', ALLOCATIONS, { body: {}, headers });
      expect([status, json.refusal, answered['www-authenticate']]).toEqual([
        401,
        'unauthenticated',
        'Bearer',
      ]);
    }
  });
});

const INHERITED = Object.getOwnPropertyNames(Object.prototype).toSorted();
