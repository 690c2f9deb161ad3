import type { AccountList, DoorList, IssuedLinkItem } from '@misaq/access/sign-in/wire.js';
import type { Accounts } from '../accounts.js';
import { at, type Client } from './client.js';

export function remoteAccounts(client: Client): Accounts {
  return {
    list: async () => (await client.get<AccountList>('accounts')).body,
    issueLink: async ({ principalId, ...terms }) =>
      (await client.once<IssuedLinkItem>(at`accounts/${principalId}/links`, terms)).body,
    door: async (asked) => (await client.get<DoorList>('door', { ...asked })).body,
  };
}
