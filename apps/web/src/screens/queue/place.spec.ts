import { isWithin, queueAddress, queueQuery, withBank } from './place.js';

const at = (query: string) => new URLSearchParams(query);

describe('The queue', () => {
  it('is what waits, the least time left first', () => {
    expect(queueQuery(at(''))).toEqual({ pending: true, sort: 'deadline' });
  });

  it('is held to a bank, and to what breaches within some working days', () => {
    expect(queueQuery(at('bank=b&dueWithin=5&cursor=c'))).toEqual({
      bank: 'b',
      cursor: 'c',
      pending: true,
      sort: 'deadline',
      dueWithin: 5,
    });
  });

  it.each(['dueWithin=7', 'dueWithin=', 'dueWithin=x'])('is not held to %s', (query) => {
    expect(isWithin(at(query))).toBeUndefined();
  });

  it('begins at the first page when it is held to something else', () => {
    expect(queueAddress(at('cursor=c&bank=b'), 1)).toBe('/queue?bank=b&dueWithin=1');
    expect(queueAddress(at('dueWithin=1'))).toBe('/queue');
    expect(withBank(at('cursor=c&bank=b'), '').toString()).toBe('');
  });
});
