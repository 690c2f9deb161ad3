import { nextIn, signInFrom } from './next.js';

const ORIGIN = 'http://127.0.0.1:8080';
const next = (address: string): string => nextIn(new URL(signInFrom(address), ORIGIN).searchParams, ORIGIN);

describe('The page after signing in', () => {
  it.each(['/', '/pools', '/pools/a/reviews/b?lang=en&asOf=1401-11-02', '/history?pool=a#list'])(
    'is the one before: %s',
    (address) => {
      expect(next(address)).toBe(address);
    },
  );

  it.each([
    'https://other.example/',
    '//other.example/',
    String.raw`/\other.example/`,
    '/\t/other.example/',
    'javascript:alert(1)',
    'pools',
    '',
    '/sign-in?next=/sign-in',
  ])('is the first one where the address is not a page of this server: %j', (address) => {
    expect(next(address)).toBe('/');
  });

  it('is the first one when none is asked for', () => {
    expect(nextIn(new URLSearchParams(), ORIGIN)).toBe('/');
  });
});
