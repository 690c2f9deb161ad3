import type { Command } from 'commander';
import { parseToken } from '@misaq/application/access/tokens.js';
import { formatJalali } from '@misaq/calendar/jalali.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { grantText, type TokenIssued } from '@misaq/domain/access/principal-events.js';
import type { DomainEvent } from '@misaq/domain/kernel/decision.js';
import { grant, type GivenGrant } from '../arguments/grant.js';
import { day, identifier } from '../arguments/values.js';
import { done, type Outcome } from '../output/outcome.js';
import { RefusedError } from '../refused-error.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { VERBS } from '../verb-list.js';
import { recorded } from './recorded.js';
import { tokenTable } from './token-table.js';

interface IssueOptions {
  readonly role?: GivenGrant;
  readonly expires?: PlainDate;
  readonly label?: string;
}

export function registerToken(program: Command, shell: Shell): void {
  const token = program
    .command('token')
    .description(VERBS.token.summary)
    .addHelpText(
      'after',
      `
A token acts in one role of its principal and is shown once, when it is issued: the log keeps its fingerprint only.

Examples:
  misaq token issue sara --expires 1405-12-29 --label "laptop"
  misaq token issue reza --role agency@behzisti --json
  misaq token revoke k3v9mz2ryw8d --reason "laptop lost"`,
    );
  const issue = token
    .command('issue')
    .description('a new token; it is printed this once')
    .argument('<id>', 'the principal', identifier('ID'))
    .option('--role <role>', 'the role it acts in (default: the only one held)', grant('--role'))
    .option('--expires <day>', 'the last day it works (default: until revoked)', day('--expires'))
    .option('--label <text>', 'what it is for');
  issue.action((principalId: string) =>
    shell.run(issue, (session) => issueToken(session, principalId, issue.opts<IssueOptions>())),
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

export function registerTokens(program: Command, shell: Shell): void {
  const command = program
    .command('tokens')
    .description(VERBS.tokens.summary)
    .addHelpText('after', '\nExample:\n  misaq tokens');
  command.action(() => shell.run(command, list));
}

async function issueToken(
  session: Session,
  principalId: string,
  {
    role: given = {},
    expires: expiresOn,
    label,
  }: Omit<IssueOptions, 'role'> & { role?: Partial<GivenGrant> },
): Promise<Outcome> {
  const backend = await session.reach('write');
  const wanted = { principalId, ...given, expiresOn, label };
  const { events, position, tokenId, token: text } = await backend.issueToken(wanted);
  const { role, organisation } = issued(events);
  const until = expiresOn === undefined ? 'until it is revoked' : `through ${formatJalali(expiresOn)}`;
  // Nothing but the token is the result, so that T=$(misaq token issue …) holds a token.
  session.note(
    `The token of ${principalId}, shown this once and kept nowhere: hand it over now. ` +
      `Whoever holds it acts as ${principalId} in the role ${grantText({ role, organisation })}, ${until}.\n`,
  );
  return done(
    { recorded: true, position, tokenId, principalId, role, organisation, expiresOn, label, token: text },
    () => text,
  );
}

/** A token with a new id is always written. */
function issued(events: readonly DomainEvent[]): TokenIssued['data'] {
  const event = events.find((each): each is TokenIssued => each.type === 'TokenIssued');
  if (event === undefined) throw new Error('a new token was not recorded');
  return event.data;
}

/** Takes the id, or the whole text of a token that was found where it should not be. */
async function revokeToken(session: Session, given: string, reason: string): Promise<Outcome> {
  const tokenId = parseToken(given.trim())?.tokenId ?? given.trim();
  const { ask, send } = await session.reach('write');
  const principalId = await ask.holderOf(tokenId);
  if (principalId === undefined) throw new RefusedError({ name: 'token_unknown', figures: { tokenId } });
  const command = { type: 'RevokeToken', principalId, tokenId, reason } as const;
  const result = await send({ to: 'principal', command });
  return recorded(result, `token ${tokenId} of ${principalId} is revoked`);
}

async function list(session: Session): Promise<Outcome> {
  const { position, total, tokens } = await (await session.reach('read')).ask.tokens();
  return done({ position, total, tokens }, (screen) =>
    tokens.length === 0 ? 'No token has been issued.' : tokenTable(screen, tokens),
  );
}
