import { createHash } from 'node:crypto';
import type { RecordedOrganisation } from '../domain/webhook-events.js';
import type { NotificationToSend } from '../boards/notifications/notification.js';
import { notificationText } from '../boards/notifications/notification-text.js';
import { presentable } from '@misaq/platform/text/presentable.js';

/** The message for one notification. Id and body are the same for every attempt and every node. */
export interface WebhookMessage {
  /** Receivers recognise a repeated message by it. */
  readonly id: string;
  readonly body: string;
}

/**
 * The id contains no province: an event belongs to one province, and so do its notifications. An older version may have
 * given one id to events of several streams. The message ids of all but the first then also contain the stream.
 */
export function messageOf(
  notification: NotificationToSend,
  { province, kind, id }: RecordedOrganisation,
): WebhookMessage {
  const { eventId, stream, twin, recordedAt, kind: type, figures } = notification;
  const event = twin === true ? `${eventId} of ${stream}` : eventId;
  const digest = createHash('sha256').update(`${event} ${type} ${kind} ${id}`).digest('hex');
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
