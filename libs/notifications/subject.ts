import { reminderFacts, webhookFacts } from './domain/facts.js';
import { webhookRefusals } from './domain/refusals.js';
import type { RemindOfDeadline } from './domain/reminders.js';
import type { RegisterWebhook, WebhookCommand } from './domain/webhook.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { REMINDER_RIGHTS, remindersAggregate, WEBHOOK_RIGHTS, webhookAggregate } from './aggregate.js';
import {
  type ActParts,
  commandRoute,
  type PerformAct,
  type Sent,
} from '@misaq/platform/commands/command-route.js';
import { then } from '@misaq/platform/commands/maybe-async.js';
import { WebhookRegistrations } from './webhook-registrations.js';
import { webhookTables } from './boards/notifications/act-tables.js';
import { notificationsBoard } from './boards/notifications/board.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';

interface ToReminders {
  readonly command: RemindOfDeadline;
}

interface ToWebhook {
  readonly command: WebhookCommand;
}

declare module '@misaq/platform/commands/command-route.js' {
  interface SentCommands {
    readonly notifications: ToReminders | ToWebhook;
  }
}

export const notifications = {
  name: 'notifications',
  facts: { ...reminderFacts, ...webhookFacts },
  refusals: webhookRefusals,
  routes: [
    commandRoute({
      aggregate: remindersAggregate,
      rights: REMINDER_RIGHTS,
      stream: ({ command: { pool } }: ToReminders) => streams.reminders(pool),
      context: () => undefined,
    }),
    commandRoute({
      aggregate: webhookAggregate,
      rights: WEBHOOK_RIGHTS,
      stream: ({ command: { webhookId } }: ToWebhook) => streams.webhook(webhookId),
      context: (contexts, { command }) =>
        command.type === 'RegisterWebhook'
          ? then(contexts.withRegister(command.organisation.province), (context) => ({
              ...context,
              // How many there are is added by the act that registers one.
              webhooks: 0,
            }))
          : undefined,
    }),
  ],
  acts(parts: ActParts): Readonly<Record<string, PerformAct>> {
    const registrations = new WebhookRegistrations(parts);
    return {
      RegisterWebhook: ({ command }: Sent<RegisterWebhook>, envelope) =>
        registrations.register(command, envelope),
    };
  },
  boards: [notificationsBoard],
  tables: webhookTables,
} as const satisfies Subject;
