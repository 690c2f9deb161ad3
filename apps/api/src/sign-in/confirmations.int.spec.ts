import { type Api, openApi } from '../api.fixture.js';
import { SAMPLES } from '../samples.fixture.js';
import {
  type Browser,
  openAccount,
  openBrowser,
  OTHER_PASSWORD,
  PASSWORD,
  refusalOf,
} from './browser.fixture.js';

const CONFIRMATION = '/api/v1/session/confirmation';
const OF_A_REVIEW = 'POST /api/v1/pools/:pool/reviews/:reviewId';
const SIGNED = ['approval', 'dismissal', 'reversals'] as const;

describe('Signing in a session', () => {
  let api: Api;
  let deputy: Browser;
  let made = 0;
  beforeAll(async () => {
    api = await openApi();
    await openAccount(api, 'deputy', PASSWORD);
    deputy = openBrowser(api);
    await deputy.signIn('deputy', PASSWORD);
  });
  afterAll(() => api.close());

  const confirm = (password = PASSWORD) => deputy.ask('POST', CONFIRMATION, { password });
  /** An act that waits for a signature, which is not sent yet. */
  async function toSign(what: (typeof SIGNED)[number], by: Browser = deputy) {
    made += 1;
    const sample = await SAMPLES[`${OF_A_REVIEW}/${what}`]!(api, made, 'deputy');
    await api.caughtUp();
    return {
      path: sample.path,
      sign: (body = sample.body, key?: string) =>
        by.ask('POST', sample.path, body, key === undefined ? {} : { key }),
    };
  }

  it.each(SIGNED)('needs the password again: %s', async (what) => {
    const { sign } = await toSign(what);
    expect(await refusalOf(sign())).toBe('403 confirmation_required');
    expect((await confirm()).json).toEqual({ holdsUntil: new Date(api.now() + 120_000).toISOString() });
    const { status, text } = await sign();
    expect([status, text]).toEqual([200, expect.stringContaining('"repeated":false') as string]);
  });

  it('needs it again for the next act', async () => {
    const [first, second] = [await toSign('dismissal'), await toSign('dismissal')];
    await confirm();
    expect((await first.sign()).status).toBe(200);
    expect(await refusalOf(second.sign())).toBe('403 confirmation_required');
  });

  it('gives one confirmation to one of two acts at the same moment', async () => {
    const [first, second] = [await toSign('dismissal'), await toSign('dismissal')];
    await confirm();
    const outcomes = await Promise.all([refusalOf(first.sign()), refusalOf(second.sign())]);
    expect(outcomes.toSorted()).toEqual(['200', '403 confirmation_required']);
  });

  it('does not use it up by an act that is refused, or by a request that is not understood', async () => {
    const { sign, path } = await toSign('dismissal');
    await confirm();
    expect(await refusalOf(deputy.ask('POST', path, {}))).toBe('400 invalid_request');
    const unknown = path.replace(/reviews\/[^/]+\//, 'reviews/none/');
    expect(await refusalOf(deputy.ask('POST', unknown, { reason: 'Agreed' }))).toBe('404 unknown_review');
    expect((await sign()).status).toBe(200);
    expect(await refusalOf(sign())).toBe('403 confirmation_required');
  });

  it('needs it anew after two minutes', async () => {
    const { sign } = await toSign('dismissal');
    await confirm();
    const noon = api.now();
    api.setClock(noon + 120_000);
    expect(await refusalOf(sign())).toBe('403 confirmation_required');
    await confirm();
    api.setClock(noon + 239_999);
    expect((await sign()).status).toBe(200);
    api.setClock(noon);
  });

  it('is not confirmed by a wrong password, and delays further guesses', async () => {
    const { sign } = await toSign('dismissal');
    for (let n = 0; n < 4; n += 1)
      expect(await refusalOf(confirm(OTHER_PASSWORD))).toBe('403 confirmation_failed');
    expect(await refusalOf(confirm())).toBe('429 held_back');
    expect(await refusalOf(deputy.ask('POST', CONFIRMATION, {}))).toBe('403 confirmation_failed');
    expect(await refusalOf(sign())).toBe('403 confirmation_required');
    api.setClock(api.now() + 1_000);
    expect((await confirm()).status).toBe(200);
    expect((await sign()).status).toBe(200);
  });

  it('is confirmed in the session that signs, and in no other', async () => {
    const other = openBrowser(api);
    await other.signIn('deputy', PASSWORD);
    const { sign } = await toSign('dismissal', other);
    await confirm();
    expect(await refusalOf(sign())).toBe('403 confirmation_required');
  });

  it('is not asked of a token, nor of other acts', async () => {
    const { path } = await toSign('dismissal');
    const { status } = await api.request('POST', path, { as: 'deputy', body: { reason: 'Agreed' } });
    expect(status).toBe(200);
    await api.caughtUp();
    expect((await deputy.ask('GET', path.replace('/dismissal', ''))).status).toBe(200);
    const review = path.replace(/\/[^/]+\/dismissal$/, '');
    expect((await deputy.ask('POST', review, { asOf: '1401-11-01' })).status).not.toBe(403);
  });

  it('stands in the history with the id of the session, and at the door', async () => {
    const { sign, path } = await toSign('dismissal');
    await confirm();
    await sign();
    await api.caughtUp();
    const [sessionId = '', secret = ''] = deputy.cookie?.split('.') ?? [];
    const pool = path.split('/')[4];
    const history = await api.request('GET', `/api/v1/history?pool=${String(pool)}`, { as: 'inspector' });
    const { actor } = (history.json.items as { type: string; actor: object }[]).find(
      ({ type }) => type === 'ReallocationDismissed',
    )!;
    expect(actor).toEqual({ id: 'deputy', name: 'Officer deputy', role: 'economic-deputy', sessionId });
    expect(history.text).not.toContain(secret);
    const door = await api.request('GET', '/api/v1/door?limit=1', { as: 'inspector' });
    expect(door.json.items).toMatchObject([{ kind: 'confirmed', account: 'deputy', sessionId }]);
  });
});
