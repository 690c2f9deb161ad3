import { pageFields } from '@misaq/platform/questions/common-fields.js';
import { choiceField, idField, positionField } from '@misaq/platform/questions/fields.js';
import type { Page } from '@misaq/platform/questions/page.js';
import {
  listIn,
  nextOf,
  PAGE_DEFAULT,
  pageOf,
  type PageParams,
  placeIn,
} from '@misaq/platform/questions/pages.js';
import { type GivenPosition, placeAfter } from '@misaq/platform/questions/positions.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { NOTIFICATION_KINDS, type NotificationKind } from '../../domain/kinds.js';
import { feedScope, feedScopeOrAll, type NamedOwner, ownerIn, ownersInScope } from './feed-owner.js';
import { NOTIFICATIONS } from './projection.js';
import {
  type NotificationItem,
  notificationItem,
  type UnreadItem,
  type WebhookItem,
  webhookItem,
} from './wire.js';

const ownerFields = (province: string) => ({
  province: idField({ optional: true, description: province, example: 'east-azerbaijan' }),
  agency: idField({
    optional: true,
    description: 'The agency; an officer’s own when left out.',
    example: 'behzisti',
  }),
  bank: idField({
    optional: true,
    description: 'The bank; an officer’s own when left out.',
    example: 'bank-refah',
  }),
});

/** Of what is about one organisation. */
export const PROVINCE_OF_OWNER =
  'The province whose register knows the organisation. An officer’s own when left out; an asker who acts for no ' +
  'organisation has to give it.';

export interface NotificationsParams extends PageParams, NamedOwner {
  readonly kind?: NotificationKind | undefined;
}

/** What an agency or a bank was told, the newest first. */
export const notifications: Question<NotificationsParams, Page<NotificationItem>> = {
  name: 'notifications',
  path: 'notifications',
  fields: {
    ...pageFields,
    ...ownerFields(PROVINCE_OF_OWNER),
    kind: choiceField(NOTIFICATION_KINDS, { optional: true, description: 'Only this kind.' }),
  },
  needs: 'read',
  scope: feedScope,
  // Sentences call organisations by their names.
  from: [NOTIFICATIONS, REGISTER],
  find({ models, params, scope, positions }) {
    const organisation = ownerIn(scope);
    const { kind, limit = PAGE_DEFAULT } = params;
    const list = listIn(notifications, params);
    const before = placeIn(list, params, [positions.areHidden ? 'text' : 'whole'])?.[0];
    const kinds = kind === undefined ? undefined : [kind];
    const found = models.notifications.notifications(organisation, {
      limit,
      ...(before !== undefined && { before: positions.read('cursor', before) }),
      ...(kinds !== undefined && { kinds }),
    });
    const last = found.notifications.at(-1);
    const more = found.more && last !== undefined;
    const { byKind, count } = models.notifications.unread(organisation, -1n, kinds);
    const names = models.register.organisations(organisation.province);
    return {
      items: found.notifications.map((each) =>
        notificationItem(each, (side, id) => names.nameOf(side, id), positions.ofEvent(each.position)),
      ),
      next: nextOf(list, more ? placeAfter(positions, last.position) : undefined),
      total: kind === undefined ? count : (byKind[kind] ?? 0),
    };
  },
};

export interface UnreadParams extends NamedOwner {
  readonly after: GivenPosition;
}

/** The number of notifications after the newest that has been read. */
export const unreadNotifications: Question<UnreadParams, UnreadItem> = {
  name: 'unread-notifications',
  path: 'notifications/unread',
  fields: {
    ...ownerFields(PROVINCE_OF_OWNER),
    after: positionField({
      description: 'Position of the newest notification that has been read; 0 for none.',
      example: 0,
    }),
  },
  needs: 'read',
  scope: feedScope,
  from: [NOTIFICATIONS],
  find({ models, params: { after }, scope, positions }) {
    const position = after === 0 ? 0n : positions.read('after', after);
    return models.notifications.unread(ownerIn(scope), position);
  },
};

export interface WebhooksParams extends PageParams, NamedOwner {}

/** The webhooks, how far each has delivered, and which are suspended, in order of id. */
export const webhooks: Question<WebhooksParams, Page<WebhookItem>> = {
  name: 'webhooks',
  path: 'webhooks',
  fields: {
    ...pageFields,
    ...ownerFields(
      'Only of this province. Needed with an agency or a bank if the asker acts for no organisation.',
    ),
  },
  needs: 'manage-webhooks',
  scope: feedScopeOrAll,
  from: [NOTIFICATIONS],
  find({ models, params, scope, positions }) {
    const found = models.notifications.webhooks(ownersInScope(scope));
    const items = found.webhooks.map((each) => webhookItem(each, positions.ofEvent));
    return pageOf(listIn(webhooks, params), params, items, ({ webhookId }) => [webhookId]);
  },
};
