import { Controller, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { LogStore } from '@misaq/platform/assembly/log-store.js';
import { Answer } from '@misaq/platform/http/answer/answer.js';
import { throttled } from '@misaq/platform/http/answer/throttled.js';
import { freshnessItem, logFreshness, type LogFreshness } from '@misaq/platform/http/log-freshness.js';
import { shownPosition } from '@misaq/platform/http/request/positions.js';
import { CLOCK, EVENT_STORE, READ_MODELS } from '@misaq/platform/http/service.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { DoorRoute } from '../sign-in/routes.js';

/** Every page asks for it all the time. */
const TIMES_A_SECOND = 20;

@ApiTags('live')
@Controller('api/v1/freshness')
export class FreshnessController {
  readonly #freshness: () => Promise<LogFreshness>;

  constructor(
    @Inject(READ_MODELS) models: ReadModels,
    @Inject(EVENT_STORE) store: LogStore,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#freshness = throttled(TIMES_A_SECOND, logFreshness(models, store, clock));
  }

  @DoorRoute('GET', '', 'signed-in', {
    summary: 'How fresh the figures are: the end of the log, how far they show it, and which stand still.',
    description:
      'Officers of organisations are told nothing of what others record: a token instead of the position, no time of the ' +
      'last event, and a delay only where it is longer than usual. Asking for it does not keep an idle session alive.',
    answer: 'Freshness',
  })
  async freshness(@Req() request: FastifyRequest): Promise<Answer> {
    const found = await this.#freshness();
    return new Answer(freshnessItem(found, shownPosition(request, found.position)), found.position);
  }
}
