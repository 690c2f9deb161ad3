import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ExportFailedError } from '@misaq/platform/tasks/exports/kept-export.js';
import { LaterAnswer } from './answer.js';
import { positionsOf } from '../request/positions.js';
import { actorOf } from '../access/principal.js';
import { RefusedError } from './refused.js';
import { BACKGROUND_WORK, type BackgroundWork } from '@misaq/platform/tasks/background-work.js';
import { holderOf, shownExport } from '@misaq/platform/tasks/exports/question.js';

/** Accepts exports that are made in the background. */
@Injectable()
export class ExportsLater {
  constructor(@Inject(BACKGROUND_WORK) private readonly unasked: BackgroundWork) {}

  /**
   * @param position that the table would show now; it is made a little later
   * @throws RefusedError `too_many_exports`, `exports_full`, `exports_unavailable`
   */
  async accept(request: FastifyRequest, position: bigint): Promise<LaterAnswer> {
    const { exportTasks } = this.unasked;
    const form = request.form === 'csv' ? 'csv' : 'xlsx';
    const added = await orRefused(
      exportTasks.accept(holderOf(actorOf(request)), { path: request.originalUrl, form }),
    );
    const body = shownExport(exportTasks, added, { positions: positionsOf(request) });
    return new LaterAnswer(body, position, `/api/v1/exports/${added.exportId}`);
  }
}

/** @throws RefusedError instead of an ExportFailedError */
export async function orRefused<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ExportFailedError ? new RefusedError(error.refusal) : error;
  }
}
