import { freshnessItem, type LogFreshness } from './log-freshness.js';

const FOUND: LogFreshness = {
  position: 41n,
  recordedAt: '2023-01-22T08:29:00.000Z',
  atMs: Date.UTC(2023, 0, 22, 8, 30),
  behindSeconds: 4.9,
  stopped: ['jobs'],
};

describe('The freshness of figures', () => {
  it('is told completely to an asker who sees everything', () => {
    expect(freshnessItem(FOUND, 41n)).toEqual({
      position: 41,
      recordedAt: '2023-01-22T08:29:00.000Z',
      levelAt: '2023-01-22T08:29:56.000Z',
      behindSeconds: 4,
      stopped: ['jobs'],
    });
  });

  it('tells others nothing while the figures follow as they usually do', () => {
    const usual = freshnessItem(FOUND, 'a token');
    expect(usual).toEqual(freshnessItem({ ...FOUND, behindSeconds: 0, recordedAt: null }, 'a token'));
    expect(usual).toMatchObject({ position: 'a token', recordedAt: null, behindSeconds: 0 });
  });

  it('tells them of a delay that is longer than that', () => {
    expect(freshnessItem({ ...FOUND, behindSeconds: 130.7 }, 'a token')).toMatchObject({
      behindSeconds: 130,
      levelAt: '2023-01-22T08:27:50.000Z',
    });
  });
});
