import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CreditRefusalName } from '@misaq/credit/domain/refusals.js';
import type { JobCommand } from '../domain/commands.js';
import type { JobRefusalName, PersonRefusalName } from '../domain/refusals.js';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { organisationOf } from '@misaq/platform/http/access/own-organisation.js';
import { JobParams } from '@misaq/platform/http/request/params.js';
import { Persons } from '@misaq/platform/http/access/persons.js';
import { actorOf } from '@misaq/platform/http/access/principal.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import {
  EndJobDto,
  RegisterJobDto,
  RejectJobDto,
  VerifyJobDto,
  VoidRegistrationDto,
} from './job-commands.dto.js';

type Names = readonly (JobRefusalName | PersonRefusalName | CreditRefusalName)[];

const REFUSALS: Names = ['invalid_field', 'in_the_future', 'conflicts_with_recorded'];
const OF_ROUNDS: Names = [
  ...REFUSALS,
  'job_unknown',
  'job_not_running',
  'round_out_of_order',
  'verifier_signed_before',
  'unknown_verifier',
  'not_own_signature',
  'second_person_needed',
  'verified_before_registration',
  'verified_before_previous_round',
];

const WHO_SIGNS =
  'The sender signs. The labour department may name another verifier: the signature counts as the verifier’s, and ' +
  'the act as the sender’s, whom it names as `recordedBy`.';

/** Jobs, and the three rounds in which they are verified. */
@ApiTags('jobs')
@Controller('api/v1/jobs')
export class JobCommandsController {
  constructor(
    private readonly recording: Recording,
    private readonly persons: Persons,
  ) {}

  @Act('', 'register-job', {
    summary: 'Register a job that has started.',
    refusals: [
      ...REFUSALS,
      'started_after_registration',
      'outside_year',
      'unknown_organisation',
      'organisation_inactive',
      'person_already_employed',
      'unknown_facility',
    ],
  })
  register(@Req() request: FastifyRequest, @Body() { nationalId, ...body }: RegisterJobDto): Promise<Answer> {
    const agency = organisationOf(request, 'agency', body.agency);
    const personId = this.persons.personId(request, 'nationalId', nationalId);
    return this.#record(request, { type: 'RegisterJob', ...body, agency, personId });
  }

  @Act(':jobId/verifications', 'verify-job', {
    summary: 'Verify the next round of a job; nobody signs two rounds of one job.',
    description: WHO_SIGNS,
    refusals: OF_ROUNDS,
  })
  verify(
    @Req() request: FastifyRequest,
    @Param() { jobId }: JobParams,
    @Body() body: VerifyJobDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'VerifyJob', jobId, ...body, ...signedBy(request, body) });
  }

  @Act(':jobId/rejections', 'verify-job', {
    summary: 'Reject a job in the next round; it no longer counts.',
    description: WHO_SIGNS,
    refusals: OF_ROUNDS,
  })
  reject(
    @Req() request: FastifyRequest,
    @Param() { jobId }: JobParams,
    @Body() body: RejectJobDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'RejectJob', jobId, ...body, ...signedBy(request, body) });
  }

  @Act(':jobId/endings', 'end-job', {
    summary: 'The job ended; it stays in the count, and its person is free for another.',
    refusals: [...REFUSALS, 'job_unknown', 'job_not_running', 'ended_before_start'],
  })
  end(
    @Req() request: FastifyRequest,
    @Param() { jobId }: JobParams,
    @Body() body: EndJobDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'EndJob', jobId, ...body });
  }

  @Act(':jobId/voiding', 'void-job', {
    summary: 'The registration was a mistake; the job no longer counts.',
    refusals: [...REFUSALS, 'job_unknown', 'job_not_running', 'voided_before_registration'],
  })
  void(
    @Req() request: FastifyRequest,
    @Param() { jobId }: JobParams,
    @Body() body: VoidRegistrationDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'VoidRegistration', jobId, ...body });
  }

  #record(request: FastifyRequest, command: JobCommand): Promise<Answer> {
    return this.recording.record(request, { command });
  }
}

/** Whose signature a round bears. Whether its sender may record it is for the rule to say. */
function signedBy(
  request: FastifyRequest,
  { verifier = actorOf(request).id }: VerifyJobDto | RejectJobDto,
): { readonly verifier: string } {
  return { verifier };
}
