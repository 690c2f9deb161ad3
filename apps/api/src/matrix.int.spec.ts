import { type Api, openApi, type Player } from './api.fixture.js';
import { SAMPLES } from './samples.fixture.js';

/**
 * Who may send what. y: may · own: for the own organisation, and of a question: of the answer only what is theirs · -: may
 * not · nobody: even without a token. A copy of the agreed table, kept apart from the code's. Each route stands here; one
 * that does not fails the test.
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
POST /api/v1/principals/:principalId/roles/confirmations                           -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/roles/revocations                             -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/identity                                      -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/identity/removal                              -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/tokens                                        -       y      -       -       -          -       -     -
POST /api/v1/principals/:principalId/tokens/:tokenId/revocation                    -       y      -       -       -          -       -     -
POST /api/v1/tokens/redemption                                                     y       y      y       y       y          y       y     y
POST /api/v1/imports/files/:kind                                                   -       -      y       -       -          own     own   -
POST /api/v1/imports/:kind                                                         -       -      y       -       -          own     own   -
POST /api/v1/operations/projections/:name/rebuild                                  -       y      -       -       -          -       -     -
POST /api/v1/operations/verification                                               -       y      -       -       -          -       -     -
POST /api/v1/operations/backup                                                     -       y      -       -       -          -       -     -
GET /api/v1/operations/projections                                                 -       y      -       -       -          -       -     -
GET /api/v1/provinces                                                              -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/organisations                                      -       y      y       y       y          own     own   y
GET /api/v1/provinces/:province/calendar                                           -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/calendar/holidays                                  -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/calendar/working-days                              -       y      y       y       y          y       y     y
GET /api/v1/provinces/:province/plans/:year                                        -       y      y       y       y          own     -     y
GET /api/v1/provinces/:province/plans/:year/cells                                  -       y      y       y       y          own     -     y
GET /api/v1/provinces/:province/plans/:year/course                                 -       y      y       y       y          y       -     y
GET /api/v1/pools                                                                  -       y      y       y       y          own     own   y
GET /api/v1/pools/:pool                                                            -       y      y       y       y          own     -     y
GET /api/v1/pools/:pool/allocations                                                -       y      y       y       y          own     -     y
GET /api/v1/pools/:pool/simulation                                                 -       -      y       y       y          own     -     y
GET /api/v1/pools/:pool/banks                                                      -       y      y       y       y          -       own   y
GET /api/v1/banks                                                                  -       y      y       y       y          -       own   y
GET /api/v1/pools/:pool/facilities                                                 -       y      y       y       y          own     own   y
GET /api/v1/pools/:pool/facilities/:facilityId                                     -       y      y       y       y          own     own   y
GET /api/v1/facilities                                                             -       y      y       y       y          own     own   y
GET /api/v1/payments                                                               -       y      y       y       y          own     own   y
GET /api/v1/pools/:pool/reviews                                                    -       y      y       y       y          own     -     y
GET /api/v1/pools/:pool/reviews/:reviewId                                          -       y      y       y       y          own     -     y
GET /api/v1/pools/:pool/reviews/:reviewId/standing                                 -       y      y       y       y          own     -     y
GET /api/v1/reviews                                                                -       y      y       y       y          own     -     y
GET /api/v1/history                                                                -       y      y       y       y          own     own   y
GET /api/v1/events/:position                                                       -  y  y  y  y  404 unknown_event  404 unknown_event  y
GET /api/v1/jobs                                                                   -       y      y       y       y          own     -     y
GET /api/v1/jobs/:jobId                                                            -       y      y       y       y          own     -     y
GET /api/v1/imports                                                                -       y      y       y       y          own     own   y
GET /api/v1/imports/:importId                                                      -       y      y       y       y          own     own   y
GET /api/v1/exports                                                                -       y      y       y       y          own     own   y
GET /api/v1/exports/:exportId                                                      -       y      y       y       y          own     own   y
GET /api/v1/exports/:exportId/file                                                 -       y      y       y       y          own     own   y
DELETE /api/v1/exports/:exportId                                                   -       y      y       y       y          own     own   y
GET /api/v1/principals                                                             -       y      -       -       -          -       -     -
GET /api/v1/principals/:principalId                                                -       y      -       -       -          -       -     -
GET /api/v1/notifications                                                          -       y      y       y       y          own     own   y
GET /api/v1/notifications/unread                                                   -       y      y       y       y          own     own   y
GET /api/v1/webhooks                                                               -       y      -       -       -          own     own   -
POST /api/v1/webhooks                                                              -       y      -       -       -          own     own   -
POST /api/v1/webhooks/:webhookId/removal                                           -       y      -       -       -          own     own   -
POST /api/v1/webhooks/:webhookId/resumption                                        -       y      -       -       -          own     own   -
GET /api/v1/operations/jobs                                                        -       y      -       -       -          -       -     -
POST /api/v1/operations/jobs/:kind/forget                                          -       404 unknown_kind_of_jobs  -  -  -  -  -  -
POST /api/v1/operations/jobs/:kind/:id/retry                                       -       404 unknown_failed_job  -  -  -  -  -  -
POST /api/v1/operations/jobs/:kind/:id/discard                                     -       404 unknown_failed_job  -  -  -  -  -  -
GET /api/v1/imports/templates/:kind                                                -       y      y       y       y          y       y     y
GET /api/v1/session/door                                                           -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
GET /api/v1/session/ways                                                           y  y  y  y  y  y  y  y
POST /api/v1/session/provider                                                      409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set
POST /api/v1/session/provider/return                                               409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set  409 provider_not_set
POST /api/v1/session/confirmation/provider                                         -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
POST /api/v1/session                                                               401 sign_in_failed  401 sign_in_failed  401 sign_in_failed  401 sign_in_failed  401 sign_in_failed  401 sign_in_failed  401 sign_in_failed  401 sign_in_failed
GET /api/v1/session                                                                -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
DELETE /api/v1/session                                                             -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
PUT /api/v1/session/office                                                         -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
POST /api/v1/session/confirmation                                                  -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
POST /api/v1/session/password                                                      -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
POST /api/v1/session/factor                                                        -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
POST /api/v1/session/factor/confirmation                                           -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
DELETE /api/v1/session/factor                                                      -  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed  403 session_needed
GET /api/v1/sessions                                                               -  y  y  y  y  y  y  y
DELETE /api/v1/sessions/:sessionId                                                 -  404 session_unknown  404 session_unknown  404 session_unknown  404 session_unknown  404 session_unknown  404 session_unknown  404 session_unknown
GET /api/v1/accounts                                                               -  y  -  -  -  -  -  -
POST /api/v1/accounts/:principal/links                                             -  y  -  -  -  -  -  -
GET /api/v1/factors                                                                -  y  -  -  -  -  -  -
PUT /api/v1/factors/:role                                                          -  y  -  -  -  -  -  -
POST /api/v1/accounts/password                                                     404 link_unknown  404 link_unknown  404 link_unknown  404 link_unknown  404 link_unknown  404 link_unknown  404 link_unknown  404 link_unknown
GET /api/v1/door                                                                   -  y  -  -  y  -  -  -
GET /api/v1/freshness                                                              -  y  y  y  y  y  y  y
GET /api/v1/demo/accounts                                                          404 unknown_route  404 unknown_route  404 unknown_route  404 unknown_route  404 unknown_route  404 unknown_route  404 unknown_route  404 unknown_route
GET /api/v1/me                                                                     -       y      y       y       y          y       y     y
GET /api/v1/live                                                                   -       y      y       y       y          y       y     y
GET /api/openapi.json                                                              y       y      y       y       y          y       y     y
GET /health/live                                                                   y       y      y       y       y          y       y     y
GET /health/ready                                                                  y       y      y       y       y          y       y     y
GET /metrics                                                                       y       y      y       y       y          y       y     y
`;

/**
 * Who stands for a column: the officer of the organisation that the samples are of, and others: of another organisation,
 * and of one with the same id in another province.
 */
const OFFICERS: Readonly<Record<string, { readonly ours: Player; readonly others?: readonly Player[] }>> = {
  admin: { ours: 'admin' },
  labour: { ours: 'labour' },
  deputy: { ours: 'deputy' },
  inspector: { ours: 'inspector' },
  agency: { ours: 'agency-behzisti', others: ['agency-relief', 'agency-elsewhere'] },
  bank: { ours: 'bank-melli', others: ['bank-mellat', 'bank-elsewhere'] },
  governor: { ours: 'governor' },
};

interface Refused {
  readonly refusal: string;
  readonly report?: { readonly errors: readonly { readonly code: string }[] };
}

/** How somebody else's is kept from one: refused by name, not shown, or as if it were not there. */
const NOT_THEIRS =
  /^(403 not_own|422 file_refused not_own|nothing|404 unknown_(pool|plan|review|facility|job|import|export|subject))$/;

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
    const { token, tokenId } = await api.issue('governor');
    revoked = token;
    await api.act(`${path}/${tokenId}/revocation`, 'admin', { reason: 'lost' });
  });
  afterAll(() => api.close());

  /** A fresh request of a route, sent as somebody: `y`, `nothing` of the sample in the answer, or the name of the refusal. */
  async function sent(
    route: string,
    sender: { readonly as?: Player; readonly token?: string },
  ): Promise<string> {
    const sample = SAMPLES[route];
    if (sample === undefined) throw new Error(`there is no sample of ${route}`);
    requests += 1;
    const { path, body, headers, mark, endless = false } = await sample(api, requests, sender.as);
    await api.caughtUp();
    const [method = ''] = route.split(' ');
    const { status, text } = await api.request(method, path, {
      ...sender,
      ...(body !== undefined && { body }),
      ...(headers !== undefined && { headers }),
      firstBytesOnly: endless,
    });
    if (status >= 200 && status < 300) return mark === undefined || text.includes(mark) ? 'y' : 'nothing';
    const { refusal, report } = JSON.parse(text) as Refused;
    // A file is refused row by row.
    const whyOfRows = new Set(report?.errors.map(({ code }) => code));
    return [String(status), refusal, ...whyOfRows].join(' ');
  }

  /** What a column of the table holds, found by sending. */
  async function cell(route: string, column: string): Promise<string> {
    if (column === 'nobody') {
      const [without, withRevoked] = [await sent(route, {}), await sent(route, { token: revoked })];
      const all = new Set([without, withRevoked]);
      return all.size === 1 ? said(without, '401 unauthenticated') : [...all].join(', ');
    }
    const { ours, others = [] } = OFFICERS[column] ?? { ours: column as Player };
    const own = said(await sent(route, { as: ours }), '403 not_permitted');
    const found: string[] = [];
    for (const other of others) found.push(said(await sent(route, { as: other }), '403 not_permitted'));
    if (own === 'y' && found.length > 0 && found.every((each) => NOT_THEIRS.test(each))) return 'own';
    // What is of nobody is everybody's, but within the province: elsewhere it is refused, or not shown.
    const isElsewhere = (index: number): boolean => others[index]?.endsWith('-elsewhere') === true;
    if (
      found.every(
        (each, index) => each === own || each === '403 not_own' || (each === 'nothing' && isElsewhere(index)),
      )
    )
      return own;
    return [own, ...found].join(', of another: ');
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
