import type { PrincipalEvent } from '@misaq/domain/access/principal-events.js';
import type { CommitmentEvent } from '@misaq/domain/commitments/events.js';
import type { CreditEvent } from '@misaq/domain/credit/events.js';
import type {
  JobEvent,
  PersonEvent,
  RegisteredJobEvent,
  RegistrationAbandoned,
} from '@misaq/domain/employment/events.js';
import type { CheckEvent } from '@misaq/domain/imports/checks.js';
import type { ImportEvent } from '@misaq/domain/imports/events.js';
import type { InstallationEvent } from '@misaq/domain/installation/events.js';
import type { ReminderEvent } from '@misaq/domain/notifications/reminder-events.js';
import type { WebhookEvent } from '@misaq/domain/notifications/webhook-events.js';
import type { StoredEvent } from '@misaq/domain/kernel/stored-event.js';
import type { RegisterEvent } from '@misaq/domain/register/events.js';
import type { WorkingCalendarEvent } from '@misaq/domain/working-calendar/events.js';

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

type TypesOf<Event extends MisaqEvent> = Readonly<Record<Event['type'], true>>;

const CREDIT: TypesOf<CreditEvent> = {
  PoolOpened: true,
  PolicyAdopted: true,
  CreditAllocated: true,
  AllocationCorrected: true,
  FacilityIntroduced: true,
  IntroductionCorrected: true,
  FacilityDeclined: true,
  FacilityWithdrawn: true,
  FacilityPaid: true,
  FacilityPaymentReversed: true,
  FacilityClosed: true,
  PoolReviewed: true,
  ReviewSuperseded: true,
  CreditReallocated: true,
  ReallocationDismissed: true,
  ReallocationReversed: true,
};

const COMMITMENTS: TypesOf<CommitmentEvent> = {
  PlanOpened: true,
  CommitmentAssigned: true,
  CommitmentRevised: true,
  CommitmentWithdrawn: true,
};

const JOBS: TypesOf<RegisteredJobEvent> = {
  JobRegistered: true,
  JobVerified: true,
  JobRejected: true,
  JobEnded: true,
  RegistrationVoided: true,
};

const ABANDONED: TypesOf<RegistrationAbandoned> = { RegistrationAbandoned: true };

const PERSONS: TypesOf<PersonEvent> = { JobClaimed: true, JobReleased: true };

const REGISTER: TypesOf<RegisterEvent> = {
  OrganisationRegistered: true,
  OrganisationRenamed: true,
  OrganisationRetired: true,
};

const CALENDAR: TypesOf<WorkingCalendarEvent> = {
  WeekProfileAdopted: true,
  LunarMonthStarted: true,
  ClosureDeclared: true,
  HolidayCancelled: true,
};

const PRINCIPALS: TypesOf<PrincipalEvent> = {
  PrincipalAdded: true,
  RoleRequested: true,
  RoleRequestDeclined: true,
  RoleGranted: true,
  RoleRevoked: true,
  TokenOffered: true,
  TokenIssued: true,
  TokenRevoked: true,
};

const IMPORTS: TypesOf<ImportEvent> = { ImportAccepted: true, ImportCompleted: true };

const CHECKS: TypesOf<CheckEvent> = { FileChecked: true };

const REMINDERS: TypesOf<ReminderEvent> = { LotDeadlineNear: true, BankDeadlineNear: true };

const WEBHOOKS: TypesOf<WebhookEvent> = {
  WebhookRegistered: true,
  WebhookRemoved: true,
  WebhookDelivered: true,
  WebhookSuspended: true,
  WebhookResumed: true,
};

const INSTALLATION: TypesOf<InstallationEvent> = { LogStarted: true };

const typeSet = (types: object): ReadonlySet<string> => new Set(Object.keys(types));

export const CREDIT_TYPES = typeSet(CREDIT);
export const COMMITMENT_TYPES = typeSet(COMMITMENTS);
/** What jobs on record are counted by; a registration that was given up is none of it. */
export const JOB_TYPES = typeSet(JOBS);
export const PERSON_TYPES = typeSet(PERSONS);
export const REGISTER_TYPES = typeSet(REGISTER);
export const CALENDAR_TYPES = typeSet(CALENDAR);
export const PRINCIPAL_TYPES = typeSet(PRINCIPALS);
export const IMPORT_TYPES = typeSet(IMPORTS);
export const REMINDER_TYPES = typeSet(REMINDERS);
export const WEBHOOK_TYPES = typeSet(WEBHOOKS);

const ALL_TYPES = typeSet({
  ...CREDIT,
  ...COMMITMENTS,
  ...JOBS,
  ...ABANDONED,
  ...PERSONS,
  ...REGISTER,
  ...CALENDAR,
  ...PRINCIPALS,
  ...IMPORTS,
  ...CHECKS,
  ...REMINDERS,
  ...WEBHOOKS,
  ...INSTALLATION,
});

/**
 * An event of the log as the domain knows it, by its type; undefined when the type is not of the domain. That the data
 * is of its type is what the log guarantees: only the domain's own decisions are ever appended.
 */
export function domainEvent(event: Pick<StoredEvent, 'type' | 'data'>): MisaqEvent | undefined {
  return ALL_TYPES.has(event.type) ? (event as MisaqEvent) : undefined;
}
