import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readScope } from '@misaq/access/domain/roles.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { SEALED_POSITION } from '@misaq/platform/questions/positions.js';
import { positionsOf, shownPosition } from '@misaq/platform/http/request/positions.js';
import { bearerOf } from '@misaq/platform/http/access/principal.js';
import { invalidRequest, refuse } from '@misaq/platform/http/answer/refused.js';
import { documented as Documented } from '@misaq/platform/http/request/routes.js';
import { SESSION_CHECK, type SessionCheck } from '@misaq/platform/http/access/session-check.js';
import { WORK_BUDGET, type WorkBudget } from '@misaq/platform/http/access/work-budget.js';
import { EVENT_STORE } from '@misaq/platform/http/service.js';
import type { LogStore } from '@misaq/platform/assembly/log-store.js';
import { LIVE_FEED, type LiveFeed } from '@misaq/platform/live/live-feed.js';
import { LiveQuery } from './live.dto.js';
import {
  LIVE_STREAMS,
  type LiveStreams,
  STREAM_HEADERS,
  STREAMS_OF_ONE_MAX,
} from '@misaq/platform/live/live-streams.js';
import { watch } from '@misaq/platform/live/live-subscription.js';

const LAST_EVENT_ID = 'Last-Event-ID';

@ApiTags('live')
@Controller('api/v1/live')
export class LiveController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: LogStore,
    @Inject(LIVE_FEED) private readonly feed: LiveFeed,
    @Inject(LIVE_STREAMS) private readonly streams: LiveStreams,
    @Inject(SESSION_CHECK) private readonly sessionCheck: SessionCheck,
    @Inject(WORK_BUDGET) private readonly budget: WorkBudget,
  ) {}

  @Get()
  @Needs('read')
  @ApiResponse({
    status: 200,
    description: 'Events until the client goes away, its token is revoked or the server stops.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiHeader({
    name: LAST_EVENT_ID,
    required: false,
    description: 'As `after`, and counts before it; sent by clients by themselves when they come back.',
  })
  @Documented('read', {
    summary: 'What changes on the boards, as server-sent events.',
    description:
      'Each `changed` event has a position as its id and says which boards to ask again. A client that comes back with ' +
      'the last id it saw is first told what changed meanwhile, so that it misses nothing. An `alive` event comes every four ' +
      'seconds. ' +
      `One principal watches at most ${String(STREAMS_OF_ONE_MAX)} times at once (\`too_many_requests\`).`,
  })
  async follow(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: LiveQuery,
  ): Promise<void> {
    const { actor } = bearerOf(request);
    const watching = { scope: readScope(actor), ...present({ province: actor.province }) };
    const after = positionAsked(request, query);
    if (request.method === 'HEAD') {
      // Only the head is asked for: a stream would never end its answer.
      await reply.headers(STREAM_HEADERS).send();
      return;
    }
    if (after !== undefined) this.budget.admit(request);
    const stream = this.streams.open(reply, actor.id, () => this.sessionCheck(request) === undefined);
    if (stream === undefined) throw refuse('too_many_requests');
    const { end, begun } = watch(
      this.feed,
      this.store,
      { watching, after },
      (update) => {
        stream.send({ ...update, position: shownPosition(request, update.position) });
      },
      (read) => this.budget.dear(request, read),
    );
    stream.onClose(end);
    try {
      await begun;
    } catch (error) {
      // The answer has begun; the client comes back, and is told then.
      request.server.answerInTheMiddle(error, request);
      stream.end();
    }
  }
}

/**
 * Where the client goes on. `Last-Event-ID` counts before `after`: a client that lost its connection asks the same
 * address again, and only the header says how far it came meanwhile (WHATWG HTML, 9.2.4).
 *
 * @throws RefusedError `invalid_request`
 */
function positionAsked(request: FastifyRequest, { after }: LiveQuery): bigint | undefined {
  const last = request.headers['last-event-id'];
  if (last === undefined) return after === undefined ? undefined : positionsOf(request).read('after', after);
  if (typeof last === 'string') {
    // An officer's number is from an older version: they are told everything once, and a token with it.
    if (/^-?\d{1,15}$/.test(last)) return positionsOf(request).areHidden ? LOG_START : BigInt(last);
    if (SEALED_POSITION.test(last)) return positionsOf(request).read(LAST_EVENT_ID, last);
  }
  throw invalidRequest({
    field: LAST_EVENT_ID,
    code: 'not_a_position',
    message: `${LAST_EVENT_ID} is no position.`,
  });
}
