import { createHash } from 'node:crypto';
import type { RecordedOrganisation } from '../domain/webhook-events.js';
import type { NotificationToSend } from '../boards/notifications/notification.js';
import { notificationText } from '../boards/notifications/notification-text.js';
import { presentable } from '@misaq/platform/text/presentable.js';

/** What is sent for one notification: the same id and the same body however often, from whichever node. */
export interface WebhookMessage {
  /** Receivers that get it twice know it by this. */
  readonly id: string;
  readonly body: string;
}

/**
 * The id holds no province: an event is of one, and so is each notification that follows from it. Where an older version
 * gave one id to events of several streams, all but the first are told from it by their streams.
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
