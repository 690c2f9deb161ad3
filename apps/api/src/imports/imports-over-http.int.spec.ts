import { readdirSync, writeFileSync } from 'node:fs';
import { Agent, request as open } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import {
  sheetOf,
  workbookEntries,
  workbookOf,
  zipOf,
} from '@misaq/platform/spreadsheets/hostile-workbook.js';
import { type Answered, type Api, openApi, type Player, PROVINCE } from '../api.fixture.js';
import { openFilesIn } from '../open-files.fixture.js';
import { allocation, job } from '../samples.fixture.js';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADER = [
  'facility_id',
  'pool',
  'agency',
  'bank',
  'amount_rial',
  'introduced_on',
  'county',
  'sector',
  'planned_jobs',
  'applicant_id',
];
const LABOUR: Actor = { id: 'labour', name: 'Officer labour', role: 'labour' };
const MEGABYTE = 1024 * 1024;

type Rows = readonly (readonly string[])[];

/** A row of a file, good unless it is changed. */
const row = (id: string, pool: string, change: Readonly<Record<string, string>> = {}): readonly string[] => {
  const good: Readonly<Record<string, string>> = {
    facility_id: id,
    pool,
    agency: 'behzisti',
    bank: 'bank-melli',
    amount_rial: '100',
    introduced_on: '1401-09-06',
    county: 'tabriz',
    sector: 'services',
    planned_jobs: '1',
  };
  return HEADER.map((column) => change[column] ?? good[column] ?? '');
};

const csvOf = (rows: Rows): string => [HEADER, ...rows].map((each) => `${each.join(',')}\n`).join('');
const xlsxOf = (rows: Rows): Buffer => workbookOf({ sheets: { a: sheetOf([HEADER, ...rows]) } });

const FORM = 'misaq-form';
function formOf(fileName: string, content: string | Buffer, type = CSV): Buffer {
  return Buffer.concat([
    Buffer.from(
      `--${FORM}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: ${type}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${FORM}--\r\n`),
  ]);
}

interface Part {
  readonly name: string;
  /** What the file is called; of a field there is none. */
  readonly file?: string;
  readonly content: string;
}

function formOfParts(parts: readonly Part[]): Buffer {
  const written = parts.map(
    ({ name, file, content }) =>
      `--${FORM}\r\ncontent-disposition: form-data; name="${name}"` +
      `${file === undefined ? '' : `; filename="${file}"\r\ncontent-type: ${CSV}`}\r\n\r\n${content}\r\n`,
  );
  return Buffer.from(`${written.join('')}--${FORM}--\r\n`);
}

describe('A file that is imported over HTTP', () => {
  let api: Api;
  let pools = 0;

  beforeAll(async () => {
    api = await openApi({ MISAQ_UPLOAD_MB: '1' });
  });
  afterEach(async () => {
    // Removed a moment after the answer; a test that waits in vain fails.
    for (const folder of ['uploads', 'imports'])
      while (readdirSync(join(api.service.folder, folder)).length > 0) await wait(5);
  });
  afterAll(async () => {
    expect(api.logged.join('')).not.toContain('unexpected error');
    await api.close();
  });

  const uploads = (): string => join(api.service.folder, 'uploads');

  async function newPool(): Promise<string> {
    pools += 1;
    const pool = `${PROVINCE}-1401-i${String(pools)}`;
    await api.act(`/api/v1/pools/${pool}/allocations`, 'labour', allocation('a'));
    return pool;
  }

  const send = (
    body: string | Uint8Array,
    {
      type = CSV,
      as = 'labour',
      query = '',
      kind = 'introductions',
      accept = 'application/json',
    }: { type?: string; as?: Player; query?: string; kind?: string; accept?: string } = {},
  ): Promise<Answered> =>
    api.request('POST', `/api/v1/imports/${kind}${query}`, {
      as,
      body,
      headers: { 'content-type': type, accept },
    });

  /** What the same file would be reported as here; tried on the same state, writing nothing. */
  async function locally(content: string | Buffer, name: string, kind = 'introductions'): Promise<unknown> {
    const path = join(api.service.folder, name);
    writeFileSync(path, content);
    const outcome = await api.service.imports.run({
      kind: kind,
      path,
      actor: LABOUR,
      dryRun: true,
    });
    return 'report' in outcome ? JSON.parse(JSON.stringify(outcome.report)) : outcome;
  }

  it('names principals as the verifiers of rounds', async () => {
    await api.act('/api/v1/jobs', 'labour', job(1));
    const verified = (verifier: string) =>
      send(`job_id,round,verdict,verifier,on,reason\njob-1,1,verified,${verifier},1401-10-20,\n`, {
        kind: 'verifications',
      });
    const refused = await verified('inspector-3');
    expect([refused.status, refused.json]).toMatchObject([
      422,
      {
        refusal: 'file_refused',
        report: { errors: [{ row: 2, column: 'verifier', code: 'unknown_verifier' }] },
      },
    ]);
    // Somebody who verifies nothing.
    expect((await verified('governor')).json).toMatchObject({ refusal: 'file_refused' });
    expect((await verified('inspector-2')).json).toMatchObject({ applied: 1, errors: [] });
  });

  describe.each<[string, (rows: Rows) => string | Buffer, string]>([
    ['CSV', csvOf, CSV],
    ['a workbook', xlsxOf, XLSX],
  ])('as %s', (_, fileOf, type) => {
    const bad = { bank: 'bank-meli', amount_rial: '-1' };

    it('is applied, and changes nothing the second time', async () => {
      const pool = await newPool();
      const file = fileOf([row('a', pool), row('b', pool)]);
      const first = await send(file, { type, query: '?name=introductions.x' });
      expect([first.status, first.json]).toMatchObject([
        200,
        { kind: 'introductions', file: 'introductions.x', rows: 2, accepted: 2, applied: 2, dryRun: false },
      ]);
      const seen = await api.request(
        'GET',
        `/api/v1/pools/${pool}/facilities?atLeast=${String(first.headers['misaq-position'])}`,
        { as: 'labour' },
      );
      expect(seen.json).toMatchObject({ items: [{ facilityId: 'a' }, { facilityId: 'b' }] });
      const { importId } = first.json;
      expect(importId).toEqual(expect.any(String));
      const record = await api.request('GET', `/api/v1/imports/${String(importId)}`, { as: 'labour' });
      expect(record.json).toMatchObject({ importId, file: 'introductions.x', applied: 2 });
      const again = await send(file, { type });
      expect(again.json).toMatchObject({ importId, rows: 2, duplicates: 2, applied: 0 });
    });

    it('is only tried on a dry run', async () => {
      const pool = await newPool();
      const { position } = await api.service.store.health();
      const file = fileOf([row('a', pool)]);
      const tried = await send(file, { type, query: '?dryRun=true' });
      expect([tried.status, tried.json]).toMatchObject([
        200,
        { importId: null, accepted: 1, applied: 0, dryRun: true },
      ]);
      // That it was checked is recorded, and nothing else.
      expect((await api.service.store.health()).position).toBe(position + 1n);
      expect((await send(file, { type })).json).toMatchObject({ accepted: 1, applied: 1 });
    });

    it('is refused whole for a bad row, with the report that a local import gives', async () => {
      const pool = await newPool();
      const file = fileOf([row('a', pool), row('b', pool, bad), row('c', pool, { county: '' })]);
      const { position } = await api.service.store.health();
      const { status, json } = await send(file, { type, query: '?name=same' });
      expect([status, json.refusal]).toEqual([422, 'file_refused']);
      expect((json.report as { errors: unknown[] }).errors.length).toBeGreaterThanOrEqual(3);
      expect(json.report).toEqual(await locally(file, 'same'));
      expect((await api.service.store.health()).position).toBe(position);
    });

    it('is applied without its bad rows when that is asked for', async () => {
      const pool = await newPool();
      const file = fileOf([row('a', pool), row('b', pool, bad)]);
      const { status, json } = await send(file, { type, query: '?partial=true' });
      expect([status, json]).toMatchObject([200, { rows: 2, accepted: 1, rejected: 1, applied: 1 }]);
      expect(json.errors).toMatchObject([{ row: 3 }, { row: 3 }]);
    });

    it('comes as a part of a form as well, with its name', async () => {
      const pool = await newPool();
      const form = formOf('..\\..\\معرفی.x', fileOf([row('a', pool)]), type);
      const { status, json } = await send(form, { type: `multipart/form-data; boundary=${FORM}` });
      expect([status, json]).toMatchObject([200, { file: 'معرفی.x', applied: 1 }]);
    });
  });

  it('sends its progress line by line to a client that accepts it', async () => {
    const pool = await newPool();
    const rows = Array.from({ length: 1_200 }, (_, n) => row(`f-${String(n)}`, pool));
    const linesOf = ({ text }: Answered) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    const done = await send(csvOf(rows), { accept: 'application/x-ndjson' });
    expect([done.status, done.headers['content-type']]).toEqual([200, 'application/x-ndjson']);
    const lines = linesOf(done);
    expect(lines.at(-1)).toMatchObject({ status: 200, body: { applied: 1_200, dryRun: false } });
    const progress = lines.slice(0, -1).map((line) => line.progress);
    expect(new Set(progress.map((each) => each?.phase))).toEqual(new Set(['checking', 'applying']));
    for (const phase of ['checking', 'applying']) {
      const steps = progress.filter((each) => each?.phase === phase).map((each) => Number(each?.done));
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      expect(steps.at(-1)).toBe(1_200);
    }
    const refused = linesOf(
      await send(csvOf([row('x', pool, { bank: 'nobody' })]), { accept: 'application/x-ndjson' }),
    );
    expect(refused.at(-1)).toMatchObject({
      status: 422,
      body: { refusal: 'file_refused', report: { errors: [{ row: 2, column: 'bank' }] } },
    });
  });

  describe('in a form of several parts', () => {
    const MULTIPART = `multipart/form-data; boundary=${FORM}`;

    it('is taken alone: a second file of the form is refused by name, and nothing is applied', async () => {
      const pool = await newPool();
      const { position } = await api.service.store.health();
      for (const second of ['file', 'file2', 'constructor']) {
        const form = formOfParts([
          { name: 'file', file: 'first.csv', content: csvOf([row('a', pool)]) },
          { name: second, file: 'second.csv', content: csvOf([row('b', pool)]) },
        ]);
        const { status, json } = await send(form, { type: MULTIPART });
        expect([status, json]).toMatchObject([400, { refusal: 'invalid_request' }]);
        if (second !== 'constructor') expect(JSON.stringify(json.errors)).toContain(`"field":"${second}"`);
      }
      expect((await api.service.store.health()).position).toBe(position);
    });

    it.each<[string, Part, string]>([
      ['a field that is not known', { name: 'dry_run', content: 'true' }, 'unknown_field'],
      ['a known field twice', { name: 'partial', content: 'true' }, 'given_twice'],
      ['a known field that says nothing', { name: 'dryRun', content: 'perhaps' }, 'not_true_or_false'],
      ['a file under another name', { name: 'dryRun', file: 'x.csv', content: 'x' }, 'unknown_field'],
      ['a file that is none', { name: 'file', content: 'x' }, 'not_a_file'],
    ])('is refused for %s, before it or after it', async (_, part, code) => {
      const pool = await newPool();
      const { position } = await api.service.store.health();
      const file = { name: 'file', file: 'a.csv', content: csvOf([row('a', pool)]) };
      const partial = { name: 'partial', content: 'false' };
      for (const parts of [
        [partial, part, file],
        [partial, file, part],
      ]) {
        const { status, json } = await send(formOfParts(parts), { type: MULTIPART });
        expect([status, json]).toMatchObject([
          400,
          { refusal: 'invalid_request', errors: [{ field: part.name, code }] },
        ]);
      }
      expect((await api.service.store.health()).position).toBe(position);
    });

    it('is refused when a field says again what a parameter says', async () => {
      const pool = await newPool();
      const form = formOfParts([
        { name: 'dryRun', content: 'true' },
        { name: 'file', file: 'a.csv', content: csvOf([row('a', pool)]) },
      ]);
      const { status, json } = await send(form, { type: MULTIPART, query: '?dryRun=false' });
      expect([status, json]).toMatchObject([400, { errors: [{ field: 'dryRun', code: 'given_twice' }] }]);
    });

    it.each(['before', 'after'])('obeys a known field %s it', async (place) => {
      const pool = await newPool();
      const { position } = await api.service.store.health();
      const file = { name: 'file', file: 'a.csv', content: csvOf([row('a', pool)]) };
      const sent = (...fields: readonly Part[]) =>
        send(formOfParts(place === 'before' ? [...fields, file] : [file, ...fields]), { type: MULTIPART });
      const tried = await sent({ name: 'dryRun', content: 'true' }, { name: 'name', content: 'b.csv' });
      expect([tried.status, tried.json]).toMatchObject([200, { dryRun: true, applied: 0, file: 'b.csv' }]);
      expect((await api.service.store.health()).position).toBe(position + 1n);
      expect((await sent({ name: 'partial', content: 'true' })).json).toMatchObject({ applied: 1 });
    });
  });

  it.each<[string, () => string | Buffer, string, string, Player?]>([
    ['a file', () => csvOf([]), CSV, '/api/v1/imports/introductions'],
    [
      'a form',
      () => formOf('a.csv', csvOf([])),
      `multipart/form-data; boundary=${FORM}`,
      '/api/v1/imports/introductions',
    ],
    ['JSON', () => '{}', 'application/json', `/api/v1/pools/${PROVINCE}-1401-i1/allocations`],
    [
      'JSON for a route without a body',
      () => '{}',
      'application/json',
      '/api/v1/operations/verification',
      'admin',
    ],
    ['nothing', () => '', 'application/json', `/api/v1/pools/${PROVINCE}-1401-i1/reviews`],
  ])('an encoding of %s that is not taken is named', async (_, body, type, path, as = 'labour') => {
    for (const encoding of ['gzip', 'br', 'identity, zstd', 'x-unheard-of', 'GZIP']) {
      const refused = await api.request('POST', path, {
        as,
        body: body(),
        headers: { 'content-type': type, 'content-encoding': encoding },
      });
      expect([refused.status, refused.json, refused.headers['accept-encoding']]).toMatchObject([
        415,
        { refusal: 'unsupported_media_type', figures: { contentEncoding: encoding.split(', ').at(-1) } },
        'identity',
      ]);
      expect(String(refused.json.detail)).toContain(encoding.split(', ').at(-1));
    }
  });

  it('is taken as it is, also when that is said', async () => {
    const pool = await newPool();
    const sent = await api.request('POST', '/api/v1/imports/introductions', {
      as: 'labour',
      body: csvOf([row('a', pool)]),
      headers: { 'content-type': CSV, 'content-encoding': 'Identity' },
    });
    expect(sent.json).toMatchObject({ applied: 1 });
  });

  describe('by an officer', () => {
    it('holds rows of the own organisation only, of labour of all', async () => {
      const pool = await newPool();
      const both = csvOf([row('a', pool), row('b', pool, { agency: 'relief-committee' })]);
      const refused = await send(both, { as: 'agency-behzisti' });
      expect([refused.status, refused.json]).toMatchObject([
        422,
        { refusal: 'file_refused', report: { errors: [{ row: 3, column: 'agency', code: 'not_own' }] } },
      ]);
      const own = await send(both, { as: 'agency-behzisti', query: '?partial=true' });
      expect(own.json).toMatchObject({ accepted: 1, rejected: 1, applied: 1 });
      expect((await send(both)).json).toMatchObject({ duplicates: 1, accepted: 1, applied: 1 });
    });

    it('is refused whole when the role does nothing of the kind', async () => {
      const pool = await newPool();
      for (const [as, kind] of [
        ['bank-melli', 'introductions'],
        ['inspector', 'introductions'],
        ['agency-behzisti', 'payments'],
        ['governor', 'organisations'],
      ] as const) {
        const { status, json } = await send(csvOf([row('a', pool)]), { as, kind });
        expect([as, status, json.refusal]).toEqual([as, 403, 'not_permitted']);
      }
    });
  });

  describe('that cannot be taken', () => {
    it.each<[string, () => string | Uint8Array, string, string]>([
      ['larger than is taken', () => 'x'.repeat(1.5 * MEGABYTE), CSV, '413 body_too_large'],
      [
        'larger than is taken, in a form',
        () => formOf('a.csv', 'x'.repeat(1.5 * MEGABYTE)),
        `multipart/form-data; boundary=${FORM}`,
        '413 body_too_large',
      ],
      [
        'a form that does not end',
        () => formOf('a.csv', csvOf([])).subarray(0, 200),
        `multipart/form-data; boundary=${FORM}`,
        '400 invalid_body',
      ],
      ['JSON', () => '{}', 'application/json', '415 unsupported_media_type'],
      ['XML', () => '<a/>', 'application/xml', '415 unsupported_media_type'],
      ['a form of fields', () => 'a=1', 'application/x-www-form-urlencoded', '415 unsupported_media_type'],
      [
        'a form without a file',
        () => Buffer.from(`--${FORM}--\r\n`),
        `multipart/form-data; boundary=${FORM}`,
        '400 invalid_request',
      ],
      ['nothing', () => '', CSV, '422 unreadable_file'],
      ['broken UTF-8', () => Buffer.from([0x61, 0xff, 0xfe, 0x0a]), CSV, '422 unreadable_file'],
      ['an old workbook', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), XLSX, '422 unreadable_file'],
      [
        'half an archive',
        () => xlsxOf([row('a', 'p')]).subarray(0, 700),
        'application/octet-stream',
        '422 unreadable_file',
      ],
      [
        'an archive that inflates without end',
        () => zipOf([...parts, { name: 'bomb', content: '', claims: { size: 200 * MEGABYTE } }]),
        XLSX,
        '422 unreadable_file',
      ],
      [
        'a sheet that inflates to 200 MB',
        () =>
          zipOf([
            ...parts.filter(({ name }) => !name.includes('sheet1')),
            {
              name: 'xl/worksheets/sheet1.xml',
              content: `<worksheet><sheetData>${' '.repeat(200 * MEGABYTE)}</sheetData></worksheet>`,
            },
          ]),
        XLSX,
        '422 unreadable_file',
      ],
      [
        'an archive of 1,001 parts',
        () =>
          zipOf([
            ...parts,
            ...Array.from({ length: 1_001 }, (_, n) => ({ name: `f${String(n)}`, content: '' })),
          ]),
        XLSX,
        '422 unreadable_file',
      ],
      [
        'a path that leaves the archive',
        () => zipOf([...parts, { name: '../../etc/passwd', content: 'x' }]),
        XLSX,
        '422 unreadable_file',
      ],
      [
        'entities that grow',
        () =>
          zipOf([
            ...parts.filter(({ name }) => !name.includes('sheet1')),
            {
              name: 'xl/worksheets/sheet1.xml',
              content: '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>',
            },
          ]),
        XLSX,
        '422 unreadable_file',
      ],
    ])('%s is refused', async (_, make, type, expected) => {
      const { position } = await api.service.store.health();
      const { status, json, headers } = await send(make(), { type });
      expect(`${String(status)} ${String(json.refusal)}`).toBe(expected);
      expect(headers['content-type']).toContain('application/problem+json');
      expect((await api.service.store.health()).position).toBe(position);
    });

    it('one larger than is taken, of unknown length, is refused, and its connection serves on', async () => {
      const pool = await newPool();
      const { hostname, port } = new URL(api.url);
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const post = (body: string, type: string): Promise<number | undefined> =>
        new Promise((resolve, reject) => {
          const request = open(
            {
              hostname,
              port,
              agent,
              method: 'POST',
              path: '/api/v1/imports/introductions',
              headers: {
                authorization: `Bearer ${api.tokens.labour}`,
                'content-type': type,
                'transfer-encoding': 'chunked',
              },
            },
            (answer) => {
              answer.resume().on('end', () => {
                resolve(answer.statusCode);
              });
            },
          );
          request.on('error', reject);
          request.end(body);
        });
      const large = 'x'.repeat(5 * MEGABYTE);
      for (const [body, type] of [
        [large, CSV],
        [formOf('a.csv', large).toString('latin1'), `multipart/form-data; boundary=${FORM}`],
      ] as const) {
        expect(await post(body, type)).toBe(413);
        expect(await post(csvOf([row('a', pool)]), CSV)).toBe(200);
      }
      agent.destroy();
    });

    it('a formula without its result and an error are named cell by cell', async () => {
      const cells = (cell: string) =>
        `<row r="1">${HEADER.map((name) => `<c t="str"><v>${name}</v></c>`).join('')}</row>` +
        `<row r="2">${cell.repeat(HEADER.length)}</row>`;
      for (const [cell, code] of [
        ['<c><f>1+1</f></c>', 'formula_without_result'],
        ['<c t="e"><v>#REF!</v></c>', 'error_value'],
      ] as const) {
        const { status, json } = await send(workbookOf({ sheets: { a: cells(cell) } }), { type: XLSX });
        expect([status, json.refusal]).toEqual([422, 'file_refused']);
        const { errors } = json.report as { errors: readonly { code: string; row: number }[] };
        expect(errors.every((error) => error.row === 2 && error.code === code)).toBe(true);
        expect(errors.length).toBeGreaterThan(0);
      }
    });

    it.each<[string, Readonly<Record<string, string>>]>([
      ['with a length that it does not keep', { 'content-length': '100000' }],
      ['in pieces', { 'transfer-encoding': 'chunked' }],
    ])('half of it (%s) leaves nothing behind, and others are served', async (_, headers) => {
      const { position } = await api.service.store.health();
      const { hostname, port } = new URL(api.url);
      const types = [CSV, `multipart/form-data; boundary=${FORM}`];
      // Some go away before the server has begun to read what they send.
      for (const [type, isRead] of types.flatMap((each) => [[each, false] as const, [each, true] as const])) {
        const request = open({
          hostname,
          port,
          method: 'POST',
          path: '/api/v1/imports/introductions',
          headers: { authorization: `Bearer ${api.tokens.labour}`, 'content-type': type, ...headers },
        });
        const closed = new Promise<void>((resolve) => {
          request.on('close', resolve);
          request.on('error', () => undefined);
        });
        request.write(type === CSV ? csvOf([row('a', 'p')]) : formOf('a.csv', csvOf([])).subarray(0, 150));
        while (openFilesIn(uploads()).length === 0) await wait(1);
        while (isRead && readdirSync(uploads()).length > 0) await wait(5);
        request.destroy();
        await closed;
        while (openFilesIn(uploads()).length > 0) await wait(5);
      }
      expect((await api.service.store.health()).position).toBe(position);
      const pool = await newPool();
      expect((await send(csvOf([row('a', pool)]))).json).toMatchObject({ applied: 1 });
    });
  });

  const parts = workbookEntries({ sheets: { a: sheetOf([HEADER]) } });
});
