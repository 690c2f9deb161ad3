import { type Api, PROVINCE } from './api.fixture.js';

/*
 * For each route a request that succeeds when somebody sends it who may. What it needs is recorded first, by somebody
 * else. Everything is of the agency behzisti and the bank bank-melli.
 */

export interface SampleRequest {
  readonly path: string;
  readonly body?: object;
}

/** @param n differs for each request, so that none meets what another has left */
export type Sample = (api: Api, n: number) => SampleRequest | Promise<SampleRequest>;

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

const REASON = { reason: 'Session 1' } as const;
const AMOUNT = { amountRial: '800', ...REASON } as const;

/** A pool in which only behzisti and bank-melli have something, as it is shown. */
async function poolShown(api: Api, n: number, rest: string): Promise<SampleRequest> {
  await waiting(api, n);
  await api.caughtUp();
  return { path: `/api/v1/pools/${poolOf(n)}${rest}` };
}

async function planShown(api: Api, n: number, rest: string): Promise<SampleRequest> {
  await assigned(api, n);
  await api.caughtUp();
  return { path: ofProvince(`plans/1401${rest}?version=${commitment(n).version}`) };
}

/** A file of introductions that behzisti imported itself. */
async function imported(api: Api, n: number): Promise<SampleRequest> {
  await api.act(ofPool(n, 'allocations'), 'labour', allocation('a'));
  const columns =
    'pool,facility_id,agency,bank,amount_toman,introduced_on,county,sector,planned_jobs,applicant_id';
  const row = `${poolOf(n)},i,${AGENCY},${BANK},10,1401-10-01,tabriz,services,1,9990000001`;
  await api.request('POST', '/api/v1/imports/introductions', {
    as: 'agency-behzisti',
    body: `${columns}\n${row}`,
    headers: { 'content-type': 'text/csv' },
  });
  await api.caughtUp();
  const { text } = await api.request('GET', '/api/v1/imports?limit=1', { as: 'labour' });
  const [latest] = (JSON.parse(text) as { items: readonly { readonly importId: string }[] }).items;
  const importId = latest?.importId ?? 'none';
  return { path: `/api/v1/imports/${importId}` };
}

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
  'POST /api/v1/principals/:principalId/roles/revocations': async (api, n) => ({
    path: `/api/v1/principals/${await governor(api, n)}/roles/revocations`,
    body: { role: 'governor', ...REASON },
  }),
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

  'GET /api/v1/provinces': () => ({ path: '/api/v1/provinces' }),
  'GET /api/v1/provinces/:province/organisations': () => ({ path: ofProvince('organisations') }),
  'GET /api/v1/provinces/:province/calendar': () => ({ path: ofProvince('calendar') }),
  'GET /api/v1/provinces/:province/calendar/holidays': () => ({
    path: ofProvince('calendar/holidays?year=1402'),
  }),
  'GET /api/v1/provinces/:province/calendar/working-days': () => ({
    path: ofProvince('calendar/working-days?notified=1403-02-02&days=20'),
  }),
  'GET /api/v1/provinces/:province/plans/:year': (api, n) => planShown(api, n, ''),
  'GET /api/v1/provinces/:province/plans/:year/cells': (api, n) => planShown(api, n, '/cells'),
  'GET /api/v1/pools': () => ({ path: '/api/v1/pools' }),
  'GET /api/v1/pools/:pool': (api, n) => poolShown(api, n, ''),
  'GET /api/v1/pools/:pool/allocations': (api, n) => poolShown(api, n, '/allocations'),
  'GET /api/v1/pools/:pool/simulation': (api, n) => poolShown(api, n, '/simulation?threshold=50'),
  'GET /api/v1/pools/:pool/banks': (api, n) => poolShown(api, n, '/banks'),
  'GET /api/v1/banks': () => ({ path: '/api/v1/banks' }),
  'GET /api/v1/pools/:pool/reviews': (api, n) => poolShown(api, n, '/reviews'),
  'GET /api/v1/pools/:pool/reviews/:reviewId': async (api, n) => {
    await waiting(api, n);
    await api.act(ofPool(n, 'reviews'), 'labour', { asOf: '1401-11-02' });
    await api.caughtUp();
    return { path: ofPool(n, `reviews/${reviewId(n)}`) };
  },
  'GET /api/v1/pools/:pool/facilities': (api, n) => poolShown(api, n, '/facilities'),
  'GET /api/v1/pools/:pool/facilities/:facilityId': (api, n) => poolShown(api, n, '/facilities/f'),
  'GET /api/v1/jobs': () => ({ path: '/api/v1/jobs' }),
  'GET /api/v1/jobs/:jobId': async (api, n) => {
    await registered(api, n);
    await api.caughtUp();
    return { path: `/api/v1/jobs/job-${String(n)}` };
  },
  'GET /api/v1/imports': () => ({ path: '/api/v1/imports' }),
  'GET /api/v1/imports/:importId': imported,
  'GET /api/v1/history': (_, n) => ({ path: `/api/v1/history?pool=${poolOf(n)}` }),
  'GET /api/v1/principals': () => ({ path: '/api/v1/principals' }),
  'GET /api/v1/principals/:principalId': () => ({ path: '/api/v1/principals/governor' }),
  'GET /api/v1/me': () => ({ path: '/api/v1/me' }),

  'GET /health/live': () => ({ path: '/health/live' }),
};
