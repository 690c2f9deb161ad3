import type { LinkWanted } from '@misaq/access/sign-in/links.js';
import type { AccountList, DoorList, IssuedLinkItem } from '@misaq/access/sign-in/wire.js';

/** The page of the door that is asked for. */
export interface DoorAsked {
  readonly account?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The accounts that persons sign in with, for an operator. @throws RefusedError, each of them */
export interface Accounts {
  list(): Promise<AccountList>;
  issueLink(wanted: Omit<LinkWanted, 'by'>): Promise<IssuedLinkItem>;
  door(asked: DoorAsked): Promise<DoorList>;
}
