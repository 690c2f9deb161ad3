export const webhookRefusals = {
  invalid_field: 'A field is missing or is not what it must be.',
  conflicts_with_recorded: 'The same key is recorded already, with other content.',
  unknown_organisation: 'The register knows no organisation of this kind by that id.',
  organisation_inactive: 'The organisation was not active on that day.',
  address_not_allowed: 'Notifications are not sent to that address.',
  too_many_webhooks: 'The organisation has as many webhooks as it may have; remove one first.',
  unknown_webhook: 'No such webhook is registered.',
  webhook_removed: 'The webhook was removed; register another one.',
  delivery_overtaken: 'The delivery was recorded already, from another node.',
} as const;

export type WebhookRefusalName = keyof typeof webhookRefusals;
