import type { Command } from 'commander';
import { grantText } from '@misaq/access/domain/principal-events.js';
import { identifier } from '@misaq/platform/command-line/values.js';
import { tehranTime } from '@misaq/platform/text/tehran-time.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import { isolated } from '@misaq/platform/kernel/isolated.js';
import type { PrincipalDetailItem, PrincipalItem } from '@misaq/access/boards/principals/wire.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import { tokenTable } from './token-table.js';

export function registerPrincipal(principal: Command, shell: Shell): void {
  principal.addHelpText(
    'after',
    `
A principal is a person or a program. Added, it may do nothing yet: "misaq role grant" gives it a role, and
"misaq token issue" what it signs in with.

Examples:
  misaq principal add sara --name "سارا احمدی"
  misaq principal show sara`,
  );
  const add = principal
    .command('add')
    .description('add a person or a program that may act')
    .argument('<id>', 'its identifier', identifier('ID'))
    .requiredOption('--name <name>', 'the name shown beside what it does');
  add.action((principalId: string) => {
    const { name } = add.opts<{ name: string }>();
    return shell.run(add, async (session) => {
      // The first principal may be the first thing that is recorded at all.
      const backend = await session.reach('create');
      const command = { type: 'AddPrincipal', principalId, name } as const;
      const result = await backend.send({ command });
      return recorded(result, `principal ${principalId}, ${isolated(name)}`);
    });
  });
  const show = principal
    .command('show')
    .description('one of them, with every role and token it has or had')
    .argument('<id>', 'its identifier', identifier('ID'));
  show.action((principalId: string) => shell.run(show, (session) => showOne(session, principalId)));
  registerLink(principal, shell);
  registerUnlink(principal, shell);
}

function registerLink(principal: Command, shell: Shell): void {
  const link = principal
    .command('link')
    .description('let a person of the OpenID Connect provider sign in as the principal')
    .argument('<id>', 'its identifier', identifier('ID'))
    .requiredOption('--subject <text>', 'what the provider calls the person, for ever')
    .option('--issuer <url>', 'the address of the provider (default: MISAQ_OIDC_ISSUER)');
  link.action((principalId: string) => {
    const { subject, issuer = process.env.MISAQ_OIDC_ISSUER ?? '' } = link.opts<LinkOptions>();
    return shell.run(link, async (session) => {
      const backend = await session.reach('write');
      const command = { type: 'LinkIdentity', principalId, issuer, subject } as const;
      const result = await backend.send({ command });
      return recorded(result, `${principalId} is linked to ${isolated(subject)} of ${issuer}`);
    });
  });
}

interface LinkOptions {
  readonly subject: string;
  readonly issuer?: string;
}

function registerUnlink(principal: Command, shell: Shell): void {
  const unlink = principal
    .command('unlink')
    .description('the person of the provider signs in as the principal no more')
    .argument('<id>', 'its identifier', identifier('ID'))
    .requiredOption('--reason <text>', 'why');
  unlink.action((principalId: string) => {
    const { reason } = unlink.opts<{ reason: string }>();
    return shell.run(unlink, async (session) => {
      const backend = await session.reach('write');
      const command = { type: 'UnlinkIdentity', principalId, reason } as const;
      const result = await backend.send({ command });
      return recorded(result, `${principalId} is linked to nobody`);
    });
  });
}

export function registerPrincipals(command: Command, shell: Shell): void {
  command.addHelpText('after', '\nExample:\n  misaq principals');
  command.action(() => shell.run(command, list));
}

async function list(session: Session): Promise<Outcome> {
  const { position, total, principals } = await (await session.reach('read')).questions.principals();
  return done({ position, total, principals }, (screen) =>
    principals.length === 0
      ? 'Nobody has been added yet.'
      : table(
          screen,
          [{ title: 'principal' }, { title: 'name' }, { title: 'roles' }],
          principals.map((each) => [each.principalId, each.name, held(each).join(', ')]),
        ),
  );
}

function held({ grants }: PrincipalItem): readonly string[] {
  return grants.filter(({ revoked }) => revoked === undefined).map(grantText);
}

async function showOne(session: Session, principalId: string): Promise<Outcome> {
  const answer = await (await session.reach('read')).questions.principal(principalId);
  return done(answer, (screen) => principalText(screen, answer));
}

function principalText(
  screen: Screen,
  { principalId, name, added, grants, requests = [], tokens, identity }: PrincipalDetailItem,
): string {
  const roles =
    grants.length === 0
      ? 'No role has been granted.'
      : table(
          screen,
          [
            { title: 'role' },
            { title: 'province', droppedFirst: 1 },
            { title: 'granted' },
            { title: 'by' },
            { title: 'two admins', droppedFirst: 2 },
            { title: 'revoked' },
            { title: 'reason' },
          ],
          grants.map((grant) => [
            grantText(grant),
            grant.province ?? '',
            tehranTime(grant.granted.at),
            grant.granted.by,
            grant.alone === true ? 'no, alone' : (grant.requestedBy ?? ''),
            grant.revoked === undefined ? '' : `${tehranTime(grant.revoked.at)} by ${grant.revoked.by}`,
            grant.revoked?.reason ?? '',
          ]),
        );
  return [
    heading(screen, `${principalId}: ${isolated(name)}`),
    `added ${tehranTime(added.at)} by ${added.by}`,
    roles,
    ...requests.map(
      ({ role, requested }) =>
        `${role} was asked for by ${requested.by} ${tehranTime(requested.at)}; another admin confirms it: ` +
        `misaq role confirm ${principalId} ${role}`,
    ),
    ...(identity === undefined
      ? []
      : [
          `linked to ${isolated(identity.subject)} of ${identity.issuer} ${tehranTime(identity.linked.at)} by ${identity.linked.by}`,
        ]),
    tokens.length === 0 ? 'No token has been issued.' : tokenTable(screen, tokens),
    `misaq history --actor ${principalId} shows what it did, --stream principal-${principalId} what was done about it.`,
  ].join('\n\n');
}
