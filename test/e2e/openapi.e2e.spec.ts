import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApi } from '../../apps/api/src/api.fixture.js';
import { type BuiltServer, startBuiltServer } from './built-server.fixture.js';
import { ROOT, temporaryFolders } from './misaq.fixture.js';

/* The OpenAPI document of the built server, and the server's answers to the examples in it. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Described {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const folders = temporaryFolders();
const PROBLEM = 'application/problem+json';

describe('The document of the API', () => {
  let server: BuiltServer;
  let document: Document;
  let tokens: Readonly<Record<string, string>>;
  let ajv: Ajv2020;

  beforeAll(async () => {
    server = await startBuiltServer(folders.make());
    document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Document;
    tokens = {
      admin: server.admin,
      labour: await server.letIn('labour-1', 'labour'),
      deputy: await server.letIn('deputy-1', 'economic-deputy'),
    };
    ajv = new Ajv2020({ strict: false, allErrors: true });
    (addFormats as unknown as (to: Ajv2020) => void)(ajv);
    ajv.addFormat('binary', true);
    ajv.addSchema(document, 'document');
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    folders.removeAll();
  });

  const operations = (): readonly Described[] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );

  function find(name: string): Described {
    const found = operations().find(({ method, path }) => `${method} ${path}` === name);
    if (found === undefined) throw new Error(`${name} is not described`);
    return found;
  }

  const resolved = (schema: Schema): Schema =>
    schema.$ref === undefined
      ? schema
      : (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});

  /** The example of a schema in the document; undefined when there is none. */
  function exampleOf(given: Schema): unknown {
    const schema = resolved(given);
    if (schema.example !== undefined) return schema.example;
    if (schema.examples !== undefined) return schema.examples[0];
    if (schema.properties === undefined) return undefined;
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, each]) => [name, exampleOf(each)]),
    );
  }

  /** The address of an operation, built from the examples of its parameters. */
  function addressOf({ path, operation }: Described, also: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams(Object.entries(also).filter(([name]) => !path.includes(`{${name}}`)));
    let address = path;
    for (const parameter of operation.parameters ?? []) {
      const { name, required = false, schema = {} } = parameter;
      const example = parameter.example ?? exampleOf(schema) ?? schema.enum?.[0];
      if (parameter.in === 'path')
        address = address.replace(`{${name}}`, encodeURIComponent(also[name] ?? String(example)));
      else if (parameter.in === 'query' && required) query.set(name, String(example));
    }
    return query.size === 0 ? address : `${address}?${query.toString()}`;
  }

  /** The fault of an answer according to the document: wrong shape, or a refusal that is not listed. */
  async function faultOf(
    { method, path, operation }: Described,
    answer: Response,
  ): Promise<string | undefined> {
    const type = (answer.headers.get('content-type') ?? '').replace(/;.*$/, '');
    const content = operation.responses[String(answer.status)]?.content;
    if (content?.[type]?.schema === undefined)
      return `${String(answer.status)} ${type} is not described: ${await answer.text()}`;
    if (!type.endsWith('json')) return undefined;
    const pointer = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      String(answer.status),
      'content',
      type,
      'schema',
    ];
    const escaped = pointer.map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const body: unknown = await answer.json();
    const valid = ajv.validate({ $ref: `document#/${escaped.join('/')}` }, body);
    return valid ? undefined : `${ajv.errorsText()}: ${JSON.stringify(body).slice(0, 500)}`;
  }

  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const validate = (input: unknown) =>
      spawnSync(process.execPath, ['--no-warnings', `${ROOT}/test/e2e/validate-openapi.fixture.mjs`], {
        input: JSON.stringify(input),
        encoding: 'utf8',
      });
    expect(validate(document)).toMatchObject({ status: 0, stderr: '' });
    expect(validate({ ...document, paths: { x: {} } }).status).not.toBe(0);
  });

  it('names a server, and no two addresses that differ only in the name of a parameter', () => {
    expect(document.servers).toEqual([expect.objectContaining({ url: '/' })]);
    const unnamed = Object.keys(document.paths).map((path) => path.replaceAll(/\{\w+\}/g, '{}'));
    expect(unnamed.filter((path, index) => unnamed.indexOf(path) !== index)).toEqual([]);
  });

  it('has every route, and no other', async () => {
    const api = await openApi();
    const routes = api.server.routes
      .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/v1'))
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
      // Still answered for older clients.
      .filter((route) => route !== 'POST /api/v1/imports/{kind}');
    await api.close();
    expect(operations().map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining(routes) as unknown,
    );
    expect(operations()).toHaveLength(routes.length);
  });

  it('says of every route what it answers and by which names it refuses', () => {
    const wanting = operations().flatMap(({ method, path, operation }) => {
      const faults: string[] = [];
      if ((operation.summary ?? '') === '') faults.push('no summary');
      const { 200: answer } = operation.responses;
      const contents = Object.values(answer?.content ?? {});
      if (contents.length === 0 || contents.some(({ schema }) => schema === undefined))
        faults.push('no schema of its answer');
      const refused = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      for (const expected of ['400', '401', '403', '429', '500'])
        if (!refused.some(([status]) => status === expected)) faults.push(`no ${expected}`);
      for (const [status, { content }] of refused) {
        const names = content?.[PROBLEM]?.schema?.allOf?.[1]?.properties?.refusal?.enum ?? [];
        if (names.length === 0) faults.push(`${status} without names`);
      }
      return faults.map((fault) => `${method} ${path}: ${fault}`);
    });
    expect(wanting).toEqual([]);
  });

  it('puts each route under one heading, and describes every heading', () => {
    const used = operations().map(({ operation: { tags = [] } }) => tags.join(' and '));
    expect([...new Set(used)].sort()).toEqual(document.tags.map(({ name }) => name).sort());
    expect(document.tags.filter(({ description = '' }) => description === '')).toEqual([]);
  });

  it('names each operation once', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has an example of every field of every request, and of every part of an address', () => {
    const wanting = operations().flatMap((each) => {
      const { method, path, operation } = each;
      const body = operation.requestBody?.content['application/json']?.schema;
      const fields = body === undefined ? {} : (resolved(body).properties ?? {});
      const without = Object.entries(fields).filter(([, field]) => exampleOf(field) === undefined);
      const parts = (operation.parameters ?? []).filter(
        (parameter) =>
          (parameter.in === 'path' || parameter.required === true) &&
          (parameter.example ?? exampleOf(parameter.schema ?? {}) ?? parameter.schema?.enum) === undefined,
      );
      return [...without.map(([name]) => name), ...parts.map(({ name }) => name)].map(
        (name) => `${method} ${path} ${name}`,
      );
    });
    expect(wanting).toEqual([]);
  });

  /** The commands in an order in which each finds its prerequisites, with their senders. */
  const STORY = [
    'admin POST /api/v1/principals',
    'labour POST /api/v1/provinces/{province}/organisations',
    'labour POST /api/v1/provinces/{province}/organisations/{kind}/{id}/renamings',
    'labour POST /api/v1/provinces/{province}/calendar/week-profiles',
    'labour POST /api/v1/provinces/{province}/calendar/lunar-months',
    'labour POST /api/v1/provinces/{province}/calendar/closures',
    'labour POST /api/v1/provinces/{province}/calendar/holiday-cancellations',
    'labour POST /api/v1/provinces/{province}/plans/{year}/commitments',
    'labour POST /api/v1/provinces/{province}/plans/{year}/commitments/revisions',
    'labour POST /api/v1/provinces/{province}/plans/{year}/commitments/withdrawals',
    'labour POST /api/v1/pools/{pool}/policies',
    'labour POST /api/v1/pools/{pool}/allocations',
    'labour POST /api/v1/pools/{pool}/allocations/{allocationId}/corrections',
    'labour POST /api/v1/pools/{pool}/facilities',
    'labour POST /api/v1/pools/{pool}/facilities/{facilityId}/corrections',
    'labour POST /api/v1/pools/{pool}/facilities/{facilityId}/payments',
    'labour POST /api/v1/pools/{pool}/facilities/{facilityId}/payments/{bankReference}/reversal',
    'labour POST /api/v1/pools/{pool}/facilities/{facilityId}/closing',
    'labour POST /api/v1/pools/{pool}/facilities/{facilityId}/declines',
    'labour POST /api/v1/pools/{pool}/facilities/{facilityId}/withdrawals',
    'labour POST /api/v1/pools/{pool}/reviews',
    'deputy POST /api/v1/pools/{pool}/reviews/{reviewId}/approval',
    'deputy POST /api/v1/pools/{pool}/reviews/{reviewId}/reversals',
    'deputy POST /api/v1/pools/{pool}/reviews/{reviewId}/dismissal',
    'labour POST /api/v1/jobs',
    'labour POST /api/v1/jobs/{jobId}/verifications',
    'labour POST /api/v1/jobs/{jobId}/rejections',
    'labour POST /api/v1/jobs/{jobId}/endings',
    'labour POST /api/v1/jobs/{jobId}/voiding',
    'admin POST /api/v1/principals/{principalId}/roles',
    'admin POST /api/v1/principals/{principalId}/roles/confirmations',
    'admin POST /api/v1/principals/{principalId}/tokens',
    'nobody POST /api/v1/tokens/redemption',
    'admin POST /api/v1/principals/{principalId}/tokens/{tokenId}/revocation',
    'admin POST /api/v1/principals/{principalId}/identity',
    'admin POST /api/v1/principals/{principalId}/identity/removal',
    'admin POST /api/v1/principals/{principalId}/roles/revocations',
    'admin POST /api/v1/accounts/{principal}/links',
    'nobody POST /api/v1/accounts/password',
    'nobody POST /api/v1/session',
    'nobody POST /api/v1/session/provider',
    'nobody POST /api/v1/session/provider/return',
    'admin POST /api/v1/session/confirmation/provider',
    'admin PUT /api/v1/session/office',
    'admin POST /api/v1/session/confirmation',
    'admin POST /api/v1/session/password',
    'admin POST /api/v1/session/factor',
    'admin POST /api/v1/session/factor/confirmation',
    'admin PUT /api/v1/factors/{role}',
    'admin POST /api/v1/webhooks',
    'admin POST /api/v1/webhooks/{webhookId}/resumption',
    'admin POST /api/v1/webhooks/{webhookId}/removal',
    'labour POST /api/v1/provinces/{province}/organisations/{kind}/{id}/retirements',
  ] as const;

  it('has examples that the server accepts: recorded, or refused by a business rule', async () => {
    // The organisations in the examples, except the one that an example itself registers.
    for (const [kind, id] of [
      ['bank', 'bank-melli'],
      ['county', 'tabriz'],
      ['sector', 'services'],
    ] as const)
      await server.request('POST', '/api/v1/provinces/east-azerbaijan/organisations', {
        token: tokens.labour ?? '',
        body: {
          kind,
          id,
          name: id,
          activeFrom: '1400-01-01',
          ...(kind === 'bank' && { ownership: 'state' }),
        },
      });
    const commands = operations().filter(
      ({ operation }) => operation.requestBody?.content['application/json'] !== undefined,
    );
    expect(STORY.map((each) => each.replace(/^\w+ /, '')).toSorted()).toEqual(
      commands.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
    const outcomes: string[] = [];
    const faults: string[] = [];
    for (const step of STORY) {
      const [who = '', method = '', path = ''] = step.split(' ');
      const described = find(`${method} ${path}`);
      const schema = described.operation.requestBody?.content['application/json']?.schema ?? {};
      const body = exampleOf(schema) as object;
      const answer = await server.request(method, addressOf(described), { token: tokens[who] ?? '', body });
      const fault = await faultOf(described, answer.clone());
      if (fault !== undefined) faults.push(`${step}: ${fault}`);
      const { refusal } = (await answer.json()) as { refusal?: string };
      outcomes.push(`${step}: ${String(answer.status)} ${refusal ?? ''}`.trim());
    }
    expect(faults).toEqual([]);
    const refused = outcomes.filter((outcome) => !outcome.endsWith(': 200'));
    // A finished facility cannot end again, and with one agency no credit can move.
    expect(refused).toEqual([
      'labour POST /api/v1/pools/{pool}/facilities/{facilityId}/declines: 409 facility_not_open',
      'labour POST /api/v1/pools/{pool}/facilities/{facilityId}/withdrawals: 409 facility_not_open',
      'deputy POST /api/v1/pools/{pool}/reviews/{reviewId}/approval: 409 nothing_to_move',
      'deputy POST /api/v1/pools/{pool}/reviews/{reviewId}/reversals: 409 not_reallocated',
      'labour POST /api/v1/jobs/{jobId}/rejections: 409 conflicts_with_recorded',
      'admin POST /api/v1/principals/{principalId}/roles/confirmations: 409 role_not_requested',
      'nobody POST /api/v1/tokens/redemption: 404 code_unknown',
      'admin POST /api/v1/principals/{principalId}/tokens/{tokenId}/revocation: 404 token_unknown',
      'nobody POST /api/v1/accounts/password: 404 link_unknown',
      'nobody POST /api/v1/session: 401 sign_in_failed',
      'nobody POST /api/v1/session/provider: 409 provider_not_set',
      'nobody POST /api/v1/session/provider/return: 409 provider_not_set',
      'admin POST /api/v1/session/confirmation/provider: 403 session_needed',
      'admin PUT /api/v1/session/office: 403 session_needed',
      'admin POST /api/v1/session/confirmation: 403 session_needed',
      'admin POST /api/v1/session/password: 403 session_needed',
      'admin POST /api/v1/session/factor: 403 session_needed',
      'admin POST /api/v1/session/factor/confirmation: 403 session_needed',
    ]);
  });

  it('describes answers and refusals of files and operations', async () => {
    const csv = { 'content-type': 'text/csv' };
    const file = 'pool,allocation_id,agency,amount_rial,notified_on\n';
    const row = 'east-azerbaijan-1401-note16,imported,behzisti,1000,1401-06-01\n';
    const send = (path: string, body?: string) =>
      server.request('POST', path, {
        token: path.includes('imports') ? (tokens.labour ?? '') : server.admin,
        ...(body !== undefined && { body, headers: csv }),
      });
    const described = find('POST /api/v1/imports/files/{kind}');
    const operation = (name: string) => find(`POST /api/v1/operations/${name}`);
    const asked: readonly (readonly [Described, number, () => Promise<Response>])[] = [
      [described, 200, () => send('/api/v1/imports/allocations', file + row)],
      [described, 200, () => send('/api/v1/imports/allocations?dryRun=true', file + row)],
      [described, 422, () => send('/api/v1/imports/allocations', `${file}x,y,z,,\n`)],
      [described, 422, () => send('/api/v1/imports/allocations', '\u0000')],
      [operation('verification'), 200, () => send('/api/v1/operations/verification')],
      [operation('backup'), 200, () => send('/api/v1/operations/backup')],
      [
        operation('projections/{name}/rebuild'),
        200,
        () => send('/api/v1/operations/projections/register/rebuild'),
      ],
    ];
    for (const [each, status, sent] of asked) {
      const answer = await sent();
      expect([each.path, answer.status]).toEqual([each.path, status]);
      expect(await faultOf(each, answer)).toBeUndefined();
    }
  });

  it('describes the answers of every question', async () => {
    const reached = { atLeast: String(await position()) };
    const list = await server.request('GET', '/api/v1/imports?atLeast=' + reached.atLeast);
    const [imported] = ((await list.json()) as { items: { importId: string }[] }).items;
    const headers = { accept: 'text/csv', prefer: 'respond-async' };
    const taken = await server.request('GET', '/api/v1/jobs', { token: tokens.labour ?? '', headers });
    expect(await faultOf(find('GET /api/v1/jobs'), taken.clone())).toBeUndefined();
    const { exportId } = (await taken.json()) as { exportId: string };
    await made(exportId);
    const faults: string[] = [];
    // A stream without an end; what only a session is answered; what only the demo has.
    const others = ['/api/v1/live', '/api/v1/session', '/api/v1/session/door', '/api/v1/demo/accounts'];
    const questions = operations().filter(({ method, path }) => method === 'GET' && !others.includes(path));
    for (const described of questions) {
      const also = described.operation.parameters?.some(({ name }) => name === 'atLeast') ? reached : {};
      const known = described.path.includes('{importId}')
        ? { importId: imported?.importId ?? '' }
        : described.path.includes('{exportId}')
          ? { exportId }
          : {};
      const one =
        described.path === '/api/v1/history'
          ? { pool: 'east-azerbaijan-1401-note16' }
          : described.path.startsWith('/api/v1/notifications')
            ? { province: 'east-azerbaijan', agency: 'behzisti' }
            : {};
      const address = addressOf(described, {
        ...also,
        ...one,
        ...known,
      });
      const token = /principals|operations|webhooks|accounts|factors|door/.test(described.path)
        ? server.admin
        : (tokens.labour ?? '');
      for (const accept of ['application/json', 'text/csv']) {
        if (described.operation.responses['200']?.content?.[accept] === undefined) continue;
        const answer = await server.request('GET', address, { token, headers: { accept } });
        const fault = await faultOf(described, answer);
        if (fault !== undefined || answer.status !== 200)
          faults.push(`${address}: ${String(answer.status)} ${fault ?? ''}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('describes what is answered in a session', async () => {
    const admin = { token: server.admin };
    const issued = await server.request('POST', '/api/v1/accounts/deputy-1/links', { ...admin, body: {} });
    const { code } = (await issued.json()) as { code: string };
    const password = 'seven green kettles whistle';
    const redeemed = await server.request('POST', '/api/v1/accounts/password', { body: { code, password } });
    expect(redeemed.status).toBe(200);
    const credentials = { account: 'deputy-1', password };
    const begun = await server.request('POST', '/api/v1/session', { token: '', body: credentials });
    const cookie = begun.headers.get('set-cookie')?.replace(/;.*$/, '') ?? '';
    expect(await faultOf(find('POST /api/v1/session'), begun.clone())).toBeUndefined();
    const { csrf } = (await begun.json()) as { csrf: string };
    const send = (method: string, path: string, body?: object) =>
      server.request(method, path, {
        token: '',
        headers: { cookie, 'x-misaq-csrf': csrf },
        ...(body && { body }),
      });
    const confirmed = await send('POST', '/api/v1/session/confirmation', { password });
    expect([confirmed.status, await faultOf(find('POST /api/v1/session/confirmation'), confirmed)]).toEqual([
      200,
      undefined,
    ]);
    for (const [method, path] of [
      ['GET', '/api/v1/session'],
      ['GET', '/api/v1/sessions'],
      ['DELETE', '/api/v1/session'],
    ] as const) {
      const answer = await send(method, path);
      expect([path, answer.status, await faultOf(find(`${method} ${path}`), answer)]).toEqual([
        path,
        200,
        undefined,
      ]);
    }
  });

  it('describes the deletion of an export, and its refusals', async () => {
    const headers = { accept: 'text/csv', prefer: 'respond-async' };
    const token = tokens.labour ?? '';
    const taken = await server.request('GET', '/api/v1/jobs', { token, headers });
    const { exportId } = (await taken.json()) as { exportId: string };
    const described = find('DELETE /api/v1/exports/{exportId}');
    for (const status of [200, 404]) {
      const answer = await server.request('DELETE', `/api/v1/exports/${exportId}`, { token });
      expect(answer.status).toBe(status);
      expect(await faultOf(described, answer)).toBeUndefined();
    }
    const elsewhere = await server.request('DELETE', addressOf(described), { token });
    expect(elsewhere.status).toBe(404);
    expect(await faultOf(described, elsewhere)).toBeUndefined();
  });

  async function made(exportId: string): Promise<void> {
    const token = tokens.labour ?? '';
    for (;;) {
      const answer = await server.request('GET', `/api/v1/exports/${exportId}`, { token });
      expect(answer.status).toBe(200);
      if (((await answer.json()) as { state: string }).state === 'done') return;
      await wait(5);
    }
  }

  async function position(): Promise<number> {
    const answer = await server.request('GET', '/api/v1/operations/projections');
    return Number(((await answer.json()) as { logPosition: string }).logPosition);
  }
});
