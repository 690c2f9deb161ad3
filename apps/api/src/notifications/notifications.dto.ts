import { NOTIFICATION_KINDS, type NotificationKind } from '@misaq/notifications/domain/kinds.js';
import { PROVINCE_OF_OWNER } from '@misaq/notifications/boards/notifications/question.js';
import { Choice, Choices, Id, Reason, Text } from '@misaq/platform/http/request/fields.js';

export class RegisterWebhookDto {
  @Id({ description: 'Chosen by the client that registers it.', example: 'behzisti-hook' })
  webhookId!: string;
  @Id({ optional: true, description: PROVINCE_OF_OWNER, example: 'east-azerbaijan' })
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
