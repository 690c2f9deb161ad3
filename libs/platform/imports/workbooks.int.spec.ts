import { parse } from 'csv-parse/sync';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { importKind, importKinds } from './import-kinds.js';
import { writeXlsx } from '@misaq/platform/spreadsheets/exceljs/write-xlsx.js';
import { csvOf } from '@misaq/platform/spreadsheets/csv.js';
import { sheetOf, workbookOf } from '@misaq/platform/spreadsheets/hostile-workbook.js';
import {
  ALLOCATIONS,
  INTRODUCTIONS,
  JOBS,
  nationalId,
  newProvince,
  PAYMENTS,
  POOL,
  REGISTER,
  type TestProvince,
} from './imports.fixture.js';
import { columnLetters } from './columns.js';
import { headerNames } from './headers.js';
import { importTemplate, templateSheets, templateTable } from './templates.js';

/** The rows of a CSV file as a workbook. */
function asWorkbook(csv: string): Buffer {
  const rows: string[][] = parse(csv, { relax_column_count: true, skip_empty_lines: false });
  return workbookOf({ sheets: { داده: sheetOf(rows) } });
}

const KINDS_AND_FILES: readonly (readonly [ImportKind, string])[] = [
  ['organisations', REGISTER],
  ['allocations', ALLOCATIONS],
  ['introductions', INTRODUCTIONS],
  ['payments', PAYMENTS],
  ['jobs', JOBS],
];

/** What is on record, without what is named after the bytes of a file. */
async function recorded(province: TestProvince): Promise<readonly object[]> {
  const events = await province.events();
  return events
    .filter(({ stream }) => !stream.startsWith('import-'))
    .map(({ type, stream, revision, data }) => ({ type, stream, revision, data }));
}

describe('an import of a workbook', () => {
  let province: TestProvince;
  beforeEach(() => {
    province = newProvince();
  });
  afterEach(async () => {
    await province.close();
  });

  it('reports and records what the same rows do as CSV', async () => {
    const other = newProvince();
    for (const [kind, csv] of KINDS_AND_FILES)
      expect(await other.report(kind, asWorkbook(csv))).toEqual({
        ...(await province.report(kind, csv)),
        // It follows from the bytes of the file.
        importId: expect.any(String) as string,
      });
    expect(await recorded(other)).toEqual(await recorded(province));
    await other.close();
  });

  it('reports the same errors in the same rows, and leaves out the same ones', async () => {
    const bad = `${REGISTER}\neast-azerbaijan,x,agency,نام,,1402-12-30\n,,,,,\neast-azerbaijan,y,bank,بانک,,1400-01-01\n`;
    const asCsv = await province.report('organisations', bad, { dryRun: true });
    expect(asCsv.errors.map(({ row }) => row)).toEqual([11, 13]);
    expect(await province.report('organisations', asWorkbook(bad), { dryRun: true })).toEqual({
      ...asCsv,
      file: 'file-2.csv',
    });
    const partial = await province.report('organisations', asWorkbook(bad), { partial: true });
    expect(partial).toMatchObject({ rows: 10, accepted: 8, rejected: 2, applied: 8 });
  });

  it('changes nothing when it comes again, as the same workbook or as CSV', async () => {
    await province.report('organisations', asWorkbook(REGISTER));
    const before = await province.position();
    const again = { accepted: 0, duplicates: 8, applied: 0 };
    expect(await province.report('organisations', asWorkbook(REGISTER))).toMatchObject(again);
    expect(await province.report('organisations', REGISTER)).toMatchObject(again);
    expect(await province.position()).toBe(before);
  });

  it('understands the numbers and days of a spreadsheet', async () => {
    await province.given('organisations', REGISTER);
    const header = ['pool', 'allocation_id', 'agency', 'amount_toman', 'notified_on'];
    const text = (cells: readonly string[]): string =>
      cells.map((cell) => `<c t="str"><v>${cell}</v></c>`).join('');
    const rows =
      `<row>${text(header)}</row>` +
      `<row>${text([POOL, 'A1', 'بهزیستی'])}<c><v>5.05E+11</v></c><c s="1"><v>44913</v></c></row>`;
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const report = await province.report('allocations', workbookOf({ sheets: { a: rows }, styles }));
    expect(report).toMatchObject({ applied: 1, errors: [] });
    expect((await recorded(province)).at(-1)).toMatchObject({
      data: { amountRial: '5050000000000', notifiedOn: '2022-12-18' },
    });
  });

  it('refuses a row for a formula that was not calculated and for an error, each by its column', async () => {
    const rows =
      sheetOf([['province', 'id', 'kind', 'name', 'ownership', 'active_from']]) +
      '<row r="4"><c t="str"><v>p</v></c><c><f>A1</f></c><c t="str"><v>agency</v></c><c t="str"><v>x</v></c>' +
      '<c t="e"><v>#N/A</v></c><c t="str"><v>1400-01-01</v></c><c/><c t="e"><v>#REF!</v></c></row>';
    const report = await province.report('organisations', workbookOf({ sheets: { a: rows } }));
    expect(report.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [4, 'id', 'formula_without_result'],
      [4, 'ownership', 'error_value'],
      [4, 'H', 'error_value'],
    ]);
    expect(report).toMatchObject({ rows: 1, rejected: 1, applied: 0 });
  });

  it('takes the first row for the header, and no other', async () => {
    const rows = sheetOf(parse(REGISTER)).replace('<row>', '<row r="3">');
    const report = await province.report('organisations', workbookOf({ sheets: { a: rows } }));
    expect(report.errors[0]).toMatchObject({ row: 1, code: 'missing_column' });
    const faulty = '<row r="1"><c t="e"><v>#REF!</v></c></row>';
    const broken = await province.report('organisations', workbookOf({ sheets: { a: faulty } }));
    expect(broken.errors[0]).toMatchObject({ row: 1, column: 'A', code: 'error_value' });
  });

  it('keeps a national ID out of everything that is recorded', async () => {
    await province.given('organisations', REGISTER);
    await province.report('jobs', asWorkbook(JOBS));
    expect(JSON.stringify(await recorded(province))).not.toContain(nationalId(11));
  });

  it.each([
    [
      'several filled sheets',
      workbookOf({ sheets: { a: sheetOf([['x']]), b: sheetOf([['y']]) } }),
      '«a», «b»',
    ],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '.xls'],
    ['a web page under another name', Buffer.from('\ufeff <html><table>'), 'web page'],
    ['an archive cut short', asWorkbook(REGISTER).subarray(0, 300), 'damaged'],
    ['an empty workbook', workbookOf({ sheets: { a: '' } }), 'empty'],
  ])('calls %s unreadable', async (_what, bytes, sentence) => {
    const outcome = await province.importing('organisations', bytes);
    expect(outcome).toMatchObject({ kind: 'unreadable' });
    expect(outcome.kind === 'unreadable' && outcome.message).toContain(sentence);
    expect(await province.events()).toEqual([]);
  });
});

describe('a template', () => {
  const values: Readonly<Record<ImportKind, readonly string[]>> = {
    organisations: ['p', 'a1', 'دستگاه', 'اداره', '', '1400-01-01'],
    commitments: ['p', '1401', 'baseline', 'a1', 's', 'c', '5', '1401-01-05'],
    allocations: ['p-1401-x', 'n', 'a1', '100', '1401-01-05'],
    introductions: ['p-1401-x', 'f', 'a1', 'b', '100', '1401-01-05', 'c', 's', '1', ''],
    declines: ['p-1401-x', 'f', 'b', '1401-01-05', 'نقص مدارک'],
    payments: ['p-1401-x', 'f', 'b', '100', '1401-01-05', 'r'],
    reversals: ['p-1401-x', 'f', 'b', 'r', '1401-01-05', 'بازگشت وجه'],
    jobs: ['p', '1401', 'j', 'a1', 's', 'c', nationalId(1), 'زن', '', '', '1401-01-05', '1401-01-05', '', ''],
    verifications: ['j', '1', 'تأیید', 'v', '1401-01-05', ''],
    'job-endings': ['j', '1401-01-05', ''],
  };

  it.each(importKinds())('of %s imports when it is filled in, and explains each column', async (kind) => {
    const province = newProvince();
    const template = importTemplate(kind);
    expect(template.columns.map(({ column }) => column)).toEqual(importKind(kind).columns);
    const [table, guide] = templateSheets(template);
    const path = join(province.folder, `${kind}.xlsx`);
    const filled = [{ ...table!, rows: [values[kind] ?? []] }, guide!];
    await pipeline(writeXlsx({ sheets: filled, writtenAt: 0 }), createWriteStream(path));
    const outcome = await province.imports.run({
      kind,
      path,
      actor: { id: 'l', name: 'l', role: 'labour' },
      dryRun: true,
    });
    if (outcome.kind === 'unreadable') throw new Error(outcome.message);
    // Of all that could be wrong with the file itself, nothing is: only that nobody is registered yet.
    const found = outcome.report.errors.map(({ code }) => code);
    const known = ['unknown_organisation', 'unknown_pool', 'unknown_facility', 'job_unknown'];
    expect(found.filter((code) => !known.includes(code))).toEqual([]);
    expect(outcome.report.rows).toBe(1);
    await province.close();
  });

  it('as it is written has no rows to import', async () => {
    const province = newProvince();
    const bytes = await buffer(writeXlsx({ sheets: templateSheets(importTemplate('jobs')), writtenAt: 0 }));
    expect(await province.report('jobs', bytes)).toMatchObject({ rows: 0, errors: [] });
    await province.close();
  });

  it('in CSV has one example, which is refused when it is left in', async () => {
    for (const kind of importKinds()) {
      const province = newProvince();
      let text = '';
      for await (const piece of csvOf(templateTable(importTemplate(kind)))) text += piece;
      const report = await province.report(kind, text);
      expect(report).toMatchObject({ rows: 1, rejected: 1, applied: 0 });
      expect(report.errors.filter(({ row }) => row === 1)).toEqual([]);
      await province.close();
    }
  });

  it('has headers under which its columns are found', () => {
    for (const kind of importKinds()) {
      const names = headerNames(kind);
      for (const { headerFa, column } of importTemplate(kind).columns)
        expect(names.get(headerFa.toLowerCase().replace(/\u200c/g, ''))).toBe(column);
    }
  });
});

it('columns are lettered as a spreadsheet letters them', () => {
  expect([0, 25, 26, 27, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
});
