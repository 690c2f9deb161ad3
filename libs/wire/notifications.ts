import type { NotificationKind } from '@misaq/domain/notifications/kinds.js';
import type { RecordedOrganisation } from '@misaq/domain/notifications/webhook-events.js';
import type { Notification } from '@misaq/read-models/notifications/notification.js';
import type { Webhook } from '@misaq/read-models/notifications/queries.js';
import { type NameOf, notificationText, type NotificationText } from './notification-text.js';

/** What an organisation was told: the kind and figures for a program, a sentence for a person. */
export type NotificationItem = Notification & { readonly text: NotificationText };

export function notificationItem(notification: Notification, nameOf: NameOf): NotificationItem {
  return { ...notification, text: notificationText(notification, nameOf) };
}

/** A webhook, without its secret. */
export interface WebhookItem {
  readonly webhookId: string;
  readonly organisation: RecordedOrganisation;
  readonly url: string;
  /** Only notifications of these kinds; absent for all. */
  readonly kinds?: readonly NotificationKind[];
  readonly status: Webhook['status'];
  /** Why it was suspended last. */
  readonly problem?: string;
  /** ISO instant, UTC. */
  readonly registeredAt: string;
  /** What is notified after this position is still to be delivered. */
  readonly deliveredTo: number;
  /** The event recorded as delivered last; null before the first. */
  readonly deliveredThrough: string | null;
  /** Notifications taken in all. */
  readonly delivered: number;
}

export function webhookItem({ deliveredTo, ...webhook }: Webhook): WebhookItem {
  return { ...webhook, deliveredTo: Number(deliveredTo) };
}

export interface UnreadItem {
  readonly count: number;
  /** Kinds of which there are none are left out. */
  readonly byKind: Readonly<Record<string, number>>;
}
