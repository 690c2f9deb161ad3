import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  among,
  aText,
  having,
  LABOUR,
  misaq,
  misaqJson,
  SAMPLES,
  temporaryFolders,
  writeCsv,
} from './misaq.fixture.js';

const ORGANISATIONS = join(SAMPLES, '01-organisations.csv');
const HEADER = 'province,id,kind,name,ownership,active_from';

// Each command runs as a separate process.
jest.setTimeout(60_000);

describe('importing on the command line', () => {
  const folders = temporaryFolders();
  afterAll(() => {
    folders.removeAll();
  });

  it('imports a file once: the same file again changes nothing', () => {
    const data = folders.make();
    const first = misaqJson(data, ['import', 'organisations', ORGANISATIONS, ...LABOUR]);
    expect(first.status).toBe(0);
    const { importId } = first.json;
    expect(importId).toMatch(/^[0-9a-f]{32}$/);
    expect(first.json).toEqual({
      importId,
      kind: 'organisations',
      file: '01-organisations.csv',
      rows: 58,
      accepted: 58,
      duplicates: 0,
      rejected: 0,
      applied: 58,
      errors: [],
    });
    const again = misaqJson(data, ['import', 'organisations', ORGANISATIONS, ...LABOUR]);
    expect(again.status).toBe(0);
    expect(again.json).toMatchObject({
      importId,
      rows: 58,
      accepted: 0,
      duplicates: 58,
      rejected: 0,
      applied: 0,
    });
    expect(misaq(data, ['import', 'organisations', ORGANISATIONS, ...LABOUR]).stdout).toContain(
      `import ${importId}`,
    );
    const { json } = misaqJson(data, ['history', '--actor', 'labour-1']);
    // 58 organisations, the accepted import and the completed import.
    expect(json.total).toBe(60);
  });

  it('reports on a dry run what would happen to a file, and creates no data directory for it', () => {
    const data = join(folders.make(), 'none');
    const { status, json } = misaqJson(data, [
      'import',
      'organisations',
      ORGANISATIONS,
      '--dry-run',
      ...LABOUR,
    ]);
    expect(status).toBe(0);
    expect(json).toMatchObject({ importId: null, rows: 58, accepted: 58, applied: 0 });
    expect(existsSync(data)).toBe(false);
  });

  it('writes nothing on a dry run over a data directory that exists', () => {
    const data = folders.make();
    misaq(data, ['import', 'organisations', ORGANISATIONS, ...LABOUR]);
    const commitments = join(SAMPLES, '02-commitments-1401-baseline.csv');
    const events = (): unknown => misaqJson(data, ['verify']).json.events;
    const before = events();
    expect(
      misaqJson(data, ['import', 'commitments', commitments, '--dry-run', ...LABOUR]).json,
    ).toMatchObject({
      accepted: 627,
      applied: 0,
    });
    expect(events()).toBe(before);
  });

  it('refuses a whole file for one bad row, naming row, column and code, and counts the good rows', () => {
    const data = folders.make();
    const file = writeCsv(data, 'organisations.csv', [
      HEADER,
      'p,a1,agency,اداره یک,,1400-01-01',
      'p,a2,agency,اداره دو,,1402-12-30',
      'p,b1,bank,بانک,,1400-01-01',
    ]);
    const { status, json } = misaqJson(data, ['import', 'organisations', file, ...LABOUR]);
    expect(status).toBe(1);
    expect(json).toMatchObject({
      refusal: 'file_refused',
      kind: 'organisations',
      file: 'organisations.csv',
      rows: 3,
      accepted: 1,
      duplicates: 0,
      rejected: 2,
      applied: 0,
    });
    expect(json.errors).toContainEqual({
      row: 3,
      column: 'active_from',
      code: 'not_a_date',
      message: aText,
    });
    expect(json.errors).toContainEqual(having({ row: 4, column: 'ownership' }));
    expect(misaqJson(data, ['verify']).json.events).toBe(1);
  });

  it('leaves bad rows out on request, and names them', () => {
    const data = folders.make();
    const file = writeCsv(data, 'o.csv', [HEADER, 'p,a1,agency,یک,,1400-01-01', 'p,a2,agency,دو,,never']);
    const { status, json } = misaqJson(data, ['import', 'organisations', file, '--partial', ...LABOUR]);
    expect(status).toBe(0);
    expect(json).toMatchObject({ rows: 2, accepted: 1, rejected: 1, applied: 1 });
    expect(json.errors).toHaveLength(1);
  });

  it('refuses a file with an invalid header, at row 1', () => {
    const data = folders.make();
    const file = writeCsv(data, 'o.csv', [
      'province,id,kind,nmae,ownership,active_from',
      'p,a1,agency,x,,1400-01-01',
    ]);
    const { status, json } = misaqJson(data, ['import', 'organisations', file, ...LABOUR]);
    expect(status).toBe(1);
    expect(json.errors).toContainEqual(having({ row: 1, code: 'unknown_column' }));
  });

  it.each([
    ['no such file', (folder: string) => join(folder, 'nothing.csv')],
    [
      'a folder',
      (folder: string) => {
        mkdirSync(join(folder, 'f'));
        return join(folder, 'f');
      },
    ],
    [
      'bytes that are no text',
      (folder: string) => {
        writeFileSync(join(folder, 'x.csv'), Buffer.from([0x70, 0xff, 0xfe, 0x0a]));
        return join(folder, 'x.csv');
      },
    ],
  ])('calls %s unreadable, with exit code 2', (_what, make) => {
    const data = folders.make();
    const { status, json } = misaqJson(data, ['import', 'organisations', make(folders.make()), ...LABOUR]);
    expect(status).toBe(2);
    expect(json.error).toMatchObject({ code: 'unreadable_file', message: aText });
  });

  it('refuses unknown kinds of files', () => {
    const { status, json } = misaqJson(folders.make(), ['import', 'rumours', 'x.csv', ...LABOUR]);
    expect(status).toBe(2);
    expect(json.error.code).toBe('not_one_of_the_choices');
  });

  it('does not let an operator without a role record money', () => {
    const data = folders.make();
    misaq(data, ['import', 'organisations', ORGANISATIONS]);
    const { status, json } = misaqJson(data, [
      'import',
      'allocations',
      join(SAMPLES, '04-allocations-note16.csv'),
    ]);
    expect(status).toBe(1);
    expect(json).toMatchObject({ refusal: 'not_permitted', role: 'admin', applied: 0 });
  });

  it('accepts Persian headers, digits and names', () => {
    const data = folders.make();
    misaq(data, ['import', 'organisations', ORGANISATIONS, ...LABOUR]);
    const file = writeCsv(data, 'allocations.csv', [
      'منبع اعتبار,شناسه ابلاغ,دستگاه اجرایی,مبلغ (تومان),تاریخ ابلاغ',
      'east-azerbaijan-1401-note16,n-1,سازمان بهزیستی,۵۰۵٬۰۰۰٬۰۰۰٬۰۰۰,۱۴۰۱/۰۹/۲۷',
    ]);
    expect(misaqJson(data, ['import', 'allocations', file, ...LABOUR]).json).toMatchObject({ applied: 1 });
    const { json } = misaqJson(data, ['pool', 'east-azerbaijan-1401-note16', '--as-of', '1401-10-01']);
    expect(json.agencies[0]).toMatchObject({
      agency: 'behzisti',
      name: 'سازمان بهزیستی',
      allocatedRial: '5050000000000',
      verdict: 'running',
      nextDeadline: '1401-10-26',
    });
  });
});

describe('recording one thing on the command line', () => {
  const folders = temporaryFolders();
  afterAll(() => {
    folders.removeAll();
  });

  it('accepts the same fields as files, by the same parsers', () => {
    const data = folders.make();
    const words = [
      'record',
      'organisations',
      '--province',
      'p',
      '--id',
      'a1',
      '--kind',
      'دستگاه',
      '--name',
      'اداره',
    ];
    const { status, json } = misaqJson(data, [...words, '--active_from', '۱۴۰۰/۰۱/۰۱', ...LABOUR]);
    expect(status).toBe(0);
    expect(json).toMatchObject({ recorded: true });
    expect(json.events[0]).toMatchObject({
      type: 'OrganisationRegistered',
      data: { kind: 'agency', activeFrom: '1400-01-01', activeFromIso: '2021-03-21' },
    });
    const again = misaqJson(data, [...words, '--active-from', '1400-01-01', ...LABOUR]);
    expect(again.json).toMatchObject({ recorded: false, events: [] });
  });

  it('names every field that is missing or wrong, with exit code 2', () => {
    const data = folders.make();
    misaq(data, ['principal', 'add', 'sara', '--name', 'Sara']);
    const words = ['record', 'allocations', '--pool', 'p-1401-x', '--amount_toman', '-5', ...LABOUR];
    const { status, json } = misaqJson(data, words);
    expect(status).toBe(2);
    const columns = json.errors.map(({ column }) => column);
    expect(columns).toEqual(among(['allocation_id', 'amount_toman', 'notified_on']));
    const { stdout, stderr } = misaq(data, words);
    expect(`${stdout}${stderr}`.split('\n')).toContain('error: notified_on is empty.');
  });

  it('refuses by name what breaks a rule', () => {
    const data = folders.make();
    misaq(data, ['import', 'organisations', ORGANISATIONS, ...LABOUR]);
    const words = [
      'record',
      'allocations',
      '--pool',
      'east-azerbaijan-1401-x',
      '--allocation_id',
      'a',
      '--amount_toman',
      '5',
    ];
    const unknown = misaqJson(data, [
      ...words,
      '--agency',
      'behzist',
      '--notified_on',
      '1401-01-05',
      ...LABOUR,
    ]);
    expect(unknown.status).toBe(1);
    expect(unknown.json).toMatchObject({ refusal: 'unknown_organisation', column: 'agency' });
    const admin = misaqJson(data, [...words, '--agency', 'behzisti', '--notified_on', '1401-01-05']);
    expect(admin).toMatchObject({ status: 1, json: { refusal: 'not_permitted' } });
  });
});
