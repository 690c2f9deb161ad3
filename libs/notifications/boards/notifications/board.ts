import type { Board } from '@misaq/platform/questions/board.js';
import { NOTIFICATIONS, notificationsProjection } from './projection.js';
import { type NotificationQuestions, notificationQuestions } from './queries.js';
import { notifications, unreadNotifications, webhooks } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly notifications: NotificationQuestions;
  }
}

/** What organisations are told unasked, and where it is sent. */
export const notificationsBoard: Board = {
  projection: notificationsProjection,
  place: 11,
  open: ({ reader }) => ({ notifications: notificationQuestions(reader(NOTIFICATIONS)) }),
  questions: [notifications, unreadNotifications, webhooks],
};
