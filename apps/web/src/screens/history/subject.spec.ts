import { before, eventAddress, historyAddress, historyOf, subjectIn } from './subject.js';

const found = (address: string) => subjectIn(new URL(address, 'http://localhost').searchParams);

describe('The subject of a history', () => {
  it('is read from the address that it makes', () => {
    const subject = { kind: 'bank', id: 'bank & co' } as const;
    expect(found(historyAddress(subject))).toEqual(subject);
    expect(historyOf(subject)).toEqual({ bank: 'bank & co' });
  });

  it.each(['/history', '/history?pool=', '/history?pool=%20&color=red'])('is none in %s', (address) => {
    expect(found(address)).toBeUndefined();
  });

  it('goes along to an event', () => {
    expect(found(eventAddress(12, 'pool-a'))).toEqual({ kind: 'stream', id: 'pool-a' });
  });
});

describe('The position before', () => {
  it.each([
    ['12', 11],
    ['0', -1],
    ['x', undefined],
    ['1.5', undefined],
    ['', undefined],
  ])('%j is %j', (position, expected) => {
    expect(before(position)).toBe(expected);
  });
});
