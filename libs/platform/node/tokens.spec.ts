import { fingerprint, newToken, parseToken, sameFingerprint, systemRandom } from './tokens.js';

describe('The text of a token', () => {
  it('says its id and its secret, of which only the fingerprint is kept', () => {
    const { tokenId, text, fingerprint: kept } = newToken(systemRandom);
    const parsed = parseToken(text);
    expect(parsed?.tokenId).toBe(tokenId);
    expect(tokenId).toMatch(/^[a-z0-9]{12}$/);
    expect(Buffer.from(parsed!.secret, 'base64url')).toHaveLength(32);
    expect(fingerprint(parsed!.secret)).toBe(kept);
    expect(text).not.toContain(kept);
  });

  it('follows from the bytes it is given, all of them', () => {
    const bytes = (value: number) => newToken((length) => new Uint8Array(length).fill(value));
    expect(bytes(0).text).toBe(`misaq_aaaaaaaaaaaa_${'A'.repeat(43)}`);
    expect(bytes(255).text).toBe(`misaq_999999999999_${'_'.repeat(42)}8`);
    // SHA-256 of 43 letters A.
    expect(bytes(0).fingerprint).toBe(fingerprint('A'.repeat(43)));
  });

  it.each([
    ['nothing', ''],
    ['another prefix', `other_abcdefgh2345_${'A'.repeat(43)}`],
    ['a secret that is cut', `misaq_abcdefgh2345_${'A'.repeat(42)}`],
    ['a secret that goes on', `misaq_abcdefgh2345_${'A'.repeat(44)}`],
    ['an id in capitals', `misaq_ABCDEFGH2345_${'A'.repeat(43)}`],
    ['a line after it', `misaq_abcdefgh2345_${'A'.repeat(43)}\n`],
    ['a megabyte', `misaq_${'a'.repeat(1_000_000)}`],
  ])('is none with %s', (_what, text) => {
    expect(parseToken(text)).toBeUndefined();
  });

  it('is compared by all of its fingerprint', () => {
    const one = fingerprint('one');
    expect(sameFingerprint(one, fingerprint('one'))).toBe(true);
    expect(sameFingerprint(one, fingerprint('two'))).toBe(false);
    expect(sameFingerprint(one, one.slice(0, 62))).toBe(false);
    expect(sameFingerprint(one, '')).toBe(false);
  });
});
