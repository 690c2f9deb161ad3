import type { Notification } from '@misaq/read-models/notifications/notification.js';
import type { Webhook } from '@misaq/read-models/notifications/queries.js';
import { type NameOf, notificationText } from './notification-text.js';

/** What an organisation was told: the kind and figures for a program, a sentence for a person. */
export function notificationItem(notification: Notification, nameOf: NameOf) {
  return { ...notification, text: notificationText(notification, nameOf) };
}

/** A webhook, without its secret. */
export function webhookItem({ deliveredTo, ...webhook }: Webhook) {
  return { ...webhook, deliveredTo: Number(deliveredTo) };
}

export type NotificationItem = ReturnType<typeof notificationItem>;
export type WebhookItem = ReturnType<typeof webhookItem>;

export interface UnreadItem {
  readonly count: number;
  /** Kinds of which there are none are left out. */
  readonly byKind: Readonly<Record<string, number>>;
}
