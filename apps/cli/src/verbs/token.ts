import type { Command } from 'commander';
import { parseCode, parseToken } from '@misaq/platform/node/tokens.js';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { grantText, type TokenOffered } from '@misaq/access/domain/principal-events.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { grant, type GivenGrant } from '../arguments/grant.js';
import { day, identifier } from '@misaq/platform/command-line/values.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import { tokenTable } from './token-table.js';

interface IssueOptions {
  readonly role?: GivenGrant;
  readonly expires?: PlainDate;
  readonly label?: string;
}

export function registerToken(token: Command, shell: Shell): void {
  token.addHelpText(
    'after',
    `
A token acts in one role of its principal, and nobody but its bearer sees it: what is printed here is a code that the
bearer redeems once, by the third day after today («misaq redeem CODE»). The log keeps fingerprints only.

Examples:
  misaq token issue sara --expires 1405-12-29 --label "laptop"
  misaq token issue reza --role agency@behzisti --json
  misaq token revoke k3v9mz2ryw8d --reason "laptop lost"`,
  );
  const issue = token
    .command('issue')
    .description('a new token; its code is printed this once')
    .argument('<id>', 'the principal', identifier('ID'))
    .option('--role <role>', 'the role it acts in (default: the only one held)', grant('--role'))
    .option('--expires <day>', 'the last day it works (default: a year from today)', day('--expires'))
    .option('--label <text>', 'what it is for');
  issue.action((principalId: string) =>
    shell.run(issue, (session) => offerToken(session, principalId, issue.opts<IssueOptions>())),
  );
  const revoke = token
    .command('revoke')
    .description('a token that works no longer')
    .argument('<token-id>', 'its id, as "misaq tokens" lists it')
    .requiredOption('--reason <text>', 'why');
  revoke.action((given: string) =>
    shell.run(revoke, (session) => revokeToken(session, given, revoke.opts<{ reason: string }>().reason)),
  );
}

export function registerTokens(command: Command, shell: Shell): void {
  command.addHelpText('after', '\nExample:\n  misaq tokens');
  command.action(() => shell.run(command, list));
}

async function offerToken(
  session: Session,
  principalId: string,
  { role: given = {}, expires, label }: Omit<IssueOptions, 'role'> & { role?: Partial<GivenGrant> },
): Promise<Outcome> {
  const backend = await session.reach('write');
  const terms = { principalId, ...given, expiresOn: expires, label };
  const { events, position, tokenId, code } = await backend.offerToken(terms);
  const { role, organisation, expiresOn, codeExpiresOn } = offered(events);
  // Nothing but the code is the result, so that CODE=$(misaq token issue …) holds it.
  session.note(
    `The code for a token of ${principalId}, shown this once and kept nowhere: hand it over now. ` +
      `It is redeemed once, through ${formatJalali(codeExpiresOn)}, with «misaq redeem CODE»; the token acts as ` +
      `${principalId} in the role ${grantText({ role, organisation })}, through ${formatJalali(expiresOn)}.\n`,
  );
  return done(
    {
      ...{ recorded: true, position, tokenId, principalId, role, organisation },
      ...{ expiresOn, label, codeExpiresOn, code },
    },
    () => code,
  );
}

/** A token with a new id is always written. */
function offered(events: readonly DomainEvent[]): TokenOffered['data'] {
  const event = events.find((each): each is TokenOffered => each.type === 'TokenOffered');
  if (event === undefined) throw new Error('a new token was not recorded');
  return event.data;
}

/** Takes the id, or the whole text of a token or a code that was found where it should not be. */
async function revokeToken(session: Session, given: string, reason: string): Promise<Outcome> {
  const tokenId = (parseToken(given.trim()) ?? parseCode(given))?.tokenId ?? given.trim();
  const { questions, send } = await session.reach('write');
  const principalId = await questions.holderOf(tokenId);
  if (principalId === undefined) throw new RefusedError({ name: 'token_unknown', figures: { tokenId } });
  const command = { type: 'RevokeToken', principalId, tokenId, reason } as const;
  const result = await send({ command });
  return recorded(result, `token ${tokenId} of ${principalId} is revoked`);
}

async function list(session: Session): Promise<Outcome> {
  const { position, total, tokens } = await (await session.reach('read')).questions.tokens();
  return done({ position, total, tokens }, (screen) =>
    tokens.length === 0 ? 'No token has been issued.' : tokenTable(screen, tokens),
  );
}
