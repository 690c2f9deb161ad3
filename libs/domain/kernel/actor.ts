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
 * `organisation` is the agency or bank that an officer acts for. `operatingSystemUser` is filled on the command line.
 */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation?: string;
  readonly operatingSystemUser?: string;
}
