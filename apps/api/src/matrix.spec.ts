import { type Api, openApi, type Player } from './api.fixture.js';
import { SAMPLES } from './samples.fixture.js';

/**
 * Who may send what. y: may · own: for the own organisation · -: may not · nobody: even without a token. A copy of the
 * agreed table, kept apart from the code's. Each route stands here; one that does not fails the test. Of a list that an
 * officer may ask for, only what is its own is there; hidden: what is another's is as if it did not exist.
 */
const AGREED = `
route                                                                              nobody  admin  labour  deputy  inspector  agency  bank  governor
POST /api/v1/provinces/:province/organisations                                     -       y      y       -       -          -       -     -
POST /api/v1/provinces/:province/organisations/:kind/:id/renamings                 -       y      y       -       -          -       -     -
POST /api/v1/provinces/:province/organisations/:kind/:id/retirements               -       y      y       -       -          -       -     -
POST /api/v1/provinces/:province/calendar/week-profiles                            -       y      y       -       -          -       -     -
POST /api/v1/provinces/:province/calendar/lunar-months                             -       y      y       -       -          -       -     -
POST /api/v1/provinces/:province/calendar/closures                                 -       y      y       -       -          -       -     -
POST /api/v1/provinces/:province/calendar/holiday-cancellations                    -       y      y       -       -          -       -     -
POST /api/v1/provinces/:province/plans/:year/commitments                           -       -      y       -       -          -       -     -
POST /api/v1/provinces/:province/plans/:year/commitments/revisions                 -       -      y       -       -          -       -     -
POST /api/v1/provinces/:province/plans/:year/commitments/withdrawals               -       -      y       -       -          -       -     -
POST /api/v1/pools/:pool/policies                                                  -       -      y       y       -          -       -     -
POST /api/v1/pools/:pool/allocations                                               -       -      y       -       -          -       -     -
POST /api/v1/pools/:pool/allocations/:allocationId/corrections                     -       -      y       -       -          -       -     -
POST /api/v1/pools/:pool/facilities                                                -       -      y       -       -          own     -     -
POST /api/v1/pools/:pool/facilities/:facilityId/corrections                        -       -      y       -       -          own     -     -
POST /api/v1/pools/:pool/facilities/:facilityId/declines                           -       -      y       -       -          -       own   -
POST /api/v1/pools/:pool/facilities/:facilityId/withdrawals                        -       -      y       -       -          own     -     -
POST /api/v1/pools/:pool/facilities/:facilityId/payments                           -       -      y       -       -          -       own   -
POST /api/v1/pools/:pool/facilities/:facilityId/payments/:bankReference/reversal   -       -      y       -       -          -       own   -
POST /api/v1/pools/:pool/facilities/:facilityId/closing                            -       -      y       -       -          -       own   -
POST /api/v1/pools/:pool/reviews                                                   -       -      y       y       -          -       -     -
POST /api/v1/pools/:pool/reviews/:reviewId/approval                                -       -      -       y       -          -       -     -
POST /api/v1/pools/:pool/reviews/:reviewId/dismissal                               -       -      -       y       -          -       -     -
POST /api/v1/pools/:pool/reviews/:reviewId/reversals                               -       -      -       y       -          -       -     -
POST /api/v1/jobs                                                                  -       -      y       -       -          own     -     -
POST /api/v1/jobs/:jobId/verifications                                             -       -      y       -       y          -       -     -
POST /api/v1/jobs/:jobId/rejections                                                -       -      y       -       y          -       -     -
POST /api/v1/jobs/:jobId/endings                                                   -       -      y       -       -          own     -     -
POST /api/v1/jobs/:jobId/voiding                                                   -       -      y       -       -          -       -     -
POST /api/v1/principals                                                            -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/roles                                         -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/roles/revocations                             -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/tokens                                        -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/tokens/:tokenId/revocation                    -       y      -       -       -          -       -     -
GET /api/v1/provinces                                                              -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/organisations                                      -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/calendar                                           -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/calendar/holidays                                  -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/calendar/working-days                              -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/plans/:year                                        -       y      y       y       y          own     -     y
GET /api/v1/provinces/:province/plans/:year/cells                                  -       y      y       y       y          own     -     y
GET /api/v1/pools                                                                  -       y      y       y       y          y       y     y
GET /api/v1/pools/:pool                                                            -       y      y       y       y          own     -     y
GET /api/v1/pools/:pool/allocations                                                -       y      y       y       y          own     -     y
GET /api/v1/pools/:pool/simulation                                                 -       -      y       y       y          own     -     y
GET /api/v1/pools/:pool/banks                                                      -       y      y       y       y          -       own   y
GET /api/v1/banks                                                                  -       y      y       y       y          -       y     y
GET /api/v1/pools/:pool/reviews                                                    -       y      y       y       y          own     -     y
GET /api/v1/pools/:pool/reviews/:reviewId                                          -       y      y       y       y          own     -     y
GET /api/v1/pools/:pool/facilities                                                 -       y      y       y       y          own     own   y
GET /api/v1/pools/:pool/facilities/:facilityId                                     -       y      y       y       y          own     own   y
GET /api/v1/jobs                                                                   -       y      y       y       y          y       -     y
GET /api/v1/jobs/:jobId                                                            -       y      y       y       y          own     -     y
GET /api/v1/imports                                                                -       y      y       y       y          y       y     y
GET /api/v1/imports/:importId                                                      -       y      y       y       y          own     hidden  y
GET /api/v1/history                                                                -       y      y       y       y          y       y     y
GET /api/v1/principals                                                             -       y      -       -       -          -       -     -
GET /api/v1/principals/:principalId                                                -       y      -       -       -          -       -     -
GET /api/v1/me                                                                     -       y      y       y       y          y       y     y
GET /health/live                                                                   y       y      y       y       y          y       y     y
`;

/** Who stands for a column: the officer of the organisation that the samples are of, and of another one. */
const OFFICERS: Readonly<Record<string, { readonly ours: Player; readonly theirs?: Player }>> = {
  admin: { ours: 'admin' },
  labour: { ours: 'labour' },
  deputy: { ours: 'deputy' },
  inspector: { ours: 'inspector' },
  agency: { ours: 'agency-behzisti', theirs: 'agency-relief' },
  bank: { ours: 'bank-melli', theirs: 'bank-mellat' },
  governor: { ours: 'governor' },
};

const [HEADER = [], ...ROWS] = AGREED.trim()
  .split('\n')
  .map((line) => line.split(/ {2,}/));
const COLUMNS = HEADER.slice(1);

describe('Who may send what', () => {
  let api: Api;
  let revoked: string;
  let requests = 0;

  beforeAll(async () => {
    api = await openApi();
    const path = '/api/v1/principals/governor/tokens';
    const { json } = await api.request('POST', path, { as: 'admin', body: {} });
    revoked = json.token as string;
    await api.act(`${path}/${String(json.tokenId)}/revocation`, 'admin', { reason: 'lost' });
  });
  afterAll(() => api.close());

  /** A fresh request of a route, sent as somebody: `y`, or the name of the refusal. */
  async function sent(
    route: string,
    sender: { readonly as?: Player; readonly token?: string },
  ): Promise<string> {
    const sample = SAMPLES[route];
    if (sample === undefined) throw new Error(`there is no sample of ${route}`);
    requests += 1;
    const { path, body } = await sample(api, requests);
    const [method = ''] = route.split(' ');
    const { status, text } = await api.request(method, path, {
      ...sender,
      ...(body !== undefined && { body }),
    });
    if (status >= 200 && status < 300) return 'y';
    return `${String(status)} ${String((JSON.parse(text) as { refusal?: string }).refusal)}`;
  }

  /** What a column of the table holds, found by sending. */
  async function cell(route: string, column: string): Promise<string> {
    if (column === 'nobody') {
      const [without, withRevoked] = [await sent(route, {}), await sent(route, { token: revoked })];
      const all = new Set([without, withRevoked]);
      return all.size === 1 ? said(without, '401 unauthenticated') : [...all].join(', ');
    }
    const { ours, theirs } = OFFICERS[column] ?? { ours: column as Player };
    const own = said(await sent(route, { as: ours }), '403 not_permitted');
    if (theirs === undefined) return own;
    const other = said(await sent(route, { as: theirs }), '403 not_permitted');
    if (own === other) return route.startsWith('GET ') && own.startsWith('404 ') ? 'hidden' : own;
    const hidden = route.startsWith('GET ') && other.startsWith('404 ');
    return own === 'y' && (other === '403 not_own' || hidden) ? 'own' : `${own}, of another: ${other}`;
  }

  const said = (found: string, no: string): string => (found === no ? '-' : found);

  it('is agreed for each route that the server has', () => {
    // HEAD goes with GET and answers nothing that GET does not.
    const routes = api.server.routes.filter(({ method }) => method !== 'HEAD');
    expect(routes.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(
      ROWS.map(([route]) => route).toSorted(),
    );
  });

  it.each(ROWS.map(([route = '', ...cells]) => [route, cells] as const))('%s', async (route, agreed) => {
    const found: string[] = [];
    for (const column of COLUMNS) found.push(await cell(route, column));
    expect(found).toEqual(agreed);
  });
});
