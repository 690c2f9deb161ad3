import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sheetOf, workbookOf } from '@misaq/platform/spreadsheets/hostile-workbook.js';
import {
  type AnsweredJson,
  environment,
  misaq,
  misaqJson,
  ROOT,
  temporaryFolders,
  textWith,
  writeCsv,
} from './misaq.fixture.js';
import { firstAdminIn } from './server.fixture.js';

// Each command runs as a separate process.
jest.setTimeout(120_000);

const POOL = 'p-1401-n16';
const REVIEW = `${POOL}-review-1`;
const ORGANISATIONS = [
  ['province', 'id', 'kind', 'name', 'ownership', 'active_from'],
  ['p', 'relief', 'agency', 'کمیته امداد', '', '1400-01-01'],
  ['p', 'behzisti', 'agency', 'بهزیستی', 'state', '1400-01-01'],
  ['p', 'bank-melli', 'bank', 'بانک ملی', 'state', '1400-01-01'],
  ['p', 'services', 'sector', 'خدمات', '', '1400-01-01'],
  ['p', 'tabriz', 'county', 'تبریز', '', '1400-01-01'],
];
const ALLOCATIONS = [
  'pool,allocation_id,agency,amount_toman,notified_on',
  `${POOL},relief-1,relief,1000,1401-09-27`,
  `${POOL},behzisti-1,behzisti,505,1401-09-27`,
];
const INTRODUCTIONS = [
  'pool,facility_id,agency,bank,amount_toman,introduced_on,county,sector,planned_jobs,applicant_id',
  `${POOL},R1,relief,bank-melli,865,1401-09-01,tabriz,services,1,`,
  `${POOL},R2,relief,bank-melli,500,1401-09-01,tabriz,services,1,`,
  `${POOL},B1,behzisti,bank-melli,272,1401-09-01,tabriz,services,1,0012345679`,
];
const PAYMENTS = [
  'pool,facility_id,bank,amount_toman,paid_on,bank_reference',
  `${POOL},R1,bank-melli,865,1401-10-10,M-1`,
];

/**
 * A new data directory, a server on it, and the command line. Each test continues from the state that the one before
 * left.
 */
describe('the command line against a running server', () => {
  const folders = temporaryFolders();
  const [data, files] = [folders.make(), folders.make()];
  const tokens: Record<string, string> = {};
  let server: ChildProcess;
  let url = '';
  let said = '';

  beforeAll(async () => {
    const words = ['--no-warnings', join(ROOT, 'tools', 'serve.mjs'), '--admin', 'admin-1'];
    const settings = { MISAQ_PORT: '0', MISAQ_LOG_LEVEL: 'warn', MISAQ_URL: '', MISAQ_TOKEN: '' };
    server = spawn(process.execPath, words, { cwd: ROOT, env: environment(data, settings) });
    server.stderr?.on('data', (piece: Buffer) => (said += piece.toString()));
    while (!said.includes('/health/ready')) {
      if (server.exitCode !== null) throw new Error(said);
      await wait(50);
    }
    ({ url } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as { url: string });
    tokens['admin-1'] = firstAdminIn(said) ?? '';
  });
  afterAll(async () => {
    if (server.exitCode === null) {
      server.kill('SIGKILL');
      await once(server, 'exit');
    }
    folders.removeAll();
  });

  const settings = (as: string): NodeJS.ProcessEnv => ({ MISAQ_URL: url, MISAQ_TOKEN: tokens[as] ?? '' });
  const ask = (as: string, ...words: string[]): AnsweredJson => misaqJson(data, words, settings(as));
  const read = (as: string, ...words: string[]): string => misaq(data, words, settings(as)).stdout;

  it('names the next step when the server holds the data directory', () => {
    expect(misaqJson(data, ['pools'], { MISAQ_URL: '' })).toMatchObject({
      status: 1,
      json: {
        refusal: 'data_directory_in_use',
        url,
        processId: server.pid,
        message: textWith(new RegExp(`MISAQ_URL=${url} and MISAQ_TOKEN`)),
      },
    });
  });

  it('needs a token, which says who acts, and works on no folder of its own', () => {
    expect(ask('nobody', 'pools')).toMatchObject({
      status: 1,
      json: { refusal: 'unauthenticated', reason: 'token_missing' },
    });
    expect(ask('admin-1', 'pools', '--as', 'labour-1:labour')).toMatchObject({
      status: 2,
      json: { error: { code: 'token_says_who_acts' } },
    });
    expect(ask('admin-1', 'bench', '--events', '1000')).toMatchObject({
      status: 2,
      json: { error: { code: 'not_over_a_server', message: textWith('bench') } },
    });
  });

  it.each([
    ['labour-1', 'labour'],
    ['deputy-1', 'economic-deputy'],
  ])('issues a token for %s as %s', (id, role) => {
    expect(ask('admin-1', 'principal', 'add', id, '--name', id).status).toBe(0);
    expect(ask('admin-1', 'role', 'grant', id, role).status).toBe(0);
    const issued = ask('admin-1', 'token', 'issue', id, '--label', 'test');
    expect(issued).toMatchObject({ status: 0, json: { recorded: true, principalId: id, role } });
    const { code } = issued.json as unknown as { code: string };
    // Redeeming a code needs no token.
    const redeemed = misaqJson(data, ['redeem', code], { MISAQ_URL: url, MISAQ_TOKEN: '' });
    expect(redeemed).toMatchObject({
      status: 0,
      json: { principalId: id, role, tokens: [{ label: 'test' }] },
    });
    tokens[id] = (redeemed.json as unknown as { token: string }).token;
    expect(misaqJson(data, ['redeem', code], { MISAQ_URL: url, MISAQ_TOKEN: '' })).toMatchObject({
      status: 1,
      json: { refusal: 'code_used' },
    });
    expect(ask(id, 'me').json).toMatchObject({ principalId: id, tokens: [{ status: 'working' }] });
  });

  it('imports a workbook and CSV files, after a dry run, and the same again changes nothing', () => {
    const workbook = join(files, 'organisations.xlsx');
    writeFileSync(workbook, workbookOf({ sheets: { organisations: sheetOf(ORGANISATIONS) } }));
    expect(ask('labour-1', 'import', 'organisations', workbook, '--dry-run').json).toMatchObject({
      file: 'organisations.xlsx',
      accepted: 5,
      applied: 0,
    });
    expect(ask('labour-1', 'import', 'organisations', workbook).json).toMatchObject({
      importId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      applied: 5,
      errors: [],
    });
    for (const [kind, lines] of Object.entries({ allocations: ALLOCATIONS, introductions: INTRODUCTIONS })) {
      const file = writeCsv(files, `${kind}.csv`, lines);
      expect(ask('labour-1', 'import', kind, file)).toMatchObject({ status: 0, json: { errors: [] } });
    }
    const again = ask('labour-1', 'import', 'allocations', join(files, 'allocations.csv'));
    expect(again.json).toMatchObject({ applied: 0, duplicates: 2 });
  });

  it('refuses a file with a report of its rows, or accepts the good ones', () => {
    const file = writeCsv(files, 'payments.csv', [...PAYMENTS, `${POOL},R9,bank-melli,1,1401-10-10,M-9`]);
    const refused = ask('labour-1', 'import', 'payments', file);
    expect(refused).toMatchObject({
      status: 1,
      json: { refusal: 'file_refused', rejected: 1, errors: [{ row: 3, code: 'unknown_facility' }] },
    });
    expect(ask('labour-1', 'import', 'payments', file, '--partial').json).toMatchObject({
      applied: 1,
      rejected: 1,
    });
    expect(ask('labour-1', 'import', 'payments', join(files, 'none.csv'))).toMatchObject({
      status: 2,
      json: { error: { code: 'unreadable_file' } },
    });
  });

  it('records one payment, and refuses it with other content by the name and the figures of the rule', () => {
    const payment = (amount: string): string[] => [
      ...['record', 'payments', '--pool', POOL, '--facility_id', 'B1', '--bank', 'بانک ملی'],
      ...['--amount_toman', amount, '--paid_on', '1401-10-10', '--bank_reference', 'M-2'],
    ];
    expect(ask('labour-1', ...payment('272'))).toMatchObject({
      status: 0,
      json: {
        recorded: true,
        events: [{ type: 'FacilityPaid', data: { amountRial: '2720', paidOn: '1401-10-10' } }],
      },
    });
    expect(ask('labour-1', ...payment('272'))).toMatchObject({ status: 0, json: { recorded: false } });
    expect(ask('labour-1', ...payment('271'))).toMatchObject({
      status: 1,
      json: { refusal: 'conflicts_with_recorded' },
    });
  });

  it('reviews the pool and lets only the deputy approve', () => {
    expect(read('labour-1', 'review', '--pool', POOL, '--as-of', '1401-11-02')).toContain(
      'To approve it, as an economic deputy',
    );
    const decision = ['approve', '--review', REVIEW, '--reason', 'session 1'];
    expect(ask('labour-1', ...decision)).toMatchObject({ status: 1, json: { refusal: 'not_permitted' } });
    const approved = {
      reviewId: REVIEW,
      approvedBy: 'deputy-1',
      transfers: [{ from: 'behzisti', to: 'relief' }],
    };
    expect(ask('deputy-1', ...decision)).toMatchObject({ status: 0, json: { ...approved, repeated: false } });
    expect(ask('deputy-1', ...decision)).toMatchObject({ status: 0, json: { ...approved, repeated: true } });
  });

  it('shows the boards, the review and the history as texts, tables and files', () => {
    expect(read('deputy-1', 'pool', POOL, '--as-of', '1401-11-02')).toMatch(/behzisti .*emptied/);
    expect(read('deputy-1', 'reviews', '--review', REVIEW)).toContain('approved by deputy-1');
    expect(read('deputy-1', 'history', '--facility', 'B1')).toContain('labour-1 (labour)');
    const file = join(files, 'banks.xlsx');
    expect(ask('deputy-1', 'banks', '--pool', POOL, '--export', file).json).toMatchObject({ rows: 1 });
    expect(existsSync(file)).toBe(true);
  });

  it('rebuilds a read model while it serves, and shows the state of all of them', () => {
    expect(ask('admin-1', 'rebuild', 'credit-board').json.readModels).toMatchObject([
      { name: 'credit-board', differences: 0, swapped: true },
    ]);
    const { projections } = ask('admin-1', 'projections').json as unknown as { projections: object[] };
    expect(projections.length).toBeGreaterThan(5);
    for (const each of projections) expect(each).toMatchObject({ state: 'running' });
  });

  it('shows the settings and their faults', () => {
    const bad = misaqJson(data, ['config'], {
      MISAQ_PORT: 'x',
      MISAQ_WRONG: '1',
      MISAQ_WEBHOOK_KEY: 'hush-hush',
    });
    expect(bad.status).toBe(2);
    expect(bad.json.error).toMatchObject({ message: textWith(/MISAQ_PORT.*MISAQ_WRONG/) });
    expect(bad.stdout).not.toContain('hush-hush');
  });

  it('is backed up while it serves, stops on request, and the restored copy is the same', async () => {
    const [file, restored] = [join(files, 'backup.sqlite'), join(folders.make(), 'restored')];
    const backup = ask('admin-1', 'backup', '--to', file);
    expect(backup.status).toBe(0);
    expect(ask('admin-1', 'backup', '--to', file)).toMatchObject({
      status: 1,
      json: { refusal: 'backup_exists' },
    });
    const verified = ask('admin-1', 'verify');
    expect(verified).toMatchObject({ status: 0, json: { faultCount: 0, position: backup.json.position } });
    const there = ask('admin-1', 'pool', POOL).json;

    server.kill('SIGTERM');
    await once(server, 'exit');
    expect(ask('admin-1', 'pools')).toMatchObject({ status: 1, json: { refusal: 'server_unreachable' } });

    const local = (words: string[]): AnsweredJson => misaqJson(restored, words, { MISAQ_URL: '' });
    expect(local(['restore', '--from', join(files, 'banks.xlsx')])).toMatchObject({
      status: 1,
      json: { refusal: 'not_a_backup' },
    });
    expect(existsSync(restored)).toBe(false);
    mkdirSync(restored);
    copyFileSync(join(data, 'person.key'), join(restored, 'person.key'));
    const { personKeyFingerprint } = backup.json as unknown as { personKeyFingerprint: string };
    expect(local(['restore', '--from', file])).toMatchObject({
      status: 0,
      json: { position: backup.json.position, personKey: 'matches', personKeyFingerprint },
    });
    expect(readdirSync(restored).sort()).toEqual(['log.sqlite', 'person.key']);
    expect(local(['restore', '--from', file])).toMatchObject({
      status: 1,
      json: { refusal: 'folder_not_empty' },
    });
    expect(local(['verify']).json).toMatchObject({
      events: verified.json.events,
      position: verified.json.position,
      faultCount: 0,
      structure: [],
    });
    expect(local(['pool', POOL]).json).toEqual(there);
  });
});
