import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { applyDecorators, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { projections } from '@misaq/operations/boards/read-models/question.js';
import { rebuiltItem, verificationItem } from '@misaq/operations/wire.js';
import { reading, stoppedOne } from '@misaq/platform/assembly/verification.js';
import { Answer, POSITION_HEADER } from '@misaq/platform/http/answer/answer.js';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { refuse, RefusedError } from '@misaq/platform/http/answer/refused.js';
import { documented as Documented, OF_BODIES, type Described } from '@misaq/platform/http/request/routes.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';
import { work, Works } from '@misaq/platform/http/answer/long-work.js';
import { fileWhileIn, SESSION_CHECK, type SessionCheck } from '@misaq/platform/http/access/session-check.js';
import {
  DATA_DIRECTORY,
  EVENT_STORE,
  PERSON_KEY,
  READ_MODELS,
  VERIFY_LOG,
  type VerifyLog,
} from '@misaq/platform/http/service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { LogStore } from '@misaq/platform/assembly/log-store.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';
import { ProjectionParams } from './operations.dto.js';

/** Work of the operator that takes a while and records nothing. */
function LongWork(path: string, answer: MethodDecorator, described: Described): MethodDecorator {
  return applyDecorators(
    Post(path),
    HttpCode(200),
    Needs('operate'),
    answer,
    Documented('operate', described, OF_BODIES),
  );
}

const CopyOfTheLog = (): MethodDecorator =>
  ApiResponse({
    status: 200,
    description: 'The copy.',
    content: { 'application/vnd.sqlite3': { schema: { type: 'string', format: 'binary' } } },
  });

@ApiTags('operations')
@Controller('api/v1')
export class OperationsController {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(EVENT_STORE) private readonly store: LogStore,
    @Inject(PERSON_KEY) private readonly personKey: PersonKey,
    @Inject(DATA_DIRECTORY) private readonly folder: string,
    @Inject(VERIFY_LOG) private readonly verifyLog: VerifyLog,
    @Inject(SESSION_CHECK) private readonly sessionCheck: SessionCheck,
    private readonly questions: Questions,
  ) {}

  @Asks(projections, {
    summary: 'How every projection stands to the log: position, lag, state.',
    answer: 'Projections',
  })
  projections(request: FastifyRequest, params: ParamsOf<typeof projections>): Promise<QuestionAnswer> {
    return this.questions.ask(request, projections, params);
  }

  @LongWork('operations/projections/:name/rebuild', Works('RebuiltReadModels'), {
    summary: 'Build a projection anew beside the one that serves, compare both, and swap.',
    refusals: ['read_models_stopped'],
  })
  async rebuild(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { name }: ProjectionParams,
  ): Promise<void> {
    const { models, store } = this;
    await work(request, reply, async (onProgress) => {
      const rebuilt = await models.runner.rebuild([name], reading(onProgress));
      const body = { readModels: rebuilt.map(rebuiltItem) };
      const stopped = stoppedOne(rebuilt);
      if (stopped !== undefined) throw new RefusedError(stopped, [], undefined, body);
      return new Answer(body, (await store.health()).position);
    });
  }

  @LongWork('operations/verification', Works('Verification'), {
    summary: 'Read the whole log, check its order and hashes, and compare the read models with it.',
    description:
      'The structure of the file is checked only by `misaq verify` on a data directory that nobody serves.',
    refusals: ['log_damaged', 'import_rows_lost', 'read_models_stopped', 'read_models_differ'],
  })
  async verify(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await work(request, reply, async (onProgress) => {
      const found = await this.verifyLog(onProgress);
      const body = verificationItem(found);
      if (found.refusal !== undefined) throw new RefusedError(found.refusal, [], undefined, body);
      return new Answer(body, found.log.position);
    });
  }

  @LongWork('operations/backup', CopyOfTheLog(), {
    summary: 'A copy of the log as it is now, as one SQLite file; work goes on meanwhile.',
    description:
      'The person key is not in it and travels apart from it; its fingerprint stands in `misaq-person-key`.',
    refusals: ['store_unavailable', 'backup_elsewhere'],
  })
  async backup(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { store, folder, personKey } = this;
    const path = join(folder, 'uploads', `backup-${request.id}`);
    if (store.file === undefined) throw refuse('backup_elsewhere');
    const { position, bytes } = await store.file.backup(path);
    // Once it is open its name is not needed: a process that is killed leaves no copy of the log.
    const copy = await open(path).finally(() => rm(path, { force: true }));
    const file = copy.createReadStream();
    void reply
      .type('application/vnd.sqlite3')
      .header('content-length', String(bytes))
      .header('content-disposition', 'attachment; filename="misaq-backup.sqlite"')
      .header(POSITION_HEADER, position.toString())
      .header('misaq-person-key', personKey.fingerprint);
    await reply.send(fileWhileIn(this.sessionCheck, request, file));
  }
}
