import type { ImportKind } from '@misaq/imports/domain/events.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CreditCommand } from '@misaq/credit/domain/commands.js';
import { decide } from '@misaq/credit/domain/pool.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { poolAggregate } from '@misaq/credit/aggregate.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import {
  ALLOCATIONS,
  INTRODUCTIONS,
  JOBS_HEADER,
  LABOUR,
  nationalId,
  newProvince,
  PAYMENTS,
  POOL,
  REGISTER,
  type TestProvince,
} from './imports.fixture.js';

const ID = nationalId(77);
const WRITTEN = `${ID.slice(0, 3)}-${ID.slice(3, 9)}-${ID.slice(9)}`;

let province: TestProvince;
beforeEach(async () => {
  province = newProvince();
  await province.given('organisations', REGISTER);
  await province.given('allocations', ALLOCATIONS);
  await province.given('introductions', INTRODUCTIONS);
});
afterEach(() => province.close());

const VERIFICATIONS = 'job_id,round,verdict,verifier,on,reason';

describe('A national ID in a file', () => {
  it.each<[column: string, kind: ImportKind, content: string]>([
    [
      'bank_reference',
      'payments',
      `pool,facility_id,bank,amount_toman,paid_on,bank_reference\n${POOL},F1,bank-melli,250,1401-10-03,${ID}`,
    ],
    [
      'bank_reference',
      'payments',
      `pool,facility_id,bank,amount_toman,paid_on,bank_reference\n${POOL},F1,bank-melli,250,1401-10-03,ref ${WRITTEN}`,
    ],
    [
      'allocation_id',
      'allocations',
      `pool,allocation_id,agency,amount_toman,notified_on\n${POOL},A-${WRITTEN},behzisti,5,1401-09-27`,
    ],
    ['facility_id', 'introductions', INTRODUCTIONS.replace('F1', ID).split('\n').slice(0, 2).join('\n')],
    [
      'reason',
      'declines',
      `pool,facility_id,bank,declined_on,reason\n${POOL},F1,bank-melli,1401-10-03,متقاضی ${WRITTEN} نیامد`,
    ],
    [
      'name',
      'organisations',
      `province,id,kind,name,ownership,active_from\neast-azerbaijan,new,agency,نهاد ${ID},,1400-01-01`,
    ],
    [
      'job_id',
      'jobs',
      `${JOBS_HEADER}\neast-azerbaijan,1401,J${ID},behzisti,services,tabriz,${nationalId(5)},female,,,1401-03-10,1401-03-01,,`,
    ],
  ])('is refused in %s and not repeated (%s)', async (column, kind, content) => {
    const before = await province.position();
    const report = await province.report(kind, content);
    expect(report.errors.map((error) => [error.column, error.code])).toEqual([[column, 'national_id']]);
    expect(report.errors[0]?.message).toContain('One in eleven');
    for (const written of [ID, WRITTEN]) expect(JSON.stringify(report)).not.toContain(written);
    expect(await province.position()).toBe(before);
  });

  it('is refused as an unknown verifier of a round', async () => {
    await province.given(
      'jobs',
      `${JOBS_HEADER}\neast-azerbaijan,1401,J1,behzisti,services,tabriz,${nationalId(5)},female,,,1401-03-10,1401-03-01,,`,
    );
    const report = await province.report(
      'verifications',
      `${VERIFICATIONS}\nJ1,1,confirmed,${ID},1401-04-01,`,
    );
    expect(report.errors.map((error) => error.column)).toContain('verifier');
    expect(JSON.stringify(report.errors)).not.toContain(ID);
  });

  it.each([[`${ID}.csv`], [`لیست ${WRITTEN}.csv`]])('is left out of the name of a file', async (name) => {
    const report = await province.report('payments', PAYMENTS, { name });
    expect(report.file).toMatch(/^(?:لیست )?…\.csv$/);
    const accepted = (await province.events()).filter(({ type }) => type === 'ImportAccepted').at(-1);
    expect(accepted?.data).toMatchObject({ file: report.file });
  });

  it.each(['0000012345', '12345678901', '123456789012', 'IR120120000000000012345678', '1401/10/03-12'])(
    'is not what a bank calls %s',
    async (reference) => {
      expect(await province.report('payments', PAYMENTS.replace('R-1', reference))).toMatchObject({
        applied: 2,
        errors: [],
      });
    },
  );
});

describe('What an older version recorded under a national ID', () => {
  /** As deciders of older versions took it. */
  const recorded = async (command: CreditCommand): Promise<void> => {
    const { runner, router } = province;
    const result = await runner.execute(
      { ...poolAggregate, decide },
      streams.creditPool(POOL),
      command,
      { commandId: newCommandId(Date.now()), actor: LABOUR },
      () => router.contexts.ofPool(POOL, LABOUR),
    );
    expect(result.kind).not.toBe('refused');
  };

  beforeEach(async () => {
    const of = { facilityId: ID, bank: 'bank-melli' };
    await recorded({
      type: 'IntroduceFacility',
      ...of,
      agency: 'behzisti',
      amountRial: 2_000n,
      introducedOn: plainDate('2022-12-20'),
      county: 'tabriz',
      sector: 'services',
      plannedJobs: 1,
    });
    await recorded({
      type: 'PayFacility',
      ...of,
      bankReference: ID,
      amountRial: 500n,
      paidOn: plainDate('2022-12-22'),
    });
  });

  it('is paid on, taken back, and the same when it comes again', async () => {
    const [header] = PAYMENTS.split('\n');
    const paid = `${header ?? ''}\n${POOL},${ID},bank-melli,100,1401-10-03,R-9`;
    expect(await province.report('payments', paid)).toMatchObject({ applied: 1, errors: [] });
    expect(
      await province.report('payments', `${header ?? ''}\n${POOL},${ID},bank-melli,50,1401-10-01,${ID}`),
    ).toMatchObject({ duplicates: 1, errors: [] });
    expect(
      await province.report(
        'reversals',
        `pool,facility_id,bank,bank_reference,reversed_on,reason\n${POOL},${ID},bank-melli,${ID},1401-10-05,اشتباه`,
      ),
    ).toMatchObject({ applied: 1, errors: [] });
  });
});
