import type { Command } from 'commander';
import type { AccountItem, DoorItem, LinkItem } from '@misaq/access/sign-in/wire.js';
import { PAGE_MAX } from '@misaq/platform/questions/pages.js';
import { tehranTime } from '@misaq/platform/text/tehran-time.js';
import { identifier, wholeNumber } from '@misaq/platform/command-line/values.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import type { Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';

interface LinkOptions {
  readonly account?: string;
  readonly withoutFactor?: true;
}

interface DoorOptions {
  readonly account?: string;
  readonly before?: number;
  readonly limit: number;
}

const DOOR_LINES = 50;

export function registerAccounts(accounts: Command, shell: Shell): void {
  accounts.addHelpText(
    'after',
    `
A person signs in at a browser with an account. An admin issues a one-time link for a principal; its holder redeems the
code within a day and sets a password, which nobody else sees. A new link is also the way back for a user who has forgotten
the password, or (with --without-factor) lost the second factor.

Examples:
  misaq accounts
  misaq accounts link sara
  misaq accounts link sara-inspector --account sara
  misaq accounts door --account sara`,
  );
  accounts.action(() => shell.run(accounts, list));
  const link = accounts
    .command('link')
    .description('a one-time link; its code is printed this once')
    .argument('<id>', 'the principal', identifier('ID'))
    .option(
      '--account <name>',
      'the account that the principal joins (default: its own)',
      identifier('--account'),
    )
    .option('--without-factor', 'the second factor was lost: redeeming the link removes it');
  link.action((principalId: string) =>
    shell.run(link, (session) => issueLink(session, principalId, link.opts<LinkOptions>())),
  );
  const door = accounts
    .command('door')
    .description('what happened at the door, newest first')
    .option('--account <name>', 'only what concerns this account', identifier('--account'))
    .option(
      '--before <entry>',
      'only entries before this one',
      wholeNumber('--before', 1, Number.MAX_SAFE_INTEGER),
    )
    .option(
      '--limit <count>',
      `how many (default ${String(DOOR_LINES)})`,
      wholeNumber('--limit', 1, PAGE_MAX),
      DOOR_LINES,
    );
  door.action(() => shell.run(door, (session) => showDoor(session, door.opts<DoorOptions>())));
}

async function list(session: Session): Promise<Outcome> {
  const { items } = await (await session.reach('read')).accounts.list();
  return done({ accounts: items }, (screen) =>
    items.length === 0
      ? 'There is no account yet; «misaq accounts link ID» issues a link.'
      : accountTable(screen, items),
  );
}

function accountTable(screen: Screen, items: readonly AccountItem[]): string {
  return table(
    screen,
    [
      { title: 'account' },
      { title: 'principals' },
      { title: 'password set' },
      { title: 'second factor' },
      { title: 'link' },
      { title: 'last sign-in', droppedFirst: 1 },
    ],
    items.map(({ account, principals, passwordSetAt, secondFactorSetAt, link, lastSignInAt }) => [
      account,
      principals.join(', '),
      timeOf(passwordSetAt),
      timeOf(secondFactorSetAt),
      linkText(link),
      timeOf(lastSignInAt),
    ]),
  );
}

function linkText(link: LinkItem | null): string {
  if (link === null) return '';
  if (link.usedAt !== null) return `redeemed ${tehranTime(link.usedAt)}`;
  return `by ${link.issuedBy}, until ${tehranTime(link.expiresAt)}`;
}

function timeOf(instant: string | null): string {
  return instant === null ? '' : tehranTime(instant);
}

async function issueLink(
  session: Session,
  principalId: string,
  { account, withoutFactor }: LinkOptions,
): Promise<Outcome> {
  const backend = await session.reach('write');
  const issued = await backend.accounts.issueLink({ principalId, account, withoutFactor });
  // Nothing but the code is the result, so that CODE=$(misaq accounts link …) holds it.
  session.note(
    `The code for the account ${issued.account}, shown this once and kept nowhere: hand it over now. Its holder sets the ` +
      `password with it at ${issued.path.replace(/#.*$/, '')} of the server, until ${tehranTime(issued.expiresAt)}.\n`,
  );
  return done({ ...issued }, () => issued.code);
}

async function showDoor(session: Session, asked: DoorOptions): Promise<Outcome> {
  const { items, next, total } = await (await session.reach('read')).accounts.door(asked);
  return done({ items, next, total }, (screen) => {
    if (items.length === 0) return 'Nothing happened at the door yet.';
    const more =
      next === null ? [] : [`${String(total)} in all; --before ${String(next)} shows those before.`];
    return [doorTable(screen, items), ...more].join('\n\n');
  });
}

function doorTable(screen: Screen, items: readonly DoorItem[]): string {
  return table(
    screen,
    [
      { title: 'when' },
      { title: 'what' },
      { title: 'account' },
      { title: 'principal', droppedFirst: 2 },
      { title: 'from' },
      { title: 'session', droppedFirst: 1 },
      { title: 'by', droppedFirst: 3 },
      { title: 'why' },
    ],
    items.map(({ at, kind, account, principal, address, sessionId, by, reason }) => [
      tehranTime(at),
      kind.replaceAll('-', ' '),
      account ?? '',
      principal ?? '',
      address ?? '',
      sessionId ?? '',
      by ?? '',
      reason ?? '',
    ]),
  );
}
