import { join } from 'node:path';
import type { Config } from '@misaq/platform/node/config.js';
import { readSecretFile } from '@misaq/platform/node/secret-file.js';
import type { ProviderSettings } from './provider.js';

const FILE = 'oidc.secret';

/** The secret that the provider knows this installation by is nowhere. */
export class ProviderSecretError extends Error {
  override readonly name = 'ProviderSecretError';
}

/**
 * The provider that persons sign in at; undefined where none is set.
 * @param folder the data directory, which holds the secret where the environment does not
 * @throws ProviderSecretError
 */
export function providerSettings(folder: string, config: Config): ProviderSettings | undefined {
  const { MISAQ_OIDC_ISSUER: issuer, MISAQ_OIDC_CLIENT_ID: clientId } = config;
  if (issuer === undefined || clientId === undefined) return undefined;
  const file = join(folder, FILE);
  const clientSecret = config.MISAQ_OIDC_CLIENT_SECRET ?? readSecretFile(file);
  if (clientSecret === undefined || clientSecret === '')
    throw new ProviderSecretError(
      `MISAQ_OIDC_ISSUER is set: put the secret of the client into ${file}, or into MISAQ_OIDC_CLIENT_SECRET`,
    );
  return {
    ...{ issuer, clientId, clientSecret },
    name: config.MISAQ_OIDC_NAME ?? new URL(issuer).host,
    claim: config.MISAQ_OIDC_CLAIM,
    scope: config.MISAQ_OIDC_SCOPE,
  };
}
