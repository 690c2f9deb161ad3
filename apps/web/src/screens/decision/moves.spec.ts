import { beforeAfter, changesSince } from './moves.js';

const behzisti = {
  agency: 'behzisti',
  verdict: 'fell-short',
  allocatedRial: '5050',
  paidRial: '2720',
  movableRial: '2330',
  unmetDemandRial: '0',
};
const relief = { ...behzisti, agency: 'relief', verdict: 'passed', allocatedRial: '10000', movableRial: '0' };
const alavi = { ...behzisti, agency: 'alavi', verdict: 'running', allocatedRial: '70', movableRial: '0' };
const transfers = [
  { from: 'behzisti', to: 'relief', amountRial: '2300' },
  { from: 'behzisti', to: 'alavi', amountRial: '30' },
];

describe('What a signature changes', () => {
  const rows = beforeAfter([behzisti, relief, alavi], transfers);

  it('is what an agency gives and receives', () => {
    expect(rows).toEqual([
      { agency: 'behzisti', before: 5050n, change: -2330n, after: 2720n },
      { agency: 'relief', before: 10_000n, change: 2300n, after: 12_300n },
      { agency: 'alavi', before: 70n, change: 30n, after: 100n },
    ]);
  });

  it('leaves the total of the pool as it was', () => {
    const total = (of: 'before' | 'after'): bigint => rows.reduce((sum, row) => sum + row[of], 0n);
    expect(total('after')).toBe(total('before'));
  });
});

describe('What has changed since a review', () => {
  it('is nothing when every figure is the same', () => {
    expect(changesSince([behzisti, relief], [relief, behzisti])).toEqual([]);
  });

  it('is each figure that is another now, and the verdict', () => {
    const now = { ...behzisti, verdict: 'passed', paidRial: '4000', movableRial: '0' };
    expect(changesSince([behzisti], [now])).toEqual([
      { agency: 'behzisti', figure: 'verdict', then: 'fell-short', now: 'passed' },
      { agency: 'behzisti', figure: 'paidRial', then: '2720', now: '4000' },
      { agency: 'behzisti', figure: 'movableRial', then: '2330', now: '0' },
    ]);
  });

  it('is not an agency that came since', () => {
    expect(changesSince([behzisti], [behzisti, alavi])).toEqual([]);
  });
});
