import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/*
 * The text of a token: `misaq_<tokenId>_<secret>`. The id is no secret: it names the token in lists and in the log. The
 * secret is 32 random bytes, so that a plain hash of it tells nothing and no slow one is needed.
 *
 * The text of a one-time code: `misaqcode_<tokenId>_<secret>`, of the token that it is redeemed for. Its secret is 130 bits
 * in letters that can be read aloud. The code of a link to an account is made in the same way: `misaqlink_<linkId>_<secret>`.
 */

/** Gives so many bytes that nobody can foresee. */
export type Random = (bytes: number) => Uint8Array;

export const systemRandom: Random = (bytes) => randomBytes(bytes);

export interface NewToken {
  readonly tokenId: string;
  /** Shown once, to the future bearer. */
  readonly text: string;
  /** What is recorded of the secret. */
  readonly fingerprint: string;
}

const SECRET_BYTES = 32;
/** 60 bits: two of a million tokens bear one id once in two million installations. */
const ID_LETTERS = 12;
/** 32 of them, none of which is taken for another when read aloud. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Five bits each. */
const CODE_LETTERS = 26;

const LINK_CODE = /^misaqlink_([a-z0-9]{8,32})_([a-z0-9]{26})$/;
const CODE = /^misaqcode_([a-z0-9]{8,32})_([a-z0-9]{26})$/;
const TOKEN = /^misaq_([a-z0-9]{8,32})_([A-Za-z0-9_-]{43})$/;
const TOKEN_LENGTH_MAX = 100;

/** An id that is no secret, made by chance. */
export function newId(random: Random): string {
  return lettersOf(random(ID_LETTERS));
}

/** 256 random bits as 43 letters, digits, `_` and `-`. */
export function newSecret(random: Random): string {
  return Buffer.from(random(SECRET_BYTES)).toString('base64url');
}

export function newToken(random: Random, tokenId = newId(random)): NewToken {
  const secret = newSecret(random);
  return { tokenId, text: `misaq_${tokenId}_${secret}`, fingerprint: fingerprint(secret) };
}

export interface NewCode {
  /** Shown once, to be handed to the future bearer of the token. */
  readonly text: string;
  /** What is recorded of it. */
  readonly fingerprint: string;
}

export function newCode(random: Random, tokenId: string): NewCode {
  const secret = lettersOf(random(CODE_LETTERS));
  return { text: `misaqcode_${tokenId}_${secret}`, fingerprint: fingerprint(secret) };
}

/** The parts of a code's text, also with blanks around it; undefined when it is none. */
export function parseCode(text: string): { readonly tokenId: string; readonly secret: string } | undefined {
  if (text.length > TOKEN_LENGTH_MAX) return undefined;
  const [, tokenId, secret] = CODE.exec(text.trim()) ?? [];
  return tokenId === undefined || secret === undefined ? undefined : { tokenId, secret };
}

/** The code of a one-time link to an account, and the id that it names. */
export function newLinkCode(random: Random): NewCode & { readonly linkId: string } {
  const linkId = newId(random);
  const secret = lettersOf(random(CODE_LETTERS));
  return { linkId, text: `misaqlink_${linkId}_${secret}`, fingerprint: fingerprint(secret) };
}

/** The parts of the code of a link, also with blanks around it; undefined when it is none. */
export function parseLinkCode(
  text: string,
): { readonly linkId: string; readonly secret: string } | undefined {
  if (text.length > TOKEN_LENGTH_MAX) return undefined;
  const [, linkId, secret] = LINK_CODE.exec(text.trim()) ?? [];
  return linkId === undefined || secret === undefined ? undefined : { linkId, secret };
}

/** The id of the token that a command offers, the same each time the command is sent. */
export function tokenIdOf(commandId: string): string {
  return lettersOf(Buffer.from(hash('sha256', `token of ${commandId}`), 'hex').subarray(0, ID_LETTERS));
}

function lettersOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

/** The parts of a token's text; undefined when it is none. */
export function parseToken(text: string): { readonly tokenId: string; readonly secret: string } | undefined {
  if (text.length > TOKEN_LENGTH_MAX) return undefined;
  const [, tokenId, secret] = TOKEN.exec(text) ?? [];
  return tokenId === undefined || secret === undefined ? undefined : { tokenId, secret };
}

/** SHA-256 of the secret, hexadecimal. */
export function fingerprint(secret: string): string {
  return hash('sha256', secret);
}

/** Compares in a time that does not tell how much of them is alike. */
export function sameFingerprint(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
