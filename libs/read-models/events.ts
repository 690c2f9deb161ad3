import { PRINCIPAL_EVENTS, type PrincipalEvent } from '@misaq/domain/access/principal-events.js';
import { COMMITMENT_EVENTS, type CommitmentEvent } from '@misaq/domain/commitments/events.js';
import { CREDIT_EVENTS, type CreditEvent } from '@misaq/domain/credit/events.js';
import {
  JOB_EVENTS,
  type JobEvent,
  PERSON_EVENTS,
  type PersonEvent,
} from '@misaq/domain/employment/events.js';
import { CHECK_EVENTS, type CheckEvent } from '@misaq/domain/imports/checks.js';
import { IMPORT_EVENTS, type ImportEvent } from '@misaq/domain/imports/events.js';
import { INSTALLATION_EVENTS, type InstallationEvent } from '@misaq/domain/installation/events.js';
import { REMINDER_EVENTS, type ReminderEvent } from '@misaq/domain/notifications/reminder-events.js';
import { WEBHOOK_EVENTS, type WebhookEvent } from '@misaq/domain/notifications/webhook-events.js';
import type { StoredEvent } from '@misaq/domain/kernel/stored-event.js';
import { REGISTER_EVENTS, type RegisterEvent } from '@misaq/domain/register/events.js';
import { WORKING_CALENDAR_EVENTS, type WorkingCalendarEvent } from '@misaq/domain/working-calendar/events.js';

/** Every event of the domain. */
export type MisaqEvent =
  | CreditEvent
  | CommitmentEvent
  | JobEvent
  | PersonEvent
  | RegisterEvent
  | WorkingCalendarEvent
  | PrincipalEvent
  | ImportEvent
  | CheckEvent
  | ReminderEvent
  | WebhookEvent
  | InstallationEvent;

const ALL_EVENTS: ReadonlySet<string> = new Set(
  [
    CREDIT_EVENTS,
    COMMITMENT_EVENTS,
    JOB_EVENTS,
    PERSON_EVENTS,
    REGISTER_EVENTS,
    WORKING_CALENDAR_EVENTS,
    PRINCIPAL_EVENTS,
    IMPORT_EVENTS,
    CHECK_EVENTS,
    REMINDER_EVENTS,
    WEBHOOK_EVENTS,
    INSTALLATION_EVENTS,
  ].flatMap((types) => [...types]),
);

/**
 * An event of the log as the domain knows it, by its type; undefined when the type is not of the domain. That the data
 * is of its type is what the log guarantees: only the domain's own decisions are ever appended.
 */
export function domainEvent(event: Pick<StoredEvent, 'type' | 'data'>): MisaqEvent | undefined {
  return ALL_EVENTS.has(event.type) ? (event as MisaqEvent) : undefined;
}
