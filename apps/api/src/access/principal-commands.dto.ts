import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { type Role, ROLES } from '@misaq/platform/kernel/actor.js';
import { Choice, Day, Id, Reason, Text } from '@misaq/platform/http/request/fields.js';
import { RecordedDto } from '@misaq/platform/http/request/routes.dto.js';

export class AddPrincipalDto {
  @Id({ example: 'a-ahmadi' })
  principalId!: string;
  @Text({ description: 'Of an official or a program; it stands beside what they do.', example: 'A. Ahmadi' })
  name!: string;
}

export class GrantRoleDto {
  @Choice(ROLES, { example: 'agency' })
  role!: Role;
  @Id({
    optional: true,
    description: 'For the roles agency and bank: the organisation.',
    example: 'behzisti',
  })
  organisation?: string;
  @Id({
    optional: true,
    description: 'Of the roles agency and bank: whose register knows the organisation.',
    example: 'east-azerbaijan',
  })
  province?: string;
}

export class ConfirmRoleDto {
  @Choice(ROLES, { example: 'economic-deputy' })
  role!: Role;
}

export class RevokeRoleDto {
  @Choice(ROLES, { example: 'agency' })
  role!: Role;
  @Id({ optional: true, example: 'behzisti' })
  organisation?: string;
  @Reason({ example: 'Left the office' })
  reason!: string;
}

export class LinkIdentityDto {
  @Text({
    optional: true,
    lengthMax: 300,
    description: 'Address of the provider. Default: the provider in the settings.',
    example: 'https://login.example',
  })
  issuer?: string;
  @Text({
    lengthMax: 255,
    description: 'Permanent id of the person at the provider: the claim `sub`, or the claim in the settings.',
    example: '248289761001',
  })
  subject!: string;
}

export class UnlinkIdentityDto {
  @Reason({ example: 'Left the office' })
  reason!: string;
}

export class IssueTokenDto {
  @Choice(ROLES, {
    optional: true,
    description: 'The role it acts in; may be left out when there is only one it can be.',
    example: 'agency',
  })
  role?: Role;
  @Id({ optional: true, example: 'behzisti' })
  organisation?: string;
  @Day({
    optional: true,
    description: 'The last day it works, in Tehran; a year from today when it is left out.',
    example: '1449-12-29',
  })
  expiresOn?: PlainDate;
  @Text({ optional: true, lengthMax: 100, description: 'What it is for.', example: 'the office computer' })
  label?: string;
}

export class RevokeTokenDto {
  @Reason({ example: 'The computer was lost' })
  reason!: string;
}

export class IssuedTokenDto extends RecordedDto {
  /** Names the token in lists and in the log; no secret. */
  tokenId!: string;
  /** The one-time code to hand over. Only in the first answer: it is kept nowhere, and `null` ever after. */
  code!: string | null;
  /** Always `null`: nobody but the bearer sees the token, which the code is redeemed for. */
  token!: string | null;
  /** What to do with it, or without it. */
  notice!: string;
}
