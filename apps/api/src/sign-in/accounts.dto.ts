import { Choice, Flag, Id, Password, Text, Whole } from '@misaq/platform/http/request/fields.js';
import { PAGE_DEFAULT, PAGE_MAX } from '@misaq/platform/questions/pages.js';
import { type Role, ROLES } from '@misaq/platform/kernel/actor.js';

export class LinkParams {
  @Id({ example: 'a-ahmadi' })
  principal!: string;
}

export class IssueLinkDto {
  @Id({
    optional: true,
    description: 'The account that the principal joins; one of its own when it is left out.',
    example: 'a-ahmadi',
  })
  account?: string;
  @Flag({
    optional: true,
    example: false,
    description: 'The second factor was lost: redeeming the link removes it.',
  })
  withoutFactor?: boolean;
}

export class RedeemLinkDto {
  @Text({
    lengthMax: 100,
    description: 'As an admin handed it over.',
    example: 'misaqlink_k3v9mz2ryw8d_abcdefghijkmnpqrstuvwxyz23',
  })
  code!: string;
  @Password({ description: 'At least 12 characters, and none that everybody would guess.' })
  password!: string;
  @Id({ optional: true, description: 'The account that the link must be for.', example: 'a-ahmadi' })
  account?: string;
  @Text({
    optional: true,
    lengthMax: 20,
    description: 'Of the authenticator, where the account has a second factor that the link keeps.',
    example: '492039',
  })
  factorCode?: string;
}

export class FactorRuleParams {
  @Choice(ROLES, { example: 'governor' })
  role!: Role;
}

export class FactorRuleDto {
  @Flag({ description: 'Whether the role asks for a second factor.', example: true })
  required!: boolean;
}

export class OwnDoorQuery {
  @Whole({ optional: true, min: 1, max: PAGE_MAX, example: PAGE_DEFAULT, description: 'Items a page.' })
  limit?: number;
  @Whole({ optional: true, min: 1, description: '`next` of the page before.', example: 120 })
  before?: number;
}

export class DoorQuery extends OwnDoorQuery {
  @Id({ optional: true, description: 'Only what concerns this account.', example: 'a-ahmadi' })
  account?: string;
}
