/**
 * Who may do what. The rights are data, so that a screen greys out a button by the very table that the server
 * refuses by. That nobody approves a review of their own asking is a rule of the credit pool, not of a role.
 */
import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { AccessRefusalName } from './refusals.js';

/** `own`: for the organisation the actor belongs to. A role that is not named may not. */
type Extent = 'any' | 'own';

const LABOUR_OR_OWN_AGENCY = { labour: 'any', agency: 'own' } as const;
const LABOUR_OR_OWN_BANK = { labour: 'any', bank: 'own' } as const;

const TABLE = {
  'manage-register': { admin: 'any', labour: 'any' },
  'manage-calendar': { admin: 'any', labour: 'any' },
  'manage-principals': { admin: 'any' },
  /** The record of sign-ins, failed attempts and password changes. */
  'read-door': { admin: 'any', inspector: 'any' },
  // The operator of the machine records neither commitments nor payments, and approves nothing.
  operate: { admin: 'any' },

  'plan-commitments': { labour: 'any' },
  'adopt-policy': { labour: 'any', 'economic-deputy': 'any' },
  'allocate-credit': { labour: 'any' },
  'correct-allocation': { labour: 'any' },

  introduce: LABOUR_OR_OWN_AGENCY,
  'correct-introduction': LABOUR_OR_OWN_AGENCY,
  withdraw: LABOUR_OR_OWN_AGENCY,
  'register-job': LABOUR_OR_OWN_AGENCY,
  'end-job': LABOUR_OR_OWN_AGENCY,
  'void-job': { labour: 'any' },

  decline: LABOUR_OR_OWN_BANK,
  pay: LABOUR_OR_OWN_BANK,
  'reverse-payment': LABOUR_OR_OWN_BANK,
  'close-facility': LABOUR_OR_OWN_BANK,

  'verify-job': { labour: 'any', inspector: 'any' },

  'request-review': { labour: 'any', 'economic-deputy': 'any', system: 'any' },
  simulate: { labour: 'any', 'economic-deputy': 'any', inspector: 'any', agency: 'own', governor: 'any' },
  /** Approve, dismiss or reverse a reallocation. */
  'decide-reallocation': { 'economic-deputy': 'any' },

  /** Addresses of an organisation to which its notifications are sent. */
  'manage-webhooks': { admin: 'any', agency: 'own', bank: 'own' },
  /** What Misaq does unasked: remind of deadlines, record what it delivered. */
  'run-due-work': { system: 'any' },

  /** Boards and history. */
  read: {
    admin: 'any',
    labour: 'any',
    'economic-deputy': 'any',
    inspector: 'any',
    agency: 'own',
    bank: 'own',
    governor: 'any',
  },
} as const satisfies Record<string, Partial<Record<Role, Extent>>>;

export type Act = keyof typeof TABLE;

const RIGHTS: Readonly<Record<Act, Partial<Record<Role, Extent>>>> = TABLE;

export const ACTS = Object.keys(TABLE) as readonly Act[];

/** The roles that do an act, at least for their own organisation; none for what is no act. */
export function rolesThat(act: string): readonly Role[] {
  return isAct(act) ? (Object.keys(RIGHTS[act]) as Role[]) : [];
}

function isAct(word: string): word is Act {
  return Object.hasOwn(TABLE, word);
}

/** Whose thing is acted on; a facility has both an agency and a bank. */
export interface Owner {
  readonly agency?: string | undefined;
  readonly bank?: string | undefined;
  /** Where it is; it counts for officers who act in one province. */
  readonly province?: string | undefined;
}

/** The agency or bank that an officer acts for. */
export function ownOrganisation(actor: Actor): string {
  return actor.organisation ?? actor.id;
}

/** The owner as far as it counts for a role: an agency officer owns by agency, a bank officer by bank. */
function ownerFor(role: Role, owner: Owner): string | undefined {
  if (role === 'agency') return owner.agency;
  if (role === 'bank') return owner.bank;
  return undefined;
}

/**
 * Why an actor may not do an act, or undefined when they may. Without an owner nothing is anyone's own: what an
 * officer may list is asked of {@link readScope}.
 */
export function may(actor: Actor, act: Act, owner: Owner = {}): Refusal<AccessRefusalName> | undefined {
  const extent = RIGHTS[act][actor.role];
  if (extent === undefined) return { name: 'not_permitted', figures: { act, role: actor.role } };
  const elsewhere = outsideProvince(actor, act, owner.province);
  if (elsewhere !== undefined) return elsewhere;
  if (extent === 'any') return undefined;
  const own = ownOrganisation(actor);
  const given = ownerFor(actor.role, owner);
  if (given === own) return undefined;
  return { name: 'not_own', figures: { act, role: actor.role, own, owner: given ?? null } };
}

/**
 * The same of something that was looked up: whose it is when it is another's is not theirs to find out, so that it looks
 * like what is nobody's.
 */
export function mayOnFound(actor: Actor, act: Act, owner: Owner): Refusal<AccessRefusalName> | undefined {
  const refusal = may(actor, act, owner);
  return refusal?.name === 'not_own' ? notOwn(actor, act) : refusal;
}

/** It is another's, or nobody's. */
export function notOwn(actor: Actor, act: Act): Refusal<'not_own'> {
  return { name: 'not_own', figures: { act, role: actor.role, own: ownOrganisation(actor), owner: null } };
}

/**
 * Why an officer who acts in one province may do nothing in another. The ids of agencies and banks are given by each
 * province's register: the same id elsewhere is another office.
 *
 * @param province where the thing is; undefined when it is in no province, or nobody knows where it is
 */
export function outsideProvince(
  actor: Actor,
  act: string,
  province: string | undefined,
): Refusal<'not_own'> | undefined {
  const { province: own } = actor;
  if (own === undefined || province === undefined || own === province) return undefined;
  const figures = { act, role: actor.role, own: ownOrganisation(actor), ownProvince: own, province };
  return { name: 'not_own', figures };
}

export type ReadScope = 'everything' | 'nothing' | { readonly agency: string } | { readonly bank: string };

/** What an actor may see of boards and history. */
export function readScope(actor: Actor): ReadScope {
  const extent = RIGHTS.read[actor.role];
  if (extent === 'any') return 'everything';
  if (extent === undefined) return 'nothing';
  return actor.role === 'bank' ? { bank: ownOrganisation(actor) } : { agency: ownOrganisation(actor) };
}
