import type { NotificationKind } from './kinds.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** An agency or bank of a province, which has its own feed. The same id in another province is another office. */
export interface NotifiedOrganisation {
  readonly province: string;
  readonly kind: 'agency' | 'bank';
  readonly id: string;
}

/**
 * As events hold it. Those of the first webhooks do not say the province, and nothing else in the log does: whose they
 * are cannot be told any more, so nothing is sent to them and they count as removed.
 */
export type RecordedOrganisation = Omit<NotifiedOrganisation, 'province'> & { readonly province?: string };

/** The events of `webhook-<webhookId>`: a URL of an organisation to which its notifications are sent. */
export type WebhookEvent =
  | { readonly type: 'WebhookRegistered'; readonly data: WebhookRegistered }
  | { readonly type: 'WebhookRemoved'; readonly data: WebhookRemoved }
  | { readonly type: 'WebhookDelivered'; readonly data: WebhookDelivered }
  | { readonly type: 'WebhookSuspended'; readonly data: WebhookSuspended }
  | { readonly type: 'WebhookResumed'; readonly data: WebhookResumed };

export const WEBHOOK_EVENTS = eventTypes<WebhookEvent>({
  WebhookRegistered: true,
  WebhookRemoved: true,
  WebhookDelivered: true,
  WebhookSuspended: true,
  WebhookResumed: true,
});

/** Later notifications are sent. The secret that signs them is derived from the id and a key outside the log. */
export interface WebhookRegistered {
  readonly webhookId: string;
  readonly organisation: RecordedOrganisation;
  readonly url: string;
  /** Only notifications of these kinds; absent for all. */
  readonly kinds?: readonly NotificationKind[];
}

interface OfWebhook {
  readonly webhookId: string;
  readonly organisation: RecordedOrganisation;
}

export interface WebhookRemoved extends OfWebhook {
  readonly reason: string;
}

/**
 * Progress of delivery, so that any node can continue. It names the last notification by its event's stream and id, not
 * by a position. Positions belong to one store; names and ids travel with the log.
 */
export interface WebhookDelivered {
  readonly webhookId: string;
  /** The last event whose notification the receiver has accepted. */
  readonly throughEventId: string;
  /**
   * The stream of that event: in logs of older versions several streams may have one id. Absent in events of those
   * versions.
   */
  readonly throughStream?: string;
  /** Number of notifications accepted since the last of these events. */
  readonly count: number;
}

export interface WebhookSuspended extends OfWebhook {
  /** `gone`: the receiver answered that it no longer exists. `failing`: it accepted nothing for a long time. */
  readonly reason: 'gone' | 'failing';
  /** The last problem, for the operator of the receiver. */
  readonly problem: string;
}

/** Delivery continues where it stopped. */
export interface WebhookResumed extends OfWebhook {
  readonly reason: string;
}
