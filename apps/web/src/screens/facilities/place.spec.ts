import { placeIn, queryOf, withFilter, withOrder } from './place.js';

const search = (text: string): URLSearchParams => new URLSearchParams(text);

describe('The place in a list of files', () => {
  it('is read from an address', () => {
    expect(placeIn(search('agency=behzisti&status=waiting&sort=-pendingRial&cursor=abc'))).toEqual({
      filters: { agency: 'behzisti', status: 'waiting' },
      order: { column: 'pendingRial', descending: true },
      cursor: 'abc',
    });
  });

  it('leaves out empty filters, and orders that there are not', () => {
    expect(placeIn(search('agency=&sort=-secret'))).toEqual({
      filters: {},
      order: undefined,
      cursor: undefined,
    });
  });

  it('is asked in the words of the API', () => {
    expect(queryOf(placeIn(search('bank=bank-refah&sort=-amountRial&cursor=abc')))).toEqual({
      bank: 'bank-refah',
      sort: 'amount',
      direction: 'falling',
      cursor: 'abc',
    });
    expect(queryOf(placeIn(search('sort=introducedOn')))).toEqual({
      sort: 'introducedOn',
      direction: 'rising',
    });
  });

  it('begins at the first page with another filter or order: a cursor belongs to one of them', () => {
    expect(withFilter(search('cursor=abc&agency=behzisti'), 'bank', 'bank-refah').toString()).toBe(
      'agency=behzisti&bank=bank-refah',
    );
    expect(withFilter(search('agency=behzisti'), 'agency', '').toString()).toBe('');
    expect(withOrder(search('cursor=abc'), 'daysWaiting').toString()).toBe('sort=-daysWaiting');
  });
});
