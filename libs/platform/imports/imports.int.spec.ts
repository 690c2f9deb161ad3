import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import {
  ALLOCATIONS,
  INTRODUCTIONS,
  JOBS,
  JOBS_HEADER,
  jobRow,
  LABOUR,
  nationalId,
  newProvince,
  PAYMENTS,
  PERSON_KEY,
  POOL,
  REGISTER,
  type TestProvince,
} from './imports.fixture.js';
import type { ImportReport } from './report.js';

let province: TestProvince;
beforeEach(() => {
  province = newProvince();
});
afterEach(() => province.close());

const counts = ({ rows, accepted, duplicates, rejected, applied }: ImportReport): readonly number[] => [
  rows,
  accepted,
  duplicates,
  rejected,
  applied,
];
const errorsOf = ({ errors }: ImportReport): readonly (readonly unknown[])[] =>
  errors.map(({ row, column, code }) => [row, column, code]);

/** Files of every kind in the order in which a province begins, and what an event of each says. */
const YEAR: readonly (readonly [ImportKind, string, string])[] = [
  ['organisations', REGISTER, 'OrganisationRegistered'],
  [
    'commitments',
    `province,year,version,agency,sector,county,jobs,notified_on
east-azerbaijan,1401,baseline,behzisti,services,tabriz,1297,1401-02-11
east-azerbaijan,1401,raised,behzisti,services,tabriz,"1,477",۱۴۰۱/۰۳/۲۹
`,
    'CommitmentAssigned',
  ],
  ['allocations', ALLOCATIONS, 'CreditAllocated'],
  ['introductions', INTRODUCTIONS, 'FacilityIntroduced'],
  ['payments', PAYMENTS, 'FacilityPaid'],
  [
    'reversals',
    `pool,facility_id,bank,bank_reference,reversed_on,reason
${POOL},F1,bank-melli,R-1,1401-10-05,اشتباه در ثبت
${POOL},F2,bank-mellat,R-2,1401-10-06,بازگشت وجه
`,
    'FacilityPaymentReversed',
  ],
  [
    'declines',
    `منبع اعتبار;شناسه تسهیلات;بانک عامل;تاریخ رد;دلیل
${POOL};F2;بانک ملت;۱۴۰۱/۱۰/۰۹;چک برگشتی متقاضی
`,
    'FacilityDeclined',
  ],
  ['jobs', JOBS, 'JobRegistered'],
  [
    'verifications',
    `job_id,round,verdict,verifier,on,reason
J1,1,verified,v-1,1401-04-01,
J1,2,تأیید,v-2,1401-05-01,
J2,1,رد,v-1,1401-04-01,کارگاه تعطیل بود
`,
    'JobVerified',
  ],
  ['job-endings', 'job_id,ended_on,reason\nJ1,1401-09-01,پایان پروژه\n', 'JobEnded'],
];

async function givenUpTo(kind: ImportKind): Promise<void> {
  for (const [each, content] of YEAR) {
    if (each === kind) return;
    await province.given(each, content);
  }
}

describe('a file of each kind', () => {
  it.each(YEAR)('of %s is applied, row by row, in the name of its importer', async (kind, content, type) => {
    await givenUpTo(kind);
    const before = await province.position();
    const report = await province.report(kind, content);
    const rows = content.trim().split('\n').length - 1;
    expect(report).toMatchObject({
      kind,
      rows,
      accepted: rows,
      duplicates: 0,
      rejected: 0,
      applied: rows,
      errors: [],
    });
    const written = (await province.events()).filter(({ position }) => position > before);
    expect(written.map((event) => event.type)).toContain(type);
    expect(new Set(written.map(({ metadata }) => metadata.actor.id))).toEqual(new Set([LABOUR.id]));
    const [begun, completed] = [written.at(0), written.at(-1)];
    expect([begun?.type, completed?.type]).toEqual(['ImportAccepted', 'ImportCompleted']);
    expect(begun?.data).toMatchObject({
      kind,
      fileHash: PERSON_KEY.fileHash(createHash('sha256').update(content).digest('hex')),
      fileHashKey: 'person-key',
      rows,
      accepted: rows,
    });
    expect(completed?.data).toMatchObject({ applied: rows, lateRefusals: 0, refusedRows: [] });
    const importId = begun?.stream.slice('import-'.length);
    expect(new Set(written.map(({ metadata }) => metadata.correlationId))).toEqual(new Set([importId]));
    expect(readdirSync(province.spoolFolder)).toEqual([]);
  });

  it.each(YEAR)('of %s a second time changes nothing at all', async (kind, content) => {
    await givenUpTo(kind);
    await province.given(kind, content);
    const before = await province.position();
    const report = await province.report(kind, content);
    expect(counts(report)).toEqual([report.rows, 0, report.rows, 0, 0]);
    expect(await province.position()).toBe(before);
  });

  it.each(YEAR)('of %s on a dry run says the same and writes nothing', async (kind, content) => {
    await givenUpTo(kind);
    const before = await province.position();
    const report = await province.report(kind, content, { dryRun: true });
    expect(counts(report)).toEqual([report.rows, report.rows, 0, 0, 0]);
    expect(await province.position()).toBe(before);
    expect(await province.report(kind, content)).toMatchObject({ applied: report.rows });
  });

  it('says what the rows said', async () => {
    await givenUpTo('job-endings');
    const { facilities, accounts } = await province.pool();
    expect(facilities.get('F1')).toMatchObject({
      amountRial: '4000',
      applicant: PERSON_KEY.personId(nationalId(1)),
      payments: [{ amountRial: '2500', paidOn: '2022-12-24', reversal: { kind: 'recorded-in-error' } }],
    });
    expect(facilities.get('F2')).toMatchObject({
      applicant: null,
      payments: [{ reversal: { kind: 'returned', reason: 'بازگشت وجه' } }],
      ended: { status: 'declined', on: '2022-12-30', reason: 'چک برگشتی متقاضی' },
    });
    expect([...accounts.keys()].sort()).toEqual(['behzisti', 'relief-committee']);
    expect(await province.job('J1')).toMatchObject({
      registration: { personId: PERSON_KEY.personId(nationalId(11)), gender: 'female' },
      rounds: [
        { round: 1, verifier: 'v-1' },
        { round: 2, verifier: 'v-2' },
      ],
    });
    expect(await province.job('J2')).toMatchObject({
      status: 'rejected',
      registration: { education: 'bachelor', priorityGroup: 'jobless-graduate' },
    });
  });

  it('never brings a national ID into the log', async () => {
    await givenUpTo('verifications');
    const log = JSON.stringify(await province.events(), (_key, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    for (const serial of [1, 11, 12]) expect(log).not.toContain(nationalId(serial));
  });
});

describe('how a file may be written', () => {
  it('in rials, with columns in another order, a byte order mark and organisations by their names', async () => {
    await province.given('organisations', REGISTER);
    await province.given(
      'allocations',
      `\ufeffتاریخ ابلاغ\tمبلغ (ریال)\tدستگاه اجرایی\tشناسه ابلاغ\tمنبع اعتبار\r\n۱۴۰۱/۹/۲۷\t۱۰٬۰۰۰\tكميته امداد\tA1\t${POOL}\r\n`,
    );
    expect((await province.pool()).credit.get('relief-committee')).toBe(10_000n);
  });

  it('with Persian digits in the name of a pool too', async () => {
    await givenUpTo('payments');
    await province.given('payments', PAYMENTS.replaceAll('azerbaijan-1401', 'azerbaijan-۱۴۰۱'));
  });

  it('with blank rows between, which are counted as a spreadsheet counts them but not as rows', async () => {
    await province.given('organisations', REGISTER);
    const [header = '', first = '', second = ''] = ALLOCATIONS.split('\n');
    const report = await province.report(
      'allocations',
      `${header}\n\n,,,,\n${first}\n\n${second.replace('A2', '=A2')}\n`,
    );
    expect(counts(report)).toEqual([2, 1, 0, 1, 0]);
    expect(errorsOf(report)).toEqual([[6, 'allocation_id', 'not_an_identifier']]);
  });

  it('with rows in any order: they are applied by their dates', async () => {
    await givenUpTo('payments');
    const [header = '', first = '', second = ''] = PAYMENTS.split('\n');
    const late = `${POOL},F1,bank-melli,150,1401-10-02,R-3`;
    await province.given('payments', [header, second, first, late].join('\n'));
    expect(
      (await province.pool()).facilities.get('F1')?.payments.map(({ bankReference }) => bankReference),
    ).toEqual(['R-3', 'R-1']);
  });
});

describe('the counts of a report', () => {
  beforeEach(() => givenUpTo('payments'));

  it('tell rows that are new, that stand and that are bad, and a bad one refuses the file', async () => {
    await province.given('payments', `${PAYMENTS.split('\n').slice(0, 2).join('\n')}\n`);
    const before = await province.position();
    const content = `${PAYMENTS}${POOL},F9,bank-melli,1,1401-10-05,R-9\n`;
    const outcome = await province.importing('payments', content);
    expect(outcome).toMatchObject({
      kind: 'refused',
      refusal: { name: 'file_refused', figures: { rows: 3, accepted: 1, duplicates: 1, rejected: 1 } },
    });
    if (outcome.kind !== 'refused') return;
    expect(counts(outcome.report)).toEqual([3, 1, 1, 1, 0]);
    expect(await province.position()).toBe(before);
    expect(existsSync(province.spoolFolder) && readdirSync(province.spoolFolder)).toEqual([]);
  });

  it('a partial import leaves the bad row out', async () => {
    const content = `${PAYMENTS}${POOL},F9,bank-melli,1,1401-10-05,R-9\n`;
    const outcome = await province.importing('payments', content, { partial: true });
    expect(outcome.kind).toBe('done');
    if (outcome.kind !== 'done') return;
    expect(counts(outcome.report)).toEqual([3, 2, 0, 1, 2]);
    expect(errorsOf(outcome.report)).toEqual([[4, 'facility_id', 'unknown_facility']]);
  });

  it('a partial import whose bad row has become good since brings in that row alone', async () => {
    const content = `${PAYMENTS}${POOL},F3,bank-melli,1,1401-10-05,R-9\n`;
    await province.report('payments', content, { partial: true });
    await province.given(
      'introductions',
      INTRODUCTIONS.split('\n').slice(0, 2).join('\n').replace('F1', 'F3').replace(nationalId(1), ''),
    );
    expect(counts(await province.report('payments', content))).toEqual([3, 1, 2, 0, 1]);
    expect(counts(await province.report('payments', content))).toEqual([3, 0, 3, 0, 0]);
    const accepted = (await province.events()).filter(
      ({ data }) => 'kind' in data && data.kind === 'payments',
    );
    expect(accepted.map(({ type }) => type)).toEqual(['ImportAccepted', 'ImportAccepted']);
    expect(new Set(accepted.map(({ stream }) => stream)).size).toBe(2);
  });

  it('a partial import in which nothing is good writes nothing', async () => {
    const before = await province.position();
    const content = PAYMENTS.replaceAll('bank-mell', 'bank-nell');
    expect(counts(await province.report('payments', content, { partial: true }))).toEqual([2, 0, 0, 2, 0]);
    expect(await province.position()).toBe(before);
  });

  it('the same row twice in a file is a duplicate, the same key with another content is not', async () => {
    const [header = '', first = ''] = PAYMENTS.split('\n');
    expect(
      counts(await province.report('payments', [header, first, first].join('\n'), { dryRun: true })),
    ).toEqual([2, 1, 1, 0, 0]);
    const other = first.replace('250', '251');
    const report = await province.report('payments', [header, first, other].join('\n'));
    expect(counts(report)).toEqual([2, 1, 0, 1, 0]);
    expect(report.errors).toEqual([
      {
        row: 3,
        column: 'amount_toman',
        code: 'conflicts_with_recorded',
        message:
          'The same key is recorded already, with other content. (key: «F1/bank-melli/R-1», recorded: amount: 2,500 rial, given: amount: 2,510 rial)',
      },
    ]);
  });

  it('two files that overlap bring in what is new of the second', async () => {
    const [header = '', first = '', second = ''] = PAYMENTS.split('\n');
    await province.given('payments', [header, first].join('\n'));
    expect(counts(await province.report('payments', [header, second, first].join('\n')))).toEqual([
      2, 1, 1, 0, 1,
    ]);
  });

  it('a file with nothing but a header has no rows', async () => {
    const [header = ''] = PAYMENTS.split('\n');
    expect(await province.importing('payments', header)).toMatchObject({ kind: 'done', report: { rows: 0 } });
  });

  it('a file whose header is wrong is refused with no row read, also as a partial one', async () => {
    const outcome = await province.importing('payments', PAYMENTS.replace('paid_on', '__proto__'), {
      partial: true,
    });
    expect(outcome).toMatchObject({ kind: 'refused', report: { rows: 0, accepted: 0, rejected: 0 } });
    if (outcome.kind !== 'refused') return;
    expect(errorsOf(outcome.report)).toEqual([
      [1, '__proto__', 'unknown_column'],
      [1, 'paid_on', 'missing_column'],
    ]);
  });
});

describe('what is wrong with a row', () => {
  it('is reported cell by cell, all of it', async () => {
    await givenUpTo('introductions');
    const [header = ''] = INTRODUCTIONS.split('\n');
    const bad = `nowhere,"a b",releif-committee,,-5,1402-12-30,tabriz,agriculture,many,${'x'.repeat(300)}`;
    const report = await province.report('introductions', `${header}\n${bad}\n`);
    expect(new Set(errorsOf(report).map(String))).toEqual(
      new Set([
        '2,pool,not_a_pool',
        '2,facility_id,not_an_identifier',
        '2,bank,empty',
        '2,amount_toman,negative',
        '2,introduced_on,not_a_date',
        '2,planned_jobs,not_a_number',
        '2,applicant_id,too_long',
      ]),
    );
    const inPool = await province.report('introductions', `${header}\n${bad.replace('nowhere', POOL)}\n`);
    expect(inPool.errors).toContainEqual({
      row: 2,
      column: 'agency',
      code: 'unknown_organisation',
      message: 'agency «releif-committee» is not in the register. Did you mean «relief-committee»?',
    });
  });

  it.each([
    [
      'an organisation of a kind that is none',
      'east-azerbaijan,x,club,X,,1395-01-01',
      'kind',
      'not_one_of_the_choices',
    ],
    ['a bank without owner', 'east-azerbaijan,x,bank,X,,1395-01-01', 'ownership', 'empty'],
    ['a county with owner', 'east-azerbaijan,x,county,X,state,1395-01-01', 'ownership', 'not_expected'],
    ['a name that is taken', 'east-azerbaijan,x,county,تبريز,,1395-01-01', 'name', 'name_taken'],
    [
      'a name that turns its surroundings',
      'east-azerbaijan,x,county,تب\u202eریز,,1395-01-01',
      'name',
      'bidi_control',
    ],
    ['a name with NUL', 'east-azerbaijan,x,county,تب\u0000ریز,,1395-01-01', 'name', 'control_character'],
    ['a cell too many', 'east-azerbaijan,x,county,X,,1395-01-01,more', '', 'too_many_cells'],
    ['cells too few', 'east-azerbaijan,x,county,X', 'active_from', 'empty'],
  ])('%s', async (_case, row, column, code) => {
    await province.given('organisations', REGISTER);
    const [header = ''] = REGISTER.split('\n');
    expect(errorsOf(await province.report('organisations', `${header}\n${row}\n`))).toEqual([
      [2, column, code],
    ]);
  });

  it('a name keeps its zero-width non-joiners', async () => {
    const [header = ''] = REGISTER.split('\n');
    await province.given(
      'organisations',
      `${header}\neast-azerbaijan,post,bank,پست\u200cبانک,دولتی,1395-01-01\n`,
    );
    const registered = (await province.events()).find(({ type }) => type === 'OrganisationRegistered');
    expect(registered?.data).toMatchObject({ name: 'پست\u200cبانک', ownership: 'state' });
  });

  it.each([
    [
      'an unknown organisation',
      'east-azerbaijan,1401,b,nobody,services,tabriz,5,1401-02-11',
      'agency',
      'unknown_organisation',
    ],
    [
      'an organisation before its time',
      'east-azerbaijan,1394,b,behzisti,services,tabriz,5,1394-02-11',
      'agency',
      'organisation_inactive',
    ],
    ['no jobs', 'east-azerbaijan,1401,b,behzisti,services,tabriz,0,1401-02-11', 'jobs', 'too_small'],
    [
      'a year of another calendar',
      'east-azerbaijan,2022,b,behzisti,services,tabriz,5,1401-02-11',
      'year',
      'too_large',
    ],
    [
      'a day to come',
      'east-azerbaijan,1402,b,behzisti,services,tabriz,5,1402-12-01',
      'notified_on',
      'in_the_future',
    ],
    [
      'a province with no register',
      'gilan,1401,b,behzisti,services,tabriz,5,1401-02-11',
      'county',
      'unknown_organisation',
    ],
  ])('of commitments: %s', async (_case, row, column, code) => {
    await province.given('organisations', REGISTER);
    const report = await province.report(
      'commitments',
      `province,year,version,agency,sector,county,jobs,notified_on\n${row}\n`,
    );
    expect(errorsOf(report)).toContainEqual([2, column, code]);
  });

  it.each([
    [
      'a pool nobody opened',
      'east-azerbaijan-1401-rural,F1,bank-melli,1,1401-10-01,R',
      'pool',
      'unknown_pool',
    ],
    [
      'a facility nobody introduced',
      `${POOL},F9,bank-melli,1,1401-10-01,R`,
      'facility_id',
      'unknown_facility',
    ],
    ['another bank', `${POOL},F1,bank-mellat,1,1401-10-01,R`, 'bank', 'wrong_bank'],
    ['before the introduction', `${POOL},F1,bank-melli,1,1401-09-01,R`, 'paid_on', 'paid_before_introduced'],
    ['beyond the facility', `${POOL},F1,bank-melli,401,1401-10-01,R`, 'amount_toman', 'beyond_facility'],
    ['beyond the credit', `${POOL},F3,bank-melli,1001,1401-10-01,R`, 'amount_toman', 'credit_exhausted'],
    ['nothing', `${POOL},F1,bank-melli,0,1401-10-01,R`, 'amount_toman', 'zero'],
    ['no reference', `${POOL},F1,bank-melli,1,1401-10-01,`, 'bank_reference', 'empty'],
  ])('of payments: %s', async (_case, row, column, code) => {
    await givenUpTo('payments');
    const [header = ''] = INTRODUCTIONS.split('\n');
    await province.given(
      'introductions',
      `${header}\n${POOL},F3,relief-committee,bank-melli,2000,1401-09-28,tabriz,services,1,\n`,
    );
    const report = await province.report('payments', `${PAYMENTS.split('\n')[0]!}\n${row}\n`);
    expect(errorsOf(report)).toEqual([[2, column, code]]);
  });

  it('payments that exhaust the credit together are told apart: the later one is refused', async () => {
    await givenUpTo('introductions');
    const [header = ''] = INTRODUCTIONS.split('\n');
    const introduced = ['F1', 'F2'].map(
      (id) => `${POOL},${id},behzisti,bank-melli,300,1401-09-28,tabriz,services,1,`,
    );
    await province.given('introductions', [header, ...introduced].join('\n'));
    const report = await province.report(
      'payments',
      `${PAYMENTS.split('\n')[0]!}
${POOL},F1,bank-melli,300,1401-10-04,R-1
${POOL},F2,bank-melli,300,1401-10-03,R-2
`,
    );
    expect(counts(report)).toEqual([2, 1, 0, 1, 0]);
    expect(report.errors[0]?.message).toBe(
      'The agency has less unpaid credit than the payment. ' +
        '(agency: «behzisti», credit: 5,050 rial, paid: 3,000 rial, given: 3,000 rial)',
    );
    expect(errorsOf(report)).toEqual([[2, 'amount_toman', 'credit_exhausted']]);
  });

  it('an amount in both columns is one too many; in either it is fine', async () => {
    await province.given('organisations', REGISTER);
    const header = 'pool,allocation_id,agency,amount_toman,amount_rial,notified_on';
    const report = await province.report(
      'allocations',
      `${header}
${POOL},A1,behzisti,10,100,1401-09-27
${POOL},A2,behzisti,10,,1401-09-27
${POOL},A3,behzisti,,100,1401-09-27
${POOL},A4,behzisti,,,1401-09-27
${POOL},A5,behzisti,,12.5,1401-09-27
${POOL},A6,behzisti,,${10n ** 19n},1401-09-27
`,
    );
    expect(errorsOf(report)).toEqual([
      [2, 'amount_rial', 'doubled_amount'],
      [5, 'amount_toman', 'empty'],
      [6, 'amount_rial', 'not_a_whole_number'],
      [7, 'amount_rial', 'too_large'],
    ]);
  });

  it.each([
    [
      'started after it was registered',
      ',,,1401-03-10,1401-03-11,,',
      'started_on',
      'started_after_registration',
    ],
    ['of another year', ',,,1400-03-10,1400-03-01,,', 'year', 'outside_year'],
  ])('of jobs: %s', async (_case, ends, column, code) => {
    await province.given('organisations', REGISTER);
    const report = await province.report('jobs', `${JOBS_HEADER}\n${jobRow('J1', 1, ends)}\n`);
    expect(errorsOf(report)).toEqual([[2, column, code]]);
  });

  it('of verifications: rounds out of order, one verifier twice, a verdict that is none', async () => {
    await givenUpTo('verifications');
    const report = await province.report(
      'verifications',
      `job_id,round,verdict,verifier,on,reason
J1,2,verified,v-2,1401-04-01,
J2,1,verified,v-1,1401-04-01,
J2,2,verified,v-1,1401-05-01,
J1,4,perhaps,v-1,1401-05-01,
J9,1,verified,v-1,1401-05-01,
`,
    );
    expect(errorsOf(report)).toEqual([
      [2, 'round', 'round_out_of_order'],
      [4, 'verifier', 'verifier_signed_before'],
      [5, 'round', 'too_large'],
      [5, 'verdict', 'not_one_of_the_choices'],
      [6, 'job_id', 'job_unknown'],
    ]);
  });
});

describe('one running job a person', () => {
  beforeEach(() => givenUpTo('jobs'));
  const jobs = (...rows: readonly string[]): string => `${[JOBS_HEADER, ...rows].join('\n')}\n`;

  it('holds within a file', async () => {
    const report = await province.report('jobs', jobs(jobRow('J1', 1), jobRow('J2', 1)));
    expect(counts(report)).toEqual([2, 1, 0, 1, 0]);
    expect(errorsOf(report)).toEqual([[3, 'national_id', 'person_already_employed']]);
  });

  it('holds against what is recorded, and the national ID in other digits is the same person', async () => {
    await province.given('jobs', jobs(jobRow('J1', 1)));
    const persian = nationalId(1).replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
    const report = await province.report('jobs', jobs(jobRow('J2', 1).replace(nationalId(1), persian)));
    expect(errorsOf(report)).toEqual([[2, 'national_id', 'person_already_employed']]);
    expect(JSON.stringify(report)).not.toContain(nationalId(1));
  });

  it('frees the person when the job has ended or was rejected', async () => {
    await province.given('jobs', jobs(jobRow('J1', 1), jobRow('J2', 2)));
    await province.given('job-endings', 'job_id,ended_on,reason\nJ1,1401-04-01,\n');
    await province.given(
      'verifications',
      'job_id,round,verdict,verifier,on,reason\nJ2,1,rejected,v-1,1401-04-01,closed\n',
    );
    const again = ',,,1401-05-01,1401-05-01,,';
    await province.given('jobs', jobs(jobRow('J3', 1, again), jobRow('J4', 2, again)));
  });

  it('frees the person of a job that ended while its release was interrupted', async () => {
    await province.given('jobs', jobs(jobRow('J1', 1)));
    // The end is recorded in the job alone, as if the process had died before the person was released.
    const { jobAggregate } = await import('../../employment/aggregate.js');
    await province.runner.execute(
      jobAggregate,
      'job-J1',
      { type: 'EndJob', jobId: 'J1', endedOn: '2022-06-22' as never },
      { commandId: newCommandId(0), actor: LABOUR },
      () => province.router.contexts.ofJob('east-azerbaijan', LABOUR),
    );
    await province.given('jobs', jobs(jobRow('J2', 1, ',,,1401-05-01,1401-05-01,,')));
  });
});

describe('a job that names the facility it came from', () => {
  const job = (facility: string, programme: string): string =>
    `${JOBS_HEADER}\n${jobRow('J1', 1, `,,,1401-12-10,1401-12-01,${facility},${programme}`)}\n`;

  it('must name one of the pool of its programme', async () => {
    await givenUpTo('payments');
    expect(errorsOf(await province.report('jobs', job('F9', 'note16')))).toEqual([
      [2, 'facility_id', 'unknown_facility'],
    ]);
    await province.given('jobs', job('F1', 'note16'));
  });

  it('may name one of the year before', async () => {
    await givenUpTo('payments');
    await province.given(
      'allocations',
      `pool,allocation_id,agency,amount_toman,notified_on\neast-azerbaijan-1402-note16,B1,behzisti,10,1402-01-20\n`,
    );
    const content = job('F1', 'note16')
      .replace('azerbaijan,1401', 'azerbaijan,1402')
      .replace('1401-12-10', '1402-02-10');
    await province.given('jobs', content);
  });

  it.each([
    ['the pool is not kept here', 'rural'],
    ['no programme is named', ''],
  ])('is recorded as it is where %s', async (_case, programme) => {
    await givenUpTo('payments');
    await province.given('jobs', job('F9', programme));
  });
});

describe('who may import', () => {
  const behzisti: Actor = { id: 'officer', name: 'Officer', role: 'agency', organisation: 'behzisti' };
  const inspector: Actor = { id: 'inspector-1', name: 'Inspector', role: 'inspector' };

  it('is answered before the file is looked at', async () => {
    const outcome = await province.importing('allocations', 'nonsense', { actor: inspector });
    expect(outcome).toMatchObject({
      kind: 'refused',
      refusal: { name: 'not_permitted', figures: { act: 'allocate-credit', role: 'inspector' } },
      report: { rows: 0, errors: [] },
    });
  });

  it('an officer imports what is of the own organisation; other rows are errors', async () => {
    await givenUpTo('introductions');
    const report = await province.report('introductions', INTRODUCTIONS, { actor: behzisti });
    expect(counts(report)).toEqual([2, 1, 0, 1, 0]);
    expect(errorsOf(report)).toEqual([[2, 'agency', 'not_own']]);
    expect(
      counts(await province.report('introductions', INTRODUCTIONS, { actor: behzisti, partial: true })),
    ).toEqual([2, 1, 0, 1, 1]);
    const introduced = (await province.events()).find(({ type }) => type === 'FacilityIntroduced');
    expect(introduced?.metadata.actor).toEqual(behzisti);
  });

  it('an inspector verifies jobs as themselves', async () => {
    await givenUpTo('verifications');
    const [, content = ''] = YEAR.find(([kind]) => kind === 'verifications') ?? [];
    const own = content.replaceAll(',v-1,', `,${inspector.id},`);
    const report = await province.report('verifications', own, { actor: inspector, partial: true });
    expect(counts(report)).toEqual([3, 2, 0, 1, 2]);
    expect(errorsOf(report)).toEqual([[3, 'verifier', 'not_own_signature']]);
  });
});

describe('an unreadable file', () => {
  it.each([
    ['is empty', ''],
    ['holds nothing but a byte order mark', '\ufeff'],
    ['is not UTF-8', Buffer.from([0x70, 0x6f, 0xff])],
    ['leaves a quotation mark open', 'pool,"facility'],
    ['holds a cell of a megabyte', `${PAYMENTS}${POOL},F1,${'x'.repeat(1_000_000)},1,1401-10-05,R-9\n`],
  ])('that %s is called so, and nothing is written', async (_case, content) => {
    const outcome = await province.importing('payments', content);
    expect(outcome.kind).toBe('unreadable');
    expect(await province.position()).toBe(-1n);
  });

  it('that is not there, or a folder, is called so', async () => {
    const at = (path: string) => province.imports.run({ kind: 'payments', path, actor: LABOUR });
    expect(await at(join(province.folder, 'none.csv'))).toEqual({
      kind: 'unreadable',
      message: 'There is no such file.',
    });
    expect((await at(province.folder)).kind).toBe('unreadable');
  });
});

describe('the progress of an import', () => {
  it('is told for both of its phases and ends at the last row', async () => {
    const said: string[] = [];
    await province.importing('organisations', REGISTER, {
      onProgress: ({ phase, done, total }) => said.push(`${phase} ${done}/${total}`),
    });
    expect(said).toEqual(['checking 8/8', 'applying 0/8', 'applying 8/8']);
  });
});

describe('a national ID', () => {
  it.each([
    ['in the id of its job', jobRow(`J-${nationalId(31)}`, 31)],
    ['in free text beside it', jobRow('J31', 31, `,${nationalId(31)},,1401-03-10,1401-03-01,,`)],
  ])('%s is refused, for it would be recorded in clear', async (_where, row) => {
    await givenUpTo('jobs');
    const report = await province.report('jobs', `${JOBS_HEADER}\n${row}\n`);
    expect(report).toMatchObject({ rejected: 1, errors: [{ code: 'national_id_in_text' }] });
    expect(JSON.stringify(report)).not.toContain(nationalId(31));
  });

  it('that names an applicant is not repeated by what is said of its cell', async () => {
    await givenUpTo('introductions');
    const [header = '', row = ''] = INTRODUCTIONS.split('\n');
    const content = `${header}\n${row.slice(0, row.lastIndexOf(',') + 1)}\u202a${nationalId(7)}\u202c\n`;
    const report = await province.report('introductions', content);
    expect(report.errors).toMatchObject([{ column: 'applicant_id', code: 'bidi_control' }]);
    expect(JSON.stringify(report)).not.toContain(nationalId(7));
  });
});

describe('the reason of a decision', () => {
  it.each([
    ['declines', `pool,facility_id,bank,declined_on,reason\n${POOL},F2,bank-mellat,1401-10-09,`],
    [
      'reversals',
      `pool,facility_id,bank,bank_reference,reversed_on,reason\n${POOL},F2,bank-mellat,R-2,1401-10-06,`,
    ],
    ['verifications', 'job_id,round,verdict,verifier,on,reason\nJ1,1,rejected,v-1,1401-04-01,'],
  ] as const)('is not left out of a file of %s', async (kind, row) => {
    await givenUpTo(kind);
    for (const reason of ['', '  '])
      expect(errorsOf(await province.report(kind, `${row}${reason}\n`))).toEqual([[2, 'reason', 'empty']]);
    expect(counts(await province.report(kind, `${row}the papers were missing\n`))).toEqual([1, 1, 0, 0, 1]);
  });
});

describe('the reason of a reversal', () => {
  it.each([
    ['recorded-in-error', 'recorded-in-error'],
    ['Recorded in error', 'recorded-in-error'],
    ['ثبت اشتباه', 'recorded-in-error'],
    ['returned', 'returned'],
    ['returned: error in the account number', 'returned'],
    ['not an error', 'returned'],
    ['خطاب به بانک', 'returned'],
  ])('«%s» says %s', async (reason, kind) => {
    await givenUpTo('reversals');
    await province.given(
      'reversals',
      `pool,facility_id,bank,bank_reference,reversed_on,reason\n${POOL},F1,bank-melli,R-1,1401-10-05,${reason}\n`,
    );
    const reversed = (await province.events()).find(({ type }) => type === 'FacilityPaymentReversed');
    expect(reversed?.data).toMatchObject({ kind });
  });
});
