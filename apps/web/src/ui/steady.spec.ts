import { changedCells, inShownOrder } from './steady.js';

interface Row {
  readonly id: string;
  readonly paid: number;
}
const idOf = ({ id }: Row): string => id;
const row = (id: string, paid = 0): Row => ({ id, paid });

describe('Rows that change while somebody reads them', () => {
  it('stay where they were shown, and new ones follow', () => {
    const rows = [row('new'), row('b'), row('a'), row('newer')];
    expect(inShownOrder(rows, idOf, ['a', 'b', 'gone']).map(idOf)).toEqual(['a', 'b', 'new', 'newer']);
  });

  it('keep their own order when nothing was shown', () => {
    expect(inShownOrder([row('b'), row('a')], idOf, []).map(idOf)).toEqual(['b', 'a']);
  });

  it('have the columns that show something else, by row', () => {
    const before = new Map([
      ['a', { paid: '1' }],
      ['b', { paid: '2' }],
    ]);
    const now = new Map([
      ['a', { paid: '1' }],
      ['b', { paid: '3' }],
      ['new', { paid: '9' }],
    ]);
    expect(changedCells(before, now)).toEqual(new Map([['b', new Set(['paid'])]]));
  });
});
