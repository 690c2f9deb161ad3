import { join } from 'node:path';
import { webhookKey, type WebhookKey } from '@misaq/platform/webhooks/key.js';
import { NEW_SECRET_LENGTH_MIN, readSecretFile, writeSecretFile } from './secret-file.js';

const FILE = 'webhook.key';

/** There is no usable key for the secrets of webhooks. */
export class WebhookKeyError extends Error {
  override readonly name = 'WebhookKeyError';
}

/**
 * The key that MISAQ_WEBHOOK_KEY holds, else the one in the file `webhook.key` of the data directory, where a new one
 * is written when there is none. Under another key webhooks have other secrets, and their receivers refuse what is
 * sent: nodes on one log share it, and it is backed up beside the person key.
 *
 * A key that is too short is refused on every log, unlike a person key: it can be replaced.
 *
 * @throws WebhookKeyError when it is too short
 */
export function openWebhookKey(
  folder: string,
  environment: { readonly MISAQ_WEBHOOK_KEY?: string | undefined },
): WebhookKey {
  const given = environment.MISAQ_WEBHOOK_KEY;
  if (given !== undefined && given !== '') return usable(given, 'MISAQ_WEBHOOK_KEY');
  const file = join(folder, FILE);
  return usable(readSecretFile(file) ?? writeSecretFile(file), file);
}

function usable(secret: string, from: string): WebhookKey {
  if (secret.length < NEW_SECRET_LENGTH_MIN)
    throw new WebhookKeyError(
      `${from} must hold at least ${String(NEW_SECRET_LENGTH_MIN)} random characters; under a new key each ` +
        'webhook has a new secret, which its receiver must be given',
    );
  return webhookKey(secret);
}
