import { Database } from '@misaq/platform/sqlite/database.js';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { compareFiles } from '@misaq/platform/projections/compare.js';
import { openProjectionFile } from '@misaq/platform/projections/projection-file.js';
import { sqlTables } from '@misaq/platform/projections/table.js';
import { FACILITIES, facilitiesProjection } from '@misaq/credit/boards/facilities/projection.js';
import { JOBS, jobsProjection } from '@misaq/employment/boards/jobs/projection.js';
import { BUILT_SUBJECTS } from '../support/built.fixture.js';
import { copyDemo, figures } from '../support/demo.fixture.js';
import { readServerFile } from '@misaq/platform/node/server-file.js';
import type * as InThreads from '@misaq/platform/assembly/rebuild-threads.js';
import { type Asked, createClient } from './client.fixture.js';
import {
  type Answer,
  aText,
  misaq,
  misaqJson,
  POOL,
  ROOT,
  startMisaq,
  temporaryFolders,
} from './misaq.fixture.js';

const FIVE_MINUTES_MS = 300_000;

describe('the demo', () => {
  const folders = temporaryFolders();
  let data = '';
  let told: { readonly json: Answer };
  beforeAll(() => {
    data = join(folders.make(), 'demo');
    told = { json: copyDemo(data) };
  }, FIVE_MINUTES_MS);
  afterAll(() => {
    folders.removeAll();
  });

  it('gives the published figures of the commitments', () => {
    expect(told.json.plan).toMatchObject({
      year: 1401,
      assigned: 45_794,
      registered: 59_370,
      registeredByEndOfDey: 48_583,
      fulfilmentBasisPoints: 12_964,
      fulfilmentByEndOfDeyBasisPoints: 10_609,
      raised: { assigned: 52_150 },
    });
  });

  it('gives the pool before the reallocation', () => {
    const { pool } = told.json;
    expect(pool.id).toBe(POOL);
    const [behzisti, relief] = pool.agencies;
    expect(behzisti).toMatchObject({
      agency: 'behzisti',
      allocatedRial: '5050000000000',
      paidRial: '2720000000000',
      absorptionBasisPoints: 5386,
      deadline: '1401-10-26',
      verdict: 'fell-short',
      movableRial: '2330000000000',
    });
    expect(relief).toMatchObject({
      agency: 'relief-committee',
      allocatedRial: '10000000000000',
      paidRial: '8650000000000',
      absorptionBasisPoints: 8650,
      verdict: 'passed',
      movableRial: '0',
    });
  });

  it("moves 233 billion toman by a deputy's approval, and conserves the pool", () => {
    expect(told.json.approvalRefused).toMatchObject({ by: 'labour-1', refusal: 'not_permitted' });
    expect(told.json.reallocation).toMatchObject({
      transfers: [{ from: 'behzisti', to: 'relief-committee', amountRial: '2330000000000' }],
      totalBeforeRial: '15050000000000',
      totalAfterRial: '15050000000000',
      approvedBy: 'deputy-1',
      reason: aText,
    });
    expect(told.json.poolAfter.agencies[0]).toMatchObject({
      agency: 'behzisti',
      verdict: 'emptied',
      movableRial: '0',
    });
  });

  it('gives the totals of the programmes', () => {
    expect(told.json.programmes).toMatchObject({
      'home-based': { facilities: 2089, paidRial: '1210000000000', amountRial: '1210000000000' },
      rural: { plans: 173, amountRial: '2800000000000', paidRial: '1120000000000' },
    });
  });

  it('leaves a log that every verb can read, with the reported number of events', () => {
    expect(misaqJson(data, ['verify']).json).toMatchObject({
      events: told.json.history.events,
      faultCount: 0,
    });
    const { json } = misaqJson(data, ['pool', POOL, '--as-of', '1401-11-02']);
    expect(json.agencies[0]).toMatchObject({
      agency: 'behzisti',
      allocatedRial: '2720000000000',
      verdict: 'emptied',
    });
    expect(misaqJson(data, ['commitments', '1402']).json).toMatchObject({ assigned: 47_165, registered: 0 });
    const [refah] = misaqJson(data, ['banks', '--pool', POOL, '--as-of', '1401-11-02']).json.banks.filter(
      ({ bank }) => bank === 'bank-refah',
    );
    expect(refah!.paidOfIntroducedBasisPoints).toBeLessThan(500);
  });

  it(
    'prints sentences and tables, and the next commands to try',
    () => {
      const { status, stdout } = misaq(data, ['demo', '--exit']);
      expect(status).toBe(0);
      for (const words of [
        '53.86 %',
        '1401-10-06',
        'fell short',
        'emptied',
        '129.64 %',
        '106.09 %',
        '1,505.0 bn',
        'Where to look next',
        'npm run -s misaq --',
      ])
        expect(stdout).toContain(words);
    },
    FIVE_MINUTES_MS,
  );

  it(
    'run again on the same directory, prints the same and records nothing',
    () => {
      const { status, json } = misaqJson(data, ['demo', '--exit']);
      expect([status, json.dataDirectory]).toEqual([0, data]);
      expect(figures(json)).toEqual(figures(told.json));
    },
    FIVE_MINUTES_MS,
  );

  it('has read models that threads rebuild beside a running process, with the same rows', async () => {
    const program = pathToFileURL(join(ROOT, 'dist/libs/platform/assembly/rebuild-threads.js')).href;
    const { inRebuildThreads } = (await import(program)) as typeof InThreads;
    const modelsFolder = folders.make();
    const problems: string[] = [];
    const threads = inRebuildThreads(
      { folder: data, modelsFolder, subjects: BUILT_SUBJECTS.module ?? '', eventStoreUrl: undefined },
      (text) => problems.push(text),
    );
    const store = openSqliteEventStore({ folder: data });
    try {
      const { position } = await store.health();
      const { signal } = new AbortController();
      expect(await threads.build([JOBS, FACILITIES], position, () => undefined, signal)).toBe(true);
      for (const projection of [jobsProjection, facilitiesProjection]) {
        const built = join(modelsFolder, `${projection.name}.new.sqlite`);
        const file = openProjectionFile(built, projection);
        expect(file.checkpoint().position).toBe(position);
        file.close();
        const served = join(data, 'read-models', `${projection.name}.sqlite`);
        expect(compareFiles(served, built, projection.tables)).toMatchObject({ differing: 0 });
      }
      // One file is large enough for a thread; the other is compared in the calling thread.
      const [served, built] = [
        join(data, 'read-models', 'jobs.sqlite'),
        join(modelsFolder, 'jobs.new.sqlite'),
      ];
      const db = new Database(built);
      db.exec("UPDATE jobs SET gone = 'lost' WHERE jobId IN (SELECT jobId FROM jobs LIMIT 3)");
      db.close();
      const compared = await threads.compare(served, built, sqlTables(jobsProjection.tables));
      expect(compared).toMatchObject({ differing: 6 });
      expect(compared).toEqual(compareFiles(served, built, jobsProjection.tables));
      const ended = await threads.build([FACILITIES], position, () => undefined, AbortSignal.abort());
      expect([ended, problems]).toEqual([false, []]);
    } finally {
      await store.close();
    }
  });

  it('refuses a directory with other data', () => {
    const other = folders.make();
    writeFileSync(join(other, 'letter.txt'), 'mine');
    expect(misaqJson(other, ['demo', '--exit'])).toMatchObject({
      status: 1,
      json: { refusal: 'not_a_demo_directory', dataDirectory: other },
    });
    const empty = join(folders.make(), 'empty');
    mkdirSync(empty);
    expect(misaqJson(empty, ['pools'])).toMatchObject({ status: 1, json: { refusal: 'no_data_directory' } });
  });

  it(
    'that is served has an account for each role, and leaves the deputy something to sign',
    async () => {
      const demo = startMisaq(data, ['demo']);
      const client = createClient();
      try {
        const url = await served(data);
        const ask = async (method: string, path: string, more: Asked = {}) => {
          const { status, headers, text } = await client.ask(url, method, path, more);
          return { status, headers, json: JSON.parse(text) as Readonly<Record<string, unknown>> };
        };
        const { json } = await ask('GET', '/api/v1/demo/accounts');
        const accounts = json.items as readonly { role: string; account: string; password: string }[];
        expect(accounts.map(({ role }) => role).toSorted()).toEqual([
          ...['admin', 'agency', 'bank', 'economic-deputy', 'governor', 'inspector', 'labour'],
        ]);
        const foreign = await ask('GET', '/api/v1/demo/accounts', { headers: { host: 'evil.example' } });
        expect([foreign.status, foreign.json.refusal]).toEqual([404, 'unknown_route']);

        const deputy = accounts.find(({ role }) => role === 'economic-deputy');
        const { account = '', password = '' } = deputy ?? {};
        const begun = await ask('POST', '/api/v1/session', { body: { account, password } });
        expect(begun.json).toMatchObject({ office: { principal: 'deputy-1', role: 'economic-deputy' } });
        const cookie = String(begun.headers['set-cookie']).replace(/;.*$/, '');
        const headers = { cookie, 'x-misaq-csrf': String(begun.json.csrf) };
        const of = '/api/v1/pools/east-azerbaijan-1401-rural/reviews';
        const openReview = async (): Promise<string> => {
          for (;;) {
            const { json: reviews } = await ask('GET', of, { headers });
            const items = reviews.items as readonly {
              reviewId: string;
              outcome: { status: string };
            }[];
            const open = items.find(({ outcome }) => outcome.status === 'open');
            if (open !== undefined) return open.reviewId;
            await pause(50);
          }
        };
        const approval = `${of}/${await openReview()}/approval`;
        const sign = () => ask('POST', approval, { headers, body: { reason: 'Agreed in the session' } });
        expect((await sign()).json.refusal).toBe('confirmation_required');
        await ask('POST', '/api/v1/session/confirmation', { headers, body: { password } });
        expect(await sign()).toMatchObject({
          status: 200,
          json: { events: [{ type: 'CreditReallocated' }] },
        });
      } finally {
        demo.kill('SIGINT');
        await once(demo, 'exit');
        await client.close();
      }
    },
    FIVE_MINUTES_MS,
  );
});

/** The address at which a data directory is served, once it is. */
async function served(folder: string): Promise<string> {
  for (;;) {
    const url = readServerFile(folder)?.url;
    if (url !== undefined) {
      const accounts = await fetch(`${url}/api/v1/demo/accounts`);
      const { items = [] } = (await accounts.json()) as { items?: readonly unknown[] };
      if (items.length === 7) return url;
    }
    await pause(50);
  }
}
