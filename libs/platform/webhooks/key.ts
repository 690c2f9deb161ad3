import { createHmac } from 'node:crypto';

/**
 * Signs what webhooks send. Each webhook has a secret of its own that follows from one key of the server and the
 * webhook's id, so that no secret stands in the log and every node has the same.
 */
export interface WebhookKey {
  /** `whsec_…`, as receivers' libraries take it. Shown to whoever registered the webhook, never written down here. */
  readonly secretOf: (webhookId: string) => string;
  /**
   * The value of `webhook-signature` by the Standard Webhooks scheme.
   * @param timestamp seconds since the epoch
   */
  readonly sign: (webhookId: string, messageId: string, timestamp: number, body: string) => string;
}

export function webhookKey(serverSecret: string): WebhookKey {
  const secret = (webhookId: string): Buffer =>
    createHmac('sha256', serverSecret).update(`webhook:${webhookId}`).digest();
  return {
    secretOf: (webhookId) => `whsec_${secret(webhookId).toString('base64')}`,
    sign: (webhookId, messageId, timestamp, body) =>
      `v1,${createHmac('sha256', secret(webhookId))
        .update(`${messageId}.${String(timestamp)}.${body}`)
        .digest('base64')}`,
  };
}
