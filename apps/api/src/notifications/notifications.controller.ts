import { Controller, Inject, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { NOTIFICATIONS } from '@misaq/notifications/boards/notifications/projection.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { notificationItem } from '@misaq/notifications/boards/notifications/wire.js';
import type { NameOf } from '@misaq/notifications/boards/notifications/notification-text.js';
import type { ReadyAnswer } from '@misaq/platform/http/answer/answer.js';
import { listOf, nextOf, PAGE_DEFAULT, placeIn } from '@misaq/platform/http/request/paging.js';
import { placeAfter } from '@misaq/platform/questions/positions.js';
import { positionsOf } from '@misaq/platform/http/request/positions.js';
import { Questions } from '@misaq/platform/http/answer/questions.js';
import { Question } from '@misaq/platform/http/request/routes.js';
import { concernedScopeOf } from '@misaq/platform/http/access/scopes.js';
import { READ_MODELS } from '@misaq/platform/http/service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { NotificationsQuery, UnreadQuery } from './notifications.dto.js';
import { whose } from './feed-owner.js';

@ApiTags('notifications')
@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    private readonly questions: Questions,
  ) {}

  @Question('', 'read', {
    summary: 'What an agency or a bank was told: deadlines that come near, credit that moves, rejected jobs.',
    description: 'Newest first. An officer sees the feed of the own organisation, in its own province.',
    answer: 'NotificationPage',
    refusals: ['invalid_cursor', 'not_own'],
  })
  feed(@Req() request: FastifyRequest, @Query() query: NotificationsQuery): Promise<ReadyAnswer> {
    const organisation = whose(request, query);
    const { notifications } = this.models;
    const scope = concernedScopeOf(request);
    // Sentences call organisations by their names.
    return this.questions.answer(request, { query, scope, from: [NOTIFICATIONS, REGISTER] }, () => {
      const list = listOf('notifications', {}, query);
      const before = placeIn(list, query, [positionsOf(request).areHidden ? 'text' : 'whole'])?.[0];
      const kinds = query.kind === undefined ? undefined : [query.kind];
      const found = notifications.notifications(organisation, {
        limit: query.limit ?? PAGE_DEFAULT,
        ...(before !== undefined && { before: positionsOf(request).read('cursor', before) }),
        ...(kinds !== undefined && { kinds }),
      });
      const last = found.notifications.at(-1);
      const { byKind, count } = notifications.unread(organisation, -1n, kinds);
      const total = query.kind === undefined ? count : (byKind[query.kind] ?? 0);
      return {
        items: found.notifications.map((each) =>
          notificationItem(
            each,
            this.#namesIn(organisation.province),
            positionsOf(request).ofEvent(each.position),
          ),
        ),
        next: nextOf(
          list,
          found.more && last !== undefined ? placeAfter(positionsOf(request), last.position) : undefined,
        ),
        total,
      };
    });
  }

  @Question('unread', 'read', {
    summary: 'How many notifications there are after the newest that has been read.',
    answer: 'Unread',
    refusals: ['not_own'],
  })
  unread(@Req() request: FastifyRequest, @Query() query: UnreadQuery): Promise<ReadyAnswer> {
    const organisation = whose(request, query);
    const scope = concernedScopeOf(request);
    const after = query.after === 0 ? 0n : positionsOf(request).read('after', query.after);
    return this.questions.answer(request, { query, scope, from: [NOTIFICATIONS] }, () =>
      this.models.notifications.unread(organisation, after),
    );
  }

  #namesIn(province: string): NameOf {
    const organisations = this.models.register.organisations(province);
    return (kind, id) => organisations.nameOf(kind, id);
  }
}
