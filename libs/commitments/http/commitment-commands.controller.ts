import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommitmentCommand } from '../domain/commands.js';
import type { CommitmentRefusalName } from '../domain/refusals.js';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { PlanParams } from '@misaq/platform/http/request/params.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import {
  AssignCommitmentDto,
  ReviseCommitmentDto,
  WithdrawCommitmentDto,
} from './commitment-commands.dto.js';

const REFUSALS: readonly CommitmentRefusalName[] = [
  'invalid_field',
  'in_the_future',
  'conflicts_with_recorded',
];
const OF_CHANGES: readonly CommitmentRefusalName[] = [
  ...REFUSALS,
  'commitment_unknown',
  'effective_day_out_of_order',
];

/** What a province promises in a year, by version, agency, sector and county. */
@ApiTags('plans')
@Controller('api/v1/provinces/:province/plans/:year/commitments')
export class CommitmentCommandsController {
  constructor(private readonly recording: Recording) {}

  @Act('', 'plan-commitments', {
    summary: 'Assign jobs to an agency. Opens the plan when it is the first.',
    refusals: [...REFUSALS, 'unknown_organisation', 'organisation_inactive'],
  })
  assign(
    @Req() request: FastifyRequest,
    @Param() plan: PlanParams,
    @Body() body: AssignCommitmentDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'AssignCommitment', ...plan, ...body });
  }

  @Act('revisions', 'plan-commitments', {
    summary: 'Revise the jobs of a commitment; at most once a day.',
    refusals: [...OF_CHANGES, 'commitment_withdrawn', 'jobs_unchanged'],
  })
  revise(
    @Req() request: FastifyRequest,
    @Param() plan: PlanParams,
    @Body() body: ReviseCommitmentDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'ReviseCommitment', ...plan, ...body });
  }

  @Act('withdrawals', 'plan-commitments', {
    summary: 'Withdraw a commitment.',
    refusals: OF_CHANGES,
  })
  withdraw(
    @Req() request: FastifyRequest,
    @Param() plan: PlanParams,
    @Body() body: WithdrawCommitmentDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'WithdrawCommitment', ...plan, ...body });
  }

  #record(request: FastifyRequest, command: CommitmentCommand): Promise<Answer> {
    return this.recording.record(request, { command });
  }
}
