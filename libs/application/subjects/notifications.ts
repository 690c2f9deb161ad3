import { reminderFacts, webhookFacts } from '@misaq/domain/notifications/facts.js';
import { webhookRefusals } from '@misaq/domain/notifications/refusals.js';
import type { RemindOfDeadline } from '@misaq/domain/notifications/reminders.js';
import type { RegisterWebhook, WebhookCommand } from '@misaq/domain/notifications/webhook.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import {
  REMINDER_RIGHTS,
  remindersAggregate,
  WEBHOOK_RIGHTS,
  webhookAggregate,
} from '../aggregates/notifications.js';
import { type ActParts, commandRoute, type PerformAct, type Sent } from '../command-route.js';
import { then } from '../maybe-async.js';
import { WebhookRegistrations } from '../webhook-registrations.js';

interface ToReminders {
  readonly command: RemindOfDeadline;
}

interface ToWebhook {
  readonly command: WebhookCommand;
}

export const notifications = {
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
} as const;
