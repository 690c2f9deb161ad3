import type { NotificationKind } from './kinds.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** An agency or a bank of a province: whoever has a feed of its own. The same id in another province is another office. */
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

/** The events of `webhook-<webhookId>`: an address of an organisation to which its notifications are sent. */
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

/** What is notified from here on is sent. The secret that signs it follows from the id and a key outside the log. */
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
 * How far delivery is, so that any node goes on from there. The notification is named by its event's stream and id and
 * not by a position: positions are another store's own, names and ids travel with the log.
 */
export interface WebhookDelivered {
  readonly webhookId: string;
  /** The last event whose notification the receiver has taken. */
  readonly throughEventId: string;
  /**
   * The stream of that event: in logs of older versions one id may stand in several streams. Absent in what those
   * versions recorded.
   */
  readonly throughStream?: string;
  /** Notifications taken since the last of these events. */
  readonly count: number;
}

export interface WebhookSuspended extends OfWebhook {
  /** `gone`: the receiver answered that it is no longer there. `failing`: it took nothing for a long time. */
  readonly reason: 'gone' | 'failing';
  /** What happened last, in words for whoever looks after the receiver. */
  readonly problem: string;
}

/** Delivery goes on where it stopped. */
export interface WebhookResumed extends OfWebhook {
  readonly reason: string;
}
