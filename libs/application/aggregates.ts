import type { Actor } from '@misaq/domain/kernel/actor.js';
import type { Decision, DomainEvent, Refusal } from '@misaq/domain/kernel/decision.js';
import { nationalIdRecorded } from '@misaq/domain/kernel/national-id-in-text.js';
import { refusedBy } from '@misaq/domain/kernel/recorded.js';
import type { PrincipalCommand } from '@misaq/domain/access/principal-commands.js';
import type { PrincipalEvent } from '@misaq/domain/access/principal-events.js';
import * as principal from '@misaq/domain/access/principal.js';
import { may, mayOnFound, notOwn, ownOrganisation } from '@misaq/domain/access/roles.js';
import * as plan from '@misaq/domain/commitments/plan.js';
import type { CommitmentCommand } from '@misaq/domain/commitments/commands.js';
import type { CommitmentEvent } from '@misaq/domain/commitments/events.js';
import type { CreditCommand, IntroduceFacility } from '@misaq/domain/credit/commands.js';
import type { CreditContext } from '@misaq/domain/credit/context.js';
import type { CreditEvent } from '@misaq/domain/credit/events.js';
import * as pool from '@misaq/domain/credit/pool.js';
import { evolvePool, forkPool, initialPool, poolBytes, type PoolState } from '@misaq/domain/credit/state.js';
import type {
  AbandonRegistration,
  JobCommand,
  PersonCommand,
  RegisterJob,
} from '@misaq/domain/employment/commands.js';
import type { JobEvent, PersonEvent } from '@misaq/domain/employment/events.js';
import * as job from '@misaq/domain/employment/job.js';
import * as person from '@misaq/domain/employment/person.js';
import {
  type CheckContext,
  type CheckEvent,
  type ChecksState,
  decideCheck,
  evolveChecks,
  initialChecks,
  type RecordCheck,
} from '@misaq/domain/imports/checks.js';
import {
  decideImport,
  evolveImport,
  initialImport,
  type ImportCommand,
  type ImportState,
} from '@misaq/domain/imports/import.js';
import type { ImportEvent } from '@misaq/domain/imports/events.js';
import type { ReminderEvent } from '@misaq/domain/notifications/reminder-events.js';
import {
  decideReminder,
  evolveReminders,
  forkReminders,
  initialReminders,
  type ReminderState,
  type RemindOfDeadline,
} from '@misaq/domain/notifications/reminders.js';
import type { RecordedOrganisation, WebhookEvent } from '@misaq/domain/notifications/webhook-events.js';
import {
  decideWebhook,
  evolveWebhook,
  initialWebhook,
  type WebhookCommand,
  type WebhookContext,
  type WebhookState,
} from '@misaq/domain/notifications/webhook.js';
import type { RegisterCommand } from '@misaq/domain/register/commands.js';
import type { RegisterEvent } from '@misaq/domain/register/events.js';
import * as register from '@misaq/domain/register/register.js';
import * as workingCalendar from '@misaq/domain/working-calendar/calendar.js';
import type { WorkingCalendarCommand } from '@misaq/domain/working-calendar/commands.js';
import type { WorkingCalendarEvent } from '@misaq/domain/working-calendar/events.js';
import type { Aggregate } from './aggregate.js';

/*
 * The kinds of streams. What each decides is in `libs/domain`; here stands who may ask for it (the table of roles),
 * and about how much memory its state takes. Events come from the log, where each category holds only its own types.
 */

const BYTES_OF_SMALL_STATE = 700;
const BYTES_OF_ORGANISATION = 500;
const BYTES_OF_COMMITMENT = 400;
const BYTES_OF_TOKEN = 500;
const BYTES_OF_REMINDER = 150;

export const registerAggregate: Aggregate<register.RegisterState, RegisterCommand, register.RegisterContext> =
  {
    category: 'register',
    initial: register.initialRegister,
    evolve: (state, event: DomainEvent) => register.evolve(state, event as RegisterEvent),
    fork: register.fork,
    bytes: (state) => state.organisations.size * BYTES_OF_ORGANISATION,
    authorise: (actor) => may(actor, 'manage-register'),
    decide: namingNobody(register.decide),
  };

export const calendarAggregate: Aggregate<
  workingCalendar.WorkingCalendarState,
  WorkingCalendarCommand,
  workingCalendar.WorkingCalendarContext
> = {
  category: 'workingCalendar',
  initial: workingCalendar.initialCalendar,
  evolve: (state, event: DomainEvent) => workingCalendar.evolve(state, event as WorkingCalendarEvent),
  fork: (state) => state,
  bytes: () => 100_000,
  authorise: (actor) => may(actor, 'manage-calendar'),
  decide: namingNobody(workingCalendar.decide),
};

export const planAggregate: Aggregate<plan.CommitmentPlanState, CommitmentCommand, plan.CommitmentContext> = {
  category: 'commitmentPlan',
  initial: plan.initialPlan,
  evolve: (state, event: DomainEvent) => plan.evolve(state, event as CommitmentEvent),
  fork: plan.fork,
  bytes: (state) => state.commitments.size * BYTES_OF_COMMITMENT,
  authorise: (actor) => may(actor, 'plan-commitments'),
  decide: namingNobody(plan.decide),
};

export const poolAggregate: Aggregate<PoolState, CreditCommand, CreditContext> = {
  category: 'creditPool',
  initial: initialPool,
  evolve: (state, event: DomainEvent) => evolvePool(state, event as CreditEvent),
  fork: forkPool,
  bytes: poolBytes,
  authorise: authoriseCredit,
  decide: namingNobody(pool.decide),
};

export const jobAggregate: Aggregate<job.JobState, JobCommand | AbandonRegistration, job.JobContext> = {
  category: 'job',
  initial: job.initialJob,
  evolve: (state, event: DomainEvent) => job.evolve(state, event as JobEvent),
  fork: job.fork,
  bytes: () => BYTES_OF_SMALL_STATE,
  authorise: authoriseJob,
  decide: namingNobody(job.decide),
};

export const personAggregate: Aggregate<person.PersonState, PersonCommand, undefined> = {
  category: 'person',
  initial: person.initialPerson,
  evolve: (state, event: DomainEvent) => person.evolve(state, event as PersonEvent),
  fork: person.fork,
  bytes: () => BYTES_OF_SMALL_STATE,
  // Claims follow from registrations and endings, which were authorised.
  authorise: () => undefined,
  decide: person.decide,
};

export const principalAggregate: Aggregate<
  principal.PrincipalState,
  PrincipalCommand,
  principal.PrincipalContext
> = {
  category: 'principal',
  initial: principal.initialPrincipal,
  evolve: (state, event: DomainEvent) => principal.evolve(state, event as PrincipalEvent),
  fork: principal.fork,
  bytes: ({ grants, requests, tokens, offers }) =>
    BYTES_OF_SMALL_STATE + (grants.size + requests.size + tokens.size + offers.size) * BYTES_OF_TOKEN,
  authorise: authorisePrincipal,
  decide: namingNobody(principal.decide),
};

export const importAggregate: Aggregate<ImportState, ImportCommand, undefined> = {
  category: 'import',
  initial: initialImport,
  evolve: (state, event: DomainEvent) => evolveImport(state, event as ImportEvent),
  fork: (state) => state,
  bytes: () => BYTES_OF_SMALL_STATE,
  // Whoever imports must be allowed to do what the rows do, one by one.
  authorise: () => undefined,
  decide: decideImport,
};

export const checksAggregate: Aggregate<ChecksState, RecordCheck, CheckContext> = {
  category: 'checks',
  initial: initialChecks,
  evolve: (state, event: DomainEvent) => evolveChecks(state, event as CheckEvent),
  fork: (state) => state,
  bytes: () => BYTES_OF_SMALL_STATE,
  // Whoever may send such a file may have it checked.
  authorise: () => undefined,
  decide: decideCheck,
};

export const remindersAggregate: Aggregate<ReminderState, RemindOfDeadline, undefined> = {
  category: 'reminders',
  initial: initialReminders,
  evolve: (state, event: DomainEvent) => evolveReminders(state, event as ReminderEvent),
  fork: forkReminders,
  bytes: ({ raised }) => BYTES_OF_SMALL_STATE + raised.size * BYTES_OF_REMINDER,
  authorise: (actor) => may(actor, 'run-due-work'),
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

/**
 * What a decider gives, unless it would bring a national ID into the log. Only what is accepted is looked at: an act
 * that stands already, and names that are on record, are answered as before.
 */
function namingNobody<State, Command extends object, Context>(
  decide: (state: State, command: Command, context: Context) => Decision,
): (state: State, command: Command, context: Context) => Decision {
  return (state, command, context) => {
    const decision = decide(state, command, context);
    const fault = decision.kind === 'accepted' ? nationalIdRecorded(decision.events) : undefined;
    return fault === undefined ? decision : refusedBy(fault);
  };
}

/**
 * A code is its own permission. A token without a code is issued by the process itself: an admin who came with a token
 * never sees the token of another.
 */
function authorisePrincipal(
  actor: Actor,
  _state: principal.PrincipalState,
  { type }: PrincipalCommand,
): Refusal | undefined {
  if (type === 'RedeemCode') return undefined;
  if (type === 'IssueToken' && actor.tokenId !== undefined)
    return { name: 'not_permitted', figures: { act: 'issue-without-code', role: actor.role } };
  return may(actor, 'manage-principals');
}

function authoriseWebhook(actor: Actor, state: WebhookState, command: WebhookCommand): Refusal | undefined {
  switch (command.type) {
    case 'RegisterWebhook': {
      const { organisation } = command;
      const own = may(actor, 'manage-webhooks', ownerOfWebhook(organisation));
      if (own !== undefined || state.status === 'unknown') return own;
      // Whoever knows another's id must not learn more of it than that it is not theirs.
      return (
        mayOnFound(actor, 'manage-webhooks', ownerOfWebhook(state.organisation)) ??
        elsewhere(actor, organisation, state)
      );
    }
    case 'RemoveWebhook':
    case 'ResumeWebhook':
      return mayOnFound(
        actor,
        'manage-webhooks',
        state.status === 'unknown' ? {} : ownerOfWebhook(state.organisation),
      );
    case 'RecordDelivery':
    case 'SuspendWebhook':
      return may(actor, 'run-due-work');
  }
}

/** An officer registers for the province that the own organisation is of, whose name stands in the command. */
function elsewhere(
  actor: Actor,
  { province: own }: RecordedOrganisation,
  { organisation: { province = '' } }: { readonly organisation: RecordedOrganisation },
): Refusal | undefined {
  const officer = actor.role === 'agency' || actor.role === 'bank';
  return officer && own !== province ? notOwn(actor, 'manage-webhooks') : undefined;
}

function ownerOfWebhook({ kind, id }: RecordedOrganisation): { agency?: string; bank?: string } {
  return kind === 'agency' ? { agency: id } : { bank: id };
}

function authoriseCredit(actor: Actor, state: PoolState, command: CreditCommand): Refusal | undefined {
  switch (command.type) {
    case 'AdoptPolicy':
      return may(actor, 'adopt-policy');
    case 'AllocateCredit':
      return may(actor, 'allocate-credit');
    case 'CorrectAllocation':
      return may(actor, 'correct-allocation');
    case 'IntroduceFacility':
      return may(actor, 'introduce', command) ?? introducedByAnother(actor, state, command);
    case 'CorrectIntroduction':
      return mayOnFound(actor, 'correct-introduction', ownerOf(state, command));
    case 'WithdrawFacility':
      return mayOnFound(actor, 'withdraw', ownerOf(state, command));
    case 'DeclineFacility':
      return may(actor, 'decline', command);
    case 'PayFacility':
      return may(actor, 'pay', command);
    case 'ReversePayment':
      return may(actor, 'reverse-payment', command);
    case 'CloseFacility':
      return may(actor, 'close-facility', command);
    case 'ReviewPool':
      return may(actor, 'request-review');
    case 'ApproveReallocation':
    case 'DismissReallocation':
    case 'ReverseReallocation':
      return may(actor, 'decide-reallocation');
  }
}

function ownerOf(
  state: PoolState,
  { facilityId }: { readonly facilityId: string },
): { agency?: string; bank?: string } {
  const facility = state.facilities.get(facilityId);
  return facility === undefined ? {} : { agency: facility.agency, bank: facility.bank };
}

/** An id that is taken is called taken; what another agency recorded under it is not shown. */
function introducedByAnother(
  actor: Actor,
  state: PoolState,
  { facilityId }: IntroduceFacility,
): Refusal<'conflicts_with_recorded'> | undefined {
  const found = state.facilities.get(facilityId);
  if (actor.role !== 'agency' || found === undefined || found.agency === ownOrganisation(actor))
    return undefined;
  return { name: 'conflicts_with_recorded', figures: { key: facilityId } };
}

/** The same of a job, and of the office with the same id in another province. */
function registeredByAnother(
  actor: Actor,
  state: job.JobState,
  { jobId, province }: RegisterJob,
): Refusal<'conflicts_with_recorded'> | undefined {
  if (actor.role !== 'agency' || state.status === 'unregistered') return undefined;
  const { registration } = state;
  if (registration.agency === ownOrganisation(actor) && registration.province === province) return undefined;
  return { name: 'conflicts_with_recorded', figures: { key: jobId } };
}

function authoriseJob(
  actor: Actor,
  state: job.JobState,
  command: JobCommand | AbandonRegistration,
): Refusal | undefined {
  const owner = state.status === 'unregistered' ? {} : { agency: state.registration.agency };
  switch (command.type) {
    case 'RegisterJob':
      return may(actor, 'register-job', command) ?? registeredByAnother(actor, state, command);
    case 'VerifyJob':
    case 'RejectJob':
      return may(actor, 'verify-job');
    case 'EndJob':
      return mayOnFound(actor, 'end-job', owner);
    case 'VoidRegistration':
      return may(actor, 'void-job');
    case 'AbandonRegistration':
      // It follows from a registration that was authorised, or from due work; nobody sends it.
      return undefined;
  }
}
