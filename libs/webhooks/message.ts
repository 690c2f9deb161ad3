import { createHash } from 'node:crypto';
import type { RecordedOrganisation } from '@misaq/domain/notifications/webhook-events.js';
import type { Notification } from '@misaq/read-models/notifications/notification.js';
import { notificationText } from '@misaq/wire/notification-text.js';
import { presentable } from '@misaq/wire/presentable.js';

/** What is sent for one notification: the same id and the same body however often, from whichever node. */
export interface WebhookMessage {
  /** Receivers that get it twice know it by this. */
  readonly id: string;
  readonly body: string;
}

/** The id holds no province: an event is of one, and so is each notification that follows from it. */
export function messageOf(
  notification: Notification,
  { province, kind, id }: RecordedOrganisation,
): WebhookMessage {
  const { eventId, recordedAt, kind: type, figures } = notification;
  const digest = createHash('sha256').update(`${eventId} ${type} ${kind} ${id}`).digest('hex');
  const messageId = `msg_${digest.slice(0, 32)}`;
  return {
    id: messageId,
    body: JSON.stringify({
      type,
      timestamp: recordedAt,
      data: {
        id: messageId,
        organisation: { province, kind, id },
        figures: presentable(figures),
        text: notificationText(notification),
      },
    }),
  };
}
