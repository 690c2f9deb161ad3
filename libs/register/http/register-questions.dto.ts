import { ORGANISATION_KINDS } from '../domain/events.js';
import { Choice, Day, Text } from '@misaq/platform/http/request/fields.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';

export class OrganisationsQuery extends PageQuery {
  @Choice(ORGANISATION_KINDS, { optional: true })
  kind?: string;
  @Day({ optional: true, description: 'Only who is active on that day; names are those of that day.' })
  activeOn?: string;
  @Text({
    optional: true,
    description: 'Only whose id or any name holds this, however it is spelt (ye, kaf, digits, ZWNJ).',
  })
  search?: string;
}
