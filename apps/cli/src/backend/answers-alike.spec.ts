import { plainDate } from '@misaq/calendar/plain-date.js';
import { presentable } from '@misaq/wire/presentable.js';
import { type Api, CAST, openApi, type Player, PROVINCE } from '../../../api/src/api.fixture.js';
import { allocation, introduction, job, payment } from '../../../api/src/samples.fixture.js';
import { createSession } from '../session.js';
import { localQuestions } from './local/local-questions.js';
import type { Questions } from './questions.js';
import { type Client, createClient } from './remote/client.js';
import { remoteQuestions } from './remote/remote-questions.js';

const POOL = `${PROVINCE}-1401-alike`;
const REVIEW = { pool: POOL, reviewId: `${POOL}-review-1` };
const AS_OF = plainDate('2023-01-22');
const [PLAN, ORGANISATIONS] = [`/api/v1/provinces/${PROVINCE}/plans/1401`, `/api/v1/provinces/${PROVINCE}`];

/** A pool with a review that was approved, a promise with jobs, a revised calendar. */
async function record(api: Api): Promise<void> {
  const pool = `/api/v1/pools/${POOL}`;
  const reason = 'Session 1';
  await api.act(`${pool}/allocations`, 'labour', allocation('a'));
  await api.act(`${pool}/allocations`, 'labour', allocation('b', 'relief-committee'));
  await api.act(`${pool}/facilities`, 'labour', introduction('f'));
  await api.act(`${pool}/facilities`, 'labour', introduction('g', 'relief-committee', '2000'));
  await api.act(`${pool}/facilities/f/payments`, 'labour', payment('p'));
  await api.act(`${pool}/facilities/g/payments`, 'labour', payment('q', '900'));
  await api.act(`${pool}/reviews`, 'labour', { asOf: '1401-11-02' });
  await api.act(`${pool}/reviews/${REVIEW.reviewId}/approval`, 'deputy', { reason });
  await api.act(`${pool}/policies`, 'deputy', {
    effectiveOn: '1401-11-03',
    thresholdPercent: 70,
    exactThresholdPasses: false,
    clock: { kind: 'until', date: '1401-12-01', graceWorkingDays: 10 },
    split: 'performance-weighted',
    ringFence: true,
    reason,
  });
  const part = { version: 'baseline', agency: 'behzisti', sector: 'services', county: 'tabriz' };
  await api.act(`${PLAN}/commitments`, 'labour', { ...part, jobs: 10, notifiedOn: '1401-02-01' });
  for (const n of [1, 2, 3]) await api.act('/api/v1/jobs', 'labour', job(n));
  await api.act('/api/v1/jobs/job-1/verifications', 'inspector', { round: 1, on: '1401-10-20' });
  await api.act('/api/v1/jobs/job-2/rejections', 'inspector', { round: 1, on: '1401-10-20', reason });
  await api.act(`${ORGANISATIONS}/calendar/closures`, 'labour', { date: '1401-10-25', reason: 'Cold' });
  await api.act(`${ORGANISATIONS}/calendar/lunar-months`, 'labour', {
    hijriYear: 1445,
    hijriMonth: 9,
    firstDay: '2024-03-12',
    source: 'Calendar council',
  });
  const county = { kind: 'county', id: 'leylan', name: 'Leylan', activeFrom: '1400-01-01' };
  await api.act(`${ORGANISATIONS}/organisations`, 'labour', county);
  const of = `${ORGANISATIONS}/organisations/county/leylan`;
  await api.act(`${of}/renamings`, 'labour', { name: 'Leilan', from: '1401-01-01', reason });
  await api.act(`${of}/retirements`, 'labour', { from: '1401-07-01', reason });
  await api.caughtUp();
}

/** What verbs ask, with all that texts and tables are made of; names as they are for every id that is met. */
const QUESTIONS: Readonly<Record<string, (ask: Questions) => Promise<unknown>>> = {
  provinces: (ask) => ask.provinces(),
  calendar: async (ask) => {
    const { lunarMonths, ...calendar } = await ask.calendar(PROVINCE);
    return { ...calendar, lunarMonths: [...lunarMonths] };
  },
  policies: (ask) => ask.policies(POOL),
  'policies of no pool': (ask) => ask.policies(`${PROVINCE}-1401-none`),
  pools: (ask) => ask.pools(),
  'pool board': async (ask) => {
    const { item, board, names } = await ask.poolBoard(POOL, AS_OF);
    // Of the names of holidays texts know from the lots, which say all of it.
    return {
      item,
      board: { ...board, holidays: undefined },
      names: item.agencies.map(({ agency }) => names(agency)),
    };
  },
  'bank board of a pool': async (ask) => {
    const { item, board, names } = await ask.bankBoard(POOL, AS_OF);
    return { item, board, names: item.banks.map(({ bank }) => names(bank)) };
  },
  'bank board': async (ask) => {
    const { item, board } = await ask.bankBoard(undefined, AS_OF);
    return { item, board };
  },
  'commitment board': async (ask) => {
    const asked = { province: PROVINCE, year: 1401, version: 'baseline' };
    const { item, board, names } = await ask.commitmentBoard(asked);
    const months = board.months.map(({ month, net, netToDate, fulfilmentBasisPoints }) => [
      month,
      net,
      netToDate,
      fulfilmentBasisPoints,
    ]);
    return {
      item,
      board: { ...board, months, totals: { ...board.totals, id: undefined } },
      names: item.agencies.map(({ agency }) => names.agency(agency)),
    };
  },
  simulation: async (ask) => {
    const { item, absorptionBefore } = await ask.simulation(POOL, AS_OF, { thresholdPercent: 95 });
    return { item, before: item.agencies.map(({ agency }) => absorptionBefore(agency)) };
  },
  reviews: (ask) => ask.reviews(POOL),
  'reviews of all pools': (ask) => ask.reviews(),
  review: async (ask) => {
    const { item, trace, names } = await ask.review(REVIEW);
    return { item, trace, names: item.agencies.map(({ agency }) => names(agency)) };
  },
  'history, whole': (ask) => eventsIn(ask, undefined, -1n),
  'history, the first of it': (ask) => eventsIn(ask, 3, -1n),
  'history, after a position': (ask) => eventsIn(ask, 2, 60n),
  principals: (ask) => ask.principals(),
  principal: (ask) => ask.principal('labour'),
  tokens: (ask) => ask.tokens(),
  'holder of no token': (ask) => ask.holderOf('aaaaaaaaaaaa'),
};

async function eventsIn(ask: Questions, limit: number | undefined, after: bigint): Promise<unknown> {
  const all = [];
  for await (const { total, position, events } of ask.history({
    subject: { by: 'pool', id: POOL },
    after,
    limit,
  }))
    all.push({ total, position, events });
  return all;
}

/** Without places in the log: a server tells an officer tokens, and the officer who has the log sees its numbers. */
function placeless(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) =>
      key === 'position' || key === 'revision' ? undefined : value,
    ),
  );
}

describe('questions over the API and on the data directory', () => {
  let api: Api;
  const clients: Client[] = [];
  beforeAll(async () => {
    api = await openApi();
    await record(api);
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await api.close();
  });

  function remote(player: Player): Questions {
    const client = createClient({ url: api.url, token: api.tokens[player] });
    clients.push(client);
    return remoteQuestions(client);
  }
  function local(player: Player): Questions {
    const { role, ...rest } = CAST[player];
    const organisation = 'organisation' in rest ? { organisation: rest.organisation } : {};
    const session = createSession({
      verb: 'test',
      server: undefined,
      actor: { id: player, name: player, role, ...organisation },
      folder: api.service.folder,
      folderGiven: true,
      json: true,
      clock: { now: () => api.now() },
      environment: {},
      progress: { show: () => undefined, stop: () => undefined },
      note: () => undefined,
    });
    return localQuestions(api.service, session);
  }

  it.each(Object.keys(QUESTIONS))('are answered alike: %s', async (question) => {
    const ask = QUESTIONS[question];
    // Who runs the machine does not try settings.
    const player = question === 'simulation' ? 'deputy' : 'admin';
    const [there, here] = [await ask?.(remote(player)), await ask?.(local(player))];
    expect(there).toEqual(here);
    expect(presentable(there)).toEqual(presentable(here));
  });

  it('are answered alike to an agency, which sees its own row', async () => {
    for (const question of ['pool board', 'simulation', 'history, whole', 'commitment board']) {
      const ask = QUESTIONS[question];
      const [there, here] = [await ask?.(remote('agency-behzisti')), await ask?.(local('agency-behzisti'))];
      expect({ question, answer: placeless(presentable(there)) }).toEqual({
        question,
        answer: placeless(presentable(here)),
      });
    }
  });

  it('find organisations by the names they bore', async () => {
    const [there, here] = [
      await remote('labour').register(PROVINCE),
      await local('labour').register(PROVINCE),
    ];
    expect([...there.organisations.keys()].sort()).toEqual([...here.organisations.keys()].sort());
    expect([...there.bearers].sort()).toEqual([...here.bearers].sort());
  });

  it('are refused alike', async () => {
    const refusal = (ask: Questions) => ask.poolBoard(`${PROVINCE}-1401-none`);
    const unknown = { refusal: { name: 'unknown_pool', figures: { pool: `${PROVINCE}-1401-none` } } };
    await expect(refusal(remote('admin'))).rejects.toMatchObject(unknown);
    await expect(refusal(local('admin'))).rejects.toMatchObject(unknown);
  });
});
