import { Body, Controller, Inject, Param, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { PrincipalCommand } from '@misaq/access/domain/principal-commands.js';
import type { PrincipalRefusalName } from '@misaq/access/domain/refusals.js';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { PrincipalParams, TokenParams } from '@misaq/platform/http/request/params.js';
import { Act } from '@misaq/platform/http/request/routes.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import { SIGN_IN } from '../sign-in/signing-in.js';
import { AccessRecording } from './access-recording.js';
import {
  AddPrincipalDto,
  ConfirmRoleDto,
  GrantRoleDto,
  IssuedTokenDto,
  IssueTokenDto,
  LinkIdentityDto,
  RevokeRoleDto,
  RevokeTokenDto,
  UnlinkIdentityDto,
} from './principal-commands.dto.js';

function refusals(...names: readonly PrincipalRefusalName[]): readonly string[] {
  return [
    'invalid_field',
    'conflicts_with_recorded',
    ...names,
    'read_models_stopped',
    'position_not_reached',
  ];
}

/** Who may act, in which roles and with which tokens. An answer is given when it holds on this node. */
@ApiTags('principals')
@Controller('api/v1/principals')
export class PrincipalCommandsController {
  constructor(
    private readonly recording: AccessRecording,
    @Inject(SIGN_IN) private readonly signIn: Pick<SignIn, 'provider'>,
  ) {}

  @Act('', 'manage-principals', {
    summary: 'Add a person or a program that may act.',
    refusals: refusals('reserved_for_misaq'),
  })
  add(@Req() request: FastifyRequest, @Body() body: AddPrincipalDto): Promise<Answer> {
    return this.#record(request, { type: 'AddPrincipal', ...body });
  }

  @Act(':principalId/roles', 'manage-principals', {
    summary: 'Grant a role; of an agency or a bank with the organisation.',
    description:
      'Nobody grants a role to themselves. Where there are two admins, `admin`, `economic-deputy` and `inspector` are only ' +
      'asked for (`RoleRequested`), and granted when another admin confirms; with one admin they are granted and marked `alone`.',
    refusals: refusals(
      'own_grant',
      'role_requested',
      'reserved_for_misaq',
      'principal_unknown',
      'unknown_organisation',
      'organisation_inactive',
    ),
  })
  grant(
    @Req() request: FastifyRequest,
    @Param() { principalId }: PrincipalParams,
    @Body() body: GrantRoleDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'GrantRole', principalId, ...body });
  }

  @Act(':principalId/roles/confirmations', 'manage-principals', {
    summary: 'Confirm a role that another admin asked for, and so grant it.',
    refusals: refusals(
      'own_grant',
      'own_request',
      'role_not_requested',
      'reserved_for_misaq',
      'principal_unknown',
    ),
  })
  confirmRole(
    @Req() request: FastifyRequest,
    @Param() { principalId }: PrincipalParams,
    @Body() { role }: ConfirmRoleDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'ConfirmRole', principalId, role });
  }

  @Act(':principalId/roles/revocations', 'manage-principals', {
    summary: 'Revoke a role, and with it every token that acts in it; or decline one that was asked for.',
    refusals: refusals('last_admin', 'reserved_for_misaq', 'principal_unknown', 'role_not_granted'),
  })
  revokeRole(
    @Req() request: FastifyRequest,
    @Param() { principalId }: PrincipalParams,
    @Body() body: RevokeRoleDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'RevokeRole', principalId, ...body });
  }

  @ApiOkResponse({
    description: 'Issued, or on record already: then the code is not shown again.',
    type: IssuedTokenDto,
  })
  @Act(':principalId/tokens', 'manage-principals', {
    summary: 'Issue a token that acts in one role, as a one-time code for its bearer.',
    description:
      'The code stands in the first answer and nowhere else; only its fingerprint is kept. Its holder redeems it at ' +
      '`/api/v1/tokens/redemption`, by the third day after today. Nobody but the bearer sees the token.',
    refusals: refusals(
      'reserved_for_misaq',
      'principal_unknown',
      'no_role_granted',
      'role_not_granted',
      'role_needed',
      'expires_in_the_past',
      'too_many_tokens',
    ),
  })
  issueToken(
    @Req() request: FastifyRequest,
    @Param() { principalId }: PrincipalParams,
    @Body() body: IssueTokenDto,
  ): Promise<Answer> {
    return this.recording.issueToken(request, { principalId, ...body });
  }

  @Act(':principalId/tokens/:tokenId/revocation', 'manage-principals', {
    summary: 'Revoke a token.',
    refusals: refusals('principal_unknown', 'token_unknown'),
  })
  revokeToken(
    @Req() request: FastifyRequest,
    @Param() { principalId, tokenId }: TokenParams,
    @Body() body: RevokeTokenDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'RevokeToken', principalId, tokenId, ...body });
  }

  @Act(':principalId/identity', 'manage-principals', {
    summary:
      'Link a principal to a person of the OpenID Connect provider, who may then sign in as the principal.',
    description: 'Several principals may be linked to one person, who chooses an office after signing in.',
    refusals: refusals('principal_unknown', 'identity_is_linked'),
  })
  linkIdentity(
    @Req() request: FastifyRequest,
    @Param() { principalId }: PrincipalParams,
    @Body() { issuer = this.signIn.provider?.issuer ?? '', subject }: LinkIdentityDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'LinkIdentity', principalId, issuer, subject });
  }

  @Act(':principalId/identity/removal', 'manage-principals', {
    summary: 'Unlink a principal from the person of the provider. The sessions that the person began end.',
    refusals: refusals('principal_unknown', 'identity_not_linked'),
  })
  unlinkIdentity(
    @Req() request: FastifyRequest,
    @Param() { principalId }: PrincipalParams,
    @Body() { reason }: UnlinkIdentityDto,
  ): Promise<Answer> {
    return this.#record(request, { type: 'UnlinkIdentity', principalId, reason });
  }

  #record(request: FastifyRequest, command: PrincipalCommand): Promise<Answer> {
    return this.recording.record(request, command);
  }
}
