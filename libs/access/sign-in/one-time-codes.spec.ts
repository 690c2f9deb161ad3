import { codeAt, factorAddress, newFactorSecret, stepOfCode } from './one-time-codes.js';

/** «12345678901234567890» in Base32, the secret of the examples in RFC 6238. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const SECOND_MS = 1_000;

describe('A code of the authenticator', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('is the one of RFC 6238, appendix B, at %i s', (seconds, code) => {
    expect(codeAt(SECRET, seconds * SECOND_MS)).toBe(code);
    expect(stepOfCode(SECRET, code, seconds * SECOND_MS)).toBe(Math.floor(seconds / 30));
  });

  it('is taken one step early and one step late, by its own step, and no further', () => {
    const at = 1_200_000_000 * SECOND_MS;
    const code = codeAt(SECRET, at);
    const step = at / (30 * SECOND_MS);
    for (const [shift, expected] of [
      [-60, undefined],
      [-30, step],
      [0, step],
      [30, step],
      [60, undefined],
    ] as const)
      expect(stepOfCode(SECRET, code, at + shift * SECOND_MS)).toBe(expected);
  });

  it.each(['', '12345', '1234567', 'abcdef'])('is not «%s»', (code) => {
    expect(stepOfCode(SECRET, code, 0)).toBeUndefined();
  });

  it('has a secret of 160 bits, and an address that authenticators read', () => {
    const secret = newFactorSecret((length) => new Uint8Array(length).fill(7));
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(factorAddress(secret, 'sara')).toBe(
      `otpauth://totp/Misaq:sara?issuer=Misaq&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
