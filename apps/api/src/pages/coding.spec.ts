import { codingOf, CODINGS } from './coding.js';

describe('The coding of a file', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['br;q=nonsense', 'identity'],
    ['zstd', 'identity'],
    ['', 'identity'],
    [undefined, 'identity'],
  ])('for %s is %s', (accepted, coding) => {
    expect(codingOf(accepted, CODINGS)).toBe(coding);
  });

  it('is one that exists', () => {
    expect(codingOf('br, gzip', ['gzip', 'identity'])).toBe('gzip');
    expect(codingOf('br', ['identity'])).toBe('identity');
  });
});
