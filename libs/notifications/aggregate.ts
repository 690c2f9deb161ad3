import { type Act, may, mayOnFound, type Owner } from '@misaq/access/domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { DomainEvent, Refusal } from '@misaq/platform/kernel/decision.js';
import type { ReminderEvent } from './domain/reminder-events.js';
import {
  decideReminder,
  evolveReminders,
  forkReminders,
  initialReminders,
  type ReminderState,
  type RemindOfDeadline,
} from './domain/reminders.js';
import type { RecordedOrganisation, WebhookEvent } from './domain/webhook-events.js';
import {
  decideWebhook,
  evolveWebhook,
  initialWebhook,
  type WebhookCommand,
  type WebhookContext,
  type WebhookState,
} from './domain/webhook.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';
import { namingNobody } from '@misaq/platform/commands/naming-nobody.js';

/** The right that each command needs (the table of roles). */
export const WEBHOOK_RIGHTS = {
  RegisterWebhook: 'manage-webhooks',
  RemoveWebhook: 'manage-webhooks',
  ResumeWebhook: 'manage-webhooks',
  RecordDelivery: 'run-due-work',
  SuspendWebhook: 'run-due-work',
} as const satisfies Record<WebhookCommand['type'], Act>;

export const REMINDER_RIGHTS = { RemindOfDeadline: 'run-due-work' } as const satisfies Record<
  RemindOfDeadline['type'],
  Act
>;

const BYTES_OF_SMALL_STATE = 700;
const BYTES_OF_REMINDER = 150;

export const remindersAggregate: Aggregate<ReminderState, RemindOfDeadline, undefined> = {
  category: 'reminders',
  initial: initialReminders,
  evolve: (state, event: DomainEvent) => evolveReminders(state, event as ReminderEvent),
  fork: forkReminders,
  bytes: ({ raised }) => BYTES_OF_SMALL_STATE + raised.size * BYTES_OF_REMINDER,
  authorise: (actor, _state, { type }) => may(actor, REMINDER_RIGHTS[type]),
  decide: decideReminder,
};

export const webhookAggregate: Aggregate<WebhookState, WebhookCommand, WebhookContext | undefined> = {
  category: 'webhook',
  initial: initialWebhook,
  evolve: (state, event: DomainEvent) => evolveWebhook(state, event as WebhookEvent),
  fork: (state) => state,
  bytes: () => BYTES_OF_SMALL_STATE,
  authorise: authoriseWebhook,
  decide: namingNobody(decideWebhook),
};

function authoriseWebhook(actor: Actor, state: WebhookState, command: WebhookCommand): Refusal | undefined {
  const act = WEBHOOK_RIGHTS[command.type];
  switch (command.type) {
    case 'RegisterWebhook': {
      const { organisation } = command;
      const own = may(actor, act, ownerOfWebhook(organisation));
      if (own !== undefined || state.status === 'unknown') return own;
      // An officer who knows the id of another organisation's webhook learns only that it is not their own.
      return mayOnFound(actor, act, ownerOfWebhook(state.organisation));
    }
    case 'RemoveWebhook':
    case 'ResumeWebhook':
      return mayOnFound(actor, act, state.status === 'unknown' ? {} : ownerOfWebhook(state.organisation));
    case 'RecordDelivery':
    case 'SuspendWebhook':
      return may(actor, act);
  }
}

function ownerOfWebhook({ kind, id, province }: RecordedOrganisation): Owner {
  return kind === 'agency' ? { agency: id, province } : { bank: id, province };
}
