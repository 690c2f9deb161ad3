import { Secret, TOTP } from 'otpauth';
import type { Random } from '@misaq/platform/node/tokens.js';

/*
 * Codes of an authenticator (RFC 6238): six digits, a new one every 30 seconds, HMAC with SHA-1. Other settings are in the
 * standard, and common authenticators ignore them and show other codes.
 */

const SETTINGS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const PERIOD_MS = SETTINGS.period * 1_000;
/** As long as the hash, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
/** A clock may be wrong by so many steps; the code before and the one after are taken too (RFC 6238, 5.2). */
const WINDOW = 1;

/** A new secret, Base32. */
export function newFactorSecret(random: Random): string {
  return new Secret({ buffer: Uint8Array.from(random(SECRET_BYTES)).buffer }).base32;
}

/** The address that an authenticator takes as a picture: `otpauth://totp/…`. */
export function factorAddress(secret: string, account: string): string {
  return codesOf(secret, account).toString();
}

/** The step whose code it is, of those around a moment; undefined when it is none of them. */
export function stepOfCode(secret: string, code: string, nowMs: number): number | undefined {
  const delta = codesOf(secret).validate({ token: code, timestamp: nowMs, window: WINDOW });
  return delta === null ? undefined : Math.floor(nowMs / PERIOD_MS) + delta;
}

/** The code at a moment. */
export function codeAt(secret: string, nowMs: number): string {
  return codesOf(secret).generate({ timestamp: nowMs });
}

function codesOf(secret: string, label = ''): TOTP {
  return new TOTP({ ...SETTINGS, issuer: 'Misaq', label, secret: Secret.fromBase32(secret) });
}
