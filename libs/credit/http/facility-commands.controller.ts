import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CreditCommand } from '../domain/commands.js';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { organisationOf } from '@misaq/platform/http/access/own-organisation.js';
import { FacilityParams, PaymentParams, PoolParams } from '@misaq/platform/http/request/params.js';
import { Persons } from '@misaq/platform/http/access/persons.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import {
  CloseFacilityDto,
  DeclineFacilityDto,
  IntroduceFacilityDto,
  PayFacilityDto,
  ReversePaymentDto,
  WithdrawFacilityDto,
} from './facility-commands.dto.js';
import { CorrectAmountDto } from './pool-commands.dto.js';
import { refusals } from './refusals.js';

/** Facilities from introduction to their end. */
@ApiTags('facilities')
@Controller('api/v1/pools/:pool/facilities')
export class FacilityCommandsController {
  constructor(
    private readonly recording: Recording,
    private readonly persons: Persons,
  ) {}

  @Act('', 'introduce', {
    summary: 'Introduce an applicant to an agent bank.',
    refusals: refusals(
      'unknown_pool',
      'in_the_future',
      'conflicts_with_recorded',
      'unknown_organisation',
      'organisation_inactive',
    ),
  })
  introduce(
    @Req() request: FastifyRequest,
    @Param() { pool }: PoolParams,
    @Body() { applicantId, ...body }: IntroduceFacilityDto,
  ): Promise<Answer> {
    const agency = organisationOf(request, 'agency', body.agency);
    return this.#record(request, pool, {
      type: 'IntroduceFacility',
      ...body,
      agency,
      ...(applicantId !== undefined && {
        applicant: this.persons.applicant(request, 'applicantId', applicantId),
      }),
    });
  }

  @Act(':facilityId/corrections', 'correct-introduction', {
    summary: 'Correct the amount of a facility that was recorded wrongly.',
    refusals: refusals('unknown_pool', 'unknown_facility', 'facility_not_open', 'facility_already_paid'),
  })
  correctIntroduction(
    @Req() request: FastifyRequest,
    @Param() { pool, facilityId }: FacilityParams,
    @Body() body: CorrectAmountDto,
  ): Promise<Answer> {
    return this.#record(request, pool, { type: 'CorrectIntroduction', facilityId, ...body });
  }

  @Act(':facilityId/declines', 'decline', {
    summary: 'The bank will not pay.',
    refusals: refusals(
      'in_the_future',
      'unknown_pool',
      'unknown_facility',
      'wrong_bank',
      'conflicts_with_recorded',
      'facility_not_open',
      'facility_already_paid',
      'before_introduction',
      'before_last_payment',
    ),
  })
  decline(
    @Req() request: FastifyRequest,
    @Param() { pool, facilityId }: FacilityParams,
    @Body() body: DeclineFacilityDto,
  ): Promise<Answer> {
    const bank = organisationOf(request, 'bank', body.bank);
    return this.#record(request, pool, { type: 'DeclineFacility', facilityId, ...body, bank });
  }

  @Act(':facilityId/withdrawals', 'withdraw', {
    summary: 'The applicant or the agency takes the file back from the bank.',
    refusals: refusals(
      'in_the_future',
      'unknown_pool',
      'unknown_facility',
      'conflicts_with_recorded',
      'facility_not_open',
      'facility_already_paid',
      'before_introduction',
      'before_last_payment',
    ),
  })
  withdraw(
    @Req() request: FastifyRequest,
    @Param() { pool, facilityId }: FacilityParams,
    @Body() body: WithdrawFacilityDto,
  ): Promise<Answer> {
    return this.#record(request, pool, { type: 'WithdrawFacility', facilityId, ...body });
  }

  @Act(':facilityId/payments', 'pay', {
    summary: 'The bank paid, in whole or in part.',
    refusals: refusals(
      'in_the_future',
      'unknown_pool',
      'unknown_facility',
      'wrong_bank',
      'conflicts_with_recorded',
      'paid_before_introduced',
      'facility_not_open',
      'facility_already_paid',
      'beyond_facility',
      'credit_exhausted',
    ),
  })
  pay(
    @Req() request: FastifyRequest,
    @Param() { pool, facilityId }: FacilityParams,
    @Body() body: PayFacilityDto,
  ): Promise<Answer> {
    const bank = organisationOf(request, 'bank', body.bank);
    return this.#record(request, pool, { type: 'PayFacility', facilityId, ...body, bank });
  }

  @Act(':facilityId/payments/:bankReference/reversal', 'reverse-payment', {
    summary: 'A payment came back whole, or was recorded in error.',
    refusals: refusals(
      'in_the_future',
      'unknown_pool',
      'unknown_facility',
      'wrong_bank',
      'unknown_payment',
      'conflicts_with_recorded',
      'reversed_before_paid',
    ),
  })
  reversePayment(
    @Req() request: FastifyRequest,
    @Param() { pool, facilityId, bankReference }: PaymentParams,
    @Body() body: ReversePaymentDto,
  ): Promise<Answer> {
    const bank = organisationOf(request, 'bank', body.bank);
    return this.#record(request, pool, { type: 'ReversePayment', facilityId, bankReference, ...body, bank });
  }

  @Act(':facilityId/closing', 'close-facility', {
    summary: "The bank's file is finished; what was not paid will not be.",
    refusals: refusals(
      'in_the_future',
      'unknown_pool',
      'unknown_facility',
      'wrong_bank',
      'conflicts_with_recorded',
      'facility_not_open',
      'facility_already_paid',
      'before_introduction',
      'before_last_payment',
    ),
  })
  close(
    @Req() request: FastifyRequest,
    @Param() { pool, facilityId }: FacilityParams,
    @Body() body: CloseFacilityDto,
  ): Promise<Answer> {
    const bank = organisationOf(request, 'bank', body.bank);
    return this.#record(request, pool, { type: 'CloseFacility', facilityId, ...body, bank });
  }

  #record(request: FastifyRequest, pool: string, command: CreditCommand): Promise<Answer> {
    return this.recording.record(request, { pool, command });
  }
}
