import { createHmac } from 'node:crypto';

/**
 * Signs the messages of webhooks. The secret of each webhook is derived from the server's key and the webhook's id. So
 * the log contains no secret, and every node has the same ones.
 */
export interface WebhookKey {
  /**
   * `whsec_…`, the form that libraries of receivers accept. Shown to the officer who registered the webhook, and never
   * stored.
   */
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
