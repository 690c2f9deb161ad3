import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Role } from '@misaq/platform/kernel/actor.js';
import type { RightItem } from '../boards/principals/wire.js';
import type { Account } from './account.js';
import type { Door, DoorEntry } from './door.js';
import type { IssuedLink } from './links.js';
import type { HeldOffice } from './offices.js';
import type { KeptSession, Office } from './session-store.js';

/** What a person can act as. */
export interface OfficeItem {
  readonly principal: string;
  readonly name: string;
  readonly role: Role;
  /** The agency or bank acted for, and whose register knows it. */
  readonly organisation: string | null;
  readonly province: string | null;
}

export function officeItem({ principalId, name, role, organisation, province }: HeldOffice): OfficeItem {
  return {
    principal: principalId,
    name,
    role,
    organisation: organisation ?? null,
    province: province ?? null,
  };
}

/** The session of a browser, as its holder sees it. Instants are ISO, UTC. */
export interface SessionItem {
  /** No secret: it stands beside the actor in the history. */
  readonly sessionId: string;
  readonly account: string;
  /** Null until one is chosen. */
  readonly office: OfficeItem | null;
  /** What can be chosen. */
  readonly offices: readonly OfficeItem[];
  /** What the office may do; empty until it acts. */
  readonly may: readonly RightItem[];
  /** How the person signed in, and so confirms what is signed: with a password, or by the provider. */
  readonly by: 'password' | 'provider';
  /** Why the session does not act yet: the name of a refusal, such as `office_needed` or `second_factor_required`. */
  readonly needs: string | null;
  /** What `X-Misaq-Csrf` must hold in each request of this session that changes something. */
  readonly csrf: string;
  readonly signedInAt: string;
  /** When the session ends unless it is used before. */
  readonly idleEndsAt: string;
  /** When it ends in any case. */
  readonly endsAt: string;
  readonly secondFactor: {
    readonly isSet: boolean;
    /** Whether it was shown in this session. */
    readonly isShown: boolean;
    /** Whether a role of the account asks for it. */
    readonly isRequired: boolean;
  };
  /** In Tehran. */
  readonly today: PlainDate;
  /** The working calendars of the provinces that the office sees, by their revisions. */
  readonly calendars: readonly { readonly province: string; readonly revision: number }[];
  /** What the holder should know of the account: somebody else may have had a link made. */
  readonly passwordSetAt: string | null;
  readonly link: LinkItem | null;
  readonly previousSignIn: { readonly at: string; readonly address: string } | null;
}

export interface LinkItem {
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export function linkItem({ link }: Pick<Account, 'link'>): LinkItem | null {
  if (link === undefined) return null;
  const { issuedAt, issuedBy, expiresAt, usedAt } = link;
  return { issuedAt, issuedBy, expiresAt, usedAt: usedAt ?? null };
}

/** A session as a list shows it. */
export interface ListedSessionItem {
  readonly sessionId: string;
  readonly account: string;
  readonly office: {
    readonly principal: string;
    readonly role: Role;
    readonly organisation: string | null;
  } | null;
  /** From where and with which program it was begun. */
  readonly address: string;
  readonly agent: string;
  readonly signedInAt: string;
  readonly usedAt: string;
  readonly idleEndsAt: string;
  readonly endsAt: string;
  readonly secondFactor: boolean;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
}

export interface SessionList {
  /** In the order they were begun. */
  readonly items: readonly ListedSessionItem[];
}

export function listedSession(
  { record, usedAtMs }: KeptSession,
  { idleEndsAt, isThis }: { readonly idleEndsAt: string; readonly isThis: boolean },
): ListedSessionItem {
  const { sessionId, account, office, address, agent, signedInAt, endsAt, factor } = record;
  return {
    ...{ sessionId, account, office: office === undefined ? null : shownOffice(office), address, agent },
    ...{
      signedInAt,
      usedAt: new Date(usedAtMs).toISOString(),
      idleEndsAt,
      endsAt,
      secondFactor: factor,
      isThis,
    },
  };
}

function shownOffice({ principalId, role, organisation }: Office) {
  return { principal: principalId, role, organisation: organisation ?? null };
}

/** A session that has ended. */
export interface EndedSessionItem {
  readonly sessionId: string;
}

/** A confirmation, which is good for one act that is signed. */
export interface ConfirmationItem {
  /** ISO instant. */
  readonly holdsUntil: string;
}

/** How a person can sign in. */
export interface WaysItem {
  /** Null where none is set. */
  readonly provider: {
    readonly name: string;
    readonly issuer: string;
    /** Where a browser ends its session there; null where the provider has no such address, or does not answer. */
    readonly signOutAddress: string | null;
  } | null;
  /** Who may sign in with a password. */
  readonly password: 'nobody' | 'admins' | 'everybody';
}

/** Where a browser goes on at the provider. */
export interface ProviderAddressItem {
  readonly address: string;
}

/** What a browser came back from the provider with. */
export interface ReturnedItem {
  readonly session: SessionItem;
  /** The page of this server to go on with. */
  readonly next: string;
  /** Whether something can be signed now; false where a session has begun. */
  readonly isConfirmed: boolean;
}

/** A secret for an authenticator. It is shown this once. */
export interface NewFactorItem {
  /** Base32, to be typed. */
  readonly secret: string;
  /** `otpauth://totp/…`, to be shown as a picture. */
  readonly address: string;
}

export interface AccountItem {
  readonly account: string;
  readonly principals: readonly string[];
  /** Null as long as nobody has redeemed a link. */
  readonly passwordSetAt: string | null;
  readonly secondFactorSetAt: string | null;
  readonly link: LinkItem | null;
  readonly lastSignInAt: string | null;
}

export interface AccountList {
  /** In order of name. */
  readonly items: readonly AccountItem[];
}

export function accountItem(account: Account): AccountItem {
  const { name, principals, password, factor, lastSignIn } = account;
  return {
    account: name,
    principals,
    passwordSetAt: password?.setAt ?? null,
    secondFactorSetAt: factor?.setAt ?? null,
    link: linkItem(account),
    lastSignInAt: lastSignIn?.at ?? null,
  };
}

/** A one-time link, as its code. The code is shown this once. */
export interface IssuedLinkItem {
  readonly account: string;
  readonly principal: string;
  readonly code: string;
  /** The address of this server at which a browser redeems it. The code stands after `#`, which browsers send nowhere. */
  readonly path: string;
  readonly expiresAt: string;
}

export function issuedLinkItem({ account, principalId, code, expiresAt }: IssuedLink): IssuedLinkItem {
  return { account, principal: principalId, code, path: `/sign-in#link=${code}`, expiresAt };
}

/** The account whose password was set. */
export interface RedeemedLinkItem {
  readonly account: string;
}

/** Roles for which a second factor is asked. */
export interface FactorRulesItem {
  readonly roles: readonly string[];
}

/** Something that happened at the door. What is not known of it is null. */
export interface DoorItem {
  readonly entry: number;
  readonly at: string;
  readonly kind: DoorEntry['kind'];
  readonly account: string | null;
  readonly principal: string | null;
  readonly role: string | null;
  readonly sessionId: string | null;
  readonly address: string | null;
  readonly by: string | null;
  readonly reason: string | null;
}

export interface DoorList {
  /** Newest first. */
  readonly items: readonly DoorItem[];
  /** `before` of the next page; null when this is the last one. */
  readonly next: number | null;
  readonly total: number;
}

/** A page of what happened. */
export function doorList(door: Door, asked: Parameters<Door['page']>[0]): DoorList {
  const { entries, total } = door.page({ ...asked, limit: asked.limit + 1 });
  const items = entries.slice(0, asked.limit).map(doorItem);
  const next = entries.length > asked.limit ? (items.at(-1)?.entry ?? null) : null;
  return { items, next, total };
}

function doorItem({ entry, at, kind, principalId, ...rest }: DoorEntry): DoorItem {
  const { account, role, sessionId, address, by, reason } = rest;
  return {
    ...{ entry, at, kind, account: account ?? null, principal: principalId ?? null, role: role ?? null },
    ...{ sessionId: sessionId ?? null, address: address ?? null, by: by ?? null, reason: reason ?? null },
  };
}
