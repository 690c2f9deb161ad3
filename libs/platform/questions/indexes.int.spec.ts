import { POOL } from '@misaq/credit/domain/credit.fixture.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { Database } from '@misaq/platform/sqlite/database.js';
import { modelsAfter, PROVINCE } from './read-models.fixture.js';
import type { ReadModels } from './read-models.js';

type All = (this: Planned, ...parameters: unknown[]) => unknown;

interface Planned {
  readonly source: string;
  readonly database: Database;
}

/** How SQLite finds the rows of each query that is asked meanwhile. */
async function plansOf(ask: () => unknown): Promise<readonly string[]> {
  const memory = new Database(':memory:');
  const statements = Object.getPrototypeOf(memory.prepare('SELECT 1')) as { all: All };
  memory.close();
  const { all } = statements;
  const plans: string[] = [];
  statements.all = function (...parameters) {
    const plan = this.database.prepare(`EXPLAIN QUERY PLAN ${this.source}`);
    for (const { detail } of all.apply(plan as never, parameters) as readonly { readonly detail: string }[])
      plans.push(detail);
    return all.apply(this, parameters);
  };
  try {
    await ask();
  } finally {
    statements.all = all;
  }
  return plans;
}

/** Reads a whole table, or from a key to its end, or a whole index that is not only of some rows. */
const isScan = (plan: string): boolean =>
  (plan.startsWith('SCAN') && !/INDEX \w+ByOdd/.test(plan)) || /USING PRIMARY KEY \(\w+[<>]\?\)/.test(plan);

const newFolder = temporaryFolders();

describe('Found by an index, and not by reading a whole table, is', () => {
  let models: ReadModels;
  beforeAll(async () => {
    models = await modelsAfter(newFolder());
  });
  afterAll(() => models.runner.close());

  const agency = 'behzisti';
  it.each<[string, () => unknown]>([
    ['whether an agency has a part in a pool', () => models.credit.isPool(POOL, { agency })],
    ['each pool of an agency', () => models.credit.pools({ agency })],
    ['a review that examined an agency', () => models.reviews.review('a-review', { agency })],
    ['a job of an agency', () => models.jobs.job('a-job', { agency, province: PROVINCE })],
    ['a job of anybody', () => models.jobs.job('a-job')],
    ['a facility of an agency', () => models.facilities.facility(POOL, 'a-facility', { agency })],
    [
      'an import of an agency',
      () => models.imports.import('an-import', { kind: 'agency', id: agency, province: PROVINCE }),
    ],
    ['each webhook that has something to deliver', () => models.notifications.webhooksDue({ limit: 10 })],
    [
      'each webhook of an organisation',
      () => models.notifications.webhooks({ province: PROVINCE, kind: 'agency', id: agency }),
    ],
  ])('%s', async (_, ask) => {
    const plans = await plansOf(ask);
    expect(plans).not.toEqual([]);
    expect(plans.filter(isScan)).toEqual([]);
  });
});
