import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { AllocationParams, PoolParams } from '@misaq/platform/http/request/params.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import { AdoptPolicyDto, AllocateCreditDto, CorrectAmountDto } from './pool-commands.dto.js';
import { refusals } from './refusals.js';

@ApiTags('pools')
@Controller('api/v1/pools/:pool')
export class PoolCommandsController {
  constructor(private readonly recording: Recording) {}

  @Act('policies', 'adopt-policy', {
    summary: 'Adopt threshold, clock and split for credit that is notified from now on.',
    refusals: refusals(
      'unknown_lot',
      'lot_would_be_shortened',
      'policy_before_last_review',
      'policy_after_deadline',
    ),
  })
  adoptPolicy(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Body() { extendLots = [], ...policy }: AdoptPolicyDto,
  ): Promise<Answer> {
    return this.recording.record(request, { pool, command: { type: 'AdoptPolicy', ...policy, extendLots } });
  }

  @Act('allocations', 'allocate-credit', {
    summary: 'Notify an agency of credit. Opens the pool when it is the first.',
    refusals: refusals(
      'in_the_future',
      'conflicts_with_recorded',
      'unknown_organisation',
      'organisation_inactive',
    ),
  })
  allocate(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Body() body: AllocateCreditDto,
  ): Promise<Answer> {
    return this.recording.record(request, { pool, command: { type: 'AllocateCredit', ...body } });
  }

  @Act('allocations/:allocationId/corrections', 'correct-allocation', {
    summary: 'Correct the amount of an allocation that was recorded wrongly.',
    refusals: refusals('unknown_allocation', 'correction_below_paid', 'correction_below_moved'),
  })
  correctAllocation(
    @Req() request: FastifyRequest,
    @Param() { pool, allocationId }: AllocationParams,
    @Body() body: CorrectAmountDto,
  ): Promise<Answer> {
    return this.recording.record(request, {
      pool,
      command: { type: 'CorrectAllocation', allocationId, ...body },
    });
  }
}
