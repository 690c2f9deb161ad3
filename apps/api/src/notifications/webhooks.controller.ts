import { Body, Controller, Inject, Param, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { webhookAggregate } from '@misaq/notifications/aggregate.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { WebhookRefusalName } from '@misaq/notifications/domain/refusals.js';
import { urlFault, WEBHOOKS_OF_ONE_MAX } from '@misaq/notifications/domain/webhook.js';
import { addressFault, type NetworkRules } from '@misaq/platform/webhooks/addresses.js';
import type { WebhookKey } from '@misaq/platform/webhooks/key.js';
import { feedScope, ownerIn } from '@misaq/notifications/boards/notifications/feed-owner.js';
import { webhooks } from '@misaq/notifications/boards/notifications/question.js';
import { bearerOf } from '@misaq/platform/http/access/principal.js';
import { Answer } from '@misaq/platform/http/answer/answer.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import { NETWORK_RULES, WEBHOOK_KEY } from '@misaq/platform/http/service.js';
import { CommandRouter } from '@misaq/platform/commands/command-router.js';
import { RegisterWebhookDto, WebhookParams, WebhookReasonDto } from './notifications.dto.js';
import { RegisteredWebhookDto } from './registered-webhook.dto.js';

type Names = readonly WebhookRefusalName[];

const OF_REGISTRATION: Names = [
  'invalid_field',
  'conflicts_with_recorded',
  'webhook_removed',
  'unknown_organisation',
  'organisation_inactive',
  'address_not_allowed',
  'too_many_webhooks',
];
const OF_THE_REGISTERED: Names = ['invalid_field', 'unknown_webhook', 'webhook_removed'];

/** Addresses to which the notifications of an organisation are sent. */
@ApiTags('notifications')
@Controller('api/v1')
export class WebhooksController {
  constructor(
    private readonly router: CommandRouter,
    @Inject(WEBHOOK_KEY) private readonly key: WebhookKey,
    @Inject(NETWORK_RULES) private readonly rules: NetworkRules,
    private readonly questions: Questions,
    private readonly recording: Recording,
  ) {}

  @Asks(webhooks, {
    summary: 'The webhooks there are, how far each has delivered, and which are suspended.',
    answer: 'WebhookPage',
    refusals: ['invalid_cursor', 'not_own'],
  })
  list(request: FastifyRequest, params: ParamsOf<typeof webhooks>): Promise<QuestionAnswer> {
    return this.questions.ask(request, webhooks, params);
  }

  @Act('webhooks', 'manage-webhooks', {
    summary: 'Have the notifications of an organisation sent to an address, signed.',
    description:
      'Signed by the Standard Webhooks scheme with `secret`, which the same registration again shows again. What is ' +
      'notified from now on is posted, at least once; `webhook-id` names each, so that a receiver knows it again. ' +
      `An organisation has at most ${String(WEBHOOKS_OF_ONE_MAX)} webhooks (\`too_many_webhooks\`).`,
    refusals: OF_REGISTRATION,
  })
  @ApiOkResponse({ type: RegisteredWebhookDto })
  async register(
    @Req() request: FastifyRequest,
    @Body() { province, kind, organisation: id, ...body }: RegisterWebhookDto,
  ): Promise<Answer> {
    const named = kind === undefined || id === undefined ? {} : { [kind]: id };
    const organisation = ownerIn(feedScope(bearerOf(request), { ...named, province }));
    await this.#checkAddress(body);
    const { body: recorded, position } = await this.recording.record(request, {
      command: { type: 'RegisterWebhook', ...body, organisation },
    });
    return new Answer({ ...recorded, secret: this.key.secretOf(body.webhookId) }, position);
  }

  @Act('webhooks/:webhookId/removal', 'manage-webhooks', {
    summary: 'Send nothing there any more. The id is not used again.',
    refusals: OF_THE_REGISTERED,
  })
  remove(
    @Req() request: FastifyRequest,
    @Param() { webhookId }: WebhookParams,
    @Body() { reason }: WebhookReasonDto,
  ): Promise<Answer> {
    return this.recording.record(request, { command: { type: 'RemoveWebhook', webhookId, reason } });
  }

  @Act('webhooks/:webhookId/resumption', 'manage-webhooks', {
    summary: 'Go on with a webhook that was suspended, from where it was.',
    refusals: OF_THE_REGISTERED,
  })
  resume(
    @Req() request: FastifyRequest,
    @Param() { webhookId }: WebhookParams,
    @Body() { reason }: WebhookReasonDto,
  ): Promise<Answer> {
    return this.recording.record(request, { command: { type: 'ResumeWebhook', webhookId, reason } });
  }

  /**
   * Checks the address at once; where a host name leads is checked only when something is sent. A webhook that is on record
   * is not checked again: the same registration answers as the first time, whatever the operator allows by now.
   * @throws RefusedError `address_not_allowed`
   */
  async #checkAddress({ webhookId, url }: Pick<RegisterWebhookDto, 'webhookId' | 'url'>): Promise<void> {
    const { status } = await this.router.streams.state(webhookAggregate, streams.webhook(webhookId));
    // What is no address at all is refused as a field.
    const isNew = status === 'unknown' && urlFault(url) === undefined;
    const problem = isNew ? addressFault(url, this.rules) : undefined;
    if (problem !== undefined)
      throw new RefusedError({ name: 'address_not_allowed', figures: { url, problem } });
  }
}
