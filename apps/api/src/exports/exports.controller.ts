import { applyDecorators, Controller, Delete, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { KeptExport } from '@misaq/platform/tasks/exports/kept-export.js';
import {
  findExport,
  holderOf,
  keptExport,
  keptExports,
  shownExport,
} from '@misaq/platform/tasks/exports/question.js';
import { Answer, FileAnswer } from '@misaq/platform/http/answer/answer.js';
import { type QuestionAnswer, Questions } from '@misaq/platform/http/answer/questions.js';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { MEDIA_TYPES } from '@misaq/platform/http/request/negotiation.js';
import { positionsOf } from '@misaq/platform/http/request/positions.js';
import { actorOf, bearerOf } from '@misaq/platform/http/access/principal.js';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { Asks, type ParamsOf } from '@misaq/platform/http/request/asks.js';
import { documented, OF_BODIES } from '@misaq/platform/http/request/routes.js';
import { BACKGROUND_WORK, type BackgroundWork } from '@misaq/platform/tasks/background-work.js';
import { fileWhileIn, SESSION_CHECK, type SessionCheck } from '@misaq/platform/http/access/session-check.js';
import { EVENT_STORE } from '@misaq/platform/http/service.js';
import type { LogStore } from '@misaq/platform/assembly/log-store.js';
import { ExportParams } from './exports.dto.js';
import { orRefused } from '@misaq/platform/http/answer/exports-later.js';
import { Tables } from './tables.js';

const OF_ONE = ['unknown_export', 'export_elsewhere'];

function TakeAway(): MethodDecorator {
  const length = { description: 'Bytes of the file.', schema: { type: 'string' as const } };
  return applyDecorators(
    Get('exports/:exportId/file'),
    Needs('signed-in'),
    ApiResponse({
      status: 200,
      description: 'The file, in the form that was asked for.',
      content: {
        [MEDIA_TYPES.xlsx]: { schema: { type: 'string', format: 'binary' } },
        'text/csv': { schema: { type: 'string' } },
      },
      headers: { 'content-length': length },
    }),
    documented('signed-in', {
      summary: 'Download the file of a finished export.',
      description:
        'The rights are checked once more: if the address of the table is refused now, the file is refused by the same name.',
      refusals: [
        ...OF_ONE,
        'export_not_done',
        'exports_unavailable',
        'export_altered',
        'unknown_pool',
        'unknown_plan',
        'unknown_version',
        'position_not_reached',
        'read_models_stopped',
        'read_models_damaged',
      ],
    }),
  );
}

function ThrowAway(): MethodDecorator {
  return applyDecorators(
    Delete('exports/:exportId'),
    Needs('signed-in'),
    ApiResponse({
      status: 200,
      description: 'It is deleted with its file; this was its last state.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Export' } } },
    }),
    documented(
      'signed-in',
      { summary: 'Delete an export. An export in progress is cancelled.', refusals: OF_ONE },
      OF_BODIES,
    ),
  );
}

/** Exports that are made in the background. Each belongs to its asker, in the office in which it was asked for. */
@ApiTags('exports')
@Controller('api/v1')
export class ExportsController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: LogStore,
    @Inject(BACKGROUND_WORK) private readonly unasked: BackgroundWork,
    private readonly tables: Tables,
    private readonly questions: Questions,
    @Inject(SESSION_CHECK) private readonly sessionCheck: SessionCheck,
  ) {}

  @Asks(keptExports, {
    summary: 'Your exports that this node keeps, the latest first.',
    description:
      'An export is asked for with `Prefer: respond-async` at the address of a table, with `Accept` of CSV or XLSX.',
    answer: 'ExportList',
  })
  list(request: FastifyRequest, params: ParamsOf<typeof keptExports>): Promise<QuestionAnswer> {
    return this.questions.ask(request, keptExports, params);
  }

  @Asks(keptExport, {
    summary: 'One of them: its progress and its result.',
    description:
      'An export is kept by the node that took it, whose name its id begins with. Behind a load ' +
      'balancer, another node answers `export_elsewhere`: ask again, or route ids that begin so to that node.',
    answer: 'Export',
    refusals: OF_ONE,
  })
  export(request: FastifyRequest, params: ParamsOf<typeof keptExport>): Promise<QuestionAnswer> {
    return this.questions.ask(request, keptExport, params);
  }

  @TakeAway()
  async file(@Req() request: FastifyRequest, @Param() { exportId }: ExportParams): Promise<FileAnswer> {
    const found = this.#found(request, exportId);
    const { asked, outcome } = found;
    if (outcome?.kind !== 'done') {
      const { state } = this.unasked.exportTasks.standing(found);
      throw new RefusedError({ name: 'export_not_done', figures: { exportId, state } });
    }
    await this.tables.find(bearerOf(request), asked);
    const file = await orRefused(this.unasked.exportTasks.open(exportId));
    const stream = fileWhileIn(this.sessionCheck, request, file);
    const { type, name, position, bytes } = outcome;
    return new FileAnswer(stream, type, name, BigInt(position), bytes);
  }

  @ThrowAway()
  async throwAway(@Req() request: FastifyRequest, @Param() { exportId }: ExportParams): Promise<Answer> {
    const found = this.#found(request, exportId);
    const item = shownExport(this.unasked.exportTasks, found, { positions: positionsOf(request) });
    await this.unasked.exportTasks.remove(exportId);
    return new Answer(item, (await this.store.health()).position);
  }

  #found(request: FastifyRequest, exportId: string): KeptExport {
    return findExport(this.unasked.exportTasks, holderOf(actorOf(request)), exportId);
  }
}
