import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answered, type Api, openApi, type Player, PROVINCE } from '../api.fixture.js';

const ROWS = 400;

describe('A file that is applied in the background', () => {
  let api: Api;
  let pools = 0;

  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(async () => {
    // Removed a moment after the answer; a test that waits in vain fails.
    for (const folder of ['uploads', 'imports'])
      while (readdirSync(join(api.service.folder, folder)).length > 0) await wait(5);
    expect(api.logged.join('')).not.toContain('unexpected error');
    await api.close();
  });

  const newPool = (): string => {
    pools += 1;
    return `${PROVINCE}-1401-l${String(pools)}`;
  };

  const fileOf = (pool: string, rows = ROWS, agency = 'behzisti'): string =>
    [
      'pool,allocation_id,agency,amount_toman,notified_on',
      ...Array.from({ length: rows }, (_, n) => `${pool},a-${String(n)},${agency},100,1401-09-01`),
    ].join('\n');

  const send = (
    body: string,
    {
      prefer = 'respond-async',
      query = '',
      as = 'labour',
    }: { prefer?: string | undefined; query?: string; as?: Player } = {},
  ): Promise<Answered> =>
    api.request('POST', `/api/v1/imports/allocations${query}`, {
      as,
      body,
      headers: { 'content-type': 'text/csv', ...(prefer !== '' && { prefer }) },
    });

  interface Progress {
    readonly state: string;
    readonly done: number;
    readonly total: number;
  }

  /** Asks until it is completed; gives everything that was said on the way. */
  async function followed({ headers }: Answered): Promise<readonly Progress[]> {
    const said: Progress[] = [];
    const query = `?atLeast=${String(headers['misaq-position'])}`;
    while (said.at(-1)?.state !== 'completed') {
      const { status, json } = await api.request('GET', `${String(headers.location)}${query}`, {
        as: 'labour',
      });
      expect(status).toBe(200);
      said.push(json.progress as Progress);
      await wait(1);
    }
    return said;
  }

  /** What is shown of a pool and its lots, whatever it is called. */
  async function boards(pool: string): Promise<readonly unknown[]> {
    await api.caughtUp();
    const shown: unknown[] = [];
    for (const view of ['', `/allocations?limit=${String(ROWS)}`]) {
      const { status, text } = await api.request('GET', `/api/v1/pools/${pool}${view}`, { as: 'labour' });
      expect(status).toBe(200);
      const named = [pool, pool.split('-').at(-1)!];
      shown.push(JSON.parse(named.reduce((left, name) => left.replaceAll(`"${name}"`, '"it"'), text)));
    }
    return shown;
  }

  it('is accepted, says how far it is, and leaves what the plain way leaves', async () => {
    const [later, plain] = [newPool(), newPool()];
    const accepted = await send(fileOf(later), { query: '?name=later.csv' });
    expect([accepted.status, accepted.headers['preference-applied']]).toEqual([202, 'respond-async']);
    const { importId } = accepted.json;
    expect(accepted.headers.location).toBe(`/api/v1/imports/${String(importId)}`);
    expect(accepted.json).toEqual({
      importId: expect.stringMatching(/^[0-9a-f-]{32,36}$/) as string,
      kind: 'allocations',
      file: 'later.csv',
      rows: ROWS,
      accepted: ROWS,
      duplicates: 0,
      rejected: 0,
      applied: 0,
      errors: [],
      dryRun: false,
    });
    const said = await followed(accepted);
    expect(new Set(said.map(({ total }) => total))).toEqual(new Set([ROWS]));
    const states = ['accepted', 'applying', 'completed'];
    const steps = said.map(({ state }) => states.indexOf(state));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(said.at(-1)).toEqual({ state: 'completed', done: ROWS, total: ROWS });
    const record = await api.request('GET', String(accepted.headers.location), { as: 'labour' });
    expect(record.json).toMatchObject({ importId, status: 'completed', applied: ROWS, lateRefusals: 0 });

    expect((await send(fileOf(plain), { prefer: '' })).json).toMatchObject({ applied: ROWS });
    const shown = await boards(later);
    expect(shown).toMatchObject([{ agencies: [{ allocatedRial: '400000' }] }, { total: ROWS, next: null }]);
    expect(shown).toEqual(await boards(plain));
  });

  it('changes nothing the second time, also while the first is being applied', async () => {
    const pool = newPool();
    const first = await send(fileOf(pool));
    const again = await send(fileOf(pool));
    expect([first.status, again.status]).toEqual([202, 200]);
    expect(again.headers).not.toHaveProperty('preference-applied');
    const { importId } = first.json;
    expect(again.json).toMatchObject({ importId, rows: ROWS, duplicates: ROWS, accepted: 0, applied: 0 });
    await followed(first);
    const { position } = await api.service.store.health();
    expect((await send(fileOf(pool), { prefer: '' })).json).toMatchObject({ importId, duplicates: ROWS });
    expect((await api.service.store.health()).position).toBe(position);
  });

  it('may rest on one that was accepted before it and is not applied yet', async () => {
    const pool = newPool();
    const first = await send(fileOf(pool, ROWS));
    const more = await send(fileOf(pool, ROWS + 50));
    expect([first.status, more.status]).toEqual([202, 202]);
    expect(more.json).toMatchObject({ accepted: 50, duplicates: ROWS });
    expect((await followed(more)).at(-1)).toEqual({ state: 'completed', done: 50, total: 50 });
  });

  it('is refused in the request as ever, and nothing of it is kept', async () => {
    const pool = newPool();
    const { position } = await api.service.store.health();
    for (const [body, options, expected] of [
      [fileOf(pool, 2, 'nobody'), {}, [422, 'file_refused']],
      ['', {}, [422, 'unreadable_file']],
      [fileOf(pool), { as: 'bank-melli' }, [403, 'not_permitted']],
    ] as const) {
      const refused = await send(body, options);
      expect([refused.status, refused.json.refusal]).toEqual(expected);
      expect(refused.headers).not.toHaveProperty('location');
    }
    const tried = await send(fileOf(pool), { query: '?dryRun=true' });
    expect([tried.status, tried.json]).toMatchObject([200, { dryRun: true, accepted: ROWS, applied: 0 }]);
    // That it was checked is recorded, and nothing else.
    expect((await api.service.store.health()).position).toBe(position + 1n);
  });

  it('leaves bad rows out when that is asked for, and names them at once', async () => {
    const pool = newPool();
    const accepted = await send(`${fileOf(pool, 2)}\n${pool},x,nobody,1,1401-09-01`, {
      query: '?partial=true',
    });
    expect([accepted.status, accepted.json]).toMatchObject([
      202,
      { rows: 3, accepted: 2, rejected: 1, errors: [{ row: 4, column: 'agency' }] },
    ]);
    expect((await followed(accepted)).at(-1)).toMatchObject({ done: 2 });
  });

  it('is listed for an operator when it cannot be applied, who has it tried again', async () => {
    const file = join(api.service.folder, 'imports', 'damaged.ndjson');
    writeFileSync(file, 'no JSON');
    const job = { id: 'damaged', kind: 'import-test' } as const;
    await api.scheduler.schedule({ ...job, dueAtMs: api.now(), retry: { attempts: 1 } });
    const listed = async () => {
      const { json } = await api.request('GET', '/api/v1/operations/jobs', { as: 'admin' });
      return json.failed as readonly Readonly<Record<string, unknown>>[];
    };
    while ((await listed()).length === 0) await wait(5);
    expect(await listed()).toMatchObject([
      { ...job, state: 'failed', problem: expect.stringContaining('is damaged') as string },
    ]);
    // It holds up no other file.
    await followed(await send(fileOf(newPool(), 1)));
    expect(await listed()).toHaveLength(1);
    rmSync(file);
    const again = await api.request('POST', '/api/v1/operations/jobs/import-test/damaged/retry', {
      as: 'admin',
    });
    expect(again.status).toBe(200);
    while ((await api.scheduler.task(job.kind, job.id)) !== undefined) await wait(5);
    await followed(await send(fileOf(newPool(), 1)));
  });

  it.each([
    ['wait=10, Respond-Async ; x=1', 202],
    ['return=minimal', 200],
    ['note="respond-async, please"', 200],
    ['respond-asynchronously', 200],
  ])('is what «Prefer: %s» asks for or not: %i', async (prefer, status) => {
    const answered = await send(fileOf(newPool(), 1), { prefer });
    expect(answered.status).toBe(status);
    if (status === 202) await followed(answered);
  });
});
