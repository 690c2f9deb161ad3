import type { NotificationKind } from '../../domain/kinds.js';
import type { NotifiedOrganisation, RecordedOrganisation } from '../../domain/webhook-events.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import type { KeptNotification, Notification, NotificationToSend } from './notification.js';
import type { KeptWebhook } from './projection.js';
import { positionThrough, type Telling } from './tellings.js';

export interface FeedPaging {
  /** Newest first, before this position. Without it and without `after`: the newest ones. */
  readonly before?: bigint;
  /** Oldest first, after this position. */
  readonly after?: bigint;
  /** Only these kinds; absent: all. */
  readonly kinds?: readonly NotificationKind[];
  /** Maximum number, up to 500; default 50. */
  readonly limit?: number;
}

export interface Feed extends Fresh {
  readonly organisation: NotifiedOrganisation;
  readonly notifications: readonly Notification[];
  /** Whether there are more after the last of these. */
  readonly more: boolean;
}

export interface Unread extends Fresh {
  readonly count: number;
  /** Kinds of which there are none are left out. */
  readonly byKind: Readonly<Partial<Record<NotificationKind, number>>>;
}

export type Webhook = Omit<KeptWebhook, 'deliveredTo' | 'deliveredStream' | 'registeredPosition'> & {
  readonly deliveredTo: bigint;
};

/** A webhook that has something to deliver. */
export interface WebhookDue {
  readonly webhook: Webhook;
  /** Number of pending notifications. */
  readonly pending: number;
}

export interface NotificationQuestions {
  readonly notifications: (organisation: NotifiedOrganisation, paging?: FeedPaging) => Feed;
  /** The number of notifications after a position: what a reader who has read up to it has not read. */
  readonly unread: (
    organisation: NotifiedOrganisation,
    after: bigint,
    kinds?: readonly NotificationKind[],
  ) => Unread;
  /** By id, of organisations that match the filter, without removed webhooks. */
  readonly webhooks: (
    organisation?: Partial<NotifiedOrganisation>,
  ) => Fresh & { readonly webhooks: readonly Webhook[] };
  /** Undefined: no such webhook. */
  readonly webhook: (webhookId: string) => Webhook | undefined;
  /** Number of webhooks of an organisation that are not removed. */
  readonly webhookCount: (organisation: NotifiedOrganisation) => Fresh & { readonly count: number };
  /** Active webhooks with something to deliver, by id. */
  readonly webhooksDue: (paging?: DuePaging) => readonly WebhookDue[];
  /** Only the ids of {@link webhooksDue}. */
  readonly webhookIdsDue: (paging?: DuePaging) => readonly string[];
  /**
   * What a webhook still has to deliver, oldest first, after its receiver has accepted everything up to an event (null:
   * nothing yet). The webhook's stream knows that event before these tables do.
   * @param stream of that event; undefined where an older version recorded it
   */
  readonly pendingFor: (
    webhookId: string,
    deliveredThrough: string | null,
    limit: number,
    stream?: string,
  ) => readonly NotificationToSend[];
}

export interface DuePaging {
  /** Only webhooks after this one. */
  readonly after?: string;
  /** Maximum number; absent: all. */
  readonly limit?: number;
}

const LIMIT_MAX = 500;
const LIMIT_DEFAULT = 50;

/** No province: it has no notifications. */
const NOWHERE = '';

interface Row {
  readonly position: number;
  readonly value: string;
}

export function notificationQuestions(tables: TableReader): NotificationQuestions {
  function rows(
    { province, kind, id }: RecordedOrganisation,
    kinds: readonly NotificationKind[] | undefined,
    range: { readonly after?: number; readonly before?: number },
    end: string,
  ): Row[] {
    return tables.all<Row>(
      `SELECT position, value FROM feed WHERE province = ? AND side = ? AND organisation = ? AND position > ? AND position < ?${ofKinds(kinds)} ${end}`,
      province ?? NOWHERE,
      kind,
      id,
      range.after ?? -1,
      range.before ?? Number.MAX_SAFE_INTEGER,
      ...(kinds ?? []),
    );
  }

  function allWebhooks(): Webhook[] {
    return tables
      .all<{ value: string }>('SELECT value FROM webhooks ORDER BY webhookId')
      .map(({ value }) => webhookOf(value));
  }

  function webhooksOf({ province, kind, id }: NotifiedOrganisation): Webhook[] {
    // The table keeps stale places at or above the count. Each webhook has exactly one place below it.
    return tables
      .all<{ value: string }>(
        'SELECT webhooks.value FROM places JOIN counts USING (province, side, organisation) ' +
          "JOIN webhooks ON webhooks.webhookId = json_extract(places.value, '$') " +
          'WHERE province = ? AND side = ? AND organisation = ? AND place < CAST(counts.value AS INTEGER) ' +
          'ORDER BY webhooks.webhookId',
        province,
        kind,
        id,
      )
      .map(({ value }) => webhookOf(value));
  }

  function counts(
    { province, kind, id }: RecordedOrganisation,
    after: bigint,
    kinds: readonly NotificationKind[] | undefined,
  ): readonly { readonly kind: NotificationKind; readonly count: number }[] {
    return tables.all(
      `SELECT kind, count(*) AS count FROM feed WHERE province = ? AND side = ? AND organisation = ? AND position > ?${ofKinds(kinds)} GROUP BY kind ORDER BY kind`,
      province ?? NOWHERE,
      kind,
      id,
      Number(after),
      ...(kinds ?? []),
    );
  }

  function keptWebhook(webhookId: string): KeptWebhook | undefined {
    const [row] = tables.all<{ value: string }>('SELECT value FROM webhooks WHERE webhookId = ?', webhookId);
    return row === undefined ? undefined : (JSON.parse(row.value) as KeptWebhook);
  }

  function positionOf(webhook: KeptWebhook, eventId: string, stream: string | undefined): number | undefined {
    // These tables already show this delivery exactly.
    if (webhook.deliveredThrough === eventId && webhook.deliveredStream === stream)
      return webhook.deliveredTo;
    const { organisation, kinds, deliveredTo } = webhook;
    return positionThrough(
      (ordinal) => tellingOf(eventId, ordinal),
      stream,
      deliveredTo,
      (position) => rows(organisation, kinds, { after: position - 1, before: position + 1 }, '').length > 0,
    );
  }

  function tellingOf(eventId: string, ordinal: number): Telling | undefined {
    const [row] = tables.all<{ value: string }>(
      'SELECT value FROM told WHERE eventId = ? AND ordinal = ?',
      eventId,
      ordinal,
    );
    return row === undefined ? undefined : (JSON.parse(row.value) as Telling);
  }

  function idsDue({ after, limit }: DuePaging = {}): string[] {
    // The condition of the index.
    return tables
      .all<{
        webhookId: string;
      }>(
        `SELECT webhookId FROM deliveries WHERE json_extract(value, '$.due') = 1 AND webhookId > ? ORDER BY webhookId LIMIT ${whole(limit ?? Number.MAX_SAFE_INTEGER)}`,
        after ?? '',
      )
      .map(({ webhookId }) => webhookId);
  }

  return {
    notifications(organisation, { before, after, kinds, limit = LIMIT_DEFAULT } = {}) {
      const most = Math.min(Math.max(Math.trunc(limit), 1), LIMIT_MAX);
      const order = after === undefined ? 'DESC' : 'ASC';
      const range = {
        ...(after !== undefined && { after: Number(after) }),
        ...(before !== undefined && { before: Number(before) }),
      };
      const found = rows(organisation, kinds, range, `ORDER BY position ${order} LIMIT ${whole(most + 1)}`);
      return {
        position: tables.position(),
        organisation,
        notifications: found.slice(0, most).map(shown),
        more: found.length > most,
      };
    },
    unread(organisation, after, kinds) {
      const byKind = counts(organisation, after, kinds);
      return {
        position: tables.position(),
        count: byKind.reduce((sum, { count }) => sum + count, 0),
        byKind: Object.fromEntries(byKind.map(({ kind, count }) => [kind, count])),
      };
    },
    webhooks({ province, kind, id } = {}) {
      const one = province !== undefined && kind !== undefined && id !== undefined;
      const found = one ? webhooksOf({ province, kind, id }) : allWebhooks();
      const webhooks = found.filter(
        ({ status, organisation: of }) =>
          status !== 'removed' &&
          (province === undefined || of.province === province) &&
          (kind === undefined || of.kind === kind) &&
          (id === undefined || of.id === id),
      );
      return { position: tables.position(), webhooks };
    },
    webhook(webhookId) {
      const webhook = keptWebhook(webhookId);
      return webhook === undefined ? undefined : withoutInternals(webhook);
    },
    webhookCount({ province, kind, id }) {
      const [row] = tables.all<{ value: string }>(
        'SELECT value FROM counts WHERE province = ? AND side = ? AND organisation = ?',
        province,
        kind,
        id,
      );
      return { position: tables.position(), count: row === undefined ? 0 : Number(row.value) };
    },
    webhookIdsDue: idsDue,
    webhooksDue: (paging) =>
      idsDue(paging).flatMap((webhookId) => {
        const webhook = keptWebhook(webhookId);
        if (webhook === undefined) return [];
        const { organisation, deliveredTo, kinds } = webhook;
        const pending = counts(organisation, BigInt(deliveredTo), kinds).reduce(
          (sum, { count }) => sum + count,
          0,
        );
        return [{ webhook: withoutInternals(webhook), pending }];
      }),
    pendingFor(webhookId, deliveredThrough, limit, stream) {
      const webhook = keptWebhook(webhookId);
      if (webhook === undefined) return [];
      const { organisation, kinds, registeredPosition } = webhook;
      const after =
        deliveredThrough === null ? registeredPosition : positionOf(webhook, deliveredThrough, stream);
      // These tables have not seen the event yet, so they have nothing after it either.
      if (after === undefined) return [];
      return rows(organisation, kinds, { after }, `ORDER BY position LIMIT ${whole(limit)}`).map(toSend);
    },
  };
}

function ofKinds(kinds: readonly NotificationKind[] | undefined): string {
  return kinds === undefined ? '' : ` AND kind IN (${kinds.map(() => '?').join(', ')})`;
}

function whole(limit: number): string {
  return String(Math.max(0, Math.trunc(limit)));
}

function toSend({ position, value }: Row): NotificationToSend {
  return { ...(JSON.parse(value) as KeptNotification), position: BigInt(position) } as NotificationToSend;
}

function shown(row: Row): Notification {
  const { stream: _stream, twin: _twin, ...notification } = toSend(row);
  return notification;
}

function webhookOf(value: string): Webhook {
  return withoutInternals(JSON.parse(value) as KeptWebhook);
}

function withoutInternals({
  deliveredTo,
  registeredPosition: _position,
  deliveredStream: _stream,
  ...webhook
}: KeptWebhook): Webhook {
  return { ...webhook, deliveredTo: BigInt(deliveredTo) };
}
