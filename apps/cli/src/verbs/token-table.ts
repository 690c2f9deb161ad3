import { grantText } from '@misaq/access/domain/principal-events.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import type { TokenItem } from '@misaq/access/boards/principals/wire.js';
import { jalaliOr } from '@misaq/platform/command-line/dates.js';
import { tehranTime } from '@misaq/platform/text/tehran-time.js';
import type { Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';

export function tokenTable(screen: Screen, tokens: readonly TokenItem[]): string {
  return table(
    screen,
    [
      { title: 'token' },
      { title: 'principal' },
      { title: 'acts as' },
      { title: 'status' },
      { title: 'last day' },
      { title: 'issued', droppedFirst: 1 },
      { title: 'by', droppedFirst: 2 },
      { title: 'label' },
    ],
    tokens.map((token) => [
      token.tokenId,
      token.principalId,
      grantText(token),
      token.status,
      jalaliOr(token.expiresOn),
      tehranTime(token.issued.at),
      token.issued.by,
      token.label ?? '',
    ]),
  );
}

/** How many tokens there are in somebody's name, for that person to notice one too many. */
export function tokensInWords(tokens: readonly TokenItem[]): string {
  const working = tokens.filter(({ status }) => status === 'working').length;
  const offered = tokens.filter(({ status }) => status === 'offered').length;
  const codes = offered === 0 ? '' : `, and ${counted(offered, 'code')} can still be redeemed`;
  return `In this name ${counted(tokens.length, 'token')} ${tokens.length === 1 ? 'was' : 'were'} ever issued: ${String(working)} of them can be used now${codes}.`;
}
