import { type Api, PROVINCE } from './api.fixture.js';
import { nationalIdOf } from './samples.fixture.js';

/*
 * What questions are asked of in tests: a pool of two agencies and two banks with a reallocation, jobs, a plan and an
 * imported file. Everything of behzisti is small, so that a figure that is not its own is seen at once.
 */

export const POOL = `${PROVINCE}-1401-note16`;
export const REVIEW = `${POOL}-review-1`;
/** A pool in which behzisti and bank-melli have nothing. */
export const OTHER_POOL = `${PROVINCE}-1401-rural`;

const REASON = { reason: 'Session 1' };

interface Introduced {
  readonly facilityId: string;
  readonly agency: string;
  readonly bank: string;
  readonly amountRial: string;
  readonly introducedOn: string;
  readonly county?: string;
  readonly sector?: string;
}

const FACILITIES: readonly Introduced[] = [
  {
    facilityId: 'f-1',
    agency: 'behzisti',
    bank: 'bank-melli',
    amountRial: '500',
    introducedOn: '1401-09-05',
  },
  {
    facilityId: 'f-2',
    agency: 'behzisti',
    bank: 'bank-mellat',
    amountRial: '300',
    introducedOn: '1401-09-07',
    county: 'marand',
  },
  {
    facilityId: 'f-3',
    agency: 'behzisti',
    bank: 'bank-melli',
    amountRial: '200',
    introducedOn: '1401-09-06',
    sector: 'industry',
  },
  {
    facilityId: 'g-1',
    agency: 'relief-committee',
    bank: 'bank-mellat',
    amountRial: '2000',
    introducedOn: '1401-09-05',
  },
  {
    facilityId: 'g-2',
    agency: 'relief-committee',
    bank: 'bank-melli',
    amountRial: '700',
    introducedOn: '1401-09-08',
  },
];

/** Records all of it through the API, and waits until it is shown. */
export async function tellTheStory(api: Api): Promise<void> {
  const inPool = (rest: string): string => `/api/v1/pools/${POOL}/${rest}`;
  const allocate = (allocationId: string, agency: string, pool = POOL) =>
    api.act(`/api/v1/pools/${pool}/allocations`, 'labour', {
      allocationId,
      agency,
      amountRial: '1000',
      notifiedOn: '1401-09-01',
    });
  await allocate('a-behzisti', 'behzisti');
  await allocate('a-relief', 'relief-committee');
  await allocate('a-rural', 'relief-committee', OTHER_POOL);
  await api.act(`/api/v1/pools/${OTHER_POOL}/facilities`, 'labour', {
    ...FACILITIES[3],
    facilityId: 'r-1',
    county: 'tabriz',
    sector: 'services',
    plannedJobs: 1,
  });
  for (const facility of FACILITIES)
    await api.act(inPool('facilities'), 'labour', {
      county: 'tabriz',
      sector: 'services',
      plannedJobs: 1,
      ...facility,
    });
  const pay = (facilityId: string, bank: string, amountRial: string, bankReference: string) =>
    api.act(inPool(`facilities/${facilityId}/payments`), 'labour', {
      bank,
      amountRial,
      paidOn: '1401-09-10',
      bankReference,
    });
  await pay('f-1', 'bank-melli', '500', 'melli-1');
  await pay('f-3', 'bank-melli', '50', 'melli-2');
  await pay('g-1', 'bank-mellat', '900', 'mellat-1');
  await pay('g-2', 'bank-melli', '60', 'melli-3');
  await api.act(inPool('facilities/g-2/payments/melli-3/reversal'), 'labour', {
    bank: 'bank-melli',
    kind: 'returned',
    reversedOn: '1401-09-20',
    ...REASON,
  });
  await api.act(inPool('facilities/f-2/declines'), 'labour', {
    bank: 'bank-mellat',
    declinedOn: '1401-09-20',
    reason: 'The collateral was not accepted',
  });
  await api.act(inPool('facilities/f-3/corrections'), 'labour', { amountRial: '250', ...REASON });
  await api.act(inPool('reviews'), 'labour', { asOf: '1401-11-02' });
  await api.act(inPool(`reviews/${REVIEW}/approval`), 'deputy', { reason: 'as the rule says' });

  for (const [agency, jobs] of [
    ['behzisti', 10],
    ['relief-committee', 100],
  ] as const)
    await api.act(`/api/v1/provinces/${PROVINCE}/plans/1401/commitments`, 'labour', {
      version: 'baseline',
      agency,
      county: 'tabriz',
      sector: 'services',
      jobs,
      notifiedOn: '1401-02-01',
    });
  await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      api.act('/api/v1/jobs', 'labour', {
        jobId: `job-${String(n)}`,
        province: PROVINCE,
        year: 1401,
        nationalId: nationalIdOf(n),
        agency: n === 5 ? 'relief-committee' : 'behzisti',
        county: 'tabriz',
        sector: n === 2 ? 'industry' : 'services',
        gender: 'female',
        registeredOn: `1401-10-1${String(9 - n)}`,
        startedOn: '1401-10-01',
        ...(n === 1 && { facilityId: 'f-1', education: 'دیپلم' }),
      }),
    ),
  );
  await api.act('/api/v1/jobs/job-1/verifications', 'inspector', { round: 1, on: '1401-10-20' });
  await api.act('/api/v1/jobs/job-2/rejections', 'inspector', { round: 1, on: '1401-10-20', ...REASON });
  await api.act('/api/v1/jobs/job-3/endings', 'labour', { endedOn: '1401-10-25' });
  await api.act('/api/v1/jobs/job-4/voiding', 'labour', { voidedOn: '1401-10-25', ...REASON });

  const columns =
    'pool,facility_id,agency,bank,amount_toman,introduced_on,county,sector,planned_jobs,applicant_id';
  await importFile(
    api,
    'agency-relief',
    [columns, `${POOL},g-3,relief-committee,bank-mellat,10,1401-10-01,tabriz,services,1,9990000001`].join(
      '\n',
    ),
  );
  await api.caughtUp();
}

async function importFile(api: Api, as: 'agency-relief', text: string): Promise<void> {
  const answered = await api.request('POST', '/api/v1/imports/introductions?name=mine.csv', {
    as,
    body: text,
    headers: { 'content-type': 'text/csv' },
  });
  if (answered.status !== 200) throw new Error(answered.text);
}

/** Every question, by its route as the server registers it, with an address that there is an answer to. */
export const ASKED: Readonly<Record<string, string>> = {
  '/api/v1/provinces': '/api/v1/provinces',
  '/api/v1/provinces/:province/organisations': `/api/v1/provinces/${PROVINCE}/organisations`,
  '/api/v1/provinces/:province/calendar': `/api/v1/provinces/${PROVINCE}/calendar`,
  '/api/v1/provinces/:province/calendar/holidays': `/api/v1/provinces/${PROVINCE}/calendar/holidays?year=1402`,
  '/api/v1/provinces/:province/calendar/working-days': `/api/v1/provinces/${PROVINCE}/calendar/working-days?notified=1403-02-02&days=20`,
  '/api/v1/provinces/:province/plans/:year': `/api/v1/provinces/${PROVINCE}/plans/1401`,
  '/api/v1/provinces/:province/plans/:year/cells': `/api/v1/provinces/${PROVINCE}/plans/1401/cells`,
  '/api/v1/provinces/:province/plans/:year/course': `/api/v1/provinces/${PROVINCE}/plans/1401/course`,
  '/api/v1/pools': '/api/v1/pools',
  '/api/v1/pools/:pool': `/api/v1/pools/${POOL}`,
  '/api/v1/pools/:pool/allocations': `/api/v1/pools/${POOL}/allocations`,
  '/api/v1/pools/:pool/simulation': `/api/v1/pools/${POOL}/simulation?threshold=40&split=performance-weighted`,
  '/api/v1/pools/:pool/banks': `/api/v1/pools/${POOL}/banks`,
  '/api/v1/banks': '/api/v1/banks',
  '/api/v1/pools/:pool/reviews': `/api/v1/pools/${POOL}/reviews`,
  '/api/v1/pools/:pool/reviews/:reviewId': `/api/v1/pools/${POOL}/reviews/${REVIEW}`,
  '/api/v1/pools/:pool/reviews/:reviewId/standing': `/api/v1/pools/${POOL}/reviews/${REVIEW}/standing`,
  '/api/v1/reviews': '/api/v1/reviews?standing=true',
  '/api/v1/pools/:pool/facilities': `/api/v1/pools/${POOL}/facilities`,
  '/api/v1/pools/:pool/facilities/:facilityId': `/api/v1/pools/${POOL}/facilities/f-1`,
  '/api/v1/facilities': '/api/v1/facilities?pending=true&sort=deadline',
  '/api/v1/payments': `/api/v1/payments?pool=${POOL}`,
  '/api/v1/jobs': '/api/v1/jobs',
  '/api/v1/jobs/:jobId': '/api/v1/jobs/job-1',
  '/api/v1/imports': '/api/v1/imports',
  '/api/v1/exports': '/api/v1/exports',
  '/api/v1/events/:position': '/api/v1/events/3',
  '/api/v1/history': `/api/v1/history?pool=${POOL}`,
  '/api/v1/principals': '/api/v1/principals',
  '/api/v1/principals/:principalId': '/api/v1/principals/agency-behzisti',
  '/api/v1/notifications': `/api/v1/notifications?agency=behzisti&province=${PROVINCE}`,
  '/api/v1/notifications/unread': `/api/v1/notifications/unread?agency=behzisti&province=${PROVINCE}&after=0`,
  '/api/v1/webhooks': '/api/v1/webhooks',
  '/api/v1/operations/projections': '/api/v1/operations/projections',
  '/api/v1/operations/jobs': '/api/v1/operations/jobs',
  '/api/v1/me': '/api/v1/me',
};

/** Questions about one thing whose id is made when it is recorded, by the tests that ask them with it. */
export const ASKED_ELSEWHERE: Readonly<Record<string, string>> = {
  '/api/v1/imports/:importId': 'apps/api/src/imports/imports-over-http.int.spec.ts',
  '/api/v1/exports/:exportId': 'apps/api/src/exports/made-later.int.spec.ts',
};
