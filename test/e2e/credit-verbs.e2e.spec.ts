import { SUBJECTS } from '@misaq/subjects.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectionsOf } from '@misaq/platform/questions/board.js';
import {
  type Answer,
  aText,
  DEPUTY,
  having,
  LABOUR,
  makeSmallProvince,
  misaq,
  misaqJson,
  temporaryFolders,
  textWith,
  writeCsv,
} from './misaq.fixture.js';

const SMALL = 'p-1401-n16';
const REVIEW = `${SMALL}-review-1`;
const AS_OF = ['--as-of', '1401-11-02'];

/** One province through a whole year. Each test continues from the state that the one before left. */
// Each command runs as a separate process.
jest.setTimeout(60_000);

describe('the rule on the command line', () => {
  const folders = temporaryFolders();
  let data = '';
  beforeAll(() => {
    data = folders.make();
    makeSmallProvince(data, folders.make());
  });
  afterAll(() => {
    folders.removeAll();
  });

  const ask = (...words: string[]) => misaqJson(data, words);
  const events = (): unknown => ask('verify').json.events;
  const agency = (answer: Answer, id: string): Answer => answer.agencies.find((each) => each.agency === id)!;

  it('shows on the board which agency fell short, by how much, and what could move', () => {
    const { status, json } = ask('pool', SMALL, ...AS_OF);
    expect(status).toBe(0);
    expect(agency(json, 'behzisti')).toMatchObject({
      name: 'بهزیستی',
      allocatedRial: '5050',
      paidRial: '2720',
      absorptionBasisPoints: 5386,
      deadline: '1401-10-26',
      deadlineIso: '2023-01-16',
      verdict: 'fell-short',
      movableRial: '2330',
      dueRial: '5050',
      paidInTimeRial: '2720',
      agencyShareBasisPoints: 5386,
      bankShareBasisPoints: 10000,
      workingDaysLeft: null,
    });
    expect(agency(json, 'behzisti').lots[0]).toMatchObject({
      lotId: 'behzisti-1',
      startsOn: '1401-09-27',
      deadline: '1401-10-26',
      holidaysSkipped: [{ jalali: '1401-10-06', date: '2022-12-27', names: [aText] }],
    });
    expect(json.totals).toMatchObject({
      creditRial: '15050',
      paidRial: '11370',
      absorptionBasisPoints: 7554,
    });
  });

  it('simulates other settings, names gains and losses, and writes nothing', () => {
    const before = events();
    const { status, json } = ask('simulate', '--pool', SMALL, ...AS_OF, '--threshold', '50', ...LABOUR);
    expect(status).toBe(0);
    expect(json).toMatchObject({
      pool: SMALL,
      asOf: '1401-11-02',
      policy: { thresholdPercent: 50 },
      transfers: [],
    });
    expect(json.changes).toContainEqual(
      having({
        agency: 'behzisti',
        verdictBefore: 'fell-short',
        verdictAfter: 'passed',
        movableBeforeRial: '2330',
        movableAfterRial: '0',
        givesRial: '0',
        effect: 'gains',
      }),
    );
    const later = ask('simulate', '--pool', SMALL, ...AS_OF, '--until', '1401-12-29', ...LABOUR).json;
    expect(agency(later, 'behzisti')).toMatchObject({ verdict: 'running', nextDeadline: '1401-12-29' });
    const days = ask(
      'simulate',
      '--pool',
      SMALL,
      ...AS_OF,
      '--days',
      '10',
      '--split',
      'performance-weighted',
      ...LABOUR,
    );
    expect(days.json.policy).toMatchObject({
      clock: { kind: 'working-days', days: 10 },
      split: 'performance-weighted',
    });
    expect(events()).toBe(before);
  });

  it('lets an agency simulate its own figures only, and a bank none', () => {
    const own = ask(
      'simulate',
      '--pool',
      SMALL,
      ...AS_OF,
      '--threshold',
      '50',
      '--as',
      'behzisti:agency',
    ).json;
    expect(own.agencies).toHaveLength(1);
    expect(own.changes).toHaveLength(1);
    const words = ['simulate', '--pool', SMALL, ...AS_OF, '--threshold', '60', '--as'];
    const { stdout } = misaq(data, [...words, 'behzisti:agency']);
    expect(stdout).toContain('Then: behzisti could lose 233 toman at most.');
    expect(stdout).not.toContain('relief');
    expect(misaq(data, [...words, 'relief:agency']).stdout).toContain('Then: nothing of relief could move.');
    expect(ask('simulate', '--pool', SMALL, '--as', 'x:bank@bank-melli')).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted' },
    });
  });

  it('refuses two clocks at once', () => {
    const words = ['simulate', '--pool', SMALL, '--days', '5', '--until', '1402-01-01', ...LABOUR];
    expect(ask(...words)).toMatchObject({ status: 2, json: { error: { code: 'two_clocks' } } });
  });

  it('does not let an admin request a review', () => {
    expect(ask('review', '--pool', SMALL, ...AS_OF)).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted', role: 'admin' },
    });
  });

  it('reviews an opened pool, and refuses an unknown one and a future day', () => {
    expect(ask('review', '--pool', 'p-1401-other', ...AS_OF, ...LABOUR)).toMatchObject({
      status: 1,
      json: { refusal: 'unknown_pool', pool: 'p-1401-other' },
    });
    expect(ask('review', '--pool', SMALL, '--as-of', '1500-01-01', ...LABOUR)).toMatchObject({
      status: 1,
      json: { refusal: 'in_the_future' },
    });
    expect(ask('review', '--pool', 'nonsense', ...AS_OF, ...LABOUR)).toMatchObject({ status: 2 });
  });

  it('returns a review with all its inputs', () => {
    const { status, json } = ask('review', '--pool', SMALL, ...AS_OF, ...LABOUR);
    expect(status).toBe(0);
    expect(json).toMatchObject({
      reviewId: REVIEW,
      asOf: '1401-11-02',
      asOfIso: '2023-01-22',
      requestedBy: 'labour-1',
      unplacedRial: '0',
      policy: { thresholdPercent: 65, split: 'unmet-demand', clock: { kind: 'working-days', days: 20 } },
      transfers: [
        {
          from: 'behzisti',
          to: 'relief',
          amountRial: '2330',
          takes: [{ lotId: 'behzisti-1', amountRial: '2330' }],
        },
      ],
    });
    expect(agency(json, 'relief')).toMatchObject({
      verdict: 'passed',
      unmetDemandRial: '3650',
      unpaidExpiredRial: '1350',
      movableRial: '0',
      cannotReceive: null,
    });
  });

  it('answers a repeated request with the open review', () => {
    const before = events();
    expect(ask('review', '--pool', SMALL, ...AS_OF, ...LABOUR).json.reviewId).toBe(REVIEW);
    expect(events()).toBe(before);
  });

  it('refuses approval to unauthorised roles, and to the requester', () => {
    const approve = ['approve', '--review', REVIEW, '--reason', 'why not'];
    expect(ask(...approve, ...LABOUR)).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted', role: 'labour' },
    });
    expect(ask(...approve, '--as', 'labour-1:economic-deputy')).toMatchObject({
      status: 1,
      json: { refusal: 'own_review', reviewId: REVIEW, requestedBy: 'labour-1' },
    });
    expect(ask('approve', '--review', `${SMALL}-review-9`, '--reason', 'x', ...DEPUTY)).toMatchObject({
      status: 1,
      json: { refusal: 'unknown_review' },
    });
    expect(ask('approve', '--review', 'x', '--reason', 'x', ...DEPUTY)).toMatchObject({ status: 2 });
    expect(ask('approve', '--review', REVIEW, '--reason', ' ', ...DEPUTY)).toMatchObject({
      status: 1,
      json: { refusal: 'invalid_field', field: 'reason' },
    });
  });

  it('moves the credit when a deputy approves with a reason, and conserves the pool', () => {
    const { status, json } = ask('approve', '--review', REVIEW, '--reason', 'session of 2 Bahman', ...DEPUTY);
    expect(status).toBe(0);
    expect(json).toMatchObject({
      pool: SMALL,
      reviewId: REVIEW,
      approvedBy: 'deputy-1',
      reason: 'session of 2 Bahman',
    });
    expect(json.transfers[0]).toMatchObject({
      from: 'behzisti',
      to: 'relief',
      amountRial: '2330',
      deadlineIso: aText,
    });
    const board = ask('pool', SMALL, ...AS_OF).json;
    expect(board.totals!.creditRial).toBe('15050');
    expect(agency(board, 'behzisti')).toMatchObject({
      allocatedRial: '2720',
      verdict: 'emptied',
      movableRial: '0',
    });
    expect(agency(board, 'relief').allocatedRial).toBe('12330');
  });

  it('answers a repeated approval as the first one, and refuses another reason', () => {
    const again = ask('approve', '--review', REVIEW, '--reason', 'session of 2 Bahman', ...DEPUTY);
    expect(again).toMatchObject({ status: 0, json: { repeated: true } });
    expect(ask('approve', '--review', REVIEW, '--reason', 'another', ...DEPUTY)).toMatchObject({
      status: 1,
      json: { refusal: 'conflicts_with_recorded' },
    });
  });

  it('moves nothing twice: the second review has nothing to approve, and can be dismissed', () => {
    const second = ask('review', '--pool', SMALL, ...AS_OF, ...LABOUR).json;
    expect(second).toMatchObject({ reviewId: `${SMALL}-review-2`, transfers: [], unplacedRial: '0' });
    const id = ['--review', second.reviewId, '--reason', 'nothing in it'];
    expect(ask('approve', ...id, ...DEPUTY)).toMatchObject({
      status: 1,
      json: { refusal: 'nothing_to_move' },
    });
    expect(ask('dismiss', ...id, ...DEPUTY)).toMatchObject({ status: 0, json: { dismissedBy: 'deputy-1' } });
    const { json: first } = ask('dismiss', ...id, ...DEPUTY);
    expect(first).toMatchObject({ repeated: true, dismissedBy: 'deputy-1', reason: 'nothing in it' });
    expect(misaq(data, ['dismiss', ...id, ...DEPUTY]).stdout).toMatch(
      /stood dismissed already by deputy-1 on \d{4}-\d\d-\d\d: nothing in it/,
    );
    // The signer is part of the act: another deputy is told who has signed.
    expect(ask('dismiss', ...id, '--as', 'deputy-2:economic-deputy')).toMatchObject({
      status: 1,
      json: { refusal: 'already_decided', by: 'deputy-1', status: 'dismissed' },
    });
  });

  it('lists the reviews and explains one in sentences', () => {
    const { reviews } = ask('reviews', '--pool', SMALL).json;
    expect(reviews.map(({ outcome }) => outcome.status)).toEqual(['dismissed', 'approved']);
    expect(ask('reviews', '--review', REVIEW).json).toMatchObject({
      reviewId: REVIEW,
      outcome: { by: 'deputy-1' },
    });
    const { stdout } = misaq(data, ['reviews', '--review', REVIEW]);
    expect(stdout).toContain('20 working days');
    expect(stdout).toContain('1401-10-06');
    expect(stdout).toContain('53.86 %');
    expect(ask('reviews', '--review', `${SMALL}-review-7`)).toMatchObject({
      status: 1,
      json: { refusal: 'unknown_review' },
    });
  });

  it('reverses a reallocation by another deputy than the approving one, at most the moved amount', () => {
    const back = (amount: string, id: string, as: string) =>
      ask(
        'reverse-reallocation',
        '--review',
        REVIEW,
        '--from',
        'behzisti',
        '--to',
        'relief',
        '--reversal',
        id,
        '--amount-rial',
        amount,
        '--reason',
        'settled',
        '--as',
        as,
      );
    expect(back('100', 'r1', 'deputy-1:economic-deputy')).toMatchObject({
      status: 1,
      json: { refusal: 'own_reallocation' },
    });
    expect(back('100', 'r1', 'deputy-2:economic-deputy')).toMatchObject({
      status: 0,
      json: { recorded: true },
    });
    expect(back('100', 'r1', 'deputy-3:economic-deputy')).toMatchObject({
      status: 0,
      json: { recorded: false, events: [{ data: { reversalId: 'r1', reversedBy: 'deputy-2' } }] },
    });
    expect(back('2300', 'r2', 'deputy-2:economic-deputy')).toMatchObject({
      status: 1,
      json: { refusal: 'beyond_reallocated', outstandingRial: '2230', givenRial: '2300' },
    });
  });

  it('records acts on a facility in the name of its bank or agency', () => {
    const pool = ['--pool', SMALL, '--reason', 'because'];
    const withdraw = ['withdraw', ...pool, '--facility', 'R2', '--on', '1401-11-05', '--by', 'applicant'];
    expect(ask(...withdraw, '--as', 'behzisti:agency')).toMatchObject({
      status: 1,
      json: { refusal: 'not_own' },
    });
    expect(
      ask(
        'correct-introduction',
        ...pool,
        '--facility',
        'R2',
        '--amount-toman',
        '400',
        '--as',
        'relief:agency',
      ).json,
    ).toMatchObject({ recorded: true });
    expect(ask('correct-introduction', ...pool, '--facility', 'R2', '--as', 'relief:agency')).toMatchObject({
      status: 2,
      json: { error: { code: 'amount_needed' } },
    });
    expect(ask(...withdraw, '--as', 'o-1:agency@relief').json).toMatchObject({ recorded: true });
    expect(
      ask(
        'close',
        ...pool,
        '--facility',
        'R2',
        '--bank',
        'bank-melli',
        '--on',
        '1401-11-05',
        '--as',
        'bank-melli:bank',
      ),
    ).toMatchObject({ status: 1, json: { refusal: 'facility_not_open' } });
    expect(
      ask('correct-allocation', ...pool, '--allocation', 'relief-1', '--amount-toman', '10', ...LABOUR),
    ).toMatchObject({
      status: 1,
      json: { refusal: 'correction_below_paid' },
    });
  });

  it('adopts a policy by its changed settings, and shows which one is in force', () => {
    const adopt = [
      'policy',
      'adopt',
      '--pool',
      SMALL,
      '--from',
      '1402-01-20',
      '--until',
      '1402-02-31',
      '--reason',
      'session',
    ];
    expect(ask(...adopt, ...DEPUTY).json).toMatchObject({ recorded: true });
    const { policies, inForce } = ask('policy', 'show', '--pool', SMALL).json;
    expect(policies).toHaveLength(2);
    expect(inForce).toMatchObject({
      version: 2,
      thresholdPercent: 65,
      clock: { kind: 'until', date: '1402-02-31', dateIso: '2023-05-21', graceWorkingDays: 20 },
    });
    expect(ask(...adopt, '--as', 'i-1:inspector')).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted' },
    });
  });

  it('revises the calendar, and counts by it', () => {
    expect(
      ask('calendar', 'closure', '--date', '1401-10-25', '--reason', 'برف', ...LABOUR).json,
    ).toMatchObject({ recorded: true });
    expect(
      ask('working-days', '--notified', '1401-09-27', '--days', '20', '--province', 'p').json.deadline,
    ).toBe('1401-10-27');
    expect(ask('working-days', '--notified', '1401-09-27', '--days', '20').json.deadline).toBe('1401-10-26');
    expect(
      ask('calendar', 'cancel-holiday', '--date', '1401-10-25', '--reason', 'worked', ...LABOUR).json
        .recorded,
    ).toBe(true);
    expect(
      ask('calendar', 'week', '--from', '1410-01-01', '--off', 'fri', '--reason', 'x', ...LABOUR).json
        .recorded,
    ).toBe(true);
    expect(
      ask('calendar', 'week', '--from', '1410-01-01', '--off', 'thu', '--reason', 'x', ...LABOUR),
    ).toMatchObject({
      status: 1,
      json: { refusal: 'friday_is_off' },
    });
    expect(
      ask(
        'calendar',
        'month',
        '--year',
        '1450',
        '--month',
        '1',
        '--first-day',
        '2000-01-01',
        '--source',
        'x',
        ...LABOUR,
      ),
    ).toMatchObject({ status: 1, json: { refusal: 'month_start_implausible' } });
    expect(ask('calendar', 'show').json).toMatchObject({ province: 'p', revision: 3 });
  });

  it('renames and retires organisations', () => {
    const county = ['--kind', 'county', '--id', 'tabriz', '--reason', 'x', ...LABOUR];
    expect(
      ask('organisation', 'rename', ...county, '--from', '1402-01-01', '--name', 'تبریز بزرگ').json.recorded,
    ).toBe(true);
    expect(ask('organisation', 'retire', ...county, '--from', '1403-01-01').json.recorded).toBe(true);
    expect(ask('organisation', 'retire', ...county, '--from', '1403-01-01', '--province', 'q')).toMatchObject(
      {
        status: 1,
        json: { refusal: 'unknown_organisation' },
      },
    );
  });

  it('keeps the commitments of a year: assigned, revised, registered, verified, void', () => {
    const key = ['--agency', 'behzisti', '--sector', 'services', '--county', 'tabriz'];
    const year = ['--year', '1401'];
    const assign = ['record', 'commitments', '--province', 'p', ...year, '--version', 'baseline', ...key];
    expect(ask(...assign, '--jobs', '10', '--notified_on', '1401-02-01', ...LABOUR).json.recorded).toBe(true);
    const job = (id: string, nationalId: string) =>
      ask(
        'record',
        'jobs',
        '--province',
        'p',
        ...year,
        '--job_id',
        id,
        ...key,
        '--national_id',
        nationalId,
        '--gender',
        'زن',
        '--registered_on',
        '1401-03-01',
        '--started_on',
        '1401-03-01',
        ...LABOUR,
      );
    expect(job('J1', '9991000003').json.recorded).toBe(true);
    expect(job('J2', '9994876910').json.recorded).toBe(true);
    expect(job('J3', '9991000003')).toMatchObject({
      status: 1,
      json: { refusal: 'person_already_employed' },
    });
    expect(
      ask(
        'record',
        'verifications',
        '--job_id',
        'J1',
        '--round',
        '2',
        '--verdict',
        'verified',
        '--verifier',
        'v',
        '--on',
        '1401-04-01',
        ...LABOUR,
      ),
    ).toMatchObject({ status: 1, json: { refusal: 'round_out_of_order' } });
    expect(ask('commitments', '1401').json).toMatchObject({
      year: 1401,
      version: 'baseline',
      assigned: 10,
      registered: 2,
      fulfilmentBasisPoints: 2000,
      months: [{ month: '1401-03', registered: 2, registeredToDate: 2 }],
      agencies: [{ agency: 'behzisti', registered: 2 }],
    });
    expect(
      ask('void-job', '--job', 'J2', '--on', '1401-05-01', '--reason', 'twice', ...LABOUR).json.recorded,
    ).toBe(true);
    const revise = ['commitment', 'revise', ...year, ...key, '--on', '1401-06-01', '--reason', 'x'];
    expect(ask(...revise, '--jobs', '4', ...LABOUR).json.recorded).toBe(true);
    expect(ask('commitments', '1401').json).toMatchObject({
      assigned: 4,
      registered: 1,
      voided: 1,
      fulfilmentBasisPoints: 2500,
    });
    expect(ask('commitments', '1401', '--version', 'raised')).toMatchObject({
      status: 1,
      json: { refusal: 'unknown_version' },
    });
    expect(ask('commitments', '1400')).toMatchObject({ status: 1, json: { refusal: 'unknown_plan' } });
    expect(
      ask('commitment', 'withdraw', ...year, ...key, '--on', '1401-07-01', '--reason', 'x', ...LABOUR).json
        .recorded,
    ).toBe(true);
  });

  it('shows figures of banks', () => {
    const { json } = ask('banks', '--pool', SMALL, ...AS_OF);
    expect(json.banks).toEqual([
      having({
        bank: 'bank-melli',
        name: 'بانک ملی',
        introduced: { facilities: 3, rial: '15370' },
        paid: { payments: 2, facilitiesInFull: 2, rial: '11370' },
        medianDaysToPayment: 39,
        waiting: having({ facilities: 0 }),
      }),
    ]);
    expect(ask('banks', '--pool', 'p-1401-none')).toMatchObject({
      status: 1,
      json: { refusal: 'unknown_pool' },
    });
  });

  it('lists the pools', () => {
    expect(ask('pools').json.pools).toEqual([
      having({ pool: SMALL, province: 'p', year: 1401, programme: 'n16' }),
    ]);
  });

  it('shows any history in order: actor, time, reason, content', () => {
    const { total, events: told } = ask('history', '--pool', SMALL).json;
    expect(told).toHaveLength(total);
    const positions = told.map(({ position }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(told.map(({ revision }) => revision)).toEqual(told.map((_: unknown, index: number) => index));
    const approval = told.find(({ type }) => type === 'CreditReallocated');
    expect(approval).toMatchObject({
      stream: `creditPool-${SMALL}`,
      reason: 'session of 2 Bahman',
      summary: aText,
      effectiveOnIso: textWith(/^\d{4}-\d\d-\d\d$/),
      recordedAt: textWith(/Z$/),
      actor: { id: 'deputy-1', role: 'economic-deputy', operatingSystemUser: aText },
      data: { transfers: [having({ amountRial: '2330' })] },
    });
    expect(ask('history', '--stream', `creditPool-${SMALL}`).json.total).toBe(total);
    expect(ask('history', '--facility', 'R1').json.events.map(({ type }) => type)).toEqual([
      'FacilityIntroduced',
      'FacilityPaid',
    ]);
    expect(ask('history', '--actor', 'deputy-2').json.events.map(({ type }) => type)).toEqual([
      'ReallocationReversed',
    ]);
    expect(ask('history', '--bank', 'bank-melli').json.total).toBeGreaterThan(5);
    const unknown = { status: 1, json: { refusal: 'unknown_subject', by: 'agency', id: 'nobody' } };
    expect(ask('history', '--agency', 'nobody')).toMatchObject(unknown);
    const file = join(folders.make(), 'nobody.csv');
    expect(ask('history', '--agency', 'nobody', '--export', file)).toMatchObject(unknown);
    expect(existsSync(file)).toBe(false);
    // An officer gets the same answer for something of another organisation and for something unknown.
    for (const id of ['R1', 'R9'])
      expect(ask('history', '--facility', id, '--as', 'o-1:agency@behzisti')).toMatchObject({
        status: 1,
        json: { refusal: 'unknown_subject', by: 'facility', id },
      });
    expect(ask('history', '--stream', 'job-J1').json.events[0]).toMatchObject({ type: 'JobRegistered' });
  });

  it('gives history page by page', () => {
    const all = ask('history', '--pool', SMALL).json;
    const first = ask('history', '--pool', SMALL, '--limit', '3').json;
    expect(first).toMatchObject({ total: all.total });
    expect(first.events).toEqual(all.events.slice(0, 3));
    const next = ask(
      'history',
      '--pool',
      SMALL,
      '--limit',
      '3',
      '--after',
      String(first.events[2]!.position),
    ).json;
    expect(next.events).toEqual(all.events.slice(3, 6));
  });

  it('requires exactly one subject', () => {
    expect(ask('history')).toMatchObject({ status: 2, json: { error: { code: 'one_subject_needed' } } });
    expect(ask('history', '--pool', SMALL, '--bank', 'x')).toMatchObject({ status: 2 });
  });

  it('shows officers only their own data, and nothing of others', () => {
    const board = ask('pool', SMALL, ...AS_OF, '--as', 'o-1:agency@behzisti').json;
    expect(board.agencies.map(({ agency: id }) => id)).toEqual(['behzisti']);
    expect(board.totals).toBeNull();
    expect(ask('pool', SMALL, '--as', 'bank-melli:bank')).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted' },
    });
    expect(ask('banks', '--as', 'behzisti:agency')).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted' },
    });
    // Reviews that examined the agency, without totals. A bank takes part in none.
    const own = ask('reviews', '--pool', SMALL, '--as', 'behzisti:agency').json.reviews;
    expect(own.length).toBeGreaterThan(0);
    for (const each of own) expect(each).toMatchObject({ transferredRial: null, unplacedRial: null });
    expect(ask('reviews', '--as', 'bank-melli:bank')).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted' },
    });
    const seen = ask('history', '--pool', SMALL, '--as', 'behzisti:agency').json.events;
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.filter(({ data: { agency: id } }) => id !== undefined && id !== 'behzisti')).toEqual([]);
    const reviewed = seen.filter(({ type }) => type === 'PoolReviewed');
    expect(reviewed.length).toBeGreaterThan(0);
    for (const {
      data: { agencies },
    } of reviewed)
      expect(agencies.map(({ agency: id }) => id)).toEqual(['behzisti']);
  });

  it('keeps order, hashes and read models consistent after all of this', () => {
    const { status, json } = ask('verify');
    expect(status).toBe(0);
    expect(json).toMatchObject({ faultCount: 0, structure: [] });
    expect(json.readModels.map(({ differences }) => differences)).toEqual(
      projectionsOf(SUBJECTS).map(() => 0),
    );
    expect(ask('rebuild').json.readModels.every(({ swapped }) => swapped)).toBe(true);
    expect(ask('verify', '--as', 'labour-1:labour')).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted' },
    });
  });
});

/** A pool with a late report of a bank, returned money, and a settled overdraft. */
describe('version 2 of the rule on the command line', () => {
  const folders = temporaryFolders();
  const LATE = 'p-1401-n18';
  const ALLOCATIONS = 'pool,allocation_id,agency,amount_toman,notified_on';
  const PAYMENTS = 'pool,facility_id,bank,amount_toman,paid_on,bank_reference';
  let data = '';
  beforeAll(() => {
    data = folders.make();
    const files = folders.make();
    makeSmallProvince(data, files);
    importRows(files, 'allocations', ALLOCATIONS, [
      `${LATE},relief-1,relief,10,1401-09-27`,
      `${LATE},behzisti-1,behzisti,505,1401-09-27`,
    ]);
    const introductions =
      'pool,facility_id,agency,bank,amount_toman,introduced_on,county,sector,planned_jobs,applicant_id';
    importRows(files, 'introductions', introductions, [
      `${LATE},L1,relief,bank-melli,10,1401-09-28,tabriz,services,1,`,
      `${LATE},L2,relief,bank-melli,300,1401-09-28,tabriz,services,1,`,
      `${LATE},L3,behzisti,bank-melli,100,1401-09-28,tabriz,services,1,`,
      `${LATE},L4,behzisti,bank-melli,60,1401-09-28,tabriz,services,1,`,
      `${LATE},L5,behzisti,bank-melli,345,1401-09-28,tabriz,services,1,`,
    ]);
    importRows(files, 'payments', PAYMENTS, [
      `${LATE},L1,bank-melli,10,1401-10-10,M-1`,
      `${LATE},L3,bank-melli,100,1401-10-10,M-3`,
      `${LATE},L4,bank-melli,60,1401-10-20,M-4`,
    ]);
    importRows(files, 'reversals', 'pool,facility_id,bank,bank_reference,reversed_on,reason', [
      `${LATE},L4,bank-melli,M-4,1401-10-27,gave it back`,
    ]);
  });
  afterAll(() => {
    folders.removeAll();
  });

  const ask = (...words: string[]) => misaqJson(data, words);
  const importRows = (folder: string, kind: string, header: string, rows: readonly string[]): void => {
    const file = writeCsv(folder, `${kind}-2.csv`, [header, ...rows]);
    const { status, stderr } = misaq(data, ['import', kind, file, ...LABOUR]);
    if (status !== 0) throw new Error(`the import of ${kind} failed: ${stderr}`);
  };
  const explained = (number: number): string =>
    misaq(data, ['reviews', '--review', `${LATE}-review-${String(number)}`]).stdout;

  it('a review shows late reports, returned money, and how long a bank has reported nothing', () => {
    expect(ask('review', '--pool', LATE, ...AS_OF, ...LABOUR)).toMatchObject({ status: 0 });
    const text = explained(1);
    expect(text).toContain(
      'Payments of 160 toman, dated in time, were recorded here only after the deadline.',
    );
    expect(text).toContain(
      'Introductions of 505 toman, dated in time, were recorded here only after the deadline.',
    );
    expect(text).toContain(
      '60 toman of what counts as paid in time went back within 10 working days after the deadline.',
    );
    expect(text).toMatch(
      /Introduced in time and still waiting: 405 toman at bank-melli, which recorded something last on \d{4}-\d\d-\d\d\./,
    );
  });

  it('simulates reporting days, and late introductions that do not count', () => {
    const words = ['simulate', '--pool', LATE, ...AS_OF, ...LABOUR];
    const { status, json } = ask(...words, '--reporting-days', '7', '--late-introductions', 'ignore');
    expect(status).toBe(0);
    expect(json.policy).toMatchObject({ reportingWorkingDays: 7, lateReportsOfIntroductions: 'ignore' });
    expect(json.agencies.find(({ agency: id }) => id === 'behzisti')).toMatchObject({
      introducedInTimeRial: '1600',
    });
    expect(ask(...words, '--reporting-days', '-1')).toMatchObject({ status: 2 });
    expect(ask(...words, '--late-introductions', 'sometimes')).toMatchObject({ status: 2 });
  });

  it('a second review settles the overdraft of a late payment before any recipient', () => {
    const approve = ['--review', `${LATE}-review-1`, '--reason', 'session of 2 Bahman'];
    expect(ask('approve', ...approve, ...DEPUTY)).toMatchObject({
      status: 0,
      json: { transfers: [{ from: 'behzisti', to: 'relief', amountRial: '3000' }] },
    });
    importRows(folders.make(), 'allocations', ALLOCATIONS, [`${LATE},relief-2,relief,300,1401-09-29`]);
    importRows(folders.make(), 'payments', PAYMENTS, [`${LATE},L5,bank-melli,345,1401-10-12,M-5`]);
    expect(ask('review', '--pool', LATE, ...AS_OF, ...LABOUR)).toMatchObject({ status: 0 });
    expect(explained(2)).toContain('Contested: 240 toman was paid on credit that had been moved away.');
    expect(explained(2)).toMatch(/240 toman .*settle/);
  });

  it('adopts reporting days and late introductions that do not count; a replaced policy is marked', () => {
    const adopt = (...words: string[]) =>
      ask('policy', 'adopt', '--pool', LATE, '--reason', 'session', ...words, ...DEPUTY).json;
    const reporting = ['--reporting-days', '5', '--late-introductions', 'ignore'];
    expect(adopt('--from', '1450-01-01', '--threshold', '80')).toMatchObject({ recorded: true });
    expect(adopt('--from', '1401-12-01', ...reporting)).toMatchObject({ recorded: true });
    expect(adopt('--from', '1450-01-01', '--threshold', '70')).toMatchObject({ recorded: true });
    const { json } = ask('policy', 'show', '--pool', LATE);
    expect(json.inForce).toMatchObject({
      version: 3,
      thresholdPercent: 65,
      reportingWorkingDays: 5,
      lateReportsOfIntroductions: 'ignore',
    });
    const lines = misaq(data, ['policy', 'show', '--pool', LATE]).stdout.trim().split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'From 1401-09-27',
      'From 1401-12-01 [in force]',
      'From 1450-01-01 [replaced by policy 4]',
      'From 1450-01-01',
    ]);
    expect(lines[1]).toContain('banks have 5 working days after a deadline to report before credit moves');
    expect(lines[1]).toContain('introductions recorded only after a deadline do not count');
  });
});
