import { refusalMessage } from '@misaq/wire/refusals.js';
import { nobodyIsThere, principalWithToken } from '../../composition/src/principal-with-token.js';
import type { Serving } from './serving.js';

const SHOWN_WITHIN_MS = 10_000;

/**
 * What a person who has started a server does next. Adds the first admin when one is wanted and nobody is there; the
 * token stands in this text and nowhere else.
 */
export async function whatToDo({ url, service }: Serving, admin: string | undefined): Promise<string> {
  return `
Misaq serves ${service.folder} at ${url}
${await whoSignsIn({ url, service }, admin)}
The API is described at ${url}/api/openapi.json; ${url}/health/ready says how the server is.
`;
}

async function whoSignsIn(
  { url, service }: Pick<Serving, 'url' | 'service'>,
  admin: string | undefined,
): Promise<string> {
  if (!nobodyIsThere(service))
    return admin === undefined ? '' : '\nSomebody can sign in already; --admin adds nobody.\n';
  if (admin === undefined)
    return `
Nobody can sign in yet. Stop the server (Ctrl-C) and start it with

  npm start -- --admin admin-1

which adds the first admin and prints a token for it.
`;
  const made = await principalWithToken(service, { id: admin, name: admin, role: 'admin' }, 'first admin');
  if ('refusal' in made) return `\nThe admin could not be added: ${refusalMessage(made.refusal)}\n`;
  // The token is told when it is good: the tables follow the log.
  await service.models.runner.waitFor((await service.store.health()).position, SHOWN_WITHIN_MS);
  return `
${admin} is the first admin. This is the token; it is shown this once, only its fingerprint is kept:

  export MISAQ_URL=${url} MISAQ_TOKEN=${made.token}

In another terminal, with these two set, let others in:

  npm run -s misaq -- principal add labour-1 --name "Labour department"
  npm run -s misaq -- role grant labour-1 labour
  npm run -s misaq -- token issue labour-1
`;
}
