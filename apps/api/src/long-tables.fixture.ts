import { type Api, PROVINCE } from './api.fixture.js';
import { allocation } from './samples.fixture.js';

/** More than are read from a table at once. */
export const FACILITIES = 1_100;

/**
 * A pool with {@link FACILITIES}, of which Behzisti has three in four at Bank Melli and the Relief Committee the others at
 * Bank Mellat, and a plan with ten promised jobs.
 */
export async function fillLongTables(api: Api, pool: string): Promise<void> {
  const allocations = `/api/v1/pools/${pool}/allocations`;
  await api.act(allocations, 'labour', allocation('a'));
  await api.act(allocations, 'labour', allocation('b', 'relief-committee'));
  const rows = Array.from({ length: FACILITIES }, (_, index) => {
    const mine = index % 4 !== 0;
    const agency = mine ? 'behzisti' : 'relief-committee';
    const bank = mine ? 'bank-melli' : 'bank-mellat';
    return `f-${String(index)},${pool},${agency},${bank},900000000000000001,1401-09-06,tabriz,services,1,`;
  });
  const header =
    'facility_id,pool,agency,bank,amount_rial,introduced_on,county,sector,planned_jobs,applicant_id';
  const { status, text } = await api.request('POST', '/api/v1/imports/introductions', {
    as: 'labour',
    body: [header, ...rows, ''].join('\n'),
    headers: { 'content-type': 'text/csv' },
  });
  if (status !== 200) throw new Error(`the introductions were refused: ${text}`);
  await api.act(`/api/v1/provinces/${PROVINCE}/plans/1401/commitments`, 'labour', {
    version: 'baseline',
    agency: 'behzisti',
    sector: 'services',
    county: 'tabriz',
    jobs: 10,
    notifiedOn: '1401-02-01',
  });
}
