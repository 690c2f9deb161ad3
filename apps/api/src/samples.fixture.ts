import { setTimeout as wait } from 'node:timers/promises';
import { remindersAggregate } from '@misaq/notifications/aggregate.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { SYSTEM_ACTOR } from '@misaq/platform/commands/installation.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { type Api, type Player, PROVINCE } from './api.fixture.js';

/*
 * For each route a request that succeeds when somebody sends it who may. What it needs is recorded first, by somebody
 * else. Everything is of the agency behzisti and the bank bank-melli.
 */

export interface SampleRequest {
  readonly path: string;
  /** As JSON, or as the text of a file. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stands in an answer that shows something of behzisti and bank-melli, and in no other. */
  readonly mark?: string;
  /** An answer that never ends. */
  readonly endless?: boolean;
}

/**
 * @param n differs for each request, so that none meets what another has left
 * @param as who will send it
 */
export type Sample = (api: Api, n: number, as?: Player) => SampleRequest | Promise<SampleRequest>;

const AGENCY = 'behzisti';
const RECIPIENT = 'relief-committee';
const BANK = 'bank-melli';
const PLACE = { county: 'tabriz', sector: 'services' } as const;

/** A national ID for each number below 10^9 (and above 0). */
export function nationalIdOf(n: number): string {
  const nine = String(n).padStart(9, '0');
  const sum = Array.from(nine).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const remainder = sum % 11;
  return nine + String(remainder < 2 ? remainder : 11 - remainder);
}

export const poolOf = (n: number): string => `${PROVINCE}-1401-m${String(n)}`;
const ofPool = (n: number, rest: string): string => `/api/v1/pools/${poolOf(n)}/${rest}`;
const ofProvince = (rest: string): string => `/api/v1/provinces/${PROVINCE}/${rest}`;

export const allocation = (allocationId: string, agency = AGENCY, amountRial = '1000') => ({
  allocationId,
  agency,
  amountRial,
  notifiedOn: '1401-09-01',
});

export const introduction = (facilityId: string, agency = AGENCY, amountRial = '500') => ({
  facilityId,
  agency,
  bank: BANK,
  amountRial,
  introducedOn: '1401-09-05',
  ...PLACE,
  plannedJobs: 1,
});

export const payment = (bankReference: string, amountRial = '500') => ({
  bank: BANK,
  amountRial,
  paidOn: '1401-09-10',
  bankReference,
});

/** A pool with a facility that waits for 500 rials. */
async function waiting(api: Api, n: number): Promise<void> {
  await api.act(ofPool(n, 'allocations'), 'labour', allocation('a'));
  await api.act(ofPool(n, 'facilities'), 'labour', introduction('f'));
}

async function paid(api: Api, n: number): Promise<void> {
  await waiting(api, n);
  await api.act(ofPool(n, 'facilities/f/payments'), 'labour', payment('p'));
}

/** A review that proposes to move 500 from behzisti, which was paid half of its 1,000, to the one that has applicants. */
async function reviewed(api: Api, n: number): Promise<void> {
  await paid(api, n);
  await api.act(ofPool(n, 'allocations'), 'labour', allocation('b', RECIPIENT));
  await api.act(ofPool(n, 'facilities'), 'labour', introduction('g', RECIPIENT, '2000'));
  await api.act(ofPool(n, 'facilities/g/payments'), 'labour', payment('q', '900'));
  await api.act(ofPool(n, 'reviews'), 'labour', { asOf: '1401-11-02' });
}

const reviewId = (n: number): string => `${poolOf(n)}-review-1`;

const commitment = (n: number) => ({ version: `v${String(n)}`, agency: AGENCY, ...PLACE });

async function assigned(api: Api, n: number): Promise<void> {
  await api.act(ofProvince('plans/1401/commitments'), 'labour', {
    ...commitment(n),
    jobs: 10,
    notifiedOn: '1401-02-01',
  });
}

export const job = (n: number) => ({
  jobId: `job-${String(n)}`,
  province: PROVINCE,
  year: 1401,
  nationalId: nationalIdOf(n),
  agency: AGENCY,
  ...PLACE,
  gender: 'female',
  registeredOn: '1401-10-10',
  startedOn: '1401-10-01',
});

async function registered(api: Api, n: number): Promise<void> {
  await api.act('/api/v1/jobs', 'labour', job(n));
}

const county = (n: number) => ({
  kind: 'county',
  id: `county-${String(n)}`,
  name: `County ${String(n)}`,
  activeFrom: '1400-01-01',
});

async function principal(api: Api, n: number): Promise<string> {
  const principalId = `principal-${String(n)}`;
  await api.act('/api/v1/principals', 'admin', { principalId, name: 'A. Ahmadi' });
  return principalId;
}

async function governor(api: Api, n: number): Promise<string> {
  const principalId = await principal(api, n);
  await api.act(`/api/v1/principals/${principalId}/roles`, 'admin', { role: 'governor' });
  return principalId;
}

/** Of somebody, or of an officer of a bank; the same thing can bear another mark for each. */
const isOfBank = (as: Player | undefined): boolean => as?.startsWith('bank') === true;
const markFor = (as: Player | undefined): string => (isOfBank(as) ? `"${BANK}"` : `"${AGENCY}"`);

const isOfficer = (as: Player | undefined): boolean => isOfBank(as) || as?.startsWith('agency') === true;

/** The organisation of the samples, as a question names it; the province of an officer goes without saying. */
const whoseFor = (as: Player | undefined): string => {
  const whose = isOfBank(as) ? `bank=${BANK}` : `agency=${AGENCY}`;
  return isOfficer(as) ? whose : `${whose}&province=${PROVINCE}`;
};

function webhookOf(n: number, as: Player | undefined): object {
  const whose = isOfBank(as)
    ? { kind: 'bank', organisation: BANK }
    : { kind: 'agency', organisation: AGENCY };
  return {
    webhookId: `hook-${String(n)}`,
    url: 'https://example.org/misaq',
    province: PROVINCE,
    ...whose,
  };
}

/** The webhooks that were registered for samples: each is removed before the next, or they would become too many. */
const sampleWebhooks = new WeakMap<Api, number>();

async function onWebhook(api: Api, n: number, as: Player | undefined, act: string) {
  const last = sampleWebhooks.get(api);
  if (last !== undefined)
    await api.act(`/api/v1/webhooks/hook-${String(last)}/removal`, 'admin', { reason: 'A sample' });
  sampleWebhooks.set(api, n);
  await api.act('/api/v1/webhooks', 'admin', webhookOf(n, as));
  return { path: `/api/v1/webhooks/hook-${String(n)}/${act}`, body: { reason: 'A new system' } };
}

const CSV = { 'content-type': 'text/csv' } as const;

/** A file of introductions of behzisti, or of payments of bank-melli. */
function fileOf(n: number, as: Player | undefined): { readonly kind: string; readonly text: string } {
  const pool = poolOf(n);
  return isOfBank(as)
    ? {
        kind: 'payments',
        text: `pool,facility_id,bank,amount_rial,paid_on,bank_reference\n${pool},f,${BANK},100,1401-09-10,r\n`,
      }
    : {
        kind: 'introductions',
        text:
          'facility_id,pool,agency,bank,amount_rial,introduced_on,county,sector,planned_jobs,applicant_id\n' +
          `i,${pool},${AGENCY},${BANK},100,1401-09-06,tabriz,services,1,\n`,
      };
}

/** What the questions of the samples are asked about: everything there is, all of behzisti and bank-melli. */
interface Scene {
  readonly pool: string;
  readonly jobId: string;
  readonly imports: Readonly<Record<'agency' | 'bank', string>>;
}

/** Both are told that a deadline of the pool comes near, as they are of a morning. */
async function reminded(api: Api, pool: string): Promise<void> {
  const command = {
    type: 'RemindOfDeadline',
    pool,
    lotId: 'a',
    agency: AGENCY,
    deadline: plainDate('2023-01-31'),
    mark: 10,
    workingDaysLeft: 7,
    provisional: false,
    unpaidRial: '800',
    on: plainDate('2023-01-22'),
    waiting: [{ bank: BANK, facilities: 1, waitingRial: '300' }],
  } as const;
  const envelope = { commandId: newCommandId(api.now()), actor: SYSTEM_ACTOR };
  await api.service.runner.execute(
    remindersAggregate,
    streams.reminders(pool),
    command,
    envelope,
    () => undefined,
  );
}

const SCENE = 999_000;
const scenes = new WeakMap<Api, Promise<Scene>>();

function scene(api: Api): Promise<Scene> {
  let set = scenes.get(api);
  if (set === undefined) scenes.set(api, (set = setScene(api)));
  return set;
}

async function setScene(api: Api): Promise<Scene> {
  await waiting(api, SCENE);
  await api.act(ofPool(SCENE, 'facilities/f/payments'), 'labour', payment('p', '200'));
  await api.act(ofPool(SCENE, 'reviews'), 'labour', { asOf: '1401-11-02' });
  await registered(api, SCENE);
  await assigned(api, SCENE);
  await reminded(api, poolOf(SCENE));
  await api.act('/api/v1/webhooks', 'admin', webhookOf(SCENE, 'agency-behzisti'));
  await api.act('/api/v1/webhooks', 'admin', webhookOf(SCENE + 1, 'bank-melli'));
  const imported = async (as: Player): Promise<string> => {
    const { kind, text } = fileOf(SCENE, as);
    const path = `/api/v1/imports/${kind}?name=of-${as}.csv`;
    const { status, json } = await api.request('POST', path, { as, body: text, headers: CSV });
    if (status !== 200) throw new Error(JSON.stringify(json));
    await api.caughtUp();
    const list = await api.request('GET', '/api/v1/imports', { as });
    return (list.json.items as readonly { readonly importId: string }[])[0]?.importId ?? '';
  };
  const imports = { agency: await imported('agency-behzisti'), bank: await imported('bank-melli') };
  return { pool: poolOf(SCENE), jobId: `job-${String(SCENE)}`, imports };
}

/** A question about the scene. */
const asked =
  (path: (scene: Scene, as?: Player) => string, mark?: (scene: Scene, as?: Player) => string): Sample =>
  async (api, _, as) => {
    const set = await scene(api);
    return { path: path(set, as), ...(mark !== undefined && { mark: mark(set, as) }) };
  };

const importOf = ({ imports }: Scene, as?: Player): string => imports[isOfBank(as) ? 'bank' : 'agency'];

/** A finished export of the asker; officers of behzisti and bank-melli have colleagues who ask too. */
async function exported(api: Api, as: Player = 'labour'): Promise<string> {
  const owner = !isOfficer(as) ? as : isOfBank(as) ? 'bank-melli' : 'agency-behzisti';
  const headers = { accept: 'text/csv', prefer: 'respond-async' };
  const asked = { as: owner, headers } as const;
  const { json } = await api.request('GET', isOfBank(as) ? '/api/v1/banks' : '/api/v1/jobs', asked);
  const exportId = String(json.exportId);
  const path = `/api/v1/exports/${exportId}`;
  while ((await api.request('GET', path, { as: owner })).json.state !== 'done') await wait(2);
  return exportId;
}

const REASON = { reason: 'Session 1' } as const;
const AMOUNT = { amountRial: '800', ...REASON } as const;

/** By method and address, as the server registers them. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  'POST /api/v1/provinces/:province/organisations': (_, n) => ({
    path: ofProvince('organisations'),
    body: county(n),
  }),
  'POST /api/v1/provinces/:province/organisations/:kind/:id/renamings': async (api, n) => {
    await api.act(ofProvince('organisations'), 'labour', county(n));
    return {
      path: ofProvince(`organisations/county/county-${String(n)}/renamings`),
      body: { name: `New ${String(n)}`, from: '1401-01-01', ...REASON },
    };
  },
  'POST /api/v1/provinces/:province/organisations/:kind/:id/retirements': async (api, n) => {
    await api.act(ofProvince('organisations'), 'labour', county(n));
    return {
      path: ofProvince(`organisations/county/county-${String(n)}/retirements`),
      body: { from: '1401-07-01', ...REASON },
    };
  },

  'POST /api/v1/provinces/:province/calendar/week-profiles': () => ({
    path: ofProvince('calendar/week-profiles'),
    body: { from: '1403-01-01', off: ['پنجشنبه', 'fri'], ...REASON },
  }),
  'POST /api/v1/provinces/:province/calendar/lunar-months': () => ({
    path: ofProvince('calendar/lunar-months'),
    body: { hijriYear: 1445, hijriMonth: 9, firstDay: '2024-03-12', source: 'Calendar council' },
  }),
  'POST /api/v1/provinces/:province/calendar/closures': () => ({
    path: ofProvince('calendar/closures'),
    body: { date: '1401-11-04', ...REASON },
  }),
  'POST /api/v1/provinces/:province/calendar/holiday-cancellations': () => ({
    path: ofProvince('calendar/holiday-cancellations'),
    body: { date: '1403-03-14', ...REASON },
  }),

  'POST /api/v1/provinces/:province/plans/:year/commitments': (_, n) => ({
    path: ofProvince('plans/1401/commitments'),
    body: { ...commitment(n), jobs: 10, notifiedOn: '1401-02-01' },
  }),
  'POST /api/v1/provinces/:province/plans/:year/commitments/revisions': async (api, n) => {
    await assigned(api, n);
    return {
      path: ofProvince('plans/1401/commitments/revisions'),
      body: { ...commitment(n), jobs: 12, revisedOn: '1401-06-01', ...REASON },
    };
  },
  'POST /api/v1/provinces/:province/plans/:year/commitments/withdrawals': async (api, n) => {
    await assigned(api, n);
    return {
      path: ofProvince('plans/1401/commitments/withdrawals'),
      body: { ...commitment(n), withdrawnOn: '1401-06-01', ...REASON },
    };
  },

  'POST /api/v1/pools/:pool/policies': (_, n) => ({
    path: ofPool(n, 'policies'),
    body: {
      effectiveOn: '1401-09-01',
      thresholdPercent: 70,
      exactThresholdPasses: false,
      clock: { kind: 'until', date: '1401-12-01', graceWorkingDays: 10 },
      split: 'performance-weighted',
      ringFence: true,
      ...REASON,
    },
  }),
  'POST /api/v1/pools/:pool/allocations': (_, n) => ({
    path: ofPool(n, 'allocations'),
    body: allocation('a'),
  }),
  'POST /api/v1/pools/:pool/allocations/:allocationId/corrections': async (api, n) => {
    await api.act(ofPool(n, 'allocations'), 'labour', allocation('a'));
    return { path: ofPool(n, 'allocations/a/corrections'), body: AMOUNT };
  },
  'POST /api/v1/pools/:pool/facilities': async (api, n) => {
    await api.act(ofPool(n, 'allocations'), 'labour', allocation('a'));
    return { path: ofPool(n, 'facilities'), body: introduction('f') };
  },
  'POST /api/v1/pools/:pool/facilities/:facilityId/corrections': async (api, n) => {
    await waiting(api, n);
    return { path: ofPool(n, 'facilities/f/corrections'), body: AMOUNT };
  },
  'POST /api/v1/pools/:pool/facilities/:facilityId/declines': async (api, n) => {
    await waiting(api, n);
    return {
      path: ofPool(n, 'facilities/f/declines'),
      body: { bank: BANK, declinedOn: '1401-09-20', ...REASON },
    };
  },
  'POST /api/v1/pools/:pool/facilities/:facilityId/withdrawals': async (api, n) => {
    await waiting(api, n);
    return {
      path: ofPool(n, 'facilities/f/withdrawals'),
      body: { by: 'applicant', withdrawnOn: '1401-09-20', ...REASON },
    };
  },
  'POST /api/v1/pools/:pool/facilities/:facilityId/payments': async (api, n) => {
    await waiting(api, n);
    return { path: ofPool(n, 'facilities/f/payments'), body: payment('p') };
  },
  'POST /api/v1/pools/:pool/facilities/:facilityId/payments/:bankReference/reversal': async (api, n) => {
    await paid(api, n);
    return {
      path: ofPool(n, 'facilities/f/payments/p/reversal'),
      body: { bank: BANK, kind: 'returned', reversedOn: '1401-09-20', ...REASON },
    };
  },
  'POST /api/v1/pools/:pool/facilities/:facilityId/closing': async (api, n) => {
    await waiting(api, n);
    return {
      path: ofPool(n, 'facilities/f/closing'),
      body: { bank: BANK, closedOn: '1401-09-20', ...REASON },
    };
  },

  'POST /api/v1/pools/:pool/reviews': async (api, n) => {
    await paid(api, n);
    return { path: ofPool(n, 'reviews'), body: { asOf: '1401-11-02' } };
  },
  'POST /api/v1/pools/:pool/reviews/:reviewId/approval': async (api, n) => {
    await reviewed(api, n);
    return { path: ofPool(n, `reviews/${reviewId(n)}/approval`), body: REASON };
  },
  'POST /api/v1/pools/:pool/reviews/:reviewId/dismissal': async (api, n) => {
    await reviewed(api, n);
    return { path: ofPool(n, `reviews/${reviewId(n)}/dismissal`), body: REASON };
  },
  'POST /api/v1/pools/:pool/reviews/:reviewId/reversals': async (api, n) => {
    await reviewed(api, n);
    await api.act(ofPool(n, `reviews/${reviewId(n)}/approval`), 'deputy-2', REASON);
    return {
      path: ofPool(n, `reviews/${reviewId(n)}/reversals`),
      body: { reversalId: 'back', from: AGENCY, to: RECIPIENT, amountRial: '200', ...REASON },
    };
  },

  'POST /api/v1/jobs': (_, n) => ({ path: '/api/v1/jobs', body: job(n) }),
  'POST /api/v1/jobs/:jobId/verifications': async (api, n) => {
    await registered(api, n);
    return { path: `/api/v1/jobs/job-${String(n)}/verifications`, body: { round: 1, on: '1401-10-20' } };
  },
  'POST /api/v1/jobs/:jobId/rejections': async (api, n) => {
    await registered(api, n);
    return {
      path: `/api/v1/jobs/job-${String(n)}/rejections`,
      body: { round: 1, on: '1401-10-20', ...REASON },
    };
  },
  'POST /api/v1/jobs/:jobId/endings': async (api, n) => {
    await registered(api, n);
    return { path: `/api/v1/jobs/job-${String(n)}/endings`, body: { endedOn: '1401-10-20', ...REASON } };
  },
  'POST /api/v1/jobs/:jobId/voiding': async (api, n) => {
    await registered(api, n);
    return { path: `/api/v1/jobs/job-${String(n)}/voiding`, body: { voidedOn: '1401-10-20', ...REASON } };
  },

  'POST /api/v1/principals': (_, n) => ({
    path: '/api/v1/principals',
    body: { principalId: `principal-${String(n)}`, name: 'A. Ahmadi' },
  }),
  'POST /api/v1/principals/:principalId/roles': async (api, n) => ({
    path: `/api/v1/principals/${await principal(api, n)}/roles`,
    body: { role: 'agency', organisation: AGENCY, province: PROVINCE },
  }),
  // What stands already is confirmed once more.
  'POST /api/v1/principals/:principalId/roles/confirmations': async (api, n) => ({
    path: `/api/v1/principals/${await governor(api, n)}/roles/confirmations`,
    body: { role: 'governor' },
  }),
  'POST /api/v1/tokens/redemption': async (api, n) => {
    const offered = await api.request('POST', `/api/v1/principals/${await governor(api, n)}/tokens`, {
      as: 'admin',
      body: {},
    });
    const { code } = offered.json;
    return { path: '/api/v1/tokens/redemption', body: { code } };
  },
  'POST /api/v1/principals/:principalId/roles/revocations': async (api, n) => ({
    path: `/api/v1/principals/${await governor(api, n)}/roles/revocations`,
    body: { role: 'governor', ...REASON },
  }),
  'POST /api/v1/principals/:principalId/identity': async (api, n) => ({
    path: `/api/v1/principals/${await principal(api, n)}/identity`,
    body: { issuer: 'https://login.example', subject: `person-${String(n)}` },
  }),
  'POST /api/v1/principals/:principalId/identity/removal': async (api, n) => {
    const principalId = await principal(api, n);
    const link = { issuer: 'https://login.example', subject: `person-${String(n)}` };
    await api.act(`/api/v1/principals/${principalId}/identity`, 'admin', link);
    return { path: `/api/v1/principals/${principalId}/identity/removal`, body: { reason: 'left' } };
  },
  'POST /api/v1/principals/:principalId/tokens': async (api, n) => ({
    path: `/api/v1/principals/${await governor(api, n)}/tokens`,
    body: { label: 'the office computer' },
  }),
  'POST /api/v1/principals/:principalId/tokens/:tokenId/revocation': async (api, n) => {
    const principalId = await governor(api, n);
    const { text } = await api.request('POST', `/api/v1/principals/${principalId}/tokens`, {
      as: 'admin',
      body: {},
    });
    const { tokenId } = JSON.parse(text) as { tokenId: string };
    return { path: `/api/v1/principals/${principalId}/tokens/${tokenId}/revocation`, body: REASON };
  },

  'POST /api/v1/imports/files/:kind': async (api, n, as) => {
    await waiting(api, n);
    const { kind, text } = fileOf(n, as);
    return { path: `/api/v1/imports/files/${kind}`, body: text, headers: CSV };
  },
  'POST /api/v1/imports/:kind': async (api, n, as) => {
    await waiting(api, n);
    const { kind, text } = fileOf(n, as);
    return { path: `/api/v1/imports/${kind}`, body: text, headers: CSV };
  },

  'GET /api/v1/provinces': asked(
    () => '/api/v1/provinces',
    () => PROVINCE,
  ),
  'GET /api/v1/provinces/:province/organisations': asked(
    () => ofProvince('organisations?limit=500'),
    (_, as) => markFor(as),
  ),
  'GET /api/v1/provinces/:province/calendar': asked(() => ofProvince('calendar')),
  'GET /api/v1/provinces/:province/calendar/holidays': asked(() => ofProvince('calendar/holidays?year=1401')),
  'GET /api/v1/provinces/:province/calendar/working-days': asked(() =>
    ofProvince('calendar/working-days?notified=1401-09-01&days=20'),
  ),
  'GET /api/v1/provinces/:province/plans/:year': asked(
    () => ofProvince(`plans/1401?version=v${String(SCENE)}`),
    () => `"${AGENCY}"`,
  ),
  'GET /api/v1/provinces/:province/plans/:year/cells': asked(
    () => ofProvince(`plans/1401/cells?version=v${String(SCENE)}`),
    () => `"${AGENCY}"`,
  ),
  'GET /api/v1/provinces/:province/plans/:year/course': asked(() =>
    ofProvince(`plans/1401/course?version=v${String(SCENE)}`),
  ),
  'GET /api/v1/pools': asked(
    () => '/api/v1/pools?limit=500',
    ({ pool }) => pool,
  ),
  'GET /api/v1/pools/:pool': asked(
    ({ pool }) => `/api/v1/pools/${pool}`,
    () => `"${AGENCY}"`,
  ),
  'GET /api/v1/pools/:pool/allocations': asked(({ pool }) => `/api/v1/pools/${pool}/allocations`),
  'GET /api/v1/pools/:pool/simulation': asked(({ pool }) => `/api/v1/pools/${pool}/simulation?threshold=50`),
  'GET /api/v1/pools/:pool/banks': asked(
    ({ pool }) => `/api/v1/pools/${pool}/banks`,
    () => `"${BANK}"`,
  ),
  'GET /api/v1/banks': asked(
    () => '/api/v1/banks',
    () => `"${BANK}"`,
  ),
  'GET /api/v1/pools/:pool/facilities': asked(
    ({ pool }) => `/api/v1/pools/${pool}/facilities`,
    (_, as) => markFor(as),
  ),
  'GET /api/v1/pools/:pool/facilities/:facilityId': asked(({ pool }) => `/api/v1/pools/${pool}/facilities/f`),
  'GET /api/v1/pools/:pool/reviews': asked(({ pool }) => `/api/v1/pools/${pool}/reviews`),
  'GET /api/v1/pools/:pool/reviews/:reviewId': asked(
    ({ pool }) => `/api/v1/pools/${pool}/reviews/${pool}-review-1`,
  ),
  'GET /api/v1/pools/:pool/reviews/:reviewId/standing': asked(
    ({ pool }) => `/api/v1/pools/${pool}/reviews/${pool}-review-1/standing`,
  ),
  'GET /api/v1/reviews': asked(
    () => '/api/v1/reviews?limit=500',
    ({ pool }) => `"${pool}-review-1"`,
  ),
  'GET /api/v1/facilities': asked(
    () => '/api/v1/facilities?limit=500',
    ({ pool }) => `"${pool}"`,
  ),
  'GET /api/v1/payments': asked(
    () => '/api/v1/payments?limit=500',
    ({ pool }) => `"${pool}"`,
  ),
  'GET /api/v1/history': asked(
    ({ pool }) => `/api/v1/history?pool=${pool}`,
    () => 'FacilityIntroduced',
  ),
  'GET /api/v1/events/:position': asked(() => '/api/v1/events/0'),
  'GET /api/v1/jobs': asked(
    () => '/api/v1/jobs?limit=500',
    ({ jobId }) => jobId,
  ),
  'GET /api/v1/jobs/:jobId': asked(({ jobId }) => `/api/v1/jobs/${jobId}`),
  'GET /api/v1/imports': asked(
    () => '/api/v1/imports?limit=500',
    (set, as) => importOf(set, as),
  ),
  'GET /api/v1/imports/:importId': asked((set, as) => `/api/v1/imports/${importOf(set, as)}`),
  'GET /api/v1/imports/templates/:kind': () => ({ path: '/api/v1/imports/templates/payments' }),
  'GET /api/v1/exports': async (api, _n, as) => ({
    path: '/api/v1/exports',
    mark: await exported(api, as),
  }),
  'GET /api/v1/exports/:exportId': async (api, _n, as) => ({
    path: `/api/v1/exports/${await exported(api, as)}`,
  }),
  'GET /api/v1/exports/:exportId/file': async (api, _n, as) => ({
    path: `/api/v1/exports/${await exported(api, as)}/file`,
  }),
  'DELETE /api/v1/exports/:exportId': async (api, _n, as) => ({
    path: `/api/v1/exports/${await exported(api, as)}`,
  }),
  'GET /api/v1/principals': asked(() => '/api/v1/principals'),
  'GET /api/v1/principals/:principalId': asked(() => '/api/v1/principals/labour'),
  'GET /api/v1/notifications': asked(
    (_, as) => `/api/v1/notifications?limit=500&${whoseFor(as)}`,
    ({ pool }) => pool,
  ),
  'GET /api/v1/notifications/unread': asked(
    (_, as) => `/api/v1/notifications/unread?after=0&${whoseFor(as)}`,
    (_, as) => (isOfBank(as) ? 'bank-deadline-near' : 'lot-deadline-near'),
  ),
  'GET /api/v1/webhooks': asked(
    (_, as) => `/api/v1/webhooks?limit=500&${whoseFor(as)}`,
    (_, as) => `"hook-${String(isOfBank(as) ? SCENE + 1 : SCENE)}"`,
  ),
  'POST /api/v1/webhooks': (_api, n, as) => ({ path: '/api/v1/webhooks', body: webhookOf(n, as) }),
  'POST /api/v1/webhooks/:webhookId/removal': (api, n, as) => onWebhook(api, n, as, 'removal'),
  'POST /api/v1/webhooks/:webhookId/resumption': (api, n, as) => onWebhook(api, n, as, 'resumption'),
  'GET /api/v1/operations/jobs': () => ({ path: '/api/v1/operations/jobs' }),
  'POST /api/v1/operations/jobs/:kind/forget': () => ({ path: '/api/v1/operations/jobs/import-gone/forget' }),
  'POST /api/v1/operations/jobs/:kind/:id/retry': () => ({ path: '/api/v1/operations/jobs/webhook/w/retry' }),
  'POST /api/v1/operations/jobs/:kind/:id/discard': () => ({
    path: '/api/v1/operations/jobs/webhook/w/discard',
  }),
  'POST /api/v1/session': (_api, n) => ({
    path: '/api/v1/session',
    body: { account: `nobody-${String(n)}`, password: 'whatever it was' },
  }),
  'GET /api/v1/session/ways': () => ({ path: '/api/v1/session/ways' }),
  'POST /api/v1/session/provider': () => ({ path: '/api/v1/session/provider', body: {} }),
  'POST /api/v1/session/provider/return': () => ({
    path: '/api/v1/session/provider/return',
    body: { answer: 'code=x&state=y' },
  }),
  'POST /api/v1/session/confirmation/provider': () => ({
    path: '/api/v1/session/confirmation/provider',
    body: {},
  }),
  'GET /api/v1/session/door': () => ({ path: '/api/v1/session/door' }),
  'GET /api/v1/session': () => ({ path: '/api/v1/session' }),
  'DELETE /api/v1/session': () => ({ path: '/api/v1/session' }),
  'PUT /api/v1/session/office': () => ({
    path: '/api/v1/session/office',
    body: { principal: 'labour', role: 'labour' },
  }),
  'POST /api/v1/session/confirmation': () => ({
    path: '/api/v1/session/confirmation',
    body: { password: 'whatever it was' },
  }),
  'POST /api/v1/session/password': () => ({
    path: '/api/v1/session/password',
    body: { current: 'whatever it was', password: 'whatever it will be' },
  }),
  'POST /api/v1/session/factor': () => ({
    path: '/api/v1/session/factor',
    body: { password: 'whatever it was' },
  }),
  'POST /api/v1/session/factor/confirmation': () => ({
    path: '/api/v1/session/factor/confirmation',
    body: { code: '123456' },
  }),
  'DELETE /api/v1/session/factor': () => ({ path: '/api/v1/session/factor' }),
  'GET /api/v1/sessions': () => ({ path: '/api/v1/sessions' }),
  'DELETE /api/v1/sessions/:sessionId': () => ({ path: '/api/v1/sessions/abcdefghjkmn' }),
  'GET /api/v1/accounts': () => ({ path: '/api/v1/accounts' }),
  'POST /api/v1/accounts/:principal/links': () => ({
    path: '/api/v1/accounts/governor/links',
    body: {},
  }),
  'POST /api/v1/accounts/password': (_api, n) => ({
    path: '/api/v1/accounts/password',
    body: { code: `misaqlink_nobody${String(n)}`, password: 'whatever it will be' },
  }),
  'GET /api/v1/factors': () => ({ path: '/api/v1/factors' }),
  'PUT /api/v1/factors/:role': () => ({ path: '/api/v1/factors/governor', body: { required: false } }),
  'GET /api/v1/door': () => ({ path: '/api/v1/door' }),
  'GET /api/v1/freshness': () => ({ path: '/api/v1/freshness' }),
  'GET /api/v1/demo/accounts': () => ({ path: '/api/v1/demo/accounts' }),
  'GET /api/v1/me': () => ({ path: '/api/v1/me' }),
  'GET /api/v1/live': () => ({ path: '/api/v1/live', endless: true }),

  'GET /api/v1/operations/projections': () => ({ path: '/api/v1/operations/projections' }),
  'POST /api/v1/operations/projections/:name/rebuild': () => ({
    path: '/api/v1/operations/projections/register/rebuild',
  }),
  'POST /api/v1/operations/verification': () => ({ path: '/api/v1/operations/verification' }),
  'POST /api/v1/operations/backup': () => ({ path: '/api/v1/operations/backup' }),

  'GET /api/openapi.json': () => ({ path: '/api/openapi.json' }),
  'GET /health/live': () => ({ path: '/health/live' }),
  'GET /health/ready': () => ({ path: '/health/ready' }),
  'GET /metrics': () => ({ path: '/metrics' }),
};
