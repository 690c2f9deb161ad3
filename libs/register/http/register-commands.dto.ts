import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { ORGANISATION_KINDS, type OrganisationKind, OWNERSHIPS, type Ownership } from '../domain/events.js';
import { Choice, Day, Id, Reason, Text } from '@misaq/platform/http/request/fields.js';

export class RegisterOrganisationDto {
  @Choice(ORGANISATION_KINDS, { example: 'agency' })
  kind!: OrganisationKind;
  @Id({ example: 'behzisti' })
  id!: string;
  @Text({ example: 'سازمان بهزیستی' })
  name!: string;
  @Choice(OWNERSHIPS, {
    optional: true,
    description: 'Always of a bank, perhaps of an agency, never of a sector or a county.',
    example: 'state',
  })
  ownership?: Ownership;
  @Day({ description: 'The first day on which it is active.', example: '1400-01-01' })
  activeFrom!: PlainDate;
}

export class RenameOrganisationDto {
  @Text({ example: 'بهزیستی استان' })
  name!: string;
  @Day({ description: 'The first day of the new name.', example: '1401-01-01' })
  from!: PlainDate;
  @Reason({ example: 'Named as in its statute' })
  reason!: string;
}

export class RetireOrganisationDto {
  @Day({ description: 'The first day on which it is no longer active.', example: '1401-07-01' })
  from!: PlainDate;
  @Reason({ example: 'Merged into another office' })
  reason!: string;
}
