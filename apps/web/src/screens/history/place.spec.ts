import { eventAddress, historyAddress, queryIn, subjectsIn, withPart } from './place.js';

const at = (address: string): URLSearchParams => new URL(address, 'http://localhost').searchParams;

describe('The place in a history', () => {
  it('has the subject of the address that it makes', () => {
    const subject = { kind: 'bank', id: 'bank & co' } as const;
    expect(subjectsIn(at(historyAddress(subject)))).toEqual([subject]);
    expect(queryIn(at(historyAddress(subject)))).toEqual({ bank: 'bank & co', order: 'falling' });
  });

  it.each(['/history', '/history?pool=', '/history?pool=%20&color=red'])(
    'has no subject in %s',
    (address) => {
      expect(queryIn(at(address))).toBeUndefined();
    },
  );

  it('has several subjects, a type, days in any digits, an order and a page', () => {
    const address = '/history?pool=a&agency=b&type=FacilityPaid&recordedFrom=۱۴۰۱/۱/۲&order=rising&cursor=c';
    expect(queryIn(at(address))).toEqual({
      pool: 'a',
      agency: 'b',
      type: 'FacilityPaid',
      recordedFrom: '1401-01-02',
      order: 'rising',
      cursor: 'c',
    });
  });

  it('leaves out a day that does not exist', () => {
    expect(queryIn(at('/history?pool=a&recordedTo=1404-12-30'))).toEqual({ pool: 'a', order: 'falling' });
  });

  it('begins at the first page when a part of it changes', () => {
    expect(withPart(at('/history?pool=a&cursor=c'), 'type', 'FacilityPaid').toString()).toBe(
      'pool=a&type=FacilityPaid',
    );
    expect(withPart(at('/history?pool=a&agency=b'), 'agency', '').toString()).toBe('pool=a');
  });

  it('leads to an event by its position or by the token that stands for it', () => {
    expect(eventAddress(12)).toBe('/events/12');
    expect(eventAddress('a_-b')).toBe('/events/a_-b');
  });
});
