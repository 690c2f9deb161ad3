import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import { NO_STREAM } from '@misaq/platform/event-store/port.js';
import { ACCESS } from '@misaq/access/boards/principals/projection.js';
import { type Api, openApi } from '../api.fixture.js';

describe('A read model of principals that stands still', () => {
  let api: Api;
  beforeEach(async () => {
    api = await openApi();
  });
  afterEach(() => api.close());

  it('lets nobody in: whose token was revoked after that, nobody could tell', async () => {
    expect((await api.request('GET', '/api/v1/me', { as: 'labour' })).status).toBe(200);
    const watching = await fetch(`${api.url}/api/v1/live`, {
      headers: { authorization: `Bearer ${api.tokens.governor}` },
    });
    const told = watching.text();
    // No command makes such an event; a mistake of a later version of the program could.
    const metadata = canonicalJson({
      actor: { id: 'a', name: 'a', role: 'system' },
      recordedAt: '2024-05-20T08:30:00.000Z',
    });
    const event = { id: 'f'.repeat(32), type: 'TokenRevoked', data: '{}', metadata };
    const { position } = await api.service.store.append('principal-nobody', NO_STREAM, [event]);
    expect(await api.service.models.runner.waitFor(position, 5_000, [ACCESS])).toBe(false);

    for (const as of ['labour', 'admin', 'agency-behzisti'] as const)
      expect(await api.request('GET', '/api/v1/me', { as })).toMatchObject({
        status: 503,
        json: { refusal: 'read_models_stopped', figures: { name: ACCESS } },
      });
    // The live stream of a connected client ends as well.
    expect(await told).not.toContain('principals');
    expect((await api.request('GET', '/health/live')).status).toBe(200);
    expect((await api.request('GET', '/health/ready')).json).toMatchObject({
      status: 'behind',
      problems: [expect.stringContaining('access is stopped') as string],
    });
  });
});
