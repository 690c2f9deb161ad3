import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { refusalMessage } from '@misaq/platform/text/refusals.js';
import { nobodyIsThere, principalWithToken } from '@misaq/platform/assembly/principal-with-token.js';
import type { Serving } from './serving.js';

const SHOWN_WITHIN_MS = 10_000;

/** Where the token of the first admin lies when no terminal can show it; for its owner alone. */
const TOKEN_FILE = 'first-admin.token';
const FOR_ITS_OWNER = 0o600;

/** The first admin that is wanted, and whether a person reads at a terminal what is said. */
export interface Wanted {
  readonly admin: string | undefined;
  readonly isTerminal: boolean;
}

/**
 * What a person who has started a server does next. Adds the first admin when one is wanted and nobody is there. The
 * token stands in this text on a terminal, and otherwise in a file for its owner alone: whatever else takes this text
 * (a journal, a log of containers) keeps it, and others read it.
 */
export async function whatToDo(
  { url, service, pages }: Pick<Serving, 'url' | 'service' | 'pages'>,
  wanted: Wanted,
): Promise<string> {
  return `
Misaq serves ${service.folder} at ${url}
${pages === undefined ? '' : `\n${openLine(pages)}\n`}${await whoSignsIn({ url, service }, wanted)}
The API is described at ${url}/api/openapi.json; ${url}/health/ready says how the server is.
`;
}

/** Where a browser finds the screens, on a line of its own. */
export function openLine(pages: string): string {
  return `open ${pages}/`;
}

async function whoSignsIn(
  { url, service }: Pick<Serving, 'url' | 'service'>,
  { admin, isTerminal }: Wanted,
): Promise<string> {
  if (!nobodyIsThere(service))
    return admin === undefined ? '' : '\nSomebody can sign in already; --admin adds nobody.\n';
  if (admin === undefined)
    return `
Nobody can sign in yet. Stop the server (Ctrl-C) and start it with

  npm start -- --admin admin-1

which adds the first admin and shows a token for it.
`;
  const made = await principalWithToken(service, { id: admin, name: admin, role: 'admin' }, 'first admin');
  if ('refusal' in made) return `\nThe admin could not be added: ${refusalMessage(made.refusal)}\n`;
  // The token is told when it is good: the tables follow the log.
  await service.models.runner.waitFor((await service.store.health()).position, SHOWN_WITHIN_MS);
  const shown = isTerminal
    ? {
        said: 'This is the token; it is shown this once, only its fingerprint is kept',
        token: made.token,
      }
    : {
        said: 'The token lies in a file for its owner alone, because no terminal is here to show it; keep it elsewhere and remove the file',
        token: `"$(cat '${tokenFile(service.folder, made.token)}')"`,
      };
  return `
${admin} is the first admin. ${shown.said}:

  export MISAQ_URL=${url} MISAQ_TOKEN=${shown.token}

In another terminal, with these two set, let others in:

  npm run -s misaq -- principal add labour-1 --name "Labour department"
  npm run -s misaq -- role grant labour-1 labour
  npm run -s misaq -- token issue labour-1

The last one prints a code, which its holder redeems for a token: npm run -s misaq -- redeem CODE
`;
}

/** Writes a token into a new file of the data directory; gives its path. */
function tokenFile(folder: string, token: string): string {
  const path = resolve(join(folder, TOKEN_FILE));
  // One of an earlier process, or anything else under this name, is not written to.
  rmSync(path, { force: true });
  writeFileSync(path, `${token}\n`, { flag: 'wx', mode: FOR_ITS_OWNER });
  return path;
}
