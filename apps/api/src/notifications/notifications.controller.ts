import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { notifications, unreadNotifications } from '@misaq/notifications/boards/notifications/question.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';

@ApiTags('notifications')
@Controller('api/v1')
export class NotificationsController {
  constructor(private readonly questions: Questions) {}

  @Asks(notifications, {
    summary: 'What an agency or a bank was told: deadlines that come near, credit that moves, rejected jobs.',
    description: 'Newest first. An officer sees the feed of the own organisation, in its own province.',
    answer: 'NotificationPage',
    refusals: ['invalid_cursor', 'not_own'],
  })
  feed(request: FastifyRequest, params: ParamsOf<typeof notifications>): Promise<QuestionAnswer> {
    return this.questions.ask(request, notifications, params);
  }

  @Asks(unreadNotifications, {
    summary: 'How many notifications there are after the newest that has been read.',
    answer: 'Unread',
    refusals: ['not_own'],
  })
  unread(request: FastifyRequest, params: ParamsOf<typeof unreadNotifications>): Promise<QuestionAnswer> {
    return this.questions.ask(request, unreadNotifications, params);
  }
}
