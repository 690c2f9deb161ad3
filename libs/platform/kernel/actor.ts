/** The roles of the table "who may do what". `system` is Misaq itself: it requests reviews and never approves. */
export const ROLES = [
  'admin',
  'labour',
  'economic-deputy',
  'inspector',
  'agency',
  'bank',
  'governor',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who acts, as a snapshot that is written beside each event, because roles change and history must not.
 * `organisation` is the agency or bank that an officer acts for.
 *
 * What the act came through stands beside the actor: `tokenId` where a server let the bearer of a token in, `sessionId`
 * where it let the session of a browser in, `operatingSystemUser` on the command line of a data directory. None stands where Misaq itself acts, where a code is
 * redeemed (its event names the token), and on events of versions that did not record the token.
 */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation?: string;
  /**
   * The province whose register knows that agency or bank: an officer acts in no other one. Absent for roles that act for
   * no organisation, on a data directory where no grant says it, and on events of versions that did not record it.
   */
  readonly province?: string;
  readonly operatingSystemUser?: string;
  /** The id of a token, which is no secret. */
  readonly tokenId?: string;
  /** The id of a session, which is no secret. */
  readonly sessionId?: string;
}
