import type { CommandAddress, CommandLine } from '@misaq/platform/command-line/verb.js';
import type { PrincipalCommand } from './domain/principal-commands.js';

const addresses: Readonly<
  Record<Exclude<PrincipalCommand['type'], 'IssueToken' | 'OfferToken' | 'RedeemCode'>, CommandAddress>
> = {
  AddPrincipal: { path: 'principals' },
  GrantRole: { path: 'principals/:principalId/roles' },
  ConfirmRole: { path: 'principals/:principalId/roles/confirmations' },
  RevokeRole: { path: 'principals/:principalId/roles/revocations' },
  LinkIdentity: { path: 'principals/:principalId/identity' },
  UnlinkIdentity: { path: 'principals/:principalId/identity/removal' },
  RevokeToken: { path: 'principals/:principalId/tokens/:tokenId/revocation' },
};

export const commandLine: CommandLine = {
  addresses,
  // The verbs stand in the command line, which keeps what they need.
  verbs: [],
};
