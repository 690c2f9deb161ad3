import type { NotificationKind } from '../../domain/kinds.js';
import type { RecordedOrganisation } from '../../domain/webhook-events.js';
import type { Notice, Notification } from './notification.js';
import type { Webhook } from './queries.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import { type NameOf, notificationText, type NotificationText } from './notification-text.js';

/** What an organisation was told: the kind and figures for a program, a sentence for a person. */
export type NotificationItem = Notice & {
  /** Of the event it follows from. */
  readonly eventId: string;
  /** Position of that event; to an officer of an organisation a token that stands for it. */
  readonly position: ShownPosition;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  readonly text: NotificationText;
};

export function notificationItem(
  notification: Notification,
  nameOf: NameOf,
  position: ShownPosition = notification.position,
): NotificationItem {
  return { ...notification, position, text: notificationText(notification, nameOf) };
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
  /**
   * What is notified after this position is still to be delivered; to an officer of an organisation a token that stands
   * for the position.
   */
  readonly deliveredTo: number | string;
  /** The event recorded as delivered last; null before the first. */
  readonly deliveredThrough: string | null;
  /** Notifications taken in all. */
  readonly delivered: number;
}

/** @param shown how the reader may see a position */
export function webhookItem(
  { deliveredTo, ...webhook }: Webhook,
  shown: (position: bigint) => ShownPosition,
): WebhookItem {
  const position = shown(deliveredTo);
  return { ...webhook, deliveredTo: typeof position === 'bigint' ? Number(position) : position };
}

export interface UnreadItem {
  readonly count: number;
  /** Kinds of which there are none are left out. */
  readonly byKind: Readonly<Record<string, number>>;
}
