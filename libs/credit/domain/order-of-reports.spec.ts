import fc from 'fast-check';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  allocate,
  bn,
  close,
  correctIntroduction,
  type Doing,
  inError,
  introduce,
  INTRODUCED,
  pay,
  perform,
  returned,
  withdraw,
} from './credit.fixture.js';
import { initialPool } from './state.js';
import { each, untilReached } from '../../../test/support/until-reached.fixture.js';

/* Banks and agencies report independently, and late. The order of their reports must not change the figures. */

const AMOUNT = 10n;

const ACTS = {
  pay: (on: PlainDate, amountRial: bigint, reference: string) => pay('f', amountRial, on, reference),
  close: (on: PlainDate) => close('f', on),
  withdraw: (on: PlainDate) => withdraw('f', on),
  returned: (on: PlainDate, _amountRial: bigint, reference: string) => returned('f', on, reference),
  inError: (on: PlainDate, _amountRial: bigint, reference: string) => inError('f', on, reference),
  correct: (_on: PlainDate, amountRial: bigint) => correctIntroduction('f', amountRial),
};

const act = fc
  .tuple(
    fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[])),
    fc.nat(6),
    fc.bigInt(1n, AMOUNT),
    fc.constantFrom('ref-1', 'ref-2', 'ref-3'),
  )
  .map(([kind, day, amountRial, reference]) => ({
    kind,
    doing: ACTS[kind](addDays(INTRODUCED, day), amountRial, reference),
  }));

/** The figures of each day after all these steps; undefined when one of the last two is refused. */
function figuresAfter(before: readonly Doing[], last: readonly Doing[]) {
  const state = initialPool();
  for (const doing of [
    allocate('behzisti', bn(1)),
    introduce('f', 'behzisti', AMOUNT),
    pay('f', 3n, INTRODUCED),
    ...before,
  ])
    perform(state, doing);
  if (last.some((doing) => perform(state, doing).kind !== 'accepted')) return undefined;
  const days = new Map<PlainDate, { introducedRial: bigint; paidRial: bigint; pendingRial: bigint }>();
  for (const { on, introducedRial, paidRial, pendingRial } of state.accounts.get('behzisti')?.days.values() ??
    []) {
    const sum = days.get(on) ?? { introducedRial: 0n, paidRial: 0n, pendingRial: 0n };
    days.set(on, {
      introducedRial: sum.introducedRial + introducedRial,
      paidRial: sum.paidRial + paidRial,
      pendingRial: sum.pendingRial + pendingRial,
    });
  }
  return new Map([...days].filter(([, sums]) => Object.values(sums).some((sum) => sum !== 0n)));
}

it('two reports of one facility lead to the same figures on every day in both orders', () => {
  const pairs = ['close and pay', 'close and inError', 'inError and withdraw', 'pay and withdraw'];
  untilReached(each(pairs, 1), (saw) => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 6 }), act, act, (earlier, one, other) => {
        // Between two corrections, the later one counts.
        fc.pre(one.kind !== 'correct' || other.kind !== 'correct');
        const before = earlier.map(({ doing }) => doing);
        const figures = figuresAfter(before, [one.doing, other.doing]);
        const swapped = figuresAfter(before, [other.doing, one.doing]);
        if (figures === undefined || swapped === undefined) return;
        saw([one.kind, other.kind].toSorted().join(' and '));
        expect(figures).toEqual(swapped);
      }),
      { numRuns: 6_000 },
    );
  });
});
