import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { GUIDE_SHEET } from '@misaq/platform/imports/guide-sheet.js';
import { importKinds } from '@misaq/platform/imports/import-kinds.js';
import { turnsDuring, withSteppingClock } from '@misaq/platform/scheduling/turns.fixture.js';
import { openXlsx } from '@misaq/platform/spreadsheets/saxes/open-xlsx.js';
import { type Answered, type Api, openApi, type Player, PROVINCE } from '../api.fixture.js';
import { FACILITIES, fillLongTables } from '../long-tables.fixture.js';
import { job } from '../samples.fixture.js';

const POOL = `${PROVINCE}-1401-exported`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Row = Readonly<Record<string, string>>;

describe('A table that is downloaded as a file', () => {
  let api: Api;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-exports-'));
    api = await openApi();
    await fillLongTables(api, POOL);
    for (const n of [1, 2, 3])
      await api.act('/api/v1/jobs', 'labour', {
        ...job(n),
        ...(n === 3 && { agency: 'relief-committee' }),
      });
    await api.caughtUp();
  });
  afterAll(async () => {
    expect(api.logged.join('')).not.toContain('unexpected error');
    await api.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (path: string, accept: string, as: Player = 'labour'): Promise<Answered> =>
    api.request('GET', path, { as, headers: { accept } });

  async function csv(path: string, as?: Player): Promise<readonly Row[]> {
    const { status, headers, text } = await ask(path, 'text/csv', as);
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    return parse(text, { columns: true, bom: true });
  }

  async function xlsx({ bytes }: Answered): Promise<readonly (readonly string[])[]> {
    const path = join(folder, 'answer.xlsx');
    writeFileSync(path, bytes);
    const rows: (readonly string[])[] = [];
    for await (const { cells } of openXlsx(path, { notes: [GUIDE_SHEET] }).rows()) rows.push(cells);
    return rows;
  }

  const BOARDS = [
    [`/api/v1/pools/${POOL}`, `credit-${POOL}`, 2, 'agency-behzisti', 1],
    [`/api/v1/pools/${POOL}/banks`, `banks-${POOL}`, 2, 'bank-mellat', 1],
    ['/api/v1/banks', 'banks', 2, 'bank-melli', 1],
    // The sum, an agency, a sector and a county; of two agencies two.
    [`/api/v1/provinces/${PROVINCE}/plans/1401`, `commitments-${PROVINCE}-1401`, 5, 'agency-behzisti', 2],
    [`/api/v1/pools/${POOL}/facilities`, `facilities-${POOL}`, FACILITIES, 'agency-behzisti', 825],
    [`/api/v1/pools/${POOL}/facilities`, `facilities-${POOL}`, FACILITIES, 'bank-mellat', 275],
    // Besides the introductions the pool with its policy, and an allocation each.
    [`/api/v1/history?pool=${POOL}`, `history-pool-${POOL}`, FACILITIES + 4, 'agency-relief', 276],
    ['/api/v1/jobs', 'jobs', 3, 'agency-behzisti', 2],
  ] as const;

  it.each(BOARDS)(
    '%s has all rows in both forms, and an officer the own ones',
    async (path, name, all, as, own) => {
      const rows = await csv(path);
      expect(rows).toHaveLength(all);
      const file = await ask(path, XLSX);
      expect(file.headers).toMatchObject({
        'content-type': XLSX,
        'content-disposition': `attachment; filename="${name}-1401-11-02.xlsx"`,
        'misaq-position': expect.stringMatching(/^\d+$/) as string,
      });
      const [header = [], ...cells] = await xlsx(file);
      expect(header).toEqual(Object.keys(rows[0] ?? {}));
      expect(header.every((each) => /[\u0600-\u06ff]/.test(each))).toBe(true);
      expect(cells.map((row) => row[0])).toEqual(rows.map((row) => row[header[0] ?? '']));
      expect(await csv(path, as)).toHaveLength(own);
      const wholly = await xlsx(await ask(path, XLSX, as));
      expect(wholly).toHaveLength(own + 1);
      const stranger = as.startsWith('bank')
        ? as === 'bank-melli'
          ? 'bank-mellat'
          : 'bank-melli'
        : as === 'agency-relief'
          ? 'behzisti'
          : 'relief-committee';
      expect(wholly.flat().filter((text) => text.includes(stranger))).toEqual([]);
    },
  );

  it('says amounts to the rial, days in both calendars, and statuses in Persian', async () => {
    const [first] = await csv(`/api/v1/pools/${POOL}/facilities`);
    expect(first).toMatchObject({
      'شناسه تسهیلات': 'f-0',
      'شناسه دستگاه': 'relief-committee',
      دستگاه: 'The agency relief-committee',
      'مبلغ معرفی (ریال)': '900000000000000001',
      'تاریخ معرفی': '1401-09-06',
      'تاریخ معرفی (میلادی)': '2022-11-27',
      وضعیت: 'در انتظار',
    });
    expect((await csv('/api/v1/jobs'))[0]).toMatchObject({ سال: '1401', جنسیت: 'زن', وضعیت: 'ثبت‌شده' });
  });

  it('has what is filtered by and the order that is asked for, but not one page of it', async () => {
    const path = `/api/v1/pools/${POOL}/facilities?agency=relief-committee&direction=falling&limit=2`;
    const ids = (await csv(path)).map((row) => row['شناسه تسهیلات']);
    expect(ids).toHaveLength(275);
    expect(ids).toEqual(ids.toSorted().toReversed());
    const { json } = await ask(path, 'application/json');
    expect(json.items).toMatchObject([{ facilityId: ids[0] }, { facilityId: ids[1] }]);
  });

  it.each<[string, string, string]>([
    ['the one that is liked best', 'text/csv;q=0.5, application/json;q=0.4', 'text/csv; charset=utf-8'],
    ['JSON when anything will do', '*/*', 'application/json; charset=utf-8'],
    ['text of any kind', 'text/*', 'text/csv; charset=utf-8'],
  ])('is given in %s', async (_, accept, type) => {
    expect((await ask('/api/v1/jobs', accept)).headers['content-type']).toBe(type);
  });

  it('is refused where there is no such form, or no such table, with a problem', async () => {
    const refused = async (path: string, accept: string, as?: Player) => {
      const { status, json, headers } = await ask(path, accept, as);
      return [status, json.refusal, headers['content-type']];
    };
    const problem = 'application/problem+json; charset=utf-8';
    expect(await refused('/api/v1/jobs', 'application/pdf')).toEqual([406, 'not_acceptable', problem]);
    expect(await refused('/api/v1/me', 'text/csv')).toEqual([406, 'not_acceptable', problem]);
    const nowhere = `/api/v1/pools/${PROVINCE}-1401-nowhere`;
    for (const path of [nowhere, `${nowhere}/banks`, `${nowhere}/facilities`])
      for (const accept of ['text/csv', XLSX])
        expect(await refused(path, accept)).toEqual([404, 'unknown_pool', problem]);
    expect(await refused('/api/v1/jobs', XLSX, 'bank-melli')).toEqual([403, 'not_permitted', problem]);
    expect(await refused('/api/v1/jobs?agency=behzisti', XLSX, 'agency-relief')).toEqual([
      403,
      'not_own',
      problem,
    ]);
  });

  // A workbook takes its rows from the same slices; its compression waits for threads, so its turns say nothing.
  it('lets others have their turn all the time', async () => {
    const turnsFor = (path: string): Promise<number> => turnsDuring(() => withSteppingClock(() => csv(path)));
    const short = await turnsFor(`/api/v1/pools/${POOL}`);
    const long = await turnsFor(`/api/v1/pools/${POOL}/facilities`);
    // The clock is looked at for each row, and a slice is eight milliseconds.
    expect(long - short).toBeGreaterThan(FACILITIES / 12);
  });

  it('can be left in the middle, and others are served', async () => {
    const path = `${api.url}/api/v1/history?pool=${POOL}`;
    for (const accept of ['text/csv', XLSX])
      for (let time = 0; time < 5; time += 1) {
        const leaving = new AbortController();
        const headers = { authorization: `Bearer ${api.tokens.labour}`, accept };
        const answer = await fetch(path, { headers, signal: leaving.signal });
        expect(answer.status).toBe(200);
        leaving.abort();
      }
    expect(await csv('/api/v1/jobs')).toHaveLength(3);
  });

  describe('to be filled in', () => {
    it.each(importKinds())(
      '%s is a workbook, or CSV with an example that cannot be imported',
      async (kind) => {
        const path = `/api/v1/imports/templates/${kind}`;
        const workbook = await api.request('GET', path, { as: 'agency-relief' });
        expect(workbook.headers).toMatchObject({
          'content-type': XLSX,
          'content-disposition': `attachment; filename="template-${kind}.xlsx"`,
        });
        const [example = {}] = await csv(path);
        expect(await xlsx(workbook)).toEqual([Object.keys(example)]);

        const { text } = await ask(path, 'text/csv');
        const { status, json } = await api.request('POST', `/api/v1/imports/${kind}`, {
          as: 'labour',
          body: text,
          headers: { 'content-type': 'text/csv' },
        });
        // The register is not the labour officer's to import.
        expect([422, 403]).toContain(status);
        if (status === 422)
          expect(json).toMatchObject({ refusal: 'file_refused', report: { rows: 1, rejected: 1 } });
      },
    );

    it('is of the kinds that can be imported', async () => {
      const { status, json } = await api.request('GET', '/api/v1/imports/templates/tokens', { as: 'labour' });
      expect([status, json.refusal]).toEqual([400, 'invalid_request']);
    });
  });
});
