import { isNationalId } from '@misaq/platform/kernel/national-id.js';
import { grouped, manifest, type Row, rowsOf, rowsOfKind } from './sample-files.fixture.js';

const jobs = new Map(rowsOfKind('jobs').map((row) => [row.job_id!, row]));
const rounds = grouped(rowsOfKind('verifications'), 'job_id');
const endings = new Map(rowsOfKind('job-endings').map((row) => [row.job_id!, row]));
const rejectedOn = new Map(
  rowsOfKind('verifications')
    .filter((row) => row.verdict === 'rejected')
    .map((row) => [row.job_id!, row.on!]),
);
const isStanding = (row: Row) => !rejectedOn.has(row.job_id!);
const toDey = rowsOf('13-jobs-1401-to-dey.csv');
const afterDey = rowsOf('20-jobs-1401-bahman-esfand.csv');

describe('the jobs of the sample province, net of rejections', () => {
  it('are 48,583 by the end of Dey, whether the year end has been imported or not', () => {
    expect(toDey.filter(isStanding)).toHaveLength(48_583);
    expect(toDey.every((row) => row.registered_on! <= '1401-10-30')).toBe(true);
    const rejectedInFirstAct = rowsOfKind('verifications', 'to-dey').filter(
      (row) => row.verdict === 'rejected',
    );
    expect(toDey.length - rejectedInFirstAct.length).toBe(48_583);
  });

  it('are 59,370 at the end of the year', () => {
    expect([...jobs.values()].filter(isStanding)).toHaveLength(59_370);
    expect(
      afterDey.every((row) => row.registered_on! > '1401-10-30' && row.registered_on! <= '1401-12-29'),
    ).toBe(true);
  });

  it('include 600 rejected ones, and 900 of them have ended', () => {
    expect(rejectedOn.size).toBe(600);
    expect(endings.size).toBe(900);
  });
});

describe('each job of the sample province', () => {
  it('has its own identifier and starts no later than it is registered', () => {
    expect(jobs.size).toBe(toDey.length + afterDey.length);
    expect([...jobs.values()].filter((row) => row.started_on! > row.registered_on!)).toEqual([]);
  });

  it('is verified in consecutive rounds by different people, and in none after a rejection', () => {
    const broken = [...rounds].filter(([jobId, signed]) => {
      const inOrder = signed.every((row, at) => row.round === String(at + 1));
      const days = [jobs.get(jobId)!.registered_on!, ...signed.map((row) => row.on!)];
      const daysInOrder = days.every((day, at) => at === 0 || days[at - 1]! <= day);
      const verifiers = new Set(signed.map((row) => row.verifier));
      const rejection = signed.findIndex((row) => row.verdict === 'rejected');
      const isLast = rejection === -1 || rejection === signed.length - 1;
      const reasons = signed.every((row) => (row.verdict === 'rejected') === (row.reason !== ''));
      return !inOrder || !daysInOrder || verifiers.size !== signed.length || !isLast || !reasons;
    });
    expect(broken).toEqual([]);
  });

  it('has its third round in the file of another officer than the first two', () => {
    const rounds = manifest
      .filter(({ kind }) => kind === 'verifications')
      .flatMap(({ file, as }) =>
        rowsOf(file).map(({ round }) => `${as} ${round === '3' ? 'third' : 'earlier'}`),
      );
    expect([...new Set(rounds)].sort()).toEqual(['labour-1:labour earlier', 'labour-2:labour third']);
  });

  it('that has ended was not rejected and has no later round', () => {
    const wrong = [...endings].filter(
      ([jobId, { ended_on }]) =>
        rejectedOn.has(jobId) ||
        jobs.get(jobId)!.registered_on! >= ended_on! ||
        (rounds.get(jobId)?.at(-1)?.on ?? '') >= ended_on!,
    );
    expect(wrong).toEqual([]);
  });

  it('belongs to a person who has no other running job when it is registered', () => {
    const people = new Set(toDey.map((row) => row.national_id));
    expect(people.size).toBe(toDey.length);

    const freeSince = new Map<string, string>();
    for (const row of toDey) {
      const ending = rejectedOn.get(row.job_id!) ?? endings.get(row.job_id!)?.ended_on;
      if (ending !== undefined && ending <= '1401-10-30') freeSince.set(row.national_id!, ending);
    }
    const again = afterDey.filter((row) => people.has(row.national_id));
    expect(again.length).toBeGreaterThan(100);
    expect(again.filter((row) => !(freeSince.get(row.national_id!)! < row.started_on!))).toEqual([]);
    expect(new Set(afterDey.map((row) => row.national_id)).size).toBe(afterDey.length);
  });

  it('belongs to no living person: a valid national ID of an office that does not exist', () => {
    const ids = [...jobs.values()].map((row) => row.national_id!);
    const applicants = rowsOfKind('introductions').map((row) => row.applicant_id!);
    expect([...ids, ...applicants].filter((id) => !isNationalId(id) || !id.startsWith('999'))).toEqual([]);
  });

  it('of a facility begins after that facility was paid, for the agency that introduced it', () => {
    const linked = [...jobs.values()].filter((row) => row.facility_id !== '');
    const files = new Map(rowsOfKind('introductions').map((row) => [`${row.pool} ${row.facility_id}`, row]));
    const paidOn = new Map(
      [...rowsOfKind('payments')].reverse().map((row) => [`${row.pool} ${row.facility_id}`, row.paid_on!]),
    );
    const wrong = linked.filter((row) => {
      const key = `${row.province}-${row.year}-${row.programme} ${row.facility_id}`;
      return files.get(key)?.agency !== row.agency || !(paidOn.get(key)! < row.started_on!);
    });
    expect(wrong).toEqual([]);
    expect(new Set(linked.map((row) => row.programme))).toEqual(new Set(['note16', 'home-based', 'rural']));
  });

  it('belongs to a woman in about three of ten cases', () => {
    const genders = grouped([...jobs.values()], 'gender');
    expect([...genders.keys()].sort()).toEqual(['female', 'male']);
    expect(genders.get('female')!.length / jobs.size).toBeCloseTo(0.3, 1);
  });
});
