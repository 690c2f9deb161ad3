import { bothTypes, isAmong } from '@misaq/platform/kernel/event-types.js';
import { NOTIFICATION_KINDS, type NotificationKind } from '../../domain/kinds.js';
import {
  type NotifiedOrganisation,
  type RecordedOrganisation,
  WEBHOOK_EVENTS,
  type WebhookEvent,
} from '../../domain/webhook-events.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { records } from '@misaq/platform/projections/records.js';
import type { Tables } from '@misaq/platform/projections/table.js';
import { poolOfStream } from '@misaq/credit/domain/pool-stream.js';
import { type KeptNotification, NOTIFYING_EVENTS, noticesOf } from './notification.js';
import { positionThrough, type Telling, tellingWith } from './tellings.js';

export const NOTIFICATIONS = 'notifications';

/** The state of a webhook. Positions are those of this log: events name deliveries by stream and event id. */
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
  /** Position of its registration: earlier notifications are not sent. */
  readonly registeredPosition: number;
  /** Notifications after this position are still to be delivered. */
  readonly deliveredTo: number;
  /** The event recorded as delivered last; null before the first. */
  readonly deliveredThrough: string | null;
  /** The stream of that event; absent where an older version recorded it. */
  readonly deliveredStream?: string;
  /** Notifications taken in all. */
  readonly delivered: number;
}

/** The place of a webhook among those of its organisation, and whether it has something to deliver. */
export interface Delivery {
  readonly place: number;
  readonly due: 0 | 1;
}

const tables = {
  /** The feed of each organisation of each province. */
  feed: records<['province', 'side', 'organisation', 'position', 'kind'], KeptNotification>([
    'province',
    'side',
    'organisation',
    'position',
    'kind',
  ]),
  /** The events that caused notifications, by id. In logs of older versions several events may have one id. */
  told: records<['eventId', 'ordinal'], Telling>(['eventId', 'ordinal']),
  webhooks: records<['webhookId'], KeptWebhook>(['webhookId']),
  /** Position of the newest notice of each kind. */
  newest: records<['province', 'side', 'organisation', 'kind'], number>([
    'province',
    'side',
    'organisation',
    'kind',
  ]),
  /** Number of webhooks of an organisation that are not removed. */
  counts: records<['province', 'side', 'organisation'], number>(['province', 'side', 'organisation']),
  /** Those webhooks by place: numbered from 0 without a gap. */
  places: records<['province', 'side', 'organisation', 'place'], string>([
    'province',
    'side',
    'organisation',
    'place',
  ]),
  /** With an index of due webhooks, so that finding them does not read all webhooks. */
  deliveries: records<['webhookId'], Delivery>(['webhookId'], {
    name: 'deliveriesDue',
    on: 'webhookId',
    where: "json_extract(value, '$.due') = 1",
  }),
};

export const notificationsProjection = defineProjection({
  name: NOTIFICATIONS,
  schemaVersion: 4,
  tables,
  types: bothTypes(NOTIFYING_EVENTS, WEBHOOK_EVENTS),
  apply(event, work) {
    const position = Number(event.position);
    if (isAmong(WEBHOOK_EVENTS, event)) followWebhook(event, position, event.metadata.recordedAt, work);
    if (!isAmong(NOTIFYING_EVENTS, event)) return;
    const addressed = noticesOf(event, poolOfStream(event.stream));
    if (addressed.length === 0) return;
    const { eventId, stream } = event;
    const { recordedAt } = event.metadata;
    const first = tellingAt(work, eventId, 0);
    for (const { to, notice } of addressed) {
      const value: KeptNotification = {
        ...notice,
        eventId,
        recordedAt,
        stream,
        ...(first !== undefined && { twin: true }),
      };
      work.feed.set([to.province, to.kind, to.id, position, notice.kind], value);
      work.newest.set([to.province, to.kind, to.id, notice.kind], position);
      makeDue(work, to, notice.kind);
    }
    for (const [ordinal, telling] of tellingWith(first, { position, stream }))
      work.told.set([eventId, ordinal], telling);
  },
});

type Work = Tables<typeof tables>;

function tellingAt({ told }: Work, eventId: string, ordinal: number): Telling | undefined {
  return told.get(eventId, ordinal);
}

function webhookOf({ webhooks }: Work, webhookId: string): KeptWebhook | undefined {
  return webhooks.get(webhookId);
}

function deliveryOf({ deliveries }: Work, webhookId: string): Delivery | undefined {
  return deliveries.get(webhookId);
}

/** Marks the webhooks of the organisation that get this kind as due. */
function makeDue(
  work: Work,
  { province, kind: side, id }: NotifiedOrganisation,
  kind: NotificationKind,
): void {
  const count = work.counts.get(province, side, id) ?? 0;
  for (let place = 0; place < count; place += 1) {
    const webhookId = work.places.get(province, side, id, place);
    const webhook = webhookId === undefined ? undefined : webhookOf(work, webhookId);
    if (webhook?.status !== 'active' || webhook.kinds?.includes(kind) === false) continue;
    setDue(work, webhook.webhookId, 1);
  }
}

function setDue(work: Work, webhookId: string, due: Delivery['due']): void {
  const delivery = deliveryOf(work, webhookId);
  if (delivery === undefined || delivery.due === due) return;
  work.deliveries.set([webhookId], { ...delivery, due });
}

/** Whether there are notifications after the last delivered one. */
function isDue({ newest }: Work, { status, organisation, kinds, deliveredTo }: KeptWebhook): boolean {
  const { province, kind: side, id } = organisation;
  if (status !== 'active' || province === undefined) return false;
  return (kinds ?? NOTIFICATION_KINDS).some(
    (kind) => (newest.get(province, side, id, kind) ?? -1) > deliveredTo,
  );
}

function followWebhook(event: WebhookEvent, position: number, recordedAt: string, work: Work): void {
  const { webhookId } = event.data;
  const keep = (webhook: KeptWebhook): void => {
    work.webhooks.set([webhookId], webhook);
    setDue(work, webhookId, isDue(work, webhook) ? 1 : 0);
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
    addToOrganisation(work, webhookId, event.data.organisation);
    return;
  }
  const before = webhookOf(work, webhookId);
  if (before === undefined) throw new Error(`no webhook ${webhookId}`);
  switch (event.type) {
    case 'WebhookRemoved':
      keep({ ...before, status: 'removed' });
      removeFromOrganisation(work, webhookId, before.organisation);
      return;
    case 'WebhookSuspended':
      keep({ ...before, status: standing(before, 'suspended'), problem: event.data.problem });
      return;
    case 'WebhookResumed':
      keep({ ...before, status: standing(before, 'active') });
      return;
    case 'WebhookDelivered': {
      const { throughEventId, throughStream, count } = event.data;
      const deliveredTo = positionThrough(
        (ordinal) => tellingAt(work, throughEventId, ordinal),
        throughStream,
        before.deliveredTo,
        (at) => isToldAt(work, before, at),
      );
      if (deliveredTo === undefined)
        throw new Error(`no notification is known for the event ${throughEventId}`);
      const { deliveredStream: _, ...kept } = before;
      keep({
        ...kept,
        deliveredTo,
        deliveredThrough: throughEventId,
        ...(throughStream !== undefined && { deliveredStream: throughStream }),
        delivered: before.delivered + count,
      });
      return;
    }
  }
}

/** Whether the organisation of a webhook got a notice of its kinds at a position. */
function isToldAt({ feed }: Work, { organisation, kinds }: KeptWebhook, position: number): boolean {
  const { province, kind: side, id } = organisation;
  if (province === undefined) return false;
  return (kinds ?? NOTIFICATION_KINDS).some(
    (kind) => feed.get(province, side, id, position, kind) !== undefined,
  );
}

function addToOrganisation(
  work: Work,
  webhookId: string,
  { province, kind: side, id }: RecordedOrganisation,
): void {
  if (province === undefined) return;
  const place = work.counts.get(province, side, id) ?? 0;
  work.counts.set([province, side, id], place + 1);
  work.places.set([province, side, id, place], webhookId);
  work.deliveries.set([webhookId], { place, due: 0 } satisfies Delivery);
}

/** The last webhook takes the place of the removed one, so that places stay without a gap. */
function removeFromOrganisation(
  work: Work,
  webhookId: string,
  { province, kind: side, id }: RecordedOrganisation,
): void {
  const delivery = deliveryOf(work, webhookId);
  const count = province === undefined ? 0 : (work.counts.get(province, side, id) ?? 0);
  if (province === undefined || delivery === undefined || count === 0) return;
  const { place } = delivery;
  if (work.places.get(province, side, id, place) !== webhookId) return;
  const last = work.places.get(province, side, id, count - 1) ?? webhookId;
  work.counts.set([province, side, id], count - 1);
  if (last === webhookId) return;
  work.places.set([province, side, id, place], last);
  const moved = deliveryOf(work, last);
  if (moved !== undefined) work.deliveries.set([last], { ...moved, place });
}

/** A webhook without a province counts as removed, because its organisation cannot be determined. */
function standing(
  { organisation }: { readonly organisation: RecordedOrganisation },
  status: KeptWebhook['status'],
): KeptWebhook['status'] {
  return organisation.province === undefined ? 'removed' : status;
}
