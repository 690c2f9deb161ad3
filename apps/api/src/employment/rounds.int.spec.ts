import { type Api, openApi, type Player } from '../api.fixture.js';
import { job } from '../samples.fixture.js';

/*
 * Who signs a round. By a file an inspector signs only their own rounds. The labour department records a signature for
 * somebody, and that is said wherever the verifier is.
 */

const CSV = { 'content-type': 'text/csv' };
const HEADER = 'job_id,round,verdict,verifier,on,reason';

interface Report {
  readonly accepted: number;
  readonly errors: readonly { readonly row: number; readonly column: string; readonly code: string }[];
}

describe('A round in a file', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    for (const n of [1, 2, 3, 4]) await api.act('/api/v1/jobs', 'labour', job(n));
  });
  afterAll(() => api.close());

  async function send(as: Player, rows: readonly string[], query = '') {
    const body = `${[HEADER, ...rows].join('\n')}\n`;
    const path = `/api/v1/imports/verifications${query}`;
    const { status, json } = await api.request('POST', path, { as, body, headers: CSV });
    const report = (json.report ?? json) as unknown as Report;
    return { status, accepted: report.accepted, errors: report.errors };
  }
  async function roundsOf(jobId: string): Promise<unknown> {
    await api.caughtUp();
    return (await api.request('GET', `/api/v1/jobs/${jobId}`, { as: 'governor' })).json.rounds;
  }
  const codes = ({ errors }: Pick<Report, 'errors'>) =>
    errors.map(({ row, column, code }) => [row, column, code]);

  it('that names another verifier is refused from an inspector, and their own is taken', async () => {
    const rows = ['job-1,1,verified,inspector-2,1401-10-20,', 'job-2,1,verified,inspector,1401-10-20,'];
    for (const query of ['', '?dryRun=true']) {
      const refused = await send('inspector', rows, query);
      expect([refused.status, codes(refused)]).toEqual([422, [[2, 'verifier', 'not_own_signature']]]);
    }
    expect(await send('inspector', rows.slice(1))).toMatchObject({ status: 200, accepted: 1 });
    expect(await roundsOf('job-1')).toEqual([]);
    expect(await roundsOf('job-2')).toMatchObject([{ verifier: 'inspector', recordedBy: null }]);
  });

  it('that the labour department records for somebody says so wherever the verifier is shown', async () => {
    await send('labour', [
      'job-1,1,verified,inspector-2,1401-10-20,',
      'job-3,1,رد,inspector-2,1401-10-20,closed',
    ]);
    for (const jobId of ['job-1', 'job-3'])
      expect(await roundsOf(jobId)).toMatchObject([{ verifier: 'inspector-2', recordedBy: 'labour' }]);

    const { json } = await api.request('GET', '/api/v1/history?stream=job-job-1', { as: 'inspector-2' });
    expect((json.items as unknown[]).at(-1)).toMatchObject({
      summary: 'inspector-2 verified job job-1 in round 1 on 1401-10-20, recorded for them by labour',
      data: { verifier: 'inspector-2', recordedBy: 'labour' },
    });
    const headers = { accept: 'text/csv' };
    const { text } = await api.request('GET', '/api/v1/history?stream=job-job-3', { as: 'labour', headers });
    expect(text).toContain('ثبت از طرف او: \u2068labour\u2069');
  });

  it('that was recorded for somebody is found by the verifier, and those they sent are not beside it', async () => {
    await api.act('/api/v1/jobs/job-4/verifications', 'inspector-2', { round: 1, on: '1401-10-20' });
    await api.caughtUp();
    const path = '/api/v1/history?verifier=inspector-2';
    const { status, json } = await api.request('GET', path, { as: 'inspector-2' });
    expect([status, json]).toMatchObject([
      200,
      {
        total: 2,
        items: [
          { type: 'JobVerified', data: { jobId: 'job-1', recordedBy: 'labour' } },
          { type: 'JobRejected', data: { jobId: 'job-3', recordedBy: 'labour' } },
        ],
      },
    ]);
  });

  it('counts as signed by the verifier and as done by the principal who recorded it', async () => {
    const signed = await api.request('POST', '/api/v1/jobs/job-1/verifications', {
      as: 'inspector-2',
      body: { round: 2, on: '1401-10-21' },
    });
    expect([signed.status, signed.json.refusal]).toEqual([409, 'verifier_signed_before']);

    expect(await send('labour', ['job-1,2,verified,inspector,1401-10-21,'])).toMatchObject({ status: 200 });
    const own = await api.request('POST', '/api/v1/jobs/job-1/verifications', {
      as: 'labour',
      body: { round: 3, on: '1401-10-22' },
    });
    expect([own.status, own.json]).toMatchObject([
      409,
      { refusal: 'second_person_needed', figures: { jobId: 'job-1', round: 3, person: 'labour' } },
    ]);
    const third = await send('labour', ['job-1,3,verified,labour,1401-10-22,']);
    expect([third.status, codes(third)]).toEqual([422, [[2, 'round', 'second_person_needed']]]);
  });

  it('cannot make all three rounds of a job stand in one file, either', async () => {
    const rows = [1, 2, 3].map(
      (n) => `job-2,${String(n)},verified,${['', 'inspector', 'inspector-2', 'labour'][n] ?? ''},1401-10-20,`,
    );
    // The first one stands: the inspector sent it.
    expect(await send('labour', rows, '?dryRun=true')).toMatchObject({ status: 200, accepted: 2 });
    await api.act('/api/v1/jobs', 'labour', job(5));
    const alone = await send(
      'labour',
      rows.map((row) => row.replace('job-2', 'job-5')),
    );
    expect([alone.status, codes(alone)]).toEqual([422, [[4, 'round', 'second_person_needed']]]);
  });
});

describe('A single round', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    for (const n of [11, 12, 13, 14]) await api.act('/api/v1/jobs', 'labour', job(n));
  });
  afterAll(() => api.close());

  const post = async (as: Player, jobId: string, act: string, body: object) => {
    const { status, json } = await api.request('POST', `/api/v1/jobs/${jobId}/${act}`, { as, body });
    return { status, refusal: json.refusal ?? null, json };
  };
  const FIRST = { round: 1, on: '1401-10-20' };

  it('is recorded by the labour department for the verifier it names', async () => {
    const { json } = await post('labour', 'job-11', 'verifications', { ...FIRST, verifier: 'inspector' });
    expect(json.events).toMatchObject([{ data: { verifier: 'inspector', recordedBy: 'labour' } }]);
    const rejected = await post('labour', 'job-12', 'rejections', {
      ...FIRST,
      verifier: 'inspector-2',
      reason: 'closed',
    });
    expect(rejected.json.events).toMatchObject([{ data: { verifier: 'inspector-2', recordedBy: 'labour' } }]);
  });

  it('is signed by its sender where none is named, or where the sender is named', async () => {
    const { json } = await post('inspector', 'job-13', 'verifications', { ...FIRST, verifier: 'inspector' });
    expect(json.events).toMatchObject([{ data: { verifier: 'inspector' } }]);
    expect(JSON.stringify(json)).not.toContain('recordedBy');
  });

  it('is refused like its row in a file, for every sender', async () => {
    const refusals = new Set<unknown>();
    for (const as of ['labour', 'inspector'] as const)
      for (const [round, verifier] of [
        [1, 'inspector-2'],
        [1, 'nobody'],
        [2, 'inspector-2'],
        [1, 'labour'],
      ] as const) {
        const row = `job-14,${String(round)},verified,${verifier},1401-10-20,`;
        const { json } = await api.request('POST', '/api/v1/imports/verifications?dryRun=true', {
          as,
          body: `${HEADER}\n${row}\n`,
          headers: CSV,
        });
        const { errors } = (json.report ?? json) as unknown as Report;
        // What would be taken is not sent, so that the next one finds the job as it was.
        if (errors.length === 0) continue;
        const single = await post(as, 'job-14', 'verifications', { round, verifier, on: '1401-10-20' });
        expect([as, row, single.refusal]).toEqual([as, row, errors[0]?.code]);
        refusals.add(single.refusal);
      }
    expect([...refusals].toSorted()).toEqual(['not_own_signature', 'round_out_of_order', 'unknown_verifier']);
  });

  it('cannot be three times of one sender, whomever it names', async () => {
    const second = { ...FIRST, round: 2, verifier: 'inspector-2' };
    expect(await post('labour', 'job-11', 'verifications', second)).toMatchObject({ status: 200 });
    const third = { ...FIRST, round: 3, verifier: 'labour' };
    expect(await post('labour', 'job-11', 'verifications', third)).toMatchObject({
      status: 409,
      refusal: 'second_person_needed',
    });
    const twice = { ...FIRST, round: 3, verifier: 'inspector' };
    expect(await post('labour', 'job-11', 'verifications', twice)).toMatchObject({
      status: 409,
      refusal: 'verifier_signed_before',
    });
  });
});
