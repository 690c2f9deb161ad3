import { toJalali } from '@misaq/platform/calendar/jalali.js';
import { tehranDate } from '@misaq/platform/calendar/plain-date.js';
import { type BuiltServer, startBuiltServer } from '../e2e/built-server.fixture.js';
import { type Account, openAccount } from './province.fixture.js';

const PROVINCE = 'east-azerbaijan';
const SINCE = '2020-01-01';

/** A few files that wait at a bank, and a promise with a few jobs, behind the built server; recorded today. */
export interface SmallProvince {
  readonly server: BuiltServer;
  readonly pool: string;
  /** Jalali. */
  readonly year: number;
  readonly accounts: Readonly<Record<'bank' | 'labour' | 'agency' | 'deputy', Account>>;
}

const ORGANISATIONS = [
  { kind: 'agency', id: 'behzisti', name: 'سازمان بهزیستی' },
  { kind: 'agency', id: 'relief-committee', name: 'کمیته امداد' },
  { kind: 'bank', id: 'bank-refah', name: 'بانک رفاه', ownership: 'state' },
  { kind: 'sector', id: 'services', name: 'خدمات' },
  { kind: 'county', id: 'tabriz', name: 'تبریز' },
  { kind: 'county', id: 'marand', name: 'مرند' },
];

/** Valid national IDs of nobody. */
const PERSONS = ['0000000019', '0000000027', '0000000035', '0000000043'];

export async function openSmallProvince(folder: string): Promise<SmallProvince> {
  const server = await startBuiltServer(folder);
  const today = tehranDate(Date.now());
  const { year } = toJalali(today);
  const pool = `${PROVINCE}-${String(year)}-note16`;
  const labour = await server.letIn('labour-1', 'labour');
  const act = async (path: string, body: object, token = labour): Promise<void> => {
    const answer = await server.request('POST', `/api/v1/${path}`, { token, body });
    if (answer.status !== 200) throw new Error(`${path}: ${await answer.text()}`);
  };
  for (const organisation of ORGANISATIONS)
    await act(`provinces/${PROVINCE}/organisations`, { ...organisation, activeFrom: SINCE });
  await act(`pools/${pool}/policies`, {
    effectiveOn: today,
    thresholdPercent: 65,
    exactThresholdPasses: true,
    clock: { kind: 'working-days', days: 4 },
    split: 'unmet-demand',
    ringFence: false,
    reason: 'The session of the year',
  });
  for (const agency of ['behzisti', 'relief-committee'])
    await act(`pools/${pool}/allocations`, {
      allocationId: `${agency}-1`,
      agency,
      amountRial: '10000000000',
      notifiedOn: today,
    });
  for (const [index, agency] of ['behzisti', 'behzisti', 'relief-committee'].entries())
    await act(`pools/${pool}/facilities`, {
      facilityId: `F-${String(index + 1)}`,
      agency,
      bank: 'bank-refah',
      amountRial: '2000000000',
      introducedOn: today,
      county: 'tabriz',
      sector: 'services',
      plannedJobs: 1,
    });
  const plan = `provinces/${PROVINCE}/plans/${String(year)}/commitments`;
  const where = { sector: 'services', county: 'tabriz', notifiedOn: today };
  await act(plan, { version: 'baseline', agency: 'behzisti', jobs: 100, ...where });
  await act(plan, { version: 'raised', agency: 'behzisti', jobs: 150, ...where });
  for (const [index, nationalId] of PERSONS.entries())
    await act('jobs', {
      jobId: `job-${String(index + 1)}`,
      province: PROVINCE,
      year,
      nationalId,
      agency: index === 3 ? 'relief-committee' : 'behzisti',
      sector: 'services',
      county: index === 3 ? 'marand' : 'tabriz',
      gender: index === 0 ? 'female' : 'male',
      registeredOn: today,
      startedOn: today,
    });
  const inspector = await server.letIn('inspector-1', 'inspector');
  await act('jobs/job-3/rejections', { round: 1, on: today, reason: 'Nobody works there' }, inspector);
  await server.letIn('refah-1', 'bank', 'bank-refah');
  await server.letIn('behzisti-1', 'agency', 'behzisti');
  await server.letIn('deputy-1', 'economic-deputy');
  const accounts = {
    bank: await openAccount(server, 'refah-1'),
    labour: await openAccount(server, 'labour-1'),
    agency: await openAccount(server, 'behzisti-1'),
    deputy: await openAccount(server, 'deputy-1'),
  };
  return { server, pool, year, accounts };
}
