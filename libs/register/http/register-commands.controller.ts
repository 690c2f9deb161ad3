import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { RegisterRefusalName } from '../domain/refusals.js';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { OrganisationParams, ProvinceParams } from '@misaq/platform/http/request/params.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import {
  RegisterOrganisationDto,
  RenameOrganisationDto,
  RetireOrganisationDto,
} from './register-commands.dto.js';

const REFUSALS: readonly RegisterRefusalName[] = [
  'invalid_field',
  'in_the_future',
  'conflicts_with_recorded',
];
const OF_CHANGES: readonly RegisterRefusalName[] = [
  ...REFUSALS,
  'unknown_organisation',
  'organisation_retired',
  'effective_day_out_of_order',
];

/** Agencies, banks, sectors and counties of a province. */
@ApiTags('register')
@Controller('api/v1/provinces/:province/organisations')
export class RegisterCommandsController {
  constructor(private readonly recording: Recording) {}

  @Act('', 'manage-register', {
    summary: 'Register an agency, a bank, a sector or a county.',
    refusals: [...REFUSALS, 'name_taken'],
  })
  register(
    @Req() request: FastifyRequest,
    @Param() { province }: ProvinceParams,
    @Body() body: RegisterOrganisationDto,
  ): Promise<Answer> {
    return this.recording.record(request, { command: { type: 'RegisterOrganisation', province, ...body } });
  }

  @Act(':kind/:id/renamings', 'manage-register', {
    summary: 'Give an organisation another name from a day on.',
    refusals: [...OF_CHANGES, 'name_taken', 'name_unchanged'],
  })
  rename(
    @Req() request: FastifyRequest,
    @Param() { province, kind, id }: OrganisationParams,
    @Body() body: RenameOrganisationDto,
  ): Promise<Answer> {
    return this.recording.record(request, {
      command: { type: 'RenameOrganisation', province, kind, id, ...body },
    });
  }

  @Act(':kind/:id/retirements', 'manage-register', {
    summary: 'Retire an organisation from a day on.',
    refusals: OF_CHANGES,
  })
  retire(
    @Req() request: FastifyRequest,
    @Param() { province, kind, id }: OrganisationParams,
    @Body() body: RetireOrganisationDto,
  ): Promise<Answer> {
    return this.recording.record(request, {
      command: { type: 'RetireOrganisation', province, kind, id, ...body },
    });
  }
}
