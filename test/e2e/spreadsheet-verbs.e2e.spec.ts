import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { openXlsx } from '@misaq/platform/spreadsheets/saxes/open-xlsx.js';
import { sheetOf, workbookOf } from '@misaq/platform/spreadsheets/hostile-workbook.js';
import {
  LABOUR,
  makeSmallProvince,
  misaq,
  misaqJson,
  ROOT,
  temporaryFolders,
  textWith,
  writeCsv,
} from './misaq.fixture.js';

/*
 * Workbooks and exports, on the built command line.
 */

const folders = temporaryFolders();
afterAll(() => {
  folders.removeAll();
});

async function tableOf(path: string): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of openXlsx(path).rows()) rows.push(cells);
  return rows;
}

function csvTableOf(path: string): string[][] {
  return parse(readFileSync(path, 'utf8'), { bom: true, record_delimiter: '\r\n' });
}

const HEADER = ['استان', 'شناسه', 'نوع', 'نام', 'مالکیت', 'تاریخ شروع فعالیت'];

describe('workbooks on the command line', () => {
  it('are imported, whatever their file names, and change nothing the second time', () => {
    const data = folders.make();
    const file = join(data, 'organisations.csv');
    const rows = [
      HEADER,
      ['p', 'a1', 'دستگاه', 'اداره', '', '۱۴۰۰/۰۱/۰۱'],
      ['p', 'b1', 'بانک', 'بانک', 'دولتی', '1400-01-01'],
    ];
    writeFileSync(file, workbookOf({ sheets: { داده: sheetOf(rows) } }));
    const words = ['import', 'organisations', file, ...LABOUR];
    expect(misaqJson(data, [...words, '--dry-run']).json).toMatchObject({ rows: 2, accepted: 2, applied: 0 });
    expect(misaqJson(data, words).json).toMatchObject({ rows: 2, applied: 2, errors: [] });
    expect(misaqJson(data, words).json).toMatchObject({ duplicates: 2, applied: 0 });
  });

  it('that cannot be read are reported, with exit code 2', () => {
    const data = folders.make();
    const file = join(data, 'o.xlsx');
    writeFileSync(file, workbookOf({ sheets: { a: sheetOf([HEADER]), b: sheetOf([HEADER]) } }));
    const { status, json } = misaqJson(data, ['import', 'organisations', file, ...LABOUR]);
    expect(status).toBe(2);
    expect(json.error).toMatchObject({ code: 'unreadable_file', message: textWith('«a», «b»') });
  });

  it('are offered as templates, which can be imported unchanged', async () => {
    const data = folders.make();
    const file = join(data, 'organisations.xlsx');
    expect(misaqJson(data, ['template', 'organisations', '--to', file]).json).toMatchObject({
      format: 'xlsx',
      file,
    });
    await expect(tableOf(file)).rejects.toThrow('«راهنما»');
    expect(misaqJson(data, ['import', 'organisations', file, '--dry-run', ...LABOUR]).json).toMatchObject({
      rows: 0,
    });
    const csv = join(data, 'organisations.csv');
    expect(misaq(data, ['template', 'organisations', '--to', csv]).status).toBe(0);
    expect(csvTableOf(csv)[0]).toEqual(HEADER);
    const other = misaqJson(data, ['template', 'organisations', '--to', join(data, 'x.pdf')]);
    expect(other).toMatchObject({ status: 2, json: { error: { code: 'not_a_table_file' } } });
  });
});

describe('exports on the command line', () => {
  let data: string;
  beforeAll(() => {
    data = folders.make();
    makeSmallProvince(data, folders.make());
  });
  const to = (name: string): string => join(data, name);

  it('of a pool have the same figures as workbook and CSV', async () => {
    const words = ['pool', 'p-1401-n16', '--as-of', '1401-11-02'];
    expect(misaqJson(data, [...words, '--export', to('pool.xlsx')]).json).toMatchObject({
      rows: 2,
      format: 'xlsx',
    });
    misaq(data, [...words, '--export', to('pool.csv')]);
    const [header, ...rows] = await tableOf(to('pool.xlsx'));
    const [headerEn, ...rowsEn] = csvTableOf(to('pool.csv'));
    expect(header?.slice(0, 3)).toEqual(['شناسه دستگاه', 'دستگاه', 'اعتبار (ریال)']);
    expect(headerEn?.slice(0, 3)).toEqual(['agency', 'name', 'credit (rial)']);
    expect(rows.map((cells) => cells.slice(0, 6))).toEqual(rowsEn.map((cells) => cells.slice(0, 6)));
    expect(rows[0]?.slice(0, 6)).toEqual(['behzisti', 'بهزیستی', '5050', '2720', '2720', '53.86']);
  });

  it('contain only the own data of an agency or bank', async () => {
    const agency = ['--as', 'b:agency@behzisti'];
    misaq(data, ['pool', 'p-1401-n16', '--export', to('own.xlsx'), ...agency]);
    expect((await tableOf(to('own.xlsx'))).slice(1).map(([id]) => id)).toEqual(['behzisti']);
    const all = misaqJson(data, ['history', '--pool', 'p-1401-n16', '--json', ...LABOUR]).json.total;
    misaq(data, ['history', '--pool', 'p-1401-n16', '--export', to('own.csv'), ...agency]);
    const own = csvTableOf(to('own.csv')).slice(1);
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(all);
    expect(own.join('\n')).not.toContain('relief');
    const bank = misaqJson(data, ['banks', '--export', to('b.csv'), '--as', 'x:bank@bank-tejarat']);
    expect(bank.json).toMatchObject({ rows: 0 });
  });

  it('of banks and of a history have one row each', async () => {
    expect(misaqJson(data, ['banks', '--export', to('banks.xlsx')]).json).toMatchObject({ rows: 1 });
    expect((await tableOf(to('banks.xlsx')))[1]?.slice(0, 2)).toEqual(['bank-melli', 'بانک ملی']);
    const { total } = misaqJson(data, ['history', '--actor', 'labour-1']).json;
    const exported = misaqJson(data, ['history', '--actor', 'labour-1', '--export', to('history.xlsx')]);
    expect(exported.json).toMatchObject({ rows: total });
    expect(await tableOf(to('history.xlsx'))).toHaveLength(total + 1);
  });

  it('of commitments have the total first, and for an agency only its own line', async () => {
    const file = writeCsv(data, 'c.csv', [
      'province,year,version,agency,sector,county,jobs,notified_on',
      'p,1401,baseline,relief,services,tabriz,30,1401-02-01',
      'p,1401,baseline,behzisti,services,tabriz,12,1401-02-01',
    ]);
    expect(misaqJson(data, ['import', 'commitments', file, ...LABOUR]).json).toMatchObject({ applied: 2 });
    misaq(data, ['commitments', '1401', '--export', to('c.xlsx')]);
    expect((await tableOf(to('c.xlsx'))).slice(1).map((cells) => cells.slice(0, 4))).toEqual([
      ['جمع', '', '', '42'],
      ['دستگاه', 'behzisti', 'بهزیستی', '12'],
      ['دستگاه', 'relief', 'کمیته امداد', '30'],
      ['بخش', 'services', 'خدمات', '42'],
      ['شهرستان', 'tabriz', 'تبریز', '42'],
    ]);
    misaq(data, ['commitments', '1401', '--export', to('own-c.csv'), '--as', 'b:agency@behzisti']);
    const own = csvTableOf(to('own-c.csv')).slice(1);
    expect(own.map(([by, id, , promised]) => [by, id, promised])).toEqual([
      ['total', '', '12'],
      ['agency', 'behzisti', '12'],
    ]);
  });

  it('leave nothing half-written where nothing can be written', () => {
    const wrong = misaqJson(data, ['pool', 'p-1401-n16', '--export', to('pool.ods')]);
    expect(wrong).toMatchObject({ status: 2, json: { error: { code: 'not_a_table_file' } } });
    const nowhere = misaqJson(data, ['pool', 'p-1401-n16', '--export', to('none/pool.csv')]);
    expect(nowhere).toMatchObject({ status: 2, json: { error: { code: 'unwritable_file' } } });
    expect(misaqJson(data, ['pool', 'q-1401-x', '--export', to('q.csv')]).json).toMatchObject({
      refusal: 'unknown_pool',
    });
    expect(existsSync(to('q.csv'))).toBe(false);
    expect(readdirSync(data).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a workbook of 50,000 rows', () => {
  /** Measured: about 130 MB to import and 20 MB to export. */
  const MORE_MB_MAX = 250;

  it('is imported and exported within a bounded memory', () => {
    const folder = join(folders.make(), 'large');
    const program = join(ROOT, 'dist/apps/bench/src/workbook.js');
    const run = (what: string): { rows: number; moreMemoryMb: number } =>
      JSON.parse(
        execFileSync(process.execPath, [program, folder, what, '50000'], { encoding: 'utf8' }),
      ) as never;
    run('make');
    for (const what of ['import', 'export']) {
      const { rows, moreMemoryMb } = run(what);
      expect(rows).toBe(50_000);
      expect(moreMemoryMb).toBeLessThan(MORE_MB_MAX);
    }
  });
});
