import { openServerLog } from '@misaq/platform/node/server-log.js';
import type { Role } from '@misaq/platform/kernel/actor.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { startServing } from '../../../api/src/serving.js';
import { openLine } from '../../../api/src/start-banner.js';
import { readConfig } from '@misaq/platform/node/config.js';
import { OPERATOR, principalWithToken } from '@misaq/platform/assembly/principal-with-token.js';
import type { Service } from '@misaq/platform/assembly/service.js';
import { openDemoAccount } from '@misaq/access/sign-in/demo-accounts.js';
import { leaveReviewOpen } from './open-review.js';
import type { Session } from '../session.js';
import { PROVINCE } from './story.js';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation?: string;
}

/** One for each role, invented as everything in the sample province is. */
const PEOPLE: readonly Person[] = [
  { id: 'admin-1', name: 'مدیر سامانه', role: 'admin' },
  { id: 'labour-1', name: 'کارشناس اداره کل کار', role: 'labour' },
  { id: 'deputy-1', name: 'معاون هماهنگی امور اقتصادی', role: 'economic-deputy' },
  { id: 'inspector-1', name: 'بازرس', role: 'inspector' },
  { id: 'behzisti-1', name: 'کارشناس بهزیستی', role: 'agency', organisation: 'behzisti' },
  { id: 'refah-1', name: 'کارشناس بانک رفاه', role: 'bank', organisation: 'bank-refah' },
  { id: 'governor-1', name: 'استاندار', role: 'governor' },
];

const LABEL = 'demo';

/** Serves what the story left, until it is told to stop, and prints an account and a token for each role. */
export async function serveDemo(
  folder: string,
  { clock, environment, note, subjects }: Session,
): Promise<void> {
  const config = readConfig({
    MISAQ_PORT: '0',
    MISAQ_LOG_LEVEL: 'warn',
    ...environment,
    MISAQ_DATA_DIR: folder,
  });
  const log = openServerLog(config);
  const serving = await startServing({ subjects: await subjects.load(), config, clock, environment, log });
  try {
    await leaveReviewOpen(serving.service);
    const tokens: string[] = [];
    const accounts: string[] = [];
    for (const person of PEOPLE) {
      tokens.push(`  ${person.id.padEnd(12)} ${await tokenOf(serving.service, person)}`);
      const { account, password } = await openDemoAccount(serving.signIn, person.id);
      accounts.push(`  ${account.padEnd(12)} ${password}  ${person.role}`);
    }
    note(`
The data of the demo is served at ${serving.url} until Ctrl-C. One account a role, with its invented password, for a
browser:

${accounts.join('\n')}

One token a role, for programs, good while this runs:

${tokens.join('\n')}

For example, what the deputy sees of the pool, and the command line against this server:

  curl -H "Authorization: Bearer TOKEN" ${serving.url}/api/v1/pools/east-azerbaijan-1401-note16
  MISAQ_URL=${serving.url} MISAQ_TOKEN=TOKEN npm run -s misaq -- pools

The lines above that begin with MISAQ_DATA_DIR work once this is stopped. Until then begin them with these two instead,
and leave --as away.

The API is described at ${serving.url}/api/openapi.json
${serving.pages === undefined ? '' : `\n${openLine(serving.pages)}\n`}`);
    await serving.told;
    for (const { id } of PEOPLE) await revokeTokens(serving.service, id);
  } finally {
    await serving.stop();
  }
}

async function tokenOf(service: Service, { organisation, ...person }: Person): Promise<string> {
  // Those of a demo that was killed are of no use to anybody.
  await revokeTokens(service, person.id);
  const given = { ...person, ...(organisation !== undefined && { organisation, province: PROVINCE }) };
  const made = await principalWithToken(service, given, LABEL);
  if ('refusal' in made) throw new Error(`${person.id} was refused a token: ${made.refusal.name}`);
  return made.token;
}

async function revokeTokens({ models, router, clock }: Service, principalId: string): Promise<void> {
  for (const { tokenId, label, revoked } of models.access.principal(principalId)?.tokens ?? []) {
    if (label !== LABEL || revoked !== undefined) continue;
    const command = { type: 'RevokeToken', principalId, tokenId, reason: 'The demo has ended' } as const;
    await router.send({ command }, { commandId: newCommandId(clock.now()), actor: OPERATOR }, 'command-line');
  }
}
