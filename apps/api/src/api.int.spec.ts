import { type Api, openApi, POOL } from './api.fixture.js';

describe('The server', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  it('records an allocation of the labour officer and says at which position', async () => {
    const body = {
      allocationId: 'a-1',
      agency: 'behzisti',
      amountRial: '5050000000000',
      notifiedOn: '1401-09-27',
    };
    const { status, json, headers } = await api.request('POST', `/api/v1/pools/${POOL}/allocations`, {
      as: 'labour',
      body,
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ repeated: false, events: [{}, {}, { type: 'CreditAllocated' }] });
    expect(headers['misaq-position']).toBe(String(json.position));
    await api.caughtUp();
  });
});
