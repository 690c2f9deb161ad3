import { newLinkCode, parseLinkCode } from '@misaq/platform/node/tokens.js';
import type { Role } from '@misaq/platform/kernel/actor.js';
import type { Account } from './account.js';
import { officesOf } from './offices.js';
import type { SignInParts } from './parts.js';

/** Where nobody comes from: the password is made by this program. */
const NO_ADDRESS = '';

export interface DemoAccount {
  readonly account: string;
  readonly password: string;
}

/** An account of the demo, with what a sign-in page says of it. */
export interface DemoAccountItem extends DemoAccount {
  readonly principal: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string | null;
}

export interface DemoAccountList {
  readonly items: readonly DemoAccountItem[];
}

/**
 * Opens an account for a principal of the demo, with an invented password that everybody may see. One that is open stays
 * as it is.
 */
export async function openDemoAccount(
  { accounts, passwords, clock, random }: SignInParts,
  principalId: string,
): Promise<DemoAccount> {
  const known = accounts.account(principalId);
  const shown = known === undefined ? undefined : demoPassword(known);
  if (shown !== undefined) return { account: principalId, password: shown };
  const letters = parseLinkCode(newLinkCode(random).text)?.secret ?? '';
  const password = [letters.slice(0, 5), letters.slice(5, 10), letters.slice(10, 15)].join('-');
  const setAt = new Date(clock.now()).toISOString();
  accounts.put({
    ...{ name: principalId, principals: [principalId], demo: { password, setAt } },
    password: { ...(await passwords.hash(password, NO_ADDRESS)), setAt },
  });
  return { account: principalId, password };
}

/** The accounts of the demo whose password is still the invented one, one for each role. */
export function demoAccounts({
  accounts,
  access,
}: Pick<SignInParts, 'accounts' | 'access'>): readonly DemoAccountItem[] {
  return accounts.accounts().flatMap((account) => {
    const password = demoPassword(account);
    if (password === undefined) return [];
    return officesOf(account, access).map(({ principalId, name, role, organisation }) => ({
      ...{ account: account.name, password, principal: principalId, name, role },
      organisation: organisation ?? null,
    }));
  });
}

function demoPassword({ demo, password }: Pick<Account, 'demo' | 'password'>): string | undefined {
  return demo !== undefined && demo.setAt === password?.setAt ? demo.password : undefined;
}
