/** The facts of all subjects. What the history shows of an event, and to whom, is looked up here. */
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { principalFacts } from './access/facts.js';
import type { PrincipalEvent } from './access/principal-events.js';
import type { CommitmentEvent } from './commitments/events.js';
import { commitmentFacts } from './commitments/facts.js';
import type { CreditEvent } from './credit/events.js';
import { creditFacts } from './credit/facts.js';
import type { JobEvent, PersonEvent } from './employment/events.js';
import { jobFacts, personFacts } from './employment/facts.js';
import type { CheckEvent } from './imports/checks.js';
import type { ImportEvent } from './imports/events.js';
import { checkFacts, importFacts } from './imports/facts.js';
import type { InstallationEvent } from './installation/events.js';
import { installationFacts } from './installation/facts.js';
import type { Board, Concerned, Fact, FactsOf, Language } from './kernel/facts.js';
import { reminderFacts, webhookFacts } from './notifications/facts.js';
import type { ReminderEvent } from './notifications/reminder-events.js';
import type { WebhookEvent } from './notifications/webhook-events.js';
import type { RegisterEvent } from './register/events.js';
import { registerFacts } from './register/facts.js';
import type { WorkingCalendarEvent } from './working-calendar/events.js';
import { workingCalendarFacts } from './working-calendar/facts.js';

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
