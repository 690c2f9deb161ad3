import { NOTIFICATION_KINDS, type NotificationKind } from '@misaq/notifications/domain/kinds.js';
import { Choice, Choices, Id, LogPosition, Reason, Text } from '@misaq/platform/http/request/fields.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';
import type { GivenPosition } from '@misaq/platform/http/request/positions.js';

const WHOSE = 'Whose; an officer’s own when left out.';
/** Of questions about one organisation, and of what is registered for one. */
const WHERE =
  'The province whose register knows the organisation. An officer’s own when left out; whoever acts for no ' +
  'organisation has to give it.';

export class NotificationsQuery extends PageQuery {
  @Id({ optional: true, description: WHERE, example: 'east-azerbaijan' })
  province?: string;
  @Id({ optional: true, description: `An agency. ${WHOSE}`, example: 'behzisti' })
  agency?: string;
  @Id({ optional: true, description: `A bank. ${WHOSE}`, example: 'bank-refah' })
  bank?: string;
  @Choice(NOTIFICATION_KINDS, { optional: true, description: 'Only this kind.' })
  kind?: NotificationKind;
}

export class UnreadQuery extends FreshQuery {
  @Id({ optional: true, description: WHERE, example: 'east-azerbaijan' })
  province?: string;
  @Id({ optional: true, description: `An agency. ${WHOSE}`, example: 'behzisti' })
  agency?: string;
  @Id({ optional: true, description: `A bank. ${WHOSE}`, example: 'bank-refah' })
  bank?: string;
  @LogPosition({
    description: 'Position of the newest notification that has been read; 0 for none.',
    example: 0,
  })
  after!: GivenPosition;
}

export class WebhooksQuery extends PageQuery {
  @Id({
    optional: true,
    description:
      'Only of this province. Needed with an agency or a bank by whoever acts for no organisation.',
    example: 'east-azerbaijan',
  })
  province?: string;
  @Id({ optional: true, description: `An agency. ${WHOSE}`, example: 'behzisti' })
  agency?: string;
  @Id({ optional: true, description: `A bank. ${WHOSE}`, example: 'bank-refah' })
  bank?: string;
}

export class RegisterWebhookDto {
  @Id({ description: 'Given by whoever registers it.', example: 'behzisti-hook' })
  webhookId!: string;
  @Id({ optional: true, description: WHERE, example: 'east-azerbaijan' })
  province?: string;
  @Choice(['agency', 'bank'], {
    optional: true,
    description: 'What the organisation is. An officer’s own is taken when both are left out.',
    example: 'agency',
  })
  kind?: 'agency' | 'bank';
  @Id({ optional: true, description: 'The organisation whose notifications are sent.', example: 'behzisti' })
  organisation?: string;
  @Text({ lengthMax: 2_000, description: 'Where they are posted to.', example: 'https://example.org/misaq' })
  url!: string;
  @Choices(NOTIFICATION_KINDS, {
    optional: true,
    description: 'Only these kinds; all when left out.',
    example: ['lot-deadline-near', 'review-proposes'],
  })
  kinds?: readonly NotificationKind[];
}

export class WebhookParams {
  @Id({ example: 'behzisti-hook' })
  webhookId!: string;
}

export class WebhookReasonDto {
  @Reason({ example: 'A new system takes its place.' })
  reason!: string;
}
