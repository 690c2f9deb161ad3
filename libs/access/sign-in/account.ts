import type { HashedPassword } from './passwords.js';

/** Who signs in: a person with one password, for one or several principals. */
export interface Account {
  /** The id of its first principal. */
  readonly name: string;
  readonly principals: readonly string[];
  /** Absent as long as nobody has redeemed a link. */
  readonly password?: HashedPassword & { readonly setAt: string };
  readonly factor?: Factor;
  /** A secret that was shown and not confirmed by a code yet. */
  readonly pendingFactor?: Pick<Factor, 'secret'>;
  /** The newest link; an older one works no more. */
  readonly link?: Link;
  /** The invented password of an account of the demo, which everybody may see; it is the password while both were set at once. */
  readonly demo?: { readonly password: string; readonly setAt: string };
  readonly lastSignIn?: SeenSignIn;
  /** The one before the last: the holder is shown it. */
  readonly previousSignIn?: SeenSignIn;
}

export interface SeenSignIn {
  /** ISO instant, UTC. */
  readonly at: string;
  readonly address: string;
}

/** A secret for codes that follow from the time (RFC 6238). */
export interface Factor {
  /** Base32. */
  readonly secret: string;
  readonly setAt: string;
  /** The step of the last code that was taken: no code is taken twice. */
  readonly lastStep: number;
}

/** A one-time link, handed over by an admin as its code. */
export interface Link {
  readonly linkId: string;
  /** SHA-256 of the secret in the code, hexadecimal. */
  readonly fingerprint: string;
  readonly principalId: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  /** ISO instant. */
  readonly expiresAt: string;
  /** The holder has lost the second factor: redeeming the link removes it. */
  readonly withoutFactor?: true;
  readonly usedAt?: string;
}
