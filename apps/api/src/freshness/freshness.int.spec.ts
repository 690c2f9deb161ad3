import { FACILITIES } from '@misaq/credit/boards/facilities/projection.js';
import { NO_STREAM } from '@misaq/platform/event-store/port.js';
import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import { type Api, openApi, POOL } from '../api.fixture.js';
import { allocation } from '../samples.fixture.js';

describe('How fresh the figures are', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  const asked = async (as: 'governor' | 'agency-behzisti') =>
    (await api.request('GET', '/api/v1/freshness', { as })).json;

  it('is said by the end of the log, the time of its last event, and the delay of the figures', async () => {
    const { position } = await api.act(`/api/v1/pools/${POOL}/allocations`, 'labour', allocation('a-1'));
    await api.caughtUp();
    expect(await asked('governor')).toEqual({
      position,
      recordedAt: '2023-01-22T08:30:00.000Z',
      levelAt: '2023-01-22T08:30:00.000Z',
      behindSeconds: 0,
      stopped: [],
    });
  });

  it('tells an officer of an organisation nothing of what others record', async () => {
    await api.caughtUp();
    const before = await asked('agency-behzisti');
    expect(before).toEqual({
      position: expect.stringMatching(/^[\w-]{22}$/) as string,
      recordedAt: null,
      levelAt: '2023-01-22T08:30:00.000Z',
      behindSeconds: 0,
      stopped: [],
    });
    // Two answers do not tell whether anything was recorded between them.
    expect((await asked('agency-behzisti')).position).not.toBe(before.position);
    // What it stands for can be asked for.
    const path = `/api/v1/pools?atLeast=${String(before.position)}`;
    expect((await api.request('GET', path, { as: 'agency-behzisti' })).status).toBe(200);
  });

  it('names the figures that stand still, to everybody', async () => {
    // No command makes such an event; a mistake of a later version of the program could.
    const metadata = canonicalJson({
      actor: { id: 'a', name: 'a', role: 'system' },
      recordedAt: '2024-05-20T08:30:00.000Z',
    });
    const event = { id: 'f'.repeat(32), type: 'FacilityDeclined', data: '{}', metadata };
    const { store, models } = api.service;
    const { position } = await store.append('creditPool-tehran-1401-broken', NO_STREAM, [event]);
    expect(await models.runner.waitFor(position, 5_000, [FACILITIES])).toBe(false);
    for (const as of ['governor', 'agency-behzisti'] as const)
      expect((await asked(as)).stopped).toContain(FACILITIES);
    expect((await asked('governor')).recordedAt).toBe('2024-05-20T08:30:00.000Z');
  });
});
