import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  accepted,
  type Decision,
  type Refusal,
  refused,
  unchanged,
} from '@misaq/platform/kernel/decision.js';
import {
  choiceFault,
  identifierFault,
  invalidField,
  reasonFault,
  textFieldFault,
  wholeNumberFault,
} from '@misaq/platform/kernel/fields.js';
import { again, present, refusedBy } from '@misaq/platform/kernel/recorded.js';
import { checkOrganisation, type RegisterState } from '@misaq/register/domain/register.js';
import { NOTIFICATION_KINDS, type NotificationKind } from './kinds.js';
import type { WebhookRefusalName } from './refusals.js';
import type { NotifiedOrganisation, RecordedOrganisation, WebhookEvent } from './webhook-events.js';

export type WebhookCommand =
  RegisterWebhook | RemoveWebhook | ResumeWebhook | RecordDelivery | SuspendWebhook;

/** Key: webhook id. */
export interface RegisterWebhook {
  readonly type: 'RegisterWebhook';
  readonly webhookId: string;
  readonly organisation: NotifiedOrganisation;
  readonly url: string;
  readonly kinds?: readonly NotificationKind[];
}

/** Key: webhook id. The id of a removed webhook cannot be used again. */
export interface RemoveWebhook {
  readonly type: 'RemoveWebhook';
  readonly webhookId: string;
  readonly reason: string;
}

export interface ResumeWebhook {
  readonly type: 'ResumeWebhook';
  readonly webhookId: string;
  readonly reason: string;
}

/** Key: the last delivered event. Sent by Misaq itself after each batch. */
export interface RecordDelivery {
  readonly type: 'RecordDelivery';
  readonly webhookId: string;
  /** Where this delivery continued: the last recorded event, or null before the first. */
  readonly afterEventId: string | null;
  readonly throughEventId: string;
  /** The streams of the two events; absent where an older version recorded no stream. */
  readonly afterStream?: string;
  readonly throughStream?: string;
  readonly count: number;
}

export interface SuspendWebhook {
  readonly type: 'SuspendWebhook';
  readonly webhookId: string;
  readonly reason: 'gone' | 'failing';
  readonly problem: string;
}

/**
 * Maximum number of webhooks of an organisation, without removed ones. Logs of older versions may have more, which keep
 * working.
 */
export const WEBHOOKS_OF_ONE_MAX = 20;

/** For registrations only: the register of the organisation's province. */
export interface WebhookContext {
  readonly today: PlainDate;
  readonly register: RegisterState;
  /** Number of webhooks of the organisation that are not removed. */
  readonly webhooks: number;
}

export type WebhookState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'active' | 'suspended' | 'removed';
      /** Without a province only when removed. */
      readonly organisation: RecordedOrganisation;
      readonly url: string;
      readonly kinds: readonly NotificationKind[] | undefined;
      readonly deliveredThrough: string | null;
      /** The stream of the last delivered event; absent before the first, and where an older version recorded it. */
      readonly deliveredStream?: string;
    };

type WebhookDecision = Decision<WebhookEvent, WebhookRefusalName>;

export const initialWebhook = (): WebhookState => ({ status: 'unknown' });

export function decideWebhook(
  state: WebhookState,
  command: WebhookCommand,
  context?: WebhookContext,
): WebhookDecision {
  if (command.type === 'RegisterWebhook') return register(state, command, context);
  const { webhookId } = command;
  if (state.status === 'unknown') return refused('unknown_webhook', { webhookId });
  const { organisation } = state;
  switch (command.type) {
    case 'RemoveWebhook': {
      const fault = reasonFault(command.reason);
      if (fault !== undefined) return refusedBy(fault);
      if (state.status === 'removed') return unchanged;
      return accepted({ type: 'WebhookRemoved', data: { webhookId, organisation, reason: command.reason } });
    }
    case 'ResumeWebhook': {
      const fault = reasonFault(command.reason);
      if (fault !== undefined) return refusedBy(fault);
      if (state.status === 'removed') return refused('webhook_removed', { webhookId });
      if (state.status === 'active') return unchanged;
      return accepted({ type: 'WebhookResumed', data: { webhookId, organisation, reason: command.reason } });
    }
    case 'RecordDelivery': {
      const { afterEventId, afterStream, throughEventId, throughStream, count } = command;
      const fault = wholeNumberFault('count', count, 1, 1_000_000);
      if (fault !== undefined) return refusedBy(fault);
      if (isDeliveredThrough(state, throughEventId, throughStream)) return unchanged;
      // Two nodes may send the same at once. The one that records second must not set the other back.
      if (!isDeliveredThrough(state, afterEventId, afterStream))
        return refused('delivery_overtaken', { webhookId, afterEventId, recorded: state.deliveredThrough });
      return accepted({
        type: 'WebhookDelivered',
        data: present({ webhookId, throughEventId, throughStream, count }),
      });
    }
    case 'SuspendWebhook': {
      const fault = textFieldFault('problem', command.problem, 500);
      if (fault !== undefined) return refusedBy(fault);
      if (state.status !== 'active') return unchanged;
      const { reason, problem } = command;
      return accepted({ type: 'WebhookSuspended', data: { webhookId, organisation, reason, problem } });
    }
  }
}

function isDeliveredThrough(
  { deliveredThrough, deliveredStream }: Exclude<WebhookState, { readonly status: 'unknown' }>,
  eventId: string | null,
  stream: string | undefined,
): boolean {
  return deliveredThrough === eventId && deliveredStream === stream;
}

function register(
  state: WebhookState,
  command: RegisterWebhook,
  context: WebhookContext | undefined,
): WebhookDecision {
  const { webhookId, organisation, url, kinds } = command;
  const fault =
    identifierFault('webhookId', webhookId) ??
    identifierFault('organisation.province', organisation.province) ??
    choiceFault('organisation.kind', organisation.kind, ['agency', 'bank']) ??
    identifierFault('organisation.id', organisation.id) ??
    urlFault(url) ??
    kindsFault(kinds);
  if (fault !== undefined) return refusedBy(fault);
  const given = content({ organisation, url, kinds });
  if (state.status === 'removed') return refused('webhook_removed', { webhookId });
  if (state.status !== 'unknown') return again(webhookId, content(state), given);
  if (context === undefined) throw new Error('a webhook is registered without a register');
  const unlisted = checkOrganisation(context.register, organisation.kind, organisation.id, context.today);
  if (unlisted !== undefined) return refusedBy(unlisted);
  const { webhooks } = context;
  if (webhooks >= WEBHOOKS_OF_ONE_MAX) {
    const { kind, id } = organisation;
    return refused('too_many_webhooks', { kind, id, webhooks, most: WEBHOOKS_OF_ONE_MAX });
  }
  return accepted({
    type: 'WebhookRegistered',
    data: present({
      webhookId,
      organisation: { province: organisation.province, kind: organisation.kind, id: organisation.id },
      url,
      kinds: kinds === undefined ? undefined : [...new Set(kinds)].sort(),
    }),
  });
}

function content({
  organisation,
  url,
  kinds,
}: {
  readonly organisation: RecordedOrganisation;
  readonly url: string;
  readonly kinds?: readonly NotificationKind[] | undefined;
}) {
  return {
    organisation: `${organisation.kind} ${organisation.id} of ${organisation.province ?? 'no province'}`,
    url,
    kinds: kinds === undefined ? 'all' : [...new Set(kinds)].sort().join(' '),
  };
}

const URL_LENGTH_MAX = 2_000;
/**
 * An absolute http or https URL. It has no user or password, which would be in the log. It has nothing that programs
 * interpret differently (backslashes, blanks, fragments). Whether its host may be called is checked at each use.
 */
const URL_FORM = /^https?:\/\/[A-Za-z0-9.:[\]-]+(?:[/?][!-~]*)?$/;

export function urlFault(url: unknown): Refusal<'invalid_field'> | undefined {
  const fault = textFieldFault('url', url, URL_LENGTH_MAX);
  if (fault !== undefined) return fault;
  const text = String(url);
  return URL_FORM.test(text) && !/[\\#]/.test(text) ? undefined : invalidField('url', 'not_an_address', url);
}

function kindsFault(kinds: unknown): Refusal<'invalid_field'> | undefined {
  if (kinds === undefined) return undefined;
  if (!Array.isArray(kinds)) return invalidField('kinds', 'wrong_type', kinds);
  if (kinds.length === 0) return invalidField('kinds', 'empty', null);
  const given: readonly unknown[] = kinds;
  const unknown = given.find((kind) => !(NOTIFICATION_KINDS as readonly unknown[]).includes(kind));
  return unknown === undefined ? undefined : invalidField('kinds', 'not_one_of_the_choices', unknown);
}

export function evolveWebhook(state: WebhookState, event: WebhookEvent): WebhookState {
  if (event.type === 'WebhookRegistered') {
    const { organisation, url, kinds } = event.data;
    return { status: standing({ organisation }, 'active'), organisation, url, kinds, deliveredThrough: null };
  }
  if (state.status === 'unknown') throw new Error(`${event.type} of a webhook that was never registered`);
  switch (event.type) {
    case 'WebhookRemoved':
      return { ...state, status: 'removed' };
    case 'WebhookSuspended':
      return { ...state, status: standing(state, 'suspended') };
    case 'WebhookResumed':
      return { ...state, status: standing(state, 'active') };
    case 'WebhookDelivered': {
      const { deliveredStream: _, ...before } = state;
      const { throughEventId: deliveredThrough, throughStream: deliveredStream } = event.data;
      return { ...before, deliveredThrough, ...(deliveredStream !== undefined && { deliveredStream }) };
    }
  }
}

function standing<Status>(
  { organisation }: { readonly organisation: RecordedOrganisation },
  status: Status,
): Status | 'removed' {
  return organisation.province === undefined ? 'removed' : status;
}
