import type { JsonValue } from '@misaq/domain/kernel/decision.js';
import type { NotificationKind } from '@misaq/domain/notifications/kinds.js';
import type { RecordedOrganisation, WebhookEvent } from '@misaq/domain/notifications/webhook-events.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { records } from '@misaq/projections/records.js';
import type { Tables } from '@misaq/projections/table.js';
import { WEBHOOK_TYPES } from '../events.js';
import { poolOfStream } from '../pool-stream.js';
import { NOTIFYING_TYPES, noticesOf, type NotifyingEvent } from './notification.js';

export const NOTIFICATIONS = 'notifications';

/** A webhook as it stands. Positions are this log's own: events name what was delivered by the id of its event. */
export interface KeptWebhook {
  readonly webhookId: string;
  /** Without a province only when removed. */
  readonly organisation: RecordedOrganisation;
  readonly url: string;
  readonly kinds?: readonly NotificationKind[];
  readonly status: 'active' | 'suspended' | 'removed';
  /** Why it was suspended last. */
  readonly problem?: string;
  /** ISO instant, UTC. */
  readonly registeredAt: string;
  /** Position of its registration: nothing before it is sent. */
  readonly registeredPosition: number;
  /** What is notified after this position is still to be delivered. */
  readonly deliveredTo: number;
  /** The event recorded as delivered last; null before the first. */
  readonly deliveredThrough: string | null;
  /** Notifications taken in all. */
  readonly delivered: number;
}

const tables = {
  /** The feed of each organisation of each province. */
  feed: records<['province', 'side', 'organisation', 'position', 'kind'], JsonValue>([
    'province',
    'side',
    'organisation',
    'position',
    'kind',
  ]),
  /** The position of each event that somebody was told of. */
  told: records<['eventId'], number>(['eventId']),
  webhooks: records<['webhookId'], JsonValue>(['webhookId']),
};

export const notificationsProjection = defineProjection({
  name: NOTIFICATIONS,
  schemaVersion: 2,
  tables,
  types: new Set<string>([...NOTIFYING_TYPES, ...WEBHOOK_TYPES]),
  apply(stored, work) {
    const position = Number(stored.position);
    if (WEBHOOK_TYPES.has(stored.type))
      followWebhook(stored as unknown as WebhookEvent, position, stored.metadata.recordedAt, work);
    if (!NOTIFYING_TYPES.has(stored.type)) return;
    const addressed = noticesOf(stored as unknown as NotifyingEvent, poolOfStream(stored.stream));
    if (addressed.length === 0) return;
    const { eventId } = stored;
    for (const { to, notice } of addressed) {
      const value = { ...notice, eventId, recordedAt: stored.metadata.recordedAt };
      work.feed.set([to.province, to.kind, to.id, position, notice.kind], value as unknown as JsonValue);
    }
    work.told.set([eventId], position);
  },
});

function followWebhook(
  event: WebhookEvent,
  position: number,
  recordedAt: string,
  { webhooks, told }: Tables<typeof tables>,
): void {
  const { webhookId } = event.data;
  const keep = (webhook: KeptWebhook): void => {
    webhooks.set([webhookId], webhook as unknown as JsonValue);
  };
  if (event.type === 'WebhookRegistered') {
    keep({
      ...event.data,
      status: standing(event.data, 'active'),
      registeredAt: recordedAt,
      registeredPosition: position,
      deliveredTo: position,
      deliveredThrough: null,
      delivered: 0,
    });
    return;
  }
  const before = webhooks.get(webhookId) as unknown as KeptWebhook | undefined;
  if (before === undefined) throw new Error(`no webhook ${webhookId}`);
  switch (event.type) {
    case 'WebhookRemoved':
      keep({ ...before, status: 'removed' });
      return;
    case 'WebhookSuspended':
      keep({ ...before, status: standing(before, 'suspended'), problem: event.data.problem });
      return;
    case 'WebhookResumed':
      keep({ ...before, status: standing(before, 'active') });
      return;
    case 'WebhookDelivered': {
      const { throughEventId, count } = event.data;
      const deliveredTo = told.get(throughEventId);
      if (deliveredTo === undefined) throw new Error(`nobody was told of the event ${throughEventId}`);
      keep({ ...before, deliveredTo, deliveredThrough: throughEventId, delivered: before.delivered + count });
      return;
    }
  }
}

/** Whose a webhook without a province is cannot be told any more. */
function standing(
  { organisation }: { readonly organisation: RecordedOrganisation },
  status: KeptWebhook['status'],
): KeptWebhook['status'] {
  return organisation.province === undefined ? 'removed' : status;
}
