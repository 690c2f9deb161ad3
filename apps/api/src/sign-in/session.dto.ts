import { type Role, ROLES } from '@misaq/platform/kernel/actor.js';
import { Choice, Id, Password, Text } from '@misaq/platform/http/request/fields.js';

const CODE = { lengthMax: 20, description: 'Of the authenticator: six digits.', example: '492039' } as const;

export class SignInDto {
  @Text({ lengthMax: 80, description: 'The name of the account.', example: 'a-ahmadi' })
  account!: string;
  @Password()
  password!: string;
  @Text({ ...CODE, optional: true })
  code?: string;
}

export class OfficeDto {
  @Id({ example: 'a-ahmadi' })
  principal!: string;
  @Choice(ROLES, { example: 'economic-deputy' })
  role!: Role;
  @Id({ optional: true, description: 'Of the roles agency and bank.', example: 'behzisti' })
  organisation?: string;
}

export class ConfirmationDto {
  @Password({ optional: true, description: 'The password, or a code of the second factor.' })
  password?: string;
  @Text({ ...CODE, optional: true })
  code?: string;
}

export class NewPasswordDto {
  @Password({ description: 'The present one.' })
  current!: string;
  @Password({ description: 'At least 12 characters.' })
  password!: string;
}

export class BeginFactorDto {
  @Password()
  password!: string;
}

export class FactorCodeDto {
  @Text(CODE)
  code!: string;
}

export class SessionParams {
  @Id({ example: 'k3v9mz2ryw8d' })
  sessionId!: string;
}

export class SessionsQuery {
  @Id({
    optional: true,
    description: 'Only for an admin: the sessions of this account.',
    example: 'a-ahmadi',
  })
  account?: string;
}
