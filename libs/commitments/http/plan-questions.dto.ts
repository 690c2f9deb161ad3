import { Id, Text } from '@misaq/platform/http/request/fields.js';
import { FreshQuery } from '@misaq/platform/http/request/freshness.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';

export class PlanQuery extends FreshQuery {
  @Id({ optional: true, example: 'raised', description: 'The version that it is measured against.' })
  version?: string;
}

export class CellsQuery extends PageQuery {
  @Id({ optional: true, example: 'raised', description: 'The version that it is measured against.' })
  version?: string;
  @Id({ optional: true, example: 'behzisti' })
  agency?: string;
  @Id({ optional: true, example: 'services' })
  sector?: string;
  @Id({ optional: true, example: 'tabriz' })
  county?: string;
  @Text({
    optional: true,
    lengthMax: 7,
    example: '1401-10',
    description: 'Jalali month of registration. Commitments have none and are shown all the same.',
  })
  month?: string;
}
