/** The facts of all subjects. What the history shows of an event, and to whom, is looked up here. */
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { principalFacts } from '@misaq/access/domain/facts.js';
import type { PrincipalEvent } from '@misaq/access/domain/principal-events.js';
import type { CommitmentEvent } from '@misaq/commitments/domain/events.js';
import { commitmentFacts } from '@misaq/commitments/domain/facts.js';
import type { CreditEvent } from '@misaq/credit/domain/events.js';
import { creditFacts } from '@misaq/credit/domain/facts.js';
import type { JobEvent, PersonEvent } from '@misaq/employment/domain/events.js';
import { jobFacts, personFacts } from '@misaq/employment/domain/facts.js';
import type { CheckEvent } from '@misaq/imports/domain/checks.js';
import type { ImportEvent } from '@misaq/imports/domain/events.js';
import { checkFacts, importFacts } from '@misaq/imports/domain/facts.js';
import type { InstallationEvent } from '@misaq/platform/kernel/installation-events.js';
import { installationFacts } from '@misaq/platform/kernel/installation-facts.js';
import type { Board, Concerned, Fact, FactsOf, Language } from '@misaq/platform/kernel/facts.js';
import { reminderFacts, webhookFacts } from '@misaq/notifications/domain/facts.js';
import type { ReminderEvent } from '@misaq/notifications/domain/reminder-events.js';
import type { WebhookEvent } from '@misaq/notifications/domain/webhook-events.js';
import type { RegisterEvent } from '@misaq/register/domain/events.js';
import { registerFacts } from '@misaq/register/domain/facts.js';
import type { WorkingCalendarEvent } from '@misaq/working-calendar/domain/events.js';
import { workingCalendarFacts } from '@misaq/working-calendar/domain/facts.js';

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

export const FACTS: FactsOf<MisaqEvent> = {
  ...creditFacts,
  ...commitmentFacts,
  ...jobFacts,
  ...personFacts,
  ...registerFacts,
  ...workingCalendarFacts,
  ...principalFacts,
  ...importFacts,
  ...checkFacts,
  ...reminderFacts,
  ...webhookFacts,
  ...installationFacts,
};

const TYPES: ReadonlySet<string> = new Set(Object.keys(FACTS));

/** Whether the domain knows events of this type. */
export function isEventType(type: string): type is MisaqEvent['type'] {
  return TYPES.has(type);
}

/** The compiler does not see that the fact of a type takes the data of that type; `FactsOf` says it does. */
function factOf({ type }: MisaqEvent): Fact<MisaqEvent['data']> {
  return FACTS[type] as Fact<MisaqEvent['data']>;
}

/** What happened, in one sentence. See {@link Fact.sentence}. */
export function describe(event: MisaqEvent, language: Language = 'en'): string {
  return factOf(event).sentence[language](event.data);
}

/** The business day an event is about. See {@link Fact.on}. */
export function effectiveOn(event: MisaqEvent): PlainDate | undefined {
  return factOf(event).on?.(event.data);
}

/** The screen that an event changes; undefined when it changes none. */
export function boardOf(event: MisaqEvent): Board | undefined {
  return factOf(event).board;
}

const NOBODY: Concerned = { agencies: [], banks: [] };

/** Whom an event concerns. See {@link Fact.concerns}. */
export function concernedBy(event: MisaqEvent): Concerned {
  return factOf(event).concerns?.(event.data) ?? NOBODY;
}
