import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { PoolStreamCommand } from '@misaq/application/commands.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { creditRefusals } from '@misaq/domain/credit/refusals.js';
import type { Answer } from '../http/answer.js';
import { PoolParams } from '../http/params.js';
import { Recording } from '../http/recording.js';
import { Act } from '../http/routes.js';
import { AllocateCreditDto } from './pool-commands.dto.js';

@ApiTags('pools')
@Controller('api/v1/pools/:pool')
export class PoolCommandsController {
  constructor(private readonly recording: Recording) {}

  @Act('allocations', 'allocate-credit', {
    summary: 'Notify an agency of credit. Opens the pool when it is the first.',
    refusals: creditRefusals,
  })
  allocate(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Body() body: AllocateCreditDto,
  ): Promise<Answer> {
    const notifiedOn = body.notifiedOn as PlainDate;
    return this.recording.record(
      request,
      (envelope) => new PoolStreamCommand(pool, { type: 'AllocateCredit', ...body, notifiedOn }, envelope),
    );
  }
}
