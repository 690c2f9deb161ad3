import { Id, LogPosition, PoolId, Text } from '@misaq/platform/http/request/fields.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';
import type { GivenPosition } from '@misaq/platform/http/request/positions.js';

/** Exactly one of the subjects. */
export class HistoryQuery extends PageQuery {
  @PoolId({ optional: true })
  pool?: string;
  @Id({ optional: true, example: 'behzisti' })
  agency?: string;
  @Id({ optional: true, example: 'bank-refah' })
  bank?: string;
  @Id({ optional: true, example: 'N16-00001' })
  facility?: string;
  @Id({ optional: true, example: 'labour-1', description: 'Whoever acted.' })
  actor?: string;
  @Id({
    optional: true,
    example: 'inspector-1',
    description: 'A verifier of jobs: the rounds that somebody else recorded for them.',
  })
  verifier?: string;
  @Text({ optional: true, example: 'job-EA1401-00001', description: 'A stream of the log.' })
  stream?: string;
  @LogPosition({ optional: true, description: 'Only events after this position of the log.' })
  after?: GivenPosition;
}
