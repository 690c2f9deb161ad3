import { LOG_START } from '@misaq/platform/event-store/port.js';
import { type Api, openApi, POOL, PROVINCE } from '../api.fixture.js';
import { allocation } from '../samples.fixture.js';

interface Shown {
  readonly type: string;
  readonly actor: Readonly<Record<string, unknown>>;
}

/** Two tokens of one officer, a file and a single act: the log tells them apart. */
describe('The token that an act came with', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  const idOf = (token: string): string | undefined => token.split('_')[1];

  async function history(query: string): Promise<readonly Shown[]> {
    await api.caughtUp();
    const { json } = await api.request('GET', `/api/v1/history?${query}`, { as: 'inspector' });
    return json.items as readonly Shown[];
  }

  it('stands beside the actor of each event by its id, and never with its secret', async () => {
    await api.act(`/api/v1/pools/${POOL}/allocations`, 'labour', allocation('a-1'));
    const shown = await history(`pool=${POOL}`);
    expect(shown.map(({ actor }) => actor)).toContainEqual(
      expect.objectContaining({ id: 'labour', tokenId: idOf(api.tokens.labour) }),
    );
    for await (const events of api.service.store.readAll(LOG_START))
      for (const { metadata } of events)
        for (const token of Object.values(api.tokens)) expect(metadata).not.toContain(token.slice(-43));
  });

  it('stands beside the events of a file that was sent with it', async () => {
    const rows = `province,id,kind,name,ownership,active_from\n${PROVINCE},jihad,agency,Jihad,,1395-01-01\n`;
    const sent = await api.request('POST', '/api/v1/imports/organisations', {
      as: 'labour',
      body: Buffer.from(rows),
      headers: { 'content-type': 'text/csv' },
    });
    expect([sent.status, sent.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
    const [event] = await history('agency=jihad');
    expect(event).toMatchObject({
      type: 'OrganisationRegistered',
      actor: { tokenId: idOf(api.tokens.labour) },
    });
  });

  it('is left out where Misaq itself acts, and on acts from before', async () => {
    const [started] = await history('stream=installation-misaq');
    expect(started).toMatchObject({ type: 'LogStarted', actor: { id: 'system' } });
    expect(started?.actor).not.toHaveProperty('tokenId');
  });
});
