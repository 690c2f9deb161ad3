import { clearCookie, cookieIn, sessionCookie, setCookie } from './cookie.js';

describe('The cookie of a session', () => {
  it('is of its host alone and travels encrypted where TLS is ended in front', () => {
    expect(setCookie(sessionCookie(true), 'value')).toBe(
      '__Host-misaq=value; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
    expect(clearCookie(sessionCookie(true))).toBe(
      '__Host-misaq=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0',
    );
  });

  it('has a plain name on the machine itself, where browsers take no secure one', () => {
    expect(setCookie(sessionCookie(false), 'value')).toBe('misaq=value; Path=/; HttpOnly; SameSite=Strict');
  });

  it.each([
    [undefined, undefined],
    ['', undefined],
    ['misaq=a', 'a'],
    ['other=1; misaq=a; more=2', 'a'],
    // Names are compared whole, and with their case.
    ['xmisaq=a; Misaq=b; misaq2=c', undefined],
    ['misaq=a; misaq=b', undefined],
    ['misaq=a=b', 'a=b'],
  ])('is read from «%s» as %s', (header, value) => {
    expect(cookieIn(header, sessionCookie(false))).toBe(value);
  });

  it('is not the plain one where TLS is ended in front: another page of the host may have set that', () => {
    expect(cookieIn('misaq=planted', sessionCookie(true))).toBeUndefined();
  });
});
